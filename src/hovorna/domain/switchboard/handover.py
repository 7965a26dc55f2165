"""Handing a session over: forward to a group, an operator or a number, and inviting a colleague in."""

from hovorna.domain.errors import InvalidValue, MoveRefused, OperatorInSession, OperatorNotInSession
from hovorna.domain.facts import (
    ForwardedToGroup,
    ForwardedToPhone,
    ForwardedToUser,
    InvitedGroup,
    InvitedUser,
    OperatorConcluded,
    OperatorLeft,
    PhoneForwardFailed,
    RoutingRequested,
)
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard import ending, queueing
from hovorna.domain.switchboard.accepting import close_request
from hovorna.domain.switchboard.commands import CancelInvite, Forward, Invite, ReportPhoneForward
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import Cause, DialState, RequestKind, TerminationReason


def forward(turn: Turn, command: Forward) -> None:
    targets = (command.to_group_id, command.to_operator_id, command.to_phone)
    if sum(target is not None for target in targets) != 1:
        raise InvalidValue("forward", "name exactly one of operatorGroupId, userId, chatbotId, phoneNumber")
    if command.to_phone is not None:
        _to_phone(turn, command)
        return
    session = turn.require(command.session_id, ForwardedToGroup, "forwarding")
    _require_forwarder(session, command.operator_id)
    slots = _write_note(turn, session, command)
    request_id, by = session.last_request_id, command.operator_id
    if command.to_group_id is not None:
        queueing.group(turn, command.to_group_id)
        turn.emit(session.id, ForwardedToGroup(command.to_group_id, request_id, by, slots))
    else:
        assert command.to_operator_id is not None
        _require_target(turn, session, command.to_operator_id)
        turn.emit(session.id, ForwardedToUser(command.to_operator_id, request_id, by, slots))
    main = session.main_request
    if main is not None:
        close_request(turn, session, main, Cause.FORWARDED, Cause.FORWARDED)
    _open_forwarded(turn, session, command)
    _depart(turn, session, command)


def _require_forwarder(session: Session, operator_id: int | None) -> None:
    """An operator who is in, or (redirecting from the preview) who holds an offer."""
    if operator_id is None:
        return
    joining = session.joining_of(operator_id)
    is_in = joining is not None and joining.left is None
    is_offered = any(offer.operator_id == operator_id for offer in session.offers.values())
    if not is_in and not is_offered:
        raise OperatorNotInSession(operator_id, session.id)


def _require_target(turn: Turn, session: Session, operator_id: int) -> None:
    turn.operator(operator_id)
    if session.joining_of(operator_id) is not None:
        raise OperatorInSession(operator_id, session.id)


def _write_note(turn: Turn, session: Session, command: Forward) -> tuple[str, ...]:
    if not command.note:
        return ()
    slot = f"forward_note:{turn.board.version + 1}"
    turn.write(session.id, slot, command.note)
    return (slot,)


def _open_forwarded(turn: Turn, session: Session, command: Forward) -> None:
    rule_set_id, held, priority, head_start = queueing.follow_on(turn, session)
    asked = RoutingRequested(
        kind=RequestKind.FORWARD,
        arrival=turn.now,
        rule_set_id=rule_set_id,
        rules=held,
        operator_id=command.to_operator_id,
        group_id=command.to_group_id,
        by_operator_id=command.operator_id,
        priority=priority,
        head_start=head_start,
    )
    queueing.open_request(turn, session, asked)


def _depart(turn: Turn, session: Session, command: Forward) -> None:
    """Who forwards leaves and concludes at the same instant, unless they keep after-call work; for the API all do."""
    for joining in list(session.joinings):
        if joining.concluded is not None or command.operator_id not in (None, joining.operator_id):
            continue
        if joining.left is None:
            if session.present == 1:
                ending.cancel_invites(turn, session)
            turn.emit(session.id, OperatorLeft(joining.operator_id, Cause.FORWARDED))
            if not command.keeps_acw:
                turn.emit(session.id, OperatorConcluded(joining.operator_id, Cause.FORWARDED))


def _to_phone(turn: Turn, command: Forward) -> None:
    session = turn.require(command.session_id, ForwardedToPhone, "forwarding to a number")
    _require_forwarder(session, command.operator_id)
    if session.phone_forward_by is not None:
        raise MoveRefused(session.id, session.status, "a second forward to a number")
    slot = f"forward_phone:{turn.board.version + 1}"
    turn.write(session.id, slot, command.to_phone)
    notes = _write_note(turn, session, command)
    turn.emit(session.id, ForwardedToPhone(session.last_request_id, command.operator_id, (slot, *notes)))


def report_phone_forward(turn: Turn, command: ReportPhoneForward) -> None:
    """The number answered: over. It failed: the call stays with the operator."""
    session = turn.session(command.session_id)
    if session.phone_forward_by is None:
        raise MoveRefused(session.id, session.status, "a result of a forward that is not under way")
    if command.result is DialState.ANSWERED:
        ending.end(turn, session, TerminationReason.CALL_FORWARDED_TO_EXTERNAL_PHONE)
    elif command.result.is_failure:
        turn.emit(session.id, PhoneForwardFailed(command.result))


def invite(turn: Turn, command: Invite) -> None:
    session = turn.require(command.session_id, InvitedGroup, "inviting")
    joining = session.joining_of(command.operator_id)
    if joining is None or joining.left is not None:
        raise OperatorNotInSession(command.operator_id, session.id)
    if (command.group_id is None) == (command.invited_id is None):
        raise InvalidValue("invite", "name exactly one of operatorGroupId, userId")
    if command.group_id is not None:
        queueing.group(turn, command.group_id)
        turn.emit(session.id, InvitedGroup(command.group_id, command.operator_id))
    else:
        assert command.invited_id is not None
        _require_target(turn, session, command.invited_id)
        turn.emit(session.id, InvitedUser(command.invited_id, command.operator_id))
    asked = RoutingRequested(
        kind=RequestKind.INVITE,
        arrival=turn.now,
        operator_id=command.invited_id,
        group_id=command.group_id,
        by_operator_id=command.operator_id,
    )
    queueing.open_request(turn, session, asked)


def cancel_invite(turn: Turn, command: CancelInvite) -> None:
    session = turn.session(command.session_id)
    request = session.requests.get(command.request_id)
    if request is None or request.asked.kind is not RequestKind.INVITE:
        raise InvalidValue("requestId", f"session {session.id} has no open invitation {command.request_id}")
    close_request(turn, session, request, Cause.CANCELLED, Cause.CANCELLED)
