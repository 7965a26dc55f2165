"""Which events a fact causes, and in which order."""

import pytest

from hovorna.contract.public_events import EVENTS
from hovorna.contract.public_events.event_type import WebhookEventType as E
from hovorna.contract.public_events.telling import events_of
from hovorna.contract.public_events.told import OperatorMove, Standing, Told
from hovorna.domain import facts as f
from hovorna.domain.facts import DEPARTMENT_BODIES, SESSION_BODIES, Fact
from hovorna.domain.session.fold import fold
from hovorna.domain.vocabulary import (
    ActivityType,
    Cause,
    Channel,
    ClientType,
    GuestLeftSession,
    OperatorStateKind,
    RequestKind,
    Source,
    TerminationReason,
)
from tests.unit.domain.session_facts import SESSION, Story, after, plain_chat

EVA, PETR = 31, 32


def names(story: Story) -> list[str]:
    session = fold(story.facts)
    return [told.type for fact in story.facts for told in events_of(fact, session)]


def last(story: Story) -> tuple[Told, ...]:
    return events_of(story.facts[-1], fold(story.facts))


def test_a_plain_chat_is_told_in_the_published_order() -> None:
    story = plain_chat()
    story.told(483, f.OperatorConcluded(EVA))
    assert names(story) == [
        "SessionCreated",
        "SessionStarted",
        "SessionOperatorJoined",
        "SessionEnded",
        "SessionActivitySessionEnded",
        "SessionOperatorLeft",
        "SessionOperatorConcluded",
    ]


def test_a_session_starts_once_however_often_it_seeks() -> None:
    story = plain_chat()
    story = Story()
    request = story.requested(1)
    story.accepted(5, request, story.offered(2, request, EVA))
    story.told(9, f.ForwardedToUser(PETR, request, EVA))
    story.accepted(20, again := story.requested(9, kind=RequestKind.FORWARD), story.offered(9, again, PETR))
    assert names(story).count("SessionStarted") == 1
    assert names(story).count("SessionOperatorJoined") == 2


def test_a_session_that_an_operator_begins_starts_with_that_operator() -> None:
    story = Story(Channel.PHONE, Source.OUTGOING_CALL)
    story.told(0, f.OperatorJoined(EVA))
    story.told(5, f.OperatorJoined(PETR))
    assert names(story) == [
        "SessionCreated",
        "SessionStarted",
        "SessionOperatorJoined",
        "SessionOperatorJoined",
    ]
    assert [told.ordinal for told in events_of(story.facts[1], fold(story.facts))] == [0, 1]


def test_an_invitation_of_a_colleague_starts_nothing() -> None:
    story = Story(Channel.PHONE, Source.OUTGOING_CALL)
    story.told(0, f.OperatorJoined(EVA))
    story.told(5, f.InvitedUser(PETR, EVA))
    story.requested(5, kind=RequestKind.INVITE)
    assert names(story)[3:] == ["SessionActivityOperatorInvited"]


@pytest.mark.parametrize(
    "body", [f.ForwardedToGroup(2, None, EVA), f.ForwardedToUser(PETR, None, EVA), f.ForwardedToPhone(None, EVA)]
)
def test_a_forward_is_told_of_the_session_and_of_its_conversation(body: f.Body) -> None:
    story = Story()
    story.told(5, body)
    assert [told.type for told in last(story)] == ["SessionForwarded", "SessionActivitySessionForwarded"]


def test_a_ban_ends_the_session() -> None:
    story = Story()
    story.told(5, f.GuestBanned())
    assert [told.type for told in last(story)] == ["SessionEnded"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f.CallParamsSet(), ["SessionCallParamsUpdated"]),
        (f.HoldStarted(EVA), ["SessionActivityOnHold"]),
        (f.HoldEnded(EVA), ["SessionActivityResumeGuest"]),
        (f.MessagePosted(ClientType.GUEST), ["SessionActivityChatMessage"]),
        (f.MessagePosted(ClientType.USER, type=ActivityType.AUTO_ACTIVITY), ["SessionActivityAutoActivity"]),
        (f.FileShared(6, ClientType.GUEST, "blobs/6", "cd", 7, "image/png"), ["SessionActivitySharedFile"]),
        (f.RoutingEnded(3, Cause.CANCELLED), ["SessionActivityOperatorInviteCanceled"]),
        (f.RoutingEnded(3, Cause.ACCEPTED), []),
        (f.OfferRejected(3), []),
        (f.GuestJoined(), []),
        (f.TagAssigned(1), []),
        (f.Anonymised(), []),
    ],
)
def test_what_is_said_and_done_is_told(body: f.Body, expected: list[str]) -> None:
    story = Story()
    story.told(5, body)
    assert [told.type for told in last(story)] == expected


