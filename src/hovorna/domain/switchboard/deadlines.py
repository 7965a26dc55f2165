"""What happens when a pending timer is due; each is a row of the store, and the state decides what it still means."""

from collections.abc import Callable

from hovorna.domain.facts import (
    AbsenceStage,
    DialProgressed,
    DialStarted,
    OfferTimedOut,
    OfferWithdrawn,
    OperatorAbsenceExpired,
    OperatorConcluded,
)
from hovorna.domain.operators.state import Operator
from hovorna.domain.switchboard import calling, ending, presence, queueing
from hovorna.domain.switchboard.accepting import withdraw_from
from hovorna.domain.switchboard.commands import FireTimer
from hovorna.domain.switchboard.ending import Ending
from hovorna.domain.switchboard.evolve_session import group_of
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import Cause, DialState, Source, TerminationReason


def fire(turn: Turn, command: FireTimer) -> None:
    """Nothing where the timer is gone, was moved, or is not due by the department's clock."""
    due = turn.board.timers.get(command.key)
    if due is None or due > turn.now:
        return
    name, *ids = command.key.split(":")
    DEADLINES[name](turn, *(int(part) for part in ids))


def _accept(turn: Turn, session_id: int, offer_id: int) -> None:
    """A further operator is asked in addition, or instead where the group is set so (session-semantics, section 8)."""
    session = turn.session(session_id)
    offer = session.offers[offer_id]
    operator = turn.operator(offer.operator_id)
    turn.emit(session_id, OfferTimedOut(offer_id))
    if group_of(turn.board, offer.group_id).withdraws_on_timeout:
        turn.emit(session_id, OfferWithdrawn(offer_id, Cause.ACCEPT_TIMEOUT))
    _judge(turn, operator)


def _judge(turn: Turn, operator: Operator) -> None:
    if operator.unanswered >= turn.board.settings.unanswered_limit:
        presence.set_away_by_system(turn, operator)


def _leg(turn: Turn, session_id: int, offer_id: int) -> None:
    """A telephone that rings in vain leaves an offer unanswered like any other."""
    operator = turn.operator(turn.session(session_id).offers[offer_id].operator_id)
    turn.emit(session_id, OfferWithdrawn(offer_id, Cause.LEG_NOT_ANSWERED))
    _judge(turn, operator)


def _queue(turn: Turn, session_id: int, request_id: int) -> None:
    session = turn.session(session_id)
    queueing.time_out(turn, session, session.requests[request_id])


def _acw(turn: Turn, session_id: int, operator_id: int) -> None:
    """True since the limit was reached, also when nobody was there to say so: the rule ended it, not this process."""
    due = turn.board.timers[f"acw:{session_id}:{operator_id}"]
    turn.emit(session_id, OperatorConcluded(operator_id, Cause.ACW_LIMIT), due)


def _guest(turn: Turn, session_id: int) -> None:
    session = turn.session(session_id)
    ending.guest_leaves(turn, session, since=session.guest_dropped)


def _offers(turn: Turn, operator_id: int) -> None:
    operator = turn.operator(operator_id)
    turn.emit(0, OperatorAbsenceExpired(operator_id, AbsenceStage.OFFERS))
    withdraw_from(turn, operator, Cause.OPERATOR_DISCONNECTED)


def _return(turn: Turn, operator_id: int) -> None:
    operator = turn.operator(operator_id)
    turn.emit(0, OperatorAbsenceExpired(operator_id, AbsenceStage.SESSIONS))
    presence.return_sessions(turn, operator)


def _dial(turn: Turn, session_id: int) -> None:
    session = turn.session(session_id)
    turn.emit(session_id, DialProgressed(DialState.NO_ANSWER))
    calling.fail_dial(turn, session)


def _begin(turn: Turn, session_id: int) -> None:
    """Nobody ever dialled, and the operator who was to be rung first never answered."""
    session = turn.session(session_id)
    campaign = session.source is Source.CAMPAIGN
    reason = TerminationReason.CAMPAIGN_FAILED_DIAL if campaign else TerminationReason.OPERATOR_ABANDONED
    ending.end(turn, session, Ending(reason))


def _bcw(turn: Turn, session_id: int) -> None:
    turn.emit(session_id, DialStarted())


def _expiry(turn: Turn, session_id: int) -> None:
    due = turn.board.timers[f"expiry:{session_id}"]
    ending.end(turn, turn.session(session_id), Ending(TerminationReason.EXTERNAL_SESSION_EXPIRED, since=due))


DEADLINES: dict[str, Callable[..., None]] = {
    "accept": _accept,
    "leg": _leg,
    "queue": _queue,
    "acw": _acw,
    "guest": _guest,
    "offers": _offers,
    "return": _return,
    "begin": _begin,
    "dial": _dial,
    "bcw": _bcw,
    "expiry": _expiry,
}
