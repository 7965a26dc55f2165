"""Dialling numbers, what came of it, and holding the line."""

from hovorna.domain.errors import InvalidValue, MoveRefused, OperatorNotInSession
from hovorna.domain.facts import DialProgressed, DialStarted, GuestJoined, HoldEnded, HoldStarted
from hovorna.domain.session.state import Session
from hovorna.domain.session.status import left_in
from hovorna.domain.switchboard import ending, queueing
from hovorna.domain.switchboard.commands import Dial, Hold, ReportDial, Resume
from hovorna.domain.switchboard.ending import Ending
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import (
    DIALLED_SOURCES,
    CampaignKind,
    Channel,
    DialState,
    SessionStatus,
    Source,
    TerminationReason,
)


def dial(turn: Turn, command: Dial) -> None:
    session = turn.require(command.session_id, DialStarted, "dialling")
    if session.source not in DIALLED_SOURCES:
        raise InvalidValue("source", f"a session of source {session.source} is not dialled")
    if session.guest_is_connected or session.is_dialling or session.has_chatbot:
        raise MoveRefused(session.id, session.status, "dialling now")
    if command.operator_id is not None:
        _require_in(session, command.operator_id)
    elif session.status is SessionStatus.CREATED and session.campaign_kind is not CampaignKind.PREDICTIVE:
        raise MoveRefused(session.id, session.status, "dialling without an operator")
    slots: tuple[str, ...] = ()
    if command.number:
        turn.write(session.id, "phone_callback_number", command.number)
        slots = ("phone_callback_number",)
    turn.emit(session.id, DialStarted(slots))


def _require_in(session: Session, operator_id: int) -> None:
    joining = session.joining_of(operator_id)
    if joining is None or joining.left is not None:
        raise OperatorNotInSession(operator_id, session.id)


def report_dial(turn: Turn, command: ReportDial) -> None:
    """Answered: the guest is connected, and a predictive call is routed. Failed: the session is over."""
    session = turn.require(command.session_id, DialProgressed, "a dial's progress")
    if not session.is_dialling:
        raise MoveRefused(session.id, session.status, "a dial's progress without a dial")
    if command.state is session.dial_state:
        return
    predictive = session.status is SessionStatus.CREATED
    rule_set = queueing.rule_set_for(turn, None)
    turn.emit(session.id, DialProgressed(command.state))
    if command.state is DialState.ANSWERED:
        turn.emit(session.id, GuestJoined())
        if predictive:
            queueing.route(turn, session, queueing.entry(turn, session, rule_set, command.params, None))
    elif command.state.is_failure:
        fail_dial(turn, session)


def fail_dial(turn: Turn, session: Session) -> None:
    campaign = session.source is Source.CAMPAIGN
    reason = TerminationReason.CAMPAIGN_FAILED_DIAL if campaign else TerminationReason.UNKNOWN_REASON
    ending.end(turn, session, Ending(reason, left_in(session.status)))


def hold(turn: Turn, command: Hold) -> None:
    session = turn.require(command.session_id, HoldStarted, "holding")
    _require_in(session, command.operator_id)
    if session.channel is Channel.CHAT:
        raise InvalidValue("channel", "a chat can't be held")
    if not session.is_on_hold:
        turn.emit(session.id, HoldStarted(command.operator_id))


def resume(turn: Turn, command: Resume) -> None:
    session = turn.require(command.session_id, HoldEnded, "resuming")
    _require_in(session, command.operator_id)
    if session.is_on_hold:
        turn.emit(session.id, HoldEnded(command.operator_id))
