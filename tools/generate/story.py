"""One session, decided by the real rules on a made-up morning: a callback, because it passes through every state."""

from datetime import UTC, datetime
from typing import NamedTuple

from hovorna.domain.facts import Fact, SessionCreated
from hovorna.domain.session.durations import SessionTimes, times_of
from hovorna.domain.session.state import Session
from hovorna.domain.settings import DepartmentSettings, GroupSettings, Membership, OperatorSettings, Rule, RuleSet
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.decide import decide
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import Channel, DialState, Presence, Source

EVA, PETR, SESSION, GROUP = 41, 42, 1, 1
NAMES = {EVA: "Eva", PETR: "Petr"}
GROUP_NAME = "Support"

_MORNING = (
    c.ConfigureGroup(GroupSettings(GROUP, GROUP_NAME)),
    c.ConfigureRuleSet(RuleSet(1, "Default", (Rule(GROUP),))),
    c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=1)),
    c.ConfigureOperator(OperatorSettings(EVA, (Membership(GROUP),))),
    c.ConfigureOperator(OperatorSettings(PETR, (Membership(GROUP),))),
)


class Story(NamedTuple):
    #: Of the session, in the order of the log.
    facts: list[Fact]
    session: Session
    times: SessionTimes


class _Desk:
    """Gives commands at instants of one day and keeps what came of them."""

    def __init__(self) -> None:
        self.board = Switchboard(department_id=1)
        self.facts: list[Fact] = []
        self.session: Session | None = None

    def do(self, clock: str, command: c.Command) -> None:
        now = datetime.fromisoformat(f"2026-03-02T{clock}").replace(tzinfo=UTC)
        turn = decide(self.board, command, now)
        self.facts += turn.facts
        self.session = turn.touched.get(SESSION, self.session)

    def fire(self, clock: str, name: str) -> None:
        key = next(key for key in self.board.timers if key.startswith(f"{name}:"))
        self.do(clock, c.FireTimer(key, self.board.timers[key]))

    def offer_to(self, operator_id: int) -> int:
        offers = self.board.sessions[SESSION].offers.values()
        return next(offer.id for offer in offers if offer.operator_id == operator_id)


def tell() -> Story:
    desk = _Desk()
    for command in _MORNING:
        desk.do("09:00:00", command)
    arrival = SessionCreated(Channel.PHONE, Source.CALLBACK)
    desk.do("09:12:00", c.CreateSession(SESSION, arrival, guest_is_connected=False, is_routed=False))
    desk.do("09:12:26", c.RequestRouting(SESSION))
    desk.do("09:12:58", c.SetPresence(EVA, Presence.ONLINE))
    desk.do("09:13:10", c.SetPresence(PETR, Presence.ONLINE))
    desk.fire("09:13:28", "accept")
    desk.do("09:13:48", c.AcceptOffer(PETR, desk.offer_to(PETR)))
    desk.do("09:13:54", c.Dial(SESSION, PETR))
    desk.do("09:13:57", c.ReportDial(SESSION, DialState.RINGING))
    desk.do("09:14:14", c.ReportDial(SESSION, DialState.ANSWERED))
    desk.do("09:16:20", c.LeaveSession(SESSION, PETR))
    desk.do("09:17:05", c.Conclude(SESSION, PETR))
    session = desk.session
    if session is None or not session.status.is_final:
        raise AssertionError("The story has no end.")
    facts = [fact for fact in desk.facts if fact.session_id == SESSION]
    return Story(facts, session, times_of(session, session.last_at))
