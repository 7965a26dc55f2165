"""What a simulation counts while it runs: sessions by their outcome, time by state, work by operator."""

from datetime import datetime, timedelta

import msgspec

from hovorna.domain.session.durations import time_in_states
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.effects import OperatorChange
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import OperatorStateKind, SessionStatus, TerminationReason


class OperatorFigures(msgspec.Struct, frozen=True):
    """`talk_seconds` from joining to leaving, `acw_seconds` from leaving to concluding; `states` sums the timeline."""

    answered: int
    talk_seconds: float
    acw_seconds: float
    states: dict[str, float]


class _OperatorCount:
    def __init__(self) -> None:
        self.answered = 0
        self.talk = self.acw = timedelta()
        self.states = {kind: timedelta() for kind in OperatorStateKind}
        self.last: OperatorChange | None = None

    def step(self, change: OperatorChange) -> None:
        self.close(change.at)
        self.last = change

    def close(self, until: datetime) -> None:
        if self.last is not None:
            self.states[self.last.kind] += until - self.last.at

    def told(self) -> OperatorFigures:
        states = {kind.value: length.total_seconds() for kind, length in self.states.items()}
        return OperatorFigures(self.answered, self.talk.total_seconds(), self.acw.total_seconds(), states)


class Figures:
    """Offered is answered and abandoned together, as call centres count: who could not be routed at all is neither."""

    def __init__(self) -> None:
        self.sessions = 0
        #: Sessions that some operator accepted, each once.
        self.answered = 0
        #: Sessions whose guest gave up before any operator accepted: in the IVR, in the queue or while it rang.
        self.abandoned = 0
        self._states = {state.value: timedelta() for state in SessionStatus if not state.is_final}
        self._operators: dict[int, _OperatorCount] = {}

    @property
    def offered(self) -> int:
        return self.answered + self.abandoned

    def follow(self, turn: Turn) -> None:
        for change in turn.effects.operator_changes:
            operator = self._operators.get(change.operator_id)
            if operator is None:
                operator = self._operators[change.operator_id] = _OperatorCount()
            operator.step(change)
        for session in turn.touched.values():
            if session.status.is_final:
                self._count(session)

    def _count(self, session: Session) -> None:
        self.sessions += 1
        if session.started is not None:
            self.answered += 1
        elif session.termination is TerminationReason.GUEST_ABANDONED:
            self.abandoned += 1
        for state, length in time_in_states(session, session.last_at).items():
            self._states[state] += length
        for joining in session.joinings:
            operator = self._operators[joining.operator_id]
            operator.answered += 1
            if joining.left is not None and joining.concluded is not None:
                operator.talk += joining.left.at - joining.joined.at
                operator.acw += joining.concluded.at - joining.left.at

    def close(self, until: datetime) -> None:
        """Operators' last states end with the simulation."""
        for operator in self._operators.values():
            operator.close(until)

    def by_state(self) -> dict[str, float]:
        return {state: length.total_seconds() for state, length in self._states.items()}

    def by_operator(self) -> dict[int, OperatorFigures]:
        return {operator_id: count.told() for operator_id, count in sorted(self._operators.items())}
