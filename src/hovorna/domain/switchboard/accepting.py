"""What happens when an operator takes a session, and how offers are taken back."""

from hovorna.domain.errors import OfferGone, OperatorFull, OperatorUnavailable
from hovorna.domain.facts import GroupQueueLeft, LegRung, OfferAccepted, OfferRejected, OfferWithdrawn, RoutingEnded
from hovorna.domain.operators.state import Operator
from hovorna.domain.session.state import Offer, Request, Session
from hovorna.domain.switchboard.commands import AcceptOffer, RejectOffer, RingLeg
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import Cause, Channel


def accept(turn: Turn, command: AcceptOffer) -> None:
    session, operator, offer = _own_offer(turn, command)
    if not operator.is_available:
        why = "disconnected" if not operator.is_connected else operator.presence.value.lower()
        raise OperatorUnavailable(operator.id, why)
    if session.id not in operator.claims and not operator.has_room_beside_offers(session.claim):
        raise OperatorFull(operator.id)
    group = turn.board.groups.get(offer.group_id or 0)
    take(turn, session, offer, is_auto=group is not None and group.auto_accept and offer.is_ringing)


def answer_for(turn: Turn, session: Session, offer: Offer) -> None:
    """Auto-accept: as if accepted on the desk at once; a telephone still has to be answered."""
    if session.channel is Channel.PHONE:
        turn.emit(session.id, LegRung(offer.id))
        return
    take(turn, session, offer, is_auto=True)


def ring(turn: Turn, command: RingLeg) -> None:
    """Accepting a phone session on the desk rings the operator's telephone; answered, it is accepted."""
    session, _, offer = _own_offer(turn, command)
    if session.channel is Channel.PHONE and not offer.is_ringing:
        turn.emit(session.id, LegRung(offer.id))


def reject(turn: Turn, command: RejectOffer) -> None:
    session, _, offer = _own_offer(turn, command)
    turn.emit(session.id, OfferRejected(offer.id))


def _own_offer(turn: Turn, command: AcceptOffer | RejectOffer | RingLeg) -> tuple[Session, Operator, Offer]:
    operator = turn.operator(command.operator_id)
    session_id = operator.offers.get(command.offer_id)
    if session_id is None:
        raise OfferGone(command.offer_id)
    session = turn.session(session_id)
    return session, operator, session.offers[command.offer_id]


def take(turn: Turn, session: Session, offer: Offer, is_auto: bool) -> None:
    """The offer becomes a joining; everybody else's offer of this request, and what is too much now, is withdrawn."""
    request = session.requests[offer.request_id]
    make_room(turn, turn.operator(offer.operator_id), session)
    turn.emit(session.id, OfferAccepted(offer.id, is_auto))
    close_request(turn, session, request, Cause.ACCEPTED, Cause.ACCEPTED_ELSEWHERE)


def close_request(turn: Turn, session: Session, request: Request, cause: Cause, offers_cause: Cause) -> None:
    """Withdraws the request's offers, takes it out of its line and ends it."""
    withdraw_offers(turn, session, request.id, offers_cause)
    if request.group_id is not None:
        turn.emit(session.id, GroupQueueLeft(request.id, request.group_id, cause))
    turn.emit(session.id, RoutingEnded(request.id, cause))


def withdraw_offers(turn: Turn, session: Session, request_id: int, cause: Cause) -> None:
    for offer in session.offers_of(request_id):
        turn.emit(session.id, OfferWithdrawn(offer.id, cause))


def withdraw_from(turn: Turn, operator: Operator, cause: Cause) -> None:
    """The operator can't be asked any more: every offer goes on to somebody else."""
    for offer_id, session_id in list(operator.offers.items()):
        turn.emit(session_id, OfferWithdrawn(offer_id, cause))


def make_room(turn: Turn, operator: Operator, session: Session) -> None:
    """What is only offered gives way to what the operator takes on, the latest offer first: nobody is over capacity."""
    for offer_id, offered in sorted(operator.offers.items(), reverse=True):
        if session.id in operator.claims or operator.has_room_for(session.claim):
            return
        claim = operator.claims.get(offered)
        if claim is not None and claim.slot_class is session.claim.slot_class:
            turn.emit(offered, OfferWithdrawn(offer_id, Cause.OVER_CAPACITY))


def withdraw_excess(turn: Turn, operator: Operator) -> None:
    """Fewer slots than are in use: offers go, the latest first (session-semantics, section 8); sessions stay."""
    for offer_id, offered in sorted(operator.offers.items(), reverse=True):
        claim = operator.claims.get(offered)
        if claim is not None and operator.is_over(claim.slot_class):
            turn.emit(offered, OfferWithdrawn(offer_id, Cause.OVER_CAPACITY))
