"""How contacts come in: guests, their connection, chatbots before the queue."""

from hovorna.domain.errors import InvalidValue, MoveRefused, OperatorFull, OperatorUnavailable, SessionExists
from hovorna.domain.facts import (
    ChatbotJoined,
    ChatbotLeft,
    GuestDropped,
    GuestJoined,
    GuestReturned,
    OperatorJoined,
    RoutingRequested,
)
from hovorna.domain.operators.state import Operator
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard import queueing
from hovorna.domain.switchboard.commands import (
    CreateSession,
    DropGuest,
    HandOff,
    JoinChatbot,
    JoinGuest,
    JoinOperator,
    RequestRouting,
    ReturnGuest,
)
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import Presence, RequestKind, Source

#: Sources that an operator begins.
OPERATOR_SOURCES = frozenset({Source.OUTGOING_CALL, Source.CHAT_INVITATION})


def create(turn: Turn, command: CreateSession) -> None:
    if command.session_id in turn.board.sessions:
        raise SessionExists(command.session_id)
    source = command.about.source
    creator = _creator(turn, command) if source in OPERATOR_SOURCES else None
    wanted = turn.operator(_operator_named(command)) if source is Source.INVITATION else None
    rule_set = queueing.rule_set_for(turn, command.rule_set_id)
    for slot, value in command.personal.items():
        turn.write(command.session_id, slot, value)
    turn.emit(command.session_id, command.about)
    session = turn.session(command.session_id)
    if command.guest_is_connected:
        turn.emit(session.id, GuestJoined())
    if creator is not None:
        if not command.operator_joins_later:
            turn.emit(session.id, OperatorJoined(creator.id))
        return
    if wanted is not None:
        _ask_for(turn, session, wanted)
        return
    if command.is_routed:
        asked = queueing.entry(turn, session, rule_set, command.params, command.sticky_operator_id)
        _route(turn, session, asked)


def _operator_named(command: CreateSession) -> int:
    if command.operator_id is None:
        raise InvalidValue("operatorId", f"a session with source {command.about.source} needs one")
    return command.operator_id


def _creator(turn: Turn, command: CreateSession) -> Operator:
    operator = turn.operator(_operator_named(command))
    require_room(operator, command)
    return operator


def require_room(operator: Operator, command: CreateSession) -> None:
    """Who begins a session must be logged in and have a slot for it."""
    if operator.presence is Presence.OFFLINE or not operator.is_connected:
        raise OperatorUnavailable(operator.id, "offline" if operator.is_connected else "disconnected")
    probe = Session.__new__(Session)
    probe.about = command.about
    if not operator.has_room_for(probe.slot_class, probe.fills_all_slots):
        raise OperatorFull(operator.id)


def _ask_for(turn: Turn, session: Session, wanted: Operator) -> None:
    """The guest entered this operator's number: offered to them alone."""
    asked = RoutingRequested(kind=RequestKind.INVITATION, arrival=turn.now, operator_id=wanted.id)
    queueing.open_request(turn, session, asked)


def _route(turn: Turn, session: Session, asked: RoutingRequested) -> None:
    """A chatbot that stands first among the rules that hold takes the session before any request is opened."""
    rule_set = turn.board.rule_sets.get(asked.rule_set_id) if asked.rule_set_id is not None else None
    if rule_set is not None and asked.rules:
        first = rule_set.rules[asked.rules[0]]
        if first.chatbot_id is not None and not session.chatbots:
            turn.emit(session.id, ChatbotJoined(first.chatbot_id))
            return
    queueing.open_request(turn, session, asked)


def request_routing(turn: Turn, command: RequestRouting) -> None:
    session = turn.require(command.session_id, RoutingRequested, "routing")
    if session.requests or session.present:
        raise MoveRefused(session.id, session.status, "a second routing request")
    rule_set = queueing.rule_set_for(turn, command.rule_set_id)
    asked = queueing.entry(turn, session, rule_set, command.params, command.sticky_operator_id)
    _route(turn, session, asked)


def join_guest(turn: Turn, command: JoinGuest) -> None:
    """Joining twice is no error: the second time nothing happens."""
    session = turn.require(command.session_id, GuestJoined, "joining")
    if session.guest_dropped is not None:
        turn.emit(session.id, GuestReturned())
    elif not session.guest_is_connected:
        turn.emit(session.id, GuestJoined())


def drop_guest(turn: Turn, command: DropGuest) -> None:
    session = turn.session(command.session_id)
    if session.is_over or session.guest_dropped is not None or not session.guest_is_connected:
        return
    turn.emit(session.id, GuestDropped())


def return_guest(turn: Turn, command: ReturnGuest) -> None:
    session = turn.session(command.session_id)
    if session.guest_dropped is not None and not session.is_over:
        turn.emit(session.id, GuestReturned())


def join_chatbot(turn: Turn, command: JoinChatbot) -> None:
    session = turn.require(command.session_id, ChatbotJoined, "a chatbot's joining")
    turn.emit(session.id, ChatbotJoined(command.chatbot_id))


def hand_off(turn: Turn, command: HandOff) -> None:
    """The chatbot's hand-off opens the routing request that it kept closed."""
    session = turn.require(command.session_id, ChatbotLeft, "a chatbot's hand-off")
    if not any(stay.chatbot_id == command.chatbot_id and stay.left is None for stay in session.chatbots):
        raise InvalidValue("chatbotId", f"chatbot {command.chatbot_id} does not have session {session.id}")
    rule_set = queueing.rule_set_for(turn, None)
    asked = queueing.entry(turn, session, rule_set, command.params, None)
    turn.emit(session.id, ChatbotLeft(command.chatbot_id))
    queueing.open_request(turn, session, asked)


def join_operator(turn: Turn, command: JoinOperator) -> None:
    """The operator answered the first leg of a two-way call."""
    session = turn.require(command.session_id, OperatorJoined, "an operator's joining")
    operator = turn.operator(command.operator_id)
    if session.joining_of(operator.id) is not None:
        raise MoveRefused(session.id, session.status, "joining twice")
    if not operator.has_room_for(session.slot_class, session.fills_all_slots):
        raise OperatorFull(operator.id)
    turn.emit(session.id, OperatorJoined(operator.id))
