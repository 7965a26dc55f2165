"""How contacts come in: guests, their connection, chatbots before the queue."""

import msgspec

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
from hovorna.domain.session.state import Claim, Session, claim_of
from hovorna.domain.switchboard import accepting, queueing
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
from hovorna.domain.vocabulary import (
    OPERATOR_SOURCES,
    REACHED_SOURCES,
    CampaignKind,
    Presence,
    RequestKind,
    SessionStatus,
    Source,
)


def create(turn: Turn, command: CreateSession) -> None:
    if command.session_id in turn.board.sessions:
        raise SessionExists(command.session_id)
    source = command.about.source
    creator = _creator(turn, command) if source in OPERATOR_SOURCES else None
    wanted = turn.operator(_operator_named(command)) if source is Source.INVITATION else None
    rule_set = queueing.rule_set_named(turn, command.rule_set_id)
    is_there = command.guest_is_connected and source not in REACHED_SOURCES
    is_routed = command.is_routed and command.about.campaign_kind is not CampaignKind.PREDICTIVE
    if not is_there and source not in REACHED_SOURCES and (wanted is not None or not is_routed):
        raise InvalidValue("guestIsConnected", "a session that nobody is in and nobody seeks could never end")
    for slot, value in command.personal.items():
        turn.write(command.session_id, slot, value)
    turn.emit(command.session_id, command.about)
    session = turn.session(command.session_id)
    if is_there:
        turn.emit(session.id, GuestJoined())
    if creator is not None:
        if not command.operator_joins_later:
            accepting.make_room(turn, creator, session)
            turn.emit(session.id, OperatorJoined(creator.id))
        return
    if wanted is not None:
        _ask_for(turn, session, wanted)
        return
    if is_routed:
        asked = queueing.entry(turn, session, rule_set, command.params, command.sticky_operator_id)
        queueing.route(turn, session, asked)


def _operator_named(command: CreateSession) -> int:
    if command.operator_id is None:
        raise InvalidValue("operatorId", f"a session with source {command.about.source} needs one")
    return command.operator_id


def _creator(turn: Turn, command: CreateSession) -> Operator:
    operator = turn.operator(_operator_named(command))
    _require_room(operator, claim_of(command.about))
    return operator


def _require_room(operator: Operator, claim: Claim) -> None:
    """Who begins a session must be logged in and have a slot for it; what is only offered gives way."""
    if operator.presence is Presence.OFFLINE or not operator.is_connected:
        raise OperatorUnavailable(operator.id, "disconnected" if not operator.is_connected else "offline")
    if not operator.has_room_beside_offers(claim):
        raise OperatorFull(operator.id)


def _ask_for(turn: Turn, session: Session, wanted: Operator) -> None:
    """The guest entered this operator's number: offered to them alone."""
    asked = RoutingRequested(kind=RequestKind.INVITATION, arrival=turn.now, operator_id=wanted.id)
    queueing.open_request(turn, session, asked)


def request_routing(turn: Turn, command: RequestRouting) -> None:
    session = turn.require(command.session_id, RoutingRequested, "routing")
    if session.requests or session.present:
        raise MoveRefused(session.id, session.status, "a second routing request")
    if session.is_dialling or session.source in OPERATOR_SOURCES:
        raise MoveRefused(session.id, session.status, "routing before the guest is reached")
    rule_set = queueing.rule_set_named(turn, command.rule_set_id)
    asked = queueing.entry(turn, session, rule_set, command.params, command.sticky_operator_id)
    queueing.route(turn, session, asked)


def join_guest(turn: Turn, command: JoinGuest) -> None:
    """Joining twice is no error: the second time nothing happens."""
    session = turn.require(command.session_id, GuestJoined, "joining")
    if session.is_dialling:
        raise MoveRefused(session.id, session.status, "joining in another way than by answering the call")
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
    if session.has_chatbot or session.is_dialling:
        raise MoveRefused(session.id, session.status, "a chatbot's joining")
    turn.emit(session.id, ChatbotJoined(command.chatbot_id))


def hand_off(turn: Turn, command: HandOff) -> None:
    """The chatbot's hand-off opens the routing request that it kept closed."""
    session = turn.require(command.session_id, ChatbotLeft, "a chatbot's hand-off")
    stays = [stay for stay in session.chatbots if stay.chatbot_id == command.chatbot_id and stay.left is None]
    if not stays:
        raise InvalidValue("chatbotId", f"chatbot {command.chatbot_id} does not have session {session.id}")
    rule_set = queueing.rule_set_for(turn, stays[0].rule_set_id)
    asked = queueing.entry(turn, session, rule_set, command.params, None)
    asked = msgspec.structs.replace(asked, kind=RequestKind.HANDOFF)
    queueing.dismiss_chatbots(turn, session)
    queueing.open_request(turn, session, asked)


def join_operator(turn: Turn, command: JoinOperator) -> None:
    """The operator answered the first leg of a two-way call."""
    session = turn.require(command.session_id, OperatorJoined, "an operator's joining")
    operator = turn.operator(command.operator_id)
    if session.source not in OPERATOR_SOURCES or session.status is not SessionStatus.CREATED:
        raise MoveRefused(session.id, session.status, "joining without an offer")
    _require_room(operator, session.claim)
    accepting.make_room(turn, operator, session)
    turn.emit(session.id, OperatorJoined(operator.id))
