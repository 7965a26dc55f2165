"""The page of the events that webhooks are told: which fact causes which, what it carries, and what can't occur yet."""

import msgspec

from hovorna.contract.public_events import EVENTS
from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType as E
from tools.generate.markdown import NOTICE, table

_MAIL, _AV, _SCREEN, _FORMS, _CHATBOTS, _TEXTS = (
    "e-mail",
    "audio and video in the browser",
    "screen sharing and co-browsing",
    "forms and scripts in a conversation",
    "chatbots' activities",
    "messages that are sent by rules",
)

#: Types that may be asked for already, with what has to come first.
NOT_YET: dict[E, str] = {
    E.EMAIL_THREAD_CREATED: _MAIL,
    E.EMAIL_THREAD_OPERATOR_JOINED: _MAIL,
    E.EMAIL_THREAD_OPERATOR_LEFT: _MAIL,
    E.EMAIL_THREAD_FORWARDED: _MAIL,
    E.EMAIL_THREAD_PARAMS_UPDATED: _MAIL,
    E.SESSION_ACTIVITY_CHAT_TO_MAIL: _MAIL,
    E.SESSION_ACTIVITY_AV_REQUEST: _AV,
    E.SESSION_ACTIVITY_AV_RESPONSE: _AV,
    E.SESSION_ACTIVITY_AV_MEDIA_RESULT: _AV,
    E.SESSION_ACTIVITY_AV_TERMINATED: _AV,
    E.SESSION_ACTIVITY_SHARED_SCREEN: _SCREEN,
    E.SESSION_ACTIVITY_COBROWSING_STARTED: _SCREEN,
    E.SESSION_ACTIVITY_COBROWSING_STOPPED_BY_GUEST: _SCREEN,
    E.SESSION_ACTIVITY_SCREEN_SHARING_FAILED_BY_GUEST: _SCREEN,
    E.SESSION_ACTIVITY_HERO_CARD: _FORMS,
    E.SESSION_ACTIVITY_HERO_CARD_SUBMISSION: _FORMS,
    E.SESSION_ACTIVITY_CALL_SCRIPT: _FORMS,
    E.SESSION_ACTIVITY_CALL_SCRIPT_SUBMISSION: _FORMS,
    E.SESSION_ACTIVITY_CHATBOT_MESSAGE: _CHATBOTS,
    E.SESSION_ACTIVITY_CHATBOT_HERO_CARD_SUBMISSION: _CHATBOTS,
    E.SESSION_ACTIVITY_WELCOME_MESSAGE: _TEXTS,
    E.SESSION_ACTIVITY_LAST_FAREWELL_MESSAGE: _TEXTS,
    E.SESSION_ACTIVITY_AUTO_ACTIVITY_AS_OPERATOR: _TEXTS,
    E.SESSION_ACTIVITY_EXTERNAL_MESSAGE: "external channels that report messages of their own",
    E.SESSION_ACTIVITY_PREVIEW_URL: "previews of links",
    E.SESSION_ACTIVITY_FILE_UPLOAD_FAILED: "a guest's page that reports failed uploads",
    E.SESSION_ACTIVITY_OPERATOR_KICKED: "removing a colleague from a conversation",
}

_TOP = """# What webhooks are told

{notice}
How to be told is in [Webhooks](webhooks.md). Of one fact several events may be told, in the order of this table; facts
are told in the order of the log. What an import recorded is not told: it happened elsewhere, and long ago. A replay
does not tell it either.

"""

_NOT_YET = """
## What can't occur yet

These types may be asked for, so that programs that ask for everything work, but nothing causes them until this exists:

"""


def page() -> str:
    top = _TOP.format(notice=NOTICE)
    rows = table(("number", "event", "when", "fact", "`data`"), map(_row, EVENTS))
    waiting = table(
        ("number", "event", "waits for"), ((_number(kind), f"`{kind}`", what) for kind, what in _by_number())
    )
    return top + rows + _NOT_YET + waiting


def _number(kind: E) -> int:
    """As clients may send it."""
    return list(E).index(kind) + 1


def _by_number() -> list[tuple[E, str]]:
    return sorted(NOT_YET.items(), key=lambda item: _number(item[0]))


def _row(event: PublicEvent) -> tuple[object, ...]:
    facts = ", ".join(fact.__name__ for fact in event.facts)
    return _number(event.name), f"`{event.name}`", event.when, facts, _members(event.payload)


def _members(payload: type[msgspec.Struct]) -> str:
    """The family's one model is told on the hand-written page."""
    names = [field.encode_name for field in msgspec.structs.fields(payload)]
    return ", ".join(names) if len(names) < 10 else "[the line](webhooks.md#lines-of-a-conversation)"
