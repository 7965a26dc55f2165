"""Reads the rows of a story, `second [#session] who does what [! refusal]`, into commands.

`1h30` in a row stands for an hour and thirty seconds. Without `#n` a row is about session 1. After `!` stands the code
of the refusal that the row must meet.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hovorna.domain.facts import OperatorOffered, RoutingRequested, SessionCreated
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import CampaignKind, Channel, ClientType, DialState, Presence, RequestKind, Source
from tests.domain.department import Department

_PHONE = "+420123456789"
_CALLS = frozenset({Source.INCOMING_CALL, Source.OUTGOING_CALL, Source.CALLBACK, Source.CAMPAIGN})


@dataclass(frozen=True, slots=True)
class Row:
    second: float
    session: int
    who: str
    words: tuple[str, ...]
    refusal: str | None
    text: str

    @property
    def operator(self) -> int:
        return int(self.who)

    def after(self, word: str) -> str | None:
        """What stands behind this word, if it was said at all."""
        return self.words[self.words.index(word) + 1] if word in self.words else None

    def number_after(self, word: str) -> int | None:
        found = self.after(word)
        return int(found) if found is not None else None


def in_seconds(text: str) -> str:
    """The text with its hours written out as seconds."""
    return re.sub(r"(\d+)h(\d*)", lambda found: str(int(found[1]) * 3600 + int(found[2] or 0)), text)


def rows(story: str) -> Iterator[Row]:
    for line in filter(None, map(str.strip, in_seconds(story).splitlines())):
        said, _, refusal = (part.strip() for part in line.partition("!"))
        second, *words = said.split()
        session = 1
        if words and words[0].startswith("#"):
            session = int(words.pop(0)[1:])
        yield Row(float(second), session, words[0], tuple(words[1:]), refusal or None, line)


def command_of(row: Row, department: Department) -> c.Command | None:
    """None for a row that only lets time pass: `nothing` happens, or an `outage` is over."""
    if row.who in ("nothing", "outage"):
        return None
    who = row.who if row.who in DEEDS else "operator"
    return DEEDS[who][row.words[0]](row, department)


# --- contacts and guests ------------------------------------------------------------------------------------------


def _comes(row: Row, department: Department) -> c.Command:
    source = Source(row.words[1])
    channel = Channel.PHONE if source in _CALLS else Channel.CHAT
    if "AV" in row.words:
        channel = Channel.AV
    kind = next((one for one in CampaignKind if one.value in row.words), None)
    return c.CreateSession(
        row.session,
        SessionCreated(channel, source, campaign_kind=kind),
        guest_is_connected="later" not in row.words,
        is_routed="unrouted" not in row.words,
        rule_set_id=row.number_after("set"),
        operator_id=row.number_after("by") or row.number_after("for"),
        sticky_operator_id=row.number_after("knows"),
        operator_joins_later="two-way" in row.words,
        params=_params(row),
    )


def _params(row: Row) -> dict[str, str]:
    return dict(word.split("=", 1) for word in row.words if "=" in word)


def _request_of(row: Row, department: Department) -> int:
    """The session's last invitation, open or not."""
    told = department.told(RoutingRequested, session_id=row.session)
    return next(
        fact.version
        for fact in reversed(told)
        if isinstance(fact.body, RoutingRequested) and fact.body.kind is RequestKind.INVITE
    )


def _offer_of(row: Row, department: Department) -> int:
    """The last offer of this session to this operator, live or gone."""
    told = department.told(OperatorOffered, session_id=row.session)
    return next(
        fact.version
        for fact in reversed(told)
        if isinstance(fact.body, OperatorOffered) and fact.body.operator_id == row.operator
    )


def _forward(row: Row, operator_id: int | None) -> c.Command:
    return c.Forward(
        row.session,
        operator_id,
        to_group_id=row.number_after("group"),
        to_operator_id=row.number_after("operator"),
        to_phone=_PHONE if "number" in row.words else None,
        keeps_acw="keeping-acw" in row.words,
    )


Deed = Callable[[Row, Department], c.Command]

DEEDS: dict[str, dict[str, Deed]] = {
    "contact": {
        "comes": _comes,
        "asks": lambda row, _: c.RequestRouting(row.session, params=_params(row)),
    },
    "guest": {
        "joins": lambda row, _: c.JoinGuest(row.session),
        "drops": lambda row, _: c.DropGuest(row.session),
        "returns": lambda row, _: c.ReturnGuest(row.session),
        "leaves": lambda row, _: c.LeaveAsGuest(row.session),
        "writes": lambda row, _: c.PostMessage(row.session, ClientType.GUEST, "Hello?"),
        "banned": lambda row, _: c.BanGuest(row.session),
    },
    "bot": {
        "joins": lambda row, _: c.JoinChatbot(row.session, 9),
        "hands-off": lambda row, _: c.HandOff(row.session, 9, params=_params(row)),
    },
    "api": {
        "ends": lambda row, _: c.EndSession(row.session),
        "forwards": lambda row, _: _forward(row, None),
    },
    "line": {
        "says": lambda row, _: c.ReportDial(row.session, DialState(row.words[1])),
        "forward-says": lambda row, _: c.ReportPhoneForward(row.session, DialState(row.words[1])),
    },
    "system": {"dials": lambda row, _: c.Dial(row.session)},
    "operator": {
        "accepts": lambda row, department: c.AcceptOffer(row.operator, _offer_of(row, department)),
        "rejects": lambda row, department: c.RejectOffer(row.operator, _offer_of(row, department)),
        "rings": lambda row, department: c.RingLeg(row.operator, _offer_of(row, department)),
        "joins": lambda row, _: c.JoinOperator(row.session, row.operator),
        "leaves": lambda row, _: c.LeaveSession(row.session, row.operator),
        "concludes": lambda row, _: c.Conclude(row.session, row.operator),
        "writes": lambda row, _: c.PostMessage(row.session, ClientType.USER, "Hello!", row.operator),
        "dials": lambda row, _: c.Dial(row.session, row.operator, _PHONE),
        "holds": lambda row, _: c.Hold(row.session, row.operator),
        "resumes": lambda row, _: c.Resume(row.session, row.operator),
        "forwards": lambda row, _: _forward(row, row.operator),
        "invites": lambda row, _: c.Invite(
            row.session, row.operator, row.number_after("group"), row.number_after("operator")
        ),
        "cancels-invite": lambda row, department: c.CancelInvite(row.session, _request_of(row, department)),
        "goes": lambda row, _: c.SetPresence(row.operator, Presence(row.words[1])),
        "disconnects": lambda row, _: c.DisconnectOperator(row.operator),
        "reconnects": lambda row, _: c.ReconnectOperator(row.operator),
    },
}
