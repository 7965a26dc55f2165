"""The part of the session's fold that concerns requests, offers, operators and the routing history."""

from collections.abc import Callable
from typing import Any

from hovorna.domain import facts as f
from hovorna.domain.session.state import Joining, Mark, Offer, Request, RoutingRow, Session
from hovorna.domain.vocabulary import Cause, RequestKind
from hovorna.domain.vocabulary import RoutingActivity as A


def _requested(session: Session, body: f.RoutingRequested, mark: Mark) -> None:
    session.is_handing_over = False
    session.last_request_id = mark.version
    request = Request(id=mark.version, asked=body, rules=body.rules)
    if body.kind is RequestKind.FORWARD and body.group_id is not None and body.by_operator_id is not None:
        request.refused_by.add((body.group_id, body.by_operator_id))
    session.requests[mark.version] = request
    if body.kind is not RequestKind.INVITE:
        session.last_asked, session.last_rules = body, body.rules
        session.phone_forward_by = None  # Handed to somebody else meanwhile: what the number says counts no more.
    session.history.append(RoutingRow(mark.version, A.ROUTING_REQUEST_CREATED, mark))


def _rules_held(session: Session, body: f.RulesHeld, mark: Mark) -> None:
    request = session.requests.get(body.request_id)
    if request is not None:
        request.rules = body.rules
        if request.asked.kind is not RequestKind.INVITE:
            session.last_rules = body.rules


def _queue_entered(session: Session, body: f.GroupQueueEntered, mark: Mark) -> None:
    request = session.requests.get(body.request_id)
    if request is not None:
        request.group_id = body.group_id
        request.rule_position = body.rule_position
    session.history.append(RoutingRow(body.request_id, A.ENTERED_GROUP_QUEUE, mark, group_id=body.group_id))


def _queue_timed_out(session: Session, body: f.GroupQueueTimedOut, mark: Mark) -> None:
    session.history.append(RoutingRow(body.request_id, A.GROUP_QUEUE_TIMEOUT_EXPIRED, mark, group_id=body.group_id))


def _queue_left(session: Session, body: f.GroupQueueLeft, mark: Mark) -> None:
    request = session.requests.get(body.request_id)
    if request is not None:
        request.group_id = None
    session.history.append(RoutingRow(body.request_id, A.LEFT_GROUP_QUEUE, mark, group_id=body.group_id))


def _offered(session: Session, body: f.OperatorOffered, mark: Mark) -> None:
    session.offers[mark.version] = Offer(
        id=mark.version,
        request_id=body.request_id,
        operator_id=body.operator_id,
        group_id=body.group_id,
        uses_slot=body.uses_slot,
    )
    session.history.append(_offer_row(body, A.ASSIGNED_TO_OPERATOR, mark, mark.version))


def _offer_row(offer: Offer | f.OperatorOffered, activity: A, mark: Mark, offer_id: int) -> RoutingRow:
    return RoutingRow(
        offer.request_id, activity, mark, group_id=offer.group_id, operator_id=offer.operator_id, offer_id=offer_id
    )


def _offer_timed_out(session: Session, body: f.OfferTimedOut, mark: Mark) -> None:
    offer = session.offers.get(body.offer_id)
    if offer is not None:
        offer.is_expired = True
        request = session.requests.get(offer.request_id)
        if request is not None:
            request.unanswered_by.add(offer.operator_id)
        session.history.append(_offer_row(offer, A.OPERATOR_TIMEOUT_EXPIRED, mark, offer.id))


def _offer_rejected(session: Session, body: f.OfferRejected, mark: Mark) -> None:
    offer = session.offers.pop(body.offer_id, None)
    if offer is None:
        return
    request = session.requests.get(offer.request_id)
    if request is not None:
        request.refused_by.add((offer.group_id or 0, offer.operator_id))


def _offer_withdrawn(session: Session, body: f.OfferWithdrawn, mark: Mark) -> None:
    offer = session.offers.pop(body.offer_id, None)
    if offer is not None and body.cause is Cause.LEG_NOT_ANSWERED and offer.request_id in session.requests:
        session.requests[offer.request_id].unanswered_by.add(offer.operator_id)


def _leg_rung(session: Session, body: f.LegRung, mark: Mark) -> None:
    offer = session.offers.get(body.offer_id)
    if offer is not None:
        offer.is_ringing = True