def test_leaving_or_concluding_that_changes_no_joining_is_not_told() -> None:
    story = Story()
    story.told(5, f.OperatorLeft(EVA))
    assert last(story) == ()
    story.told(5, f.OperatorConcluded(EVA))
    assert last(story) == ()


def test_what_was_recorded_elsewhere_is_told_only_on_demand() -> None:
    session = fold(plain_chat().facts)
    fact = Fact(1, after(0), SESSION, plain_chat().facts[0].body, is_decided=False)
    assert events_of(fact, session) == ()
    assert [told.type for told in events_of(fact, session, with_recorded=True)] == ["SessionCreated"]


def test_an_order_is_kept_per_session_per_person_and_for_the_company() -> None:
    standing = Standing(OperatorStateKind.ONLINE)
    move = OperatorMove(EVA, standing, Standing(OperatorStateKind.ON_CALL))
    story = Story()
    request = story.requested(1)
    story.told(5, f.OfferAccepted(story.offered(2, request, EVA)))
    told = events_of(story.facts[-1], fold(story.facts), [move])
    assert [(one.type.value, one.entity, one.ordinal) for one in told] == [
        ("SessionOperatorJoined", f"session:{SESSION}", 0),
        ("UserStatusChanged", f"user:{EVA}", 1),
    ]
    assert told[1].move == move
    changed = Fact(1, after(0), 0, f.SettingChanged("guest_tolerance", department_id=1))
    assert [(one.type.value, one.entity) for one in events_of(changed, None)] == [
        ("ApplicationSettingChanged", "company")
    ]


@pytest.mark.parametrize(
    ("before", "after_it", "is_told"),
    [
        (OperatorStateKind.ONLINE, OperatorStateKind.ON_CALL, True),
        (OperatorStateKind.AFTER_CALL, OperatorStateKind.BEFORE_CALL, False),
        (OperatorStateKind.AWAY, OperatorStateKind.BREAK, False),
        (OperatorStateKind.OFFLINE, OperatorStateKind.DISCONNECTED, False),
        (OperatorStateKind.ONLINE, OperatorStateKind.ONLINE, False),
    ],
)
def test_of_people_only_what_others_see_is_told(
    before: OperatorStateKind, after_it: OperatorStateKind, is_told: bool
) -> None:
    move = OperatorMove(EVA, Standing(before), Standing(after_it))
    assert bool(events_of(Fact(1, after(0), 0, f.OperatorReturned(EVA)), None, [move])) is is_told


def test_a_call_elsewhere_and_another_reason_are_seen() -> None:
    away = Standing(OperatorStateKind.AWAY)
    for other in (Standing(OperatorStateKind.AWAY, is_on_call=True), Standing(OperatorStateKind.AWAY, noted=8)):
        assert events_of(Fact(8, after(0), 0, f.OperatorReturned(EVA)), None, [OperatorMove(EVA, away, other)])


def test_every_event_stands_once_and_names_facts_of_the_log() -> None:
    assert len({event.name for event in EVENTS}) == len(EVENTS)
    for event in EVENTS:
        assert set(event.facts) <= {*DEPARTMENT_BODIES, *SESSION_BODIES}
        assert event.when.endswith(".")


def test_an_end_that_is_told_late_is_told_of_the_instant_at_which_it_was_true() -> None:
    story = Story()
    story.told(90, f.SessionEnded(TerminationReason.GUEST_ABANDONED, GuestLeftSession.LEFT_BEFORE_QUEUE), since=30)
    assert E.SESSION_ENDED in {told.type for told in last(story)}


@pytest.mark.parametrize(
    ("body", "entities"),
    [
        (f.ContactChanged(5), ["contact:5"]),
        (f.ContactRemoved(5), ["contact:5"]),
        (f.ContactAnonymised(5), ["contact:5"]),
        (f.ContactMerged(5, (6, 9)), ["contact:5", "contact:6", "contact:9"]),
    ],
)
def test_a_contact_is_told_of_by_its_id_and_of_a_merge_every_one(body: f.Body, entities: list[str]) -> None:
    told = events_of(Fact(1, after(0), 0, body), None)
    assert [(one.type.value, one.entity) for one in told] == [("GuestIdentityUpdated", one) for one in entities]
    assert [one.ordinal for one in told] == list(range(len(entities)))
