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
from hovorna.domain.switchboard.ending import Ending
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import Cause, DialState, RequestKind, SessionStatus, TerminationReason


def forward(turn: Turn, command: Forward) -> None:
    targets = (command.to_group_id, command.to_operator_id, command.to_phone)
    if sum(target is not None for target in targets) != 1:
        raise InvalidValue("forward", "name exactly one of operatorGroupId, userId, chatbotId, phoneNumber")
    if command.to_phone is not None:
        _to_phone(turn, command)
        return
    session = turn.require(command.session_id, ForwardedToGroup, "forwarding")
    if command.operator_id is not None and not _is_offered(session, command.operator_id):
        _require_in(session, command.operator_id)
    if session.status is SessionStatus.BCW and session.last_asked is None:
        raise MoveRefused(session.id, session.status, "forwarding before the guest is reached")
    _require_targets(turn, session, command)
    if not session.present:
        ending.cancel_dial(turn, session)
        queueing.dismiss_chatbots(turn, session)
    _tell(turn, session, command)
    main = session.main_request
    if main is not None:
        close_request(turn, session, main, Cause.FORWARDED, Cause.FORWARDED)
    _open_forwarded(turn, session, command)
    _depart(turn, session, command)


def _is_offered(session: Session, operator_id: int) -> bool:
    """Redirecting from the preview; whoever is only invited has nothing to redirect."""
    main = session.main_request
    return main is not None and any(offer.operator_id == operator_id for offer in session.offers_of(main.id))


def _require_in(session: Session, operator_id: int) -> None:
    joining = session.joining_of(operator_id)
    if joining is None or joining.left is not None:
        raise OperatorNotInSession(operator_id, session.id)


def _require_targets(turn: Turn, session: Session, command: Forward | Invite) -> None:
    to_operator = command.to_operator_id if isinstance(command, Forward) else command.invited_id
    to_group = command.to_group_id if isinstance(command, Forward) else command.group_id
    if to_group is not None:
        queueing.group(turn, to_group)
    if to_operator is not None:
        turn.operator(to_operator)
        if session.joining_of(to_operator) is not None:
            raise OperatorInSession(to_operator, session.id)


def _tell(turn: Turn, session: Session, command: Forward) -> None:
    slots = _write_note(turn, session, command)
    request_id, by = session.last_request_id, command.operator_id
    if command.to_group_id is not None:
        turn.emit(session.id, ForwardedToGroup(command.to_group_id, request_id, by, slots))
    elif command.to_operator_id is not None:
        turn.emit(session.id, ForwardedToUser(command.to_operator_id, request_id, by, slots))


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
                ending.wind_up(turn, session)
            turn.emit(session.id, OperatorLeft(joining.operator_id, Cause.FORWARDED))
            if not command.keeps_acw:
                turn.emit(session.id, OperatorConcluded(joining.operator_id, Cause.FORWARDED))


def _to_phone(turn: Turn, command: Forward) -> None:
    session = turn.require(command.session_id, ForwardedToPhone, "forwarding to a number")
    if command.operator_id is not None:
        _require_in(session, command.operator_id)
    if session.phone_forward_by is not None:
        raise MoveRefused(session.id, session.status, "a second forward to a number")
    slot = f"forward_phone:{turn.board.version + 1}"
    turn.write(session.id, slot, command.to_phone)
    notes = _write_note(turn, session, command)
    turn.emit(session.id, ForwardedToPhone(session.last_request_id, command.operator_id, (slot, *notes)))
    if session.main_request is not None:
        close_request(turn, session, session.main_request, Cause.FORWARDED, Cause.FORWARDED)


def report_phone_forward(turn: Turn, command: ReportPhoneForward) -> None:
    """The number answered: over. It failed: the call stays with the operator."""
    session = turn.session(command.session_id)
    if session.phone_forward_by is None:
        raise MoveRefused(session.id, session.status, "a result of a forward that is not under way")
    if command.result is DialState.ANSWERED:
        ending.end(turn, session, Ending(TerminationReason.CALL_FORWARDED_TO_EXTERNAL_PHONE))
    elif command.result.is_failure:
        turn.emit(session.id, PhoneForwardFailed(command.result))


def invite(turn: Turn, command: Invite) -> None:
    session = turn.require(command.session_id, InvitedGroup, "inviting")
    _require_in(session, command.operator_id)
    if (command.group_id is None) == (command.invited_id is None):
        raise InvalidValue("invite", "name exactly one of operatorGroupId, userId")
    _require_targets(turn, session, command)
    if command.group_id is not None:
        turn.emit(session.id, InvitedGroup(command.group_id, command.operator_id))
    elif command.invited_id is not None:
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
