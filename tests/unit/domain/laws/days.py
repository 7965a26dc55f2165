"""Random days of a small department: commands drawn by Hypothesis, run through `decide`, timers fired when due."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from hovorna.domain.errors import DomainError
from hovorna.domain.facts import Fact, SessionCreated
from hovorna.domain.session.state import Session
from hovorna.domain.settings import DepartmentSettings, GroupSettings, Membership, OperatorSettings, Rule, RuleSet
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.decide import decide
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import (
    CampaignKind,
    Channel,
    ClientType,
    DialState,
    Presence,
    RecordingType,
    Source,
    StrategyName,
)

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
OPERATORS = (31, 32, 33, 34)
GROUPS = (1, 2, 3)

#: (what, whom, which, seconds until then, whether timers are fired on the way).
Move = tuple[int, int, int, int, bool]

KINDS: tuple[tuple[Channel, Source], ...] = (
    (Channel.CHAT, Source.DEFAULT),
    (Channel.AV, Source.DEFAULT),
    (Channel.PHONE, Source.INCOMING_CALL),
    (Channel.PHONE, Source.OUTGOING_CALL),
    (Channel.PHONE, Source.CALLBACK),
    (Channel.PHONE, Source.CAMPAIGN),
    (Channel.CHAT, Source.INVITATION),
    (Channel.CHAT, Source.CHAT_INVITATION),
    (Channel.CHAT, Source.WHATSAPP),
)

_GONE = {Source.OUTGOING_CALL, Source.CALLBACK, Source.CAMPAIGN, Source.CHAT_INVITATION}


class Day:
    """What came of the moves: the board as it stands and every fact in order."""

    def __init__(self) -> None:
        self.board = Switchboard(department_id=1)
        self.now = MORNING
        self.facts: list[Fact] = []
        self._next_session = 0
        for command in _SETTINGS:
            self.run(command)

    def play(self, moves: list[Move]) -> None:
        for what, whom, which, seconds, fires in moves:
            self.pass_time(timedelta(seconds=seconds), fires=fires)
            command = DEEDS[what % len(DEEDS)](self, OPERATORS[whom % len(OPERATORS)], which)
            if command is not None:
                self.run(command)

    def run(self, command: c.Command) -> None:
        try:
            turn = decide(self.board, command, self.now)
        except DomainError:
            return
        self.facts += turn.facts

    def pass_time(self, length: timedelta, *, fires: bool) -> None:
        """Timers left unfired on the way are late, as after an outage."""
        end = self.now + length
        while fires and self.board.timers:
            key, due = min(self.board.timers.items(), key=lambda item: item[1])
            if due > end:
                break
            self.now = max(self.now, due)
            self.run(c.FireTimer(key, due))
        self.now = end

    def session(self, which: int) -> Session | None:
        sessions = list(self.board.sessions.values())
        return sessions[which % len(sessions)] if sessions else None

    def by_session(self) -> dict[int, list[Fact]]:
        found: dict[int, list[Fact]] = {}
        for fact in self.facts:
            if fact.session_id:
                found.setdefault(fact.session_id, []).append(fact)
        return found

    def new_session(self) -> int:
        self._next_session += 1
        return self._next_session


_SETTINGS: tuple[c.Command, ...] = (
    c.ConfigureGroup(GroupSettings(1, "one", queue_timeout=timedelta(seconds=90), frees_slot_at_left=True)),
    c.ConfigureGroup(GroupSettings(2, "two", strategy=StrategyName.WHOLE_GROUP, acw_limit=timedelta(seconds=60))),
    c.ConfigureGroup(GroupSettings(3, "three", auto_accept=True, acw_limit=timedelta())),
    c.ConfigureRuleSet(RuleSet(1, "all", (Rule(group_id=1), Rule(group_id=2), Rule(group_id=3)))),
    c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=1)),
    c.DefineTag(1, "tag"),
    c.ConfigureOperator(OperatorSettings(31, (Membership(1),), live_slots=2)),
    c.ConfigureOperator(OperatorSettings(32, (Membership(1), Membership(2)), live_slots=1, message_slots=1)),
    c.ConfigureOperator(OperatorSettings(33, (Membership(2),))),
    c.ConfigureOperator(OperatorSettings(34, (Membership(3),), live_slots=1)),
    *(c.SetPresence(operator, Presence.ONLINE) for operator in OPERATORS),
)


def _arrive(day: Day, operator: int, which: int) -> c.Command:
    channel, source = KINDS[which % len(KINDS)]
    kind = CampaignKind.PREVIEW if which % 2 else CampaignKind.PREDICTIVE
    about = SessionCreated(channel, source, campaign_kind=kind if source is Source.CAMPAIGN else None)
    waits = source is Source.CAMPAIGN and kind is CampaignKind.PREDICTIVE
    return c.CreateSession(
        day.new_session(),
        about,
        guest_is_connected=source not in _GONE,
        is_routed=not waits and which % 7 != 6,
        operator_id=operator,
        operator_joins_later=which % 5 == 4,
    )


def _accept(day: Day, operator: int, which: int) -> c.Command | None:
    offers = list(day.board.operators[operator].offers)
    return c.AcceptOffer(operator, offers[which % len(offers)]) if offers else None


def _reject(day: Day, operator: int, which: int) -> c.Command | None:
    offers = list(day.board.operators[operator].offers)
    return c.RejectOffer(operator, offers[which % len(offers)]) if offers else None


def _ring(day: Day, operator: int, which: int) -> c.Command | None:
    offers = list(day.board.operators[operator].offers)
    return c.RingLeg(operator, offers[which % len(offers)]) if offers else None


def _to_session(make: Callable[[Session, int, int], c.Command | None]) -> Callable[[Day, int, int], c.Command | None]:
    def deed(day: Day, operator: int, which: int) -> c.Command | None:
        session = day.session(which)
        if session is None:
            return None
        inside = [joining.operator_id for joining in session.joinings if joining.concluded is None]
        # Mostly somebody who is in it, because a stranger's command is refused.
        return make(session, inside[which % len(inside)] if inside and which % 4 else operator, which)

    return deed


def _forward(session: Session, operator: int, which: int) -> c.Command:
    by = operator if which % 4 else None
    if which % 3 == 0:
        return c.Forward(session.id, by, to_group_id=GROUPS[which % 3], keeps_acw=which % 2 == 0)
    if which % 3 == 1:
        return c.Forward(session.id, by, to_operator_id=OPERATORS[which % 4])
    return c.Forward(session.id, by, to_phone="1")


def _invite(session: Session, operator: int, which: int) -> c.Command:
    if which % 2:
        return c.Invite(session.id, operator, group_id=GROUPS[which % 3])
    return c.Invite(session.id, operator, invited_id=OPERATORS[which % 4])


def _cancel_invite(session: Session, operator: int, which: int) -> c.Command | None:
    return c.CancelInvite(session.id, next(iter(session.requests))) if session.requests else None


def _report_dial(session: Session, operator: int, which: int) -> c.Command:
    states = (DialState.ANSWERED, DialState.ANSWERED, DialState.RINGING, DialState.NO_ANSWER)
    return c.ReportDial(session.id, states[which % 4])


def _presence(day: Day, operator: int, which: int) -> c.Command:
    words = (Presence.AWAY, Presence.BREAK, Presence.OFFLINE)
    return c.SetPresence(operator, words[which % 3] if which > 8 else Presence.ONLINE)


def _connection(day: Day, operator: int, which: int) -> c.Command:
    return c.DisconnectOperator(operator) if which % 3 == 0 else c.ReconnectOperator(operator)


DEEDS: tuple[Callable[[Day, int, int], c.Command | None], ...] = (
    *[_arrive] * 4,
    *[_accept] * 14,
    _reject,
    _ring,
    *[_presence] * 4,
    _connection,
    _to_session(lambda session, operator, which: c.LeaveSession(session.id, operator)),
    _to_session(lambda session, operator, which: c.LeaveSession(session.id, operator)),
    _to_session(lambda session, operator, which: c.Conclude(session.id, operator)),
    _to_session(lambda session, operator, which: c.Conclude(session.id, operator)),
    _to_session(lambda session, operator, which: c.LeaveAsGuest(session.id)),
    _to_session(lambda session, operator, which: c.DropGuest(session.id)),
    _to_session(lambda session, operator, which: c.JoinGuest(session.id)),
    _to_session(lambda session, operator, which: c.EndSession(session.id)),
    _to_session(lambda session, operator, which: c.BanGuest(session.id) if which == 0 else None),
    _to_session(lambda session, operator, which: c.RequestRouting(session.id)),
    _to_session(lambda session, operator, which: c.JoinChatbot(session.id, 9)),
    _to_session(lambda session, operator, which: c.HandOff(session.id, 9)),
    _to_session(_forward),
    _to_session(_forward),
    _to_session(lambda session, operator, which: c.ReportPhoneForward(session.id, DialState.ANSWERED)),
    _to_session(lambda session, operator, which: c.ReportPhoneForward(session.id, DialState.NO_ANSWER)),
    _to_session(_invite),
    _to_session(_cancel_invite),
    _to_session(lambda session, operator, which: c.Dial(session.id, operator if which % 2 else None)),
    _to_session(_report_dial),
    _to_session(_report_dial),
    _to_session(lambda session, operator, which: c.JoinOperator(session.id, operator)),
    _to_session(lambda session, operator, which: c.Hold(session.id, operator)),
    _to_session(lambda session, operator, which: c.PostMessage(session.id, ClientType.GUEST, "x")),
    _to_session(lambda session, operator, which: c.StartRecording(session.id, RecordingType.OTHER, "x")),
    _to_session(lambda session, operator, which: c.AssignTag(session.id, 1, operator)),
)


MOVES = st.lists(
    st.tuples(
        st.integers(0, len(DEEDS) - 1),
        st.integers(0, len(OPERATORS) - 1),
        st.integers(0, 11),
        st.sampled_from((0, 0, 0, 1, 1, 4, 4, 16, 31, 62, 125, 301)),
        st.sampled_from((True, True, True, False)),
    ),
    min_size=5,
    max_size=70,
)


def day_of(moves: list[Move]) -> Day:
    day = Day()
    day.play(moves)
    return day
