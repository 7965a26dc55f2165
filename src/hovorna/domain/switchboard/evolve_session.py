"""What a session's fact means beyond the session: operators' offers and slots, waiting lines, timers.

`BEFORE` looks at the session as it was, because the fold forgets an offer that ends; `AFTER` at what it has become.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.routing import line
from hovorna.domain.session.state import Offer, Session
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard.effects import Effects
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import (
    REACHED_SOURCES,
    CampaignKind,
    Cause,
    Channel,
    DialState,
    RequestKind,
    SlotClass,
)

Step = Callable[[Switchboard, Session, Fact, Effects], None]

#: Limits of requests that wait in no group take these defaults.
_DEFAULT_GROUP = GroupSettings(id=0, name="")

#: Timers that end with the session itself; after-call work has its own.
_SESSION_TIMERS = ("begin", "guest", "dial", "bcw", "expiry")


def created(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    if fact.is_decided and session.claim.slot_class is SlotClass.MESSAGES:
        _set(board, effects, f"expiry:{session.id}", fact.at + board.settings.messaging_expiry)
    if fact.is_decided and session.source in REACHED_SOURCES:
        # Nobody is in it yet, so nobody could end it if nothing came of it.
        _set(board, effects, f"begin:{session.id}", fact.at + board.settings.dial_limit)


def note_media(board: Switchboard, body: f.Body) -> None:
    if isinstance(body, f.FileShared):
        board.last_media_id = max(board.last_media_id, body.file_id)
    elif isinstance(body, f.RecordingStarted):
        board.last_media_id = max(board.last_media_id, body.recording_id)


def _set(board: Switchboard, effects: Effects, key: str, due: datetime) -> None:
    board.timers[key] = due
    effects.timers.add(key)


def _clear(board: Switchboard, effects: Effects, key: str) -> None:
    if board.timers.pop(key, None) is not None:
        effects.timers.add(key)


def group_of(board: Switchboard, group_id: int | None) -> GroupSettings:
    return board.groups.get(group_id, _DEFAULT_GROUP) if group_id is not None else _DEFAULT_GROUP


def acw_limit(board: Switchboard, operator_id: int) -> timedelta:
    """The highest limit of the operator's groups."""
    operator = board.operators.get(operator_id)
    groups = [m.group_id for m in operator.settings.memberships] if operator is not None else []
    limits = [board.groups[group_id].acw_limit for group_id in groups if group_id in board.groups]
    return max(limits) if limits else _DEFAULT_GROUP.acw_limit


# --- requests and lines -------------------------------------------------------------------------------------------


