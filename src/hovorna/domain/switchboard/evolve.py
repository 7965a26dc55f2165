"""Folds one fact into the switchboard: the session's own fold, and what it means for operators, lines and timers.

Total over the log: facts that were recorded (imports) change their session only, because they tell of another time.
"""

from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.operators.state import Operator
from hovorna.domain.session import fold
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard import evolve_department, evolve_session
from hovorna.domain.switchboard.effects import Effects, OperatorChange
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import OperatorStateKind, SessionStatus

#: Facts that can change what an operator is doing.
WORK_FACTS: frozenset[type[f.Body]] = frozenset(
    {
        f.OfferAccepted,
        f.OperatorJoined,
        f.OperatorLeft,
        f.OperatorConcluded,
        f.GuestJoined,
        f.SessionEnded,
        f.GuestBanned,
    }
)


def apply(board: Switchboard, fact: Fact, effects: Effects) -> None:
    board.version = fact.version
    if fact.is_decided and fact.at > board.decided_until:
        board.decided_until = fact.at
    if fact.session_id == 0:
        evolve_department.apply(board, fact, effects)
        return
    effects.sessions[fact.session_id] = None
    if isinstance(fact.body, f.SessionCreated):
        session = fold.open_session(fact)
        board.sessions[fact.session_id] = session
        evolve_session.created(board, session, fact, effects)
        return
    _apply_to_session(board, fact, effects)


def _apply_to_session(board: Switchboard, fact: Fact, effects: Effects) -> None:
    body = fact.body
    evolve_session.note_media(board, body)
    session = board.sessions.get(fact.session_id)
    if session is None:
        return  # Written about a session that was final already: nothing here follows from it.
    if not fact.is_decided:
        fold.apply(session, fact)
        return
    before = evolve_session.BEFORE.get(type(body))
    if before is not None:
        before(board, session, fact, effects)
    fold.apply(session, fact)
    after = evolve_session.AFTER.get(type(body))
    if after is not None:
        after(board, session, fact, effects)
    if type(body) in WORK_FACTS:
        _follow_work(board, session, fact, effects)


def _follow_work(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    """Brings claims and states of the session's operators in line with where the session stands."""
    on_or_before = OperatorStateKind.BEFORE_CALL if session.status is SessionStatus.BCW else OperatorStateKind.ON_CALL
    for joining in session.joinings:
        operator = board.operators.get(joining.operator_id)
        if operator is None:
            continue
        if joining.concluded is None:
            is_in = joining.left is None and not session.is_over
            operator.work[session.id] = on_or_before if is_in else OperatorStateKind.AFTER_CALL
            _follow_kind(operator, fact, effects)
        elif joining.concluded.version == fact.version:
            _conclude(operator, session, fact, effects)


def _conclude(operator: Operator, session: Session, fact: Fact, effects: Effects) -> None:
    operator.work.pop(session.id, None)
    operator.idle_since = fact.at
    operator.release(session.id)
    effects.freed[operator.id] = None
    _follow_kind(operator, fact, effects)


def _follow_kind(operator: Operator, fact: Fact, effects: Effects) -> None:
    """Adds a step to the operator's timeline when their state is another now."""
    kind = operator.kind_now()
    if kind is operator.kind:
        return
    operator.kind = kind
    effects.operator_changes.append(OperatorChange(operator.id, fact.at, fact.version, kind, operator.break_id))


def evict_final(board: Switchboard, before_version: int | None = None) -> None:
    """Forgets sessions that are final; in a replay only those last touched before a version, to keep turns whole."""
    final = [
        session.id
        for session in board.sessions.values()
        if session.status.is_final and (before_version is None or session.last_version < before_version)
    ]
    for session_id in final:
        del board.sessions[session_id]