def _accepted(session: Session, body: f.OfferAccepted, mark: Mark) -> None:
    offer = session.offers.pop(body.offer_id)
    session.is_auto_accepted = session.is_auto_accepted or body.is_auto
    session.last_group_id = offer.group_id or session.last_group_id
    _join(session, Joining(offer.operator_id, mark, None, None, offer.id, offer.group_id, body.is_auto))
    session.history.append(_offer_row(offer, A.ACCEPTED_BY_OPERATOR, mark, offer.id))


def _join(session: Session, joining: Joining) -> None:
    session.joinings.append(joining)
    session.present += 1
    session.unconcluded += 1
    session.had_concurrent_operators = session.had_concurrent_operators or session.present > 1
    if session.started is None:
        session.started = joining.joined


def _operator_joined(session: Session, body: f.OperatorJoined, mark: Mark) -> None:
    _join(session, Joining(body.operator_id, mark))


def _operator_left(session: Session, body: f.OperatorLeft, mark: Mark) -> None:
    joining = session.joining_of(body.operator_id)
    if joining is not None and joining.left is None:
        joining.left = mark
        session.present -= 1


def _operator_concluded(session: Session, body: f.OperatorConcluded, mark: Mark) -> None:
    joining = session.joining_of(body.operator_id)
    if joining is not None:
        joining.concluded = mark
        session.unconcluded -= 1


def _routing_ended(session: Session, body: f.RoutingEnded, mark: Mark) -> None:
    session.requests.pop(body.request_id, None)
    session.history.append(RoutingRow(body.request_id, A.ROUTING_ENDED, mark))


def _forwarded_to_group(session: Session, body: f.ForwardedToGroup, mark: Mark) -> None:
    session.is_handing_over = True
    row = RoutingRow(body.request_id or 0, A.FORWARDED_TO_GROUP, mark, body.group_id, forwarded_by=body.by_operator_id)
    session.history.append(row)


def _forwarded_to_user(session: Session, body: f.ForwardedToUser, mark: Mark) -> None:
    session.is_handing_over = True
    row = RoutingRow(
        body.request_id or 0,
        A.FORWARDED_TO_USER,
        mark,
        operator_id=body.operator_id,
        forwarded_by=body.by_operator_id,
    )
    session.history.append(row)


def _forwarded_to_phone(session: Session, body: f.ForwardedToPhone, mark: Mark) -> None:
    session.phone_forward_by = body.by_operator_id or 0
    session.history.append(
        RoutingRow(body.request_id or 0, A.FORWARDED_TO_PHONE, mark, forwarded_by=body.by_operator_id)
    )


def _phone_forward_failed(session: Session, body: f.PhoneForwardFailed, mark: Mark) -> None:
    session.phone_forward_by = None


def _invited_group(session: Session, body: f.InvitedGroup, mark: Mark) -> None:
    request_id = session.last_request_id or 0
    row = RoutingRow(request_id, A.INVITED_GROUP, mark, group_id=body.group_id, invited_by=body.by_operator_id)
    session.history.append(row)


def _invited_user(session: Session, body: f.InvitedUser, mark: Mark) -> None:
    request_id = session.last_request_id or 0
    row = RoutingRow(request_id, A.INVITED_USER, mark, operator_id=body.operator_id, invited_by=body.by_operator_id)
    session.history.append(row)


HANDLERS: dict[type[f.Body], Callable[[Session, Any, Mark], None]] = {
    f.RoutingRequested: _requested,
    f.RulesHeld: _rules_held,
    f.GroupQueueEntered: _queue_entered,
    f.GroupQueueTimedOut: _queue_timed_out,
    f.GroupQueueLeft: _queue_left,
    f.OperatorOffered: _offered,
    f.OfferTimedOut: _offer_timed_out,
    f.OfferRejected: _offer_rejected,
    f.OfferWithdrawn: _offer_withdrawn,
    f.LegRung: _leg_rung,
    f.OfferAccepted: _accepted,
    f.OperatorJoined: _operator_joined,
    f.OperatorLeft: _operator_left,
    f.OperatorConcluded: _operator_concluded,
    f.RoutingEnded: _routing_ended,
    f.ForwardedToGroup: _forwarded_to_group,
    f.ForwardedToUser: _forwarded_to_user,
    f.ForwardedToPhone: _forwarded_to_phone,
    f.PhoneForwardFailed: _phone_forward_failed,
    f.InvitedGroup: _invited_group,
    f.InvitedUser: _invited_user,
}