def _requested(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    _clear(board, effects, f"begin:{session.id}")
    request = session.requests[fact.version]
    asked = request.asked
    if asked.operator_id is None:
        return
    operator = board.operators.get(asked.operator_id)
    if operator is not None:
        line.enter(operator.line, line.entry_of(request, session.id))
    if asked.kind is not RequestKind.INVITATION:
        _set(board, effects, f"queue:{session.id}:{request.id}", fact.at + _DEFAULT_GROUP.queue_timeout)
    effects.seeking[(session.id, request.id)] = None


def _queue_entered(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    body = fact.body
    assert isinstance(body, f.GroupQueueEntered)
    request = session.requests[body.request_id]
    line.enter(board.lines.setdefault(body.group_id, []), line.entry_of(request, session.id))
    _set(board, effects, f"queue:{session.id}:{request.id}", fact.at + group_of(board, body.group_id).queue_timeout)
    effects.seeking[(session.id, request.id)] = None


def _queue_left(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    body = fact.body
    assert isinstance(body, f.GroupQueueLeft)
    request = session.requests.get(body.request_id)
    if request is not None:
        line.leave(board.lines.get(body.group_id, []), line.entry_of(request, session.id))
    _clear(board, effects, f"queue:{session.id}:{body.request_id}")


def _routing_ended(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    body = fact.body
    assert isinstance(body, f.RoutingEnded)
    request = session.requests.get(body.request_id)
    if request is not None and request.asked.operator_id is not None:
        operator = board.operators.get(request.asked.operator_id)
        if operator is not None:
            line.leave(operator.line, line.entry_of(request, session.id))
    _clear(board, effects, f"queue:{session.id}:{body.request_id}")


# --- offers -------------------------------------------------------------------------------------------------------


def _offered(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    body = fact.body
    assert isinstance(body, f.OperatorOffered)
    operator = board.operators[body.operator_id]
    operator.offers[fact.version] = session.id
    operator.last_offered = fact.version
    if body.uses_slot:
        operator.claim(session.id, session.claim)
        timeout = group_of(board, body.group_id).accept_timeout
        _set(board, effects, f"accept:{session.id}:{fact.version}", fact.at + timeout)


def _offer_timed_out(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    body = fact.body
    assert isinstance(body, f.OfferTimedOut)
    _clear(board, effects, f"accept:{session.id}:{body.offer_id}")
    offer = session.offers.get(body.offer_id)
    if offer is not None:
        board.operators[offer.operator_id].unanswered += 1
        effects.seeking[(session.id, offer.request_id)] = None


def _offer_gone(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    """Rejected or withdrawn: the slot is free again, and the request looks for somebody else.

    So do the session's other requests (invitations): it may have been this offer that kept the operator from them.
    """
    assert isinstance(fact.body, f.OfferRejected | f.OfferWithdrawn)
    offer = session.offers.get(fact.body.offer_id)
    if offer is None:
        return
    _drop_offer(board, session, offer, effects)
    operator = board.operators[offer.operator_id]
    if isinstance(fact.body, f.OfferRejected):
        operator.unanswered = 0
    elif fact.body.cause is Cause.LEG_NOT_ANSWERED:
        operator.unanswered += 1
    if session.id not in operator.work and operator.release(session.id):
        effects.freed[operator.id] = None
    for request_id in session.requests:
        effects.seeking[(session.id, request_id)] = None


def _drop_offer(board: Switchboard, session: Session, offer: Offer, effects: Effects) -> None:
    board.operators[offer.operator_id].offers.pop(offer.id, None)
    _clear(board, effects, f"accept:{session.id}:{offer.id}")
    _clear(board, effects, f"leg:{session.id}:{offer.id}")


def _leg_rung(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    assert isinstance(fact.body, f.LegRung)
    _set(board, effects, f"leg:{session.id}:{fact.body.offer_id}", fact.at + board.settings.leg_timeout)


def _accepted(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    assert isinstance(fact.body, f.OfferAccepted)
    offer = session.offers[fact.body.offer_id]
    _drop_offer(board, session, offer, effects)
    operator = board.operators[offer.operator_id]
    operator.unanswered = 0
    operator.claim(session.id, session.claim)
    is_reached = session.guest_is_connected or session.is_dialling
    if session.campaign_kind is CampaignKind.PREVIEW and not session.present and not is_reached:
        _set(board, effects, f"bcw:{session.id}", fact.at + board.settings.bcw_limit)


# --- operators in the session -------------------------------------------------------------------------------------


def _operator_joined(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    assert isinstance(fact.body, f.OperatorJoined)
    _clear(board, effects, f"begin:{session.id}")
    operator = board.operators[fact.body.operator_id]
    operator.claim(session.id, session.claim)


def _operator_left(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    assert isinstance(fact.body, f.OperatorLeft)
    operator_id = fact.body.operator_id
    joining = session.joining_of(operator_id)
    if joining is None or joining.left is None:
        return
    if not session.present:
        _clear(board, effects, f"bcw:{session.id}")
    _set(board, effects, f"acw:{session.id}:{operator_id}", joining.left.at + acw_limit(board, operator_id))
    if session.channel is not Channel.PHONE and group_of(board, joining.group_id).frees_slot_at_left:
        board.operators[operator_id].release(session.id)
        effects.freed[operator_id] = None


def _operator_concluded(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    assert isinstance(fact.body, f.OperatorConcluded)
    _clear(board, effects, f"acw:{session.id}:{fact.body.operator_id}")


# --- the guest, the call, the end ---------------------------------------------------------------------------------


def _over(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    for name in _SESSION_TIMERS:
        _clear(board, effects, f"{name}:{session.id}")


def _guest_dropped(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    _set(board, effects, f"guest:{session.id}", fact.at + board.settings.guest_tolerance)


def _guest_joined(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    for name in ("begin", "guest", "bcw"):
        _clear(board, effects, f"{name}:{session.id}")


def _guest_returned(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    _clear(board, effects, f"guest:{session.id}")


def _dial_started(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    _clear(board, effects, f"begin:{session.id}")
    _clear(board, effects, f"bcw:{session.id}")
    _set(board, effects, f"dial:{session.id}", fact.at + board.settings.dial_limit)


def _dial_progressed(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    assert isinstance(fact.body, f.DialProgressed)
    if fact.body.state not in (DialState.DIALING, DialState.RINGING):
        _clear(board, effects, f"dial:{session.id}")


def _spoken(board: Switchboard, session: Session, fact: Fact, effects: Effects) -> None:
    if session.claim.slot_class is SlotClass.MESSAGES and not session.is_over:
        _set(board, effects, f"expiry:{session.id}", fact.at + board.settings.messaging_expiry)


BEFORE: dict[type[f.Body], Step] = {
    f.OfferTimedOut: _offer_timed_out,
    f.OfferRejected: _offer_gone,
    f.OfferWithdrawn: _offer_gone,
    f.OfferAccepted: _accepted,
    f.GroupQueueLeft: _queue_left,
    f.RoutingEnded: _routing_ended,
    f.SessionEnded: _over,
    f.GuestBanned: _over,
    f.OperatorConcluded: _operator_concluded,
}

AFTER: dict[type[f.Body], Step] = {
    f.RoutingRequested: _requested,
    f.GroupQueueEntered: _queue_entered,
    f.OperatorOffered: _offered,
    f.LegRung: _leg_rung,
    f.OperatorJoined: _operator_joined,
    f.OperatorLeft: _operator_left,
    f.GuestDropped: _guest_dropped,
    f.GuestJoined: _guest_joined,
    f.GuestReturned: _guest_returned,
    f.DialStarted: _dial_started,
    f.DialProgressed: _dial_progressed,
    f.MessagePosted: _spoken,
    f.FileShared: _spoken,
}
