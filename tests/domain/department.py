"""A department on a virtual clock: a switchboard, its timers, and all that was ever decided there."""

from datetime import UTC, datetime, timedelta

from hovorna.domain.errors import DomainError
from hovorna.domain.facts import Body, Fact, SessionCreated
from hovorna.domain.session.state import Session
from hovorna.domain.settings import DepartmentSettings, GroupSettings, Membership, OperatorSettings, Rule, RuleSet
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.decide import decide
from hovorna.domain.switchboard.effects import OperatorChange
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import Channel, Presence, SessionStatus, Source

#: A Monday morning.
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class Department:
    """Timers fire while the clock is moved on, in the order in which they are due."""

    def __init__(self, start: datetime = START) -> None:
        self.board = Switchboard(department_id=1)
        self.start = self.now = start
        self.facts: list[Fact] = []
        self.changes: list[OperatorChange] = []
        #: Every session as it stands, also the final ones that the board has forgotten.
        self.sessions: dict[int, Session] = {}

    # --- the clock ------------------------------------------------------------------------------------------------

    def wait(self, seconds: float) -> None:
        self.wait_until(self.now + timedelta(seconds=seconds))

    def wait_until(self, instant: datetime) -> None:
        while (timer := self.next_timer()) is not None and timer[0] <= instant:
            self.now = max(self.now, timer[0])
            self.fire(timer[1])
        self.now = max(self.now, instant)

    def next_timer(self) -> tuple[datetime, str] | None:
        return min(((due, key) for key, due in self.board.timers.items()), default=None)

    def fire(self, key: str) -> Turn:
        return self.do(c.FireTimer(key, self.now))

    def seconds(self, instant: datetime) -> float:
        return (instant - self.start).total_seconds()

    # --- commands -------------------------------------------------------------------------------------------------

    def do(self, command: c.Command, now: datetime | None = None) -> Turn:
        self._bring_back(command)
        try:
            turn = decide(self.board, command, now or self.now)
        finally:
            self._forget_final(command)
        self.facts += turn.facts
        self.changes += turn.effects.operator_changes
        self.sessions.update(turn.touched)
        return turn

    def _bring_back(self, command: c.Command) -> None:
        """As the engine does it: what is written about a final session brings that session back for the turn."""
        session = self.sessions.get(getattr(command, "session_id", 0))
        if session is not None and not isinstance(command, c.CreateSession):
            self.board.sessions.setdefault(session.id, session)

    def _forget_final(self, command: c.Command) -> None:
        session = self.board.sessions.get(getattr(command, "session_id", 0))
        if session is not None and session.status.is_final:
            del self.board.sessions[session.id]

    def refusal(self, command: c.Command) -> DomainError | None:
        try:
            self.do(command)
        except DomainError as refused:
            return refused
        return None

    # --- who works here -------------------------------------------------------------------------------------------

    def group(self, group: GroupSettings | int = 1) -> None:
        if isinstance(group, int):
            group = GroupSettings(group, f"Group {group}")
        self.do(c.ConfigureGroup(group))

    def rules(self, *rules: Rule | int) -> None:
        """The default rule set; a number is a rule for that group without conditions."""
        listed = tuple(Rule(group_id=one) if isinstance(one, int) else one for one in rules)
        self.do(c.ConfigureRuleSet(RuleSet(1, "Everything", listed)))
        if self.board.settings.default_rule_set_id is None:
            self.do(c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=1)))

    def operator(self, operator: OperatorSettings | int, *groups: int, presence: Presence = Presence.ONLINE) -> None:
        """A number is an operator with the usual slots; without groups named they are in group 1."""
        if isinstance(operator, int):
            operator = OperatorSettings(operator, tuple(Membership(one) for one in groups or (1,)))
        self.do(c.ConfigureOperator(operator))
        self.do(c.SetPresence(operator.user_id, presence))

    # --- contacts -------------------------------------------------------------------------------------------------

    def arrive(self, session_id: int = 1, source: Source = Source.DEFAULT, channel: Channel | None = None) -> Turn:
        if channel is None:
            channel = Channel.PHONE if source is Source.INCOMING_CALL else Channel.CHAT
        return self.do(c.CreateSession(session_id, SessionCreated(channel, source)))

    def offers(self, session_id: int = 1) -> dict[int, int]:
        """Who holds an offer of the session: operator -> offer."""
        return {offer.operator_id: offer.id for offer in self.sessions[session_id].offers.values()}

    def status(self, session_id: int = 1) -> SessionStatus:
        return self.sessions[session_id].status

    def accept(self, operator_id: int, session_id: int = 1) -> Turn:
        return self.do(c.AcceptOffer(operator_id, self.offers(session_id)[operator_id]))

    def reject(self, operator_id: int, session_id: int = 1) -> Turn:
        return self.do(c.RejectOffer(operator_id, self.offers(session_id)[operator_id]))

    def leave(self, operator_id: int, session_id: int = 1) -> Turn:
        return self.do(c.LeaveSession(session_id, operator_id))

    def conclude(self, operator_id: int, session_id: int = 1) -> Turn:
        return self.do(c.Conclude(session_id, operator_id))

    def told(self, *kinds: type[Body], session_id: int | None = None) -> list[Fact]:
        """The facts of these kinds, all that were ever written."""
        return [
            fact
            for fact in self.facts
            if isinstance(fact.body, kinds) and (session_id is None or fact.session_id == session_id)
        ]


def support(*operators: int) -> Department:
    """A department with one group, one rule and these operators online."""
    department = Department()
    department.group()
    department.rules(1)
    for operator in operators:
        department.operator(operator)
    return department


def kinds(turn: Turn) -> list[str]:
    return [fact.type for fact in turn.facts]
