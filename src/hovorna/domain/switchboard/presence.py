"""Operators come, go, take breaks and lose their connection; what they held goes on to others."""

from datetime import datetime

from hovorna.domain.errors import OperatorUnavailable
from hovorna.domain.facts import (
    OperatorConcluded,
    OperatorDisconnected,
    OperatorLeft,
    OperatorReturned,
    PresenceSet,
    RoutingRequested,
)
from hovorna.domain.operators.state import Operator
from hovorna.domain.session.state import Joining, Session
from hovorna.domain.switchboard import ending, queueing
from hovorna.domain.switchboard.accepting import withdraw_from
from hovorna.domain.switchboard.commands import DisconnectOperator, ReconnectOperator, SetPresence
from hovorna.domain.switchboard.ending import Ending
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import Cause, Channel, Presence, RequestKind, SessionStatus, TerminationReason


def set_presence(turn: Turn, command: SetPresence) -> None:
    """Saying the same twice changes nothing. Anything but ONLINE takes the operator's offers away."""
    operator = turn.operator(command.operator_id)
    if command.presence is not Presence.OFFLINE and not operator.settings.is_enabled:
        raise OperatorUnavailable(operator.id, "disabled")
    is_own_word = command.by in (None, operator.id)
    if _says_the_same(operator, command) and (operator.is_connected or not is_own_word):
        return
    said = PresenceSet(
        operator.id,
        command.presence,
        command.break_id,
        by=command.by,
        has_note=command.note is not None,
        is_on_call=command.is_on_call,
    )
    fact = turn.emit(0, said)
    if command.note is not None:
        turn.write(0, f"presence_note:{fact.version}", command.note)
    if command.presence is not Presence.ONLINE:
        offline = command.presence is Presence.OFFLINE
        withdraw_from(turn, operator, Cause.OPERATOR_OFFLINE if offline else Cause.OPERATOR_AWAY)


def _says_the_same(operator: Operator, command: SetPresence) -> bool:
    now = (operator.presence, operator.break_id, operator.is_on_call)
    return now == (command.presence, command.break_id, command.is_on_call) and not command.renews_note


def set_away_by_system(turn: Turn, operator: Operator) -> None:
    """Too many offers in a row were left unanswered."""
    turn.emit(0, PresenceSet(operator.id, Presence.AWAY, None, Cause.ACCEPT_TIMEOUT))
    withdraw_from(turn, operator, Cause.OPERATOR_AWAY)


def disconnect(turn: Turn, command: DisconnectOperator) -> None:
    operator = turn.operator(command.operator_id)
    if operator.is_connected and operator.presence is not Presence.OFFLINE:
        turn.emit(0, OperatorDisconnected(operator.id))


def reconnect(turn: Turn, command: ReconnectOperator) -> None:
    operator = turn.operator(command.operator_id)
    if not operator.is_connected:
        turn.emit(0, OperatorReturned(operator.id))


def return_sessions(turn: Turn, operator: Operator) -> None:
    """The operator stayed away too long: chats and messages go back to their group at their old place."""
    for session_id in sorted(operator.work):
        session = turn.board.sessions.get(session_id)
        joining = session.joining_of(operator.id) if session is not None else None
        if session is None or joining is None or joining.left is not None or _is_kept_by_pbx(session):
            continue
        _hand_back(turn, session, joining, operator.gone_since)


def _is_kept_by_pbx(session: Session) -> bool:
    """A phone call lives as long as the PBX says; one that was never dialled has no PBX to say anything."""
    return session.channel is Channel.PHONE and (session.guest_is_connected or session.is_dialling)


def _hand_back(turn: Turn, session: Session, joining: Joining, since: datetime | None) -> None:
    if session.present == 1 and not _is_sought_again(turn, session):
        talked = session.status is SessionStatus.ACTIVE
        reason = TerminationReason.FAILED_ROUTING if talked else TerminationReason.OPERATOR_ABANDONED
        ending.end(turn, session, Ending(reason, since=since))
    else:
        turn.emit(session.id, OperatorLeft(joining.operator_id, Cause.OPERATOR_DISCONNECTED), since)
    if joining.concluded is None:
        turn.emit(session.id, OperatorConcluded(joining.operator_id, Cause.OPERATOR_DISCONNECTED), since)


def _is_sought_again(turn: Turn, session: Session) -> bool:
    """Whether somebody else can take the session on: not where nobody but the lost operator ever spoke for it."""
    ending.wind_up(turn, session)
    if session.main_request is None and (session.status is SessionStatus.ACTIVE or session.last_asked is not None):
        _reopen(turn, session)
    return session.main_request is not None


def _reopen(turn: Turn, session: Session) -> None:
    rule_set_id, held, priority, head_start = queueing.follow_on(turn, session)
    asked = session.last_asked
    group = turn.board.groups.get(session.last_group_id or 0)
    asked = RoutingRequested(
        kind=RequestKind.RETURN,
        arrival=asked.arrival if asked is not None else session.created.at,
        rule_set_id=rule_set_id,
        rules=held,
        group_id=group.id if group is not None and not group.is_deleted else None,
        priority=priority,
        head_start=head_start,
    )
    queueing.open_request(turn, session, asked)
