"""Opens routing requests and moves them along the rules of their rule set, from group to group."""

from collections.abc import Mapping
from datetime import timedelta

from hovorna.domain.errors import GroupUnknown, RuleSetUnknown
from hovorna.domain.facts import (
    ChatbotJoined,
    ChatbotLeft,
    GroupQueueEntered,
    GroupQueueLeft,
    GroupQueueTimedOut,
    RoutingEnded,
    RoutingRequested,
)
from hovorna.domain.routing import rules
from hovorna.domain.routing.hours import is_open
from hovorna.domain.session.state import Request, Session
from hovorna.domain.settings import GroupSettings, RuleSet
from hovorna.domain.switchboard import ending
from hovorna.domain.switchboard.accepting import close_request, withdraw_offers
from hovorna.domain.switchboard.ending import Ending
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import Cause, RequestKind, TerminationReason


def rule_set_for(turn: Turn, rule_set_id: int | None) -> RuleSet | None:
    """The named one, else the department's default; None where the department has none."""
    wanted = rule_set_id if rule_set_id is not None else turn.board.settings.default_rule_set_id
    if wanted is None:
        return None
    found = turn.board.rule_sets.get(wanted)
    if found is None:
        raise RuleSetUnknown(wanted)
    return found


def rule_set_named(turn: Turn, rule_set_id: int | None) -> RuleSet | None:
    """As `rule_set_for`, for what begins only now: a deleted one is as good as none."""
    found = rule_set_for(turn, rule_set_id)
    if found is not None and found.is_deleted:
        raise RuleSetUnknown(found.id)
    return found


def group(turn: Turn, group_id: int) -> GroupSettings:
    found = turn.board.groups.get(group_id)
    if found is None or found.is_deleted:
        raise GroupUnknown(group_id)
    return found


def entry(
    turn: Turn, session: Session, rule_set: RuleSet | None, params: Mapping[str, str], sticky: int | None
) -> RoutingRequested:
    """What a guest's first request asks for: the rules that hold for the params, and the place in the order."""
    held = rules.holding(rule_set, params) if rule_set is not None else ()
    by_channel = turn.board.settings.channel_priority.get(session.channel)
    priority = rule_set.priority if rule_set is not None else 100
    return RoutingRequested(
        kind=RequestKind.ENTRY,
        arrival=turn.now,
        rule_set_id=rule_set.id if rule_set is not None else None,
        rules=held,
        sticky_operator_id=sticky,
        priority=by_channel if by_channel is not None else priority,
        head_start=rule_set.head_start if rule_set is not None else timedelta(),
    )


def route(turn: Turn, session: Session, asked: RoutingRequested) -> None:
    """A chatbot that stands first among the rules that hold takes the session before any request is opened."""
    rule_set = turn.board.rule_sets.get(asked.rule_set_id) if asked.rule_set_id is not None else None
    if rule_set is not None and asked.rules and not session.chatbots:
        chatbot_id = rule_set.rules[asked.rules[0]].chatbot_id
        if chatbot_id is not None:
            turn.emit(session.id, ChatbotJoined(chatbot_id, asked.rule_set_id))
            return
    dismiss_chatbots(turn, session)
    open_request(turn, session, asked)


def open_request(turn: Turn, session: Session, asked: RoutingRequested) -> None:
    """Into the named group's line, the named operator's, or that of the first open group whose rule holds."""
    fact = turn.emit(session.id, asked)
    request = session.requests[fact.version]
    if asked.operator_id is not None:
        return
    if asked.group_id is not None:
        turn.emit(session.id, GroupQueueEntered(request.id, asked.group_id))
        return
    _enter_next(turn, session, request, after=-1)


def _enter_next(turn: Turn, session: Session, request: Request, after: int) -> None:
    found = _next_group(turn, request, after)
    if found is None:
        fail(turn, session, request)
        return
    position, group_id = found
    turn.emit(session.id, GroupQueueEntered(request.id, group_id, position))


def _next_group(turn: Turn, request: Request, after: int) -> tuple[int, int] | None:
    """(rule position, group): the next rule whose conditions hold and whose group is open. Chatbots are first targets
    only: a session does not fall from a queue into one."""
    rule_set = _rule_set_of(turn, request)
    if rule_set is None:
        return None
    for position in rules.order_after(rule_set, request.rules, after):
        group_id = rule_set.rules[position].group_id
        if group_id is not None and _takes_more(turn, group_id):
            return position, group_id
    return None


def dismiss_chatbots(turn: Turn, session: Session) -> None:
    """No request is open while a chatbot has the session (session-semantics, section 8)."""
    for stay in session.chatbots:
        if stay.left is None:
            turn.emit(session.id, ChatbotLeft(stay.chatbot_id))


def _rule_set_of(turn: Turn, request: Request) -> RuleSet | None:
    wanted = request.asked.rule_set_id
    return turn.board.rule_sets.get(wanted) if wanted is not None else None


def _takes_more(turn: Turn, group_id: int) -> bool:
    """Open by its hours and with room in its line."""
    settings = turn.board.groups.get(group_id)
    if settings is None or settings.is_deleted or not is_open(settings.hours, turn.now):
        return False
    return settings.queue_limit is None or len(turn.board.lines.get(group_id, [])) < settings.queue_limit


def fail(turn: Turn, session: Session, request: Request) -> None:
    """No open group at all (session-semantics, section 8). With an operator in, the conversation goes on as it is."""
    if session.present:
        close_request(turn, session, request, Cause.NO_OPEN_GROUP, Cause.NO_OPEN_GROUP)
        return
    ending.end(turn, session, Ending(TerminationReason.FAILED_ROUTING, request_cause=Cause.NO_OPEN_GROUP))


def time_out(turn: Turn, session: Session, request: Request) -> None:
    """Withdraws all offers and goes on to the next rule; after the last, back to the first."""
    left = request.group_id
    if left is not None:
        turn.emit(session.id, GroupQueueTimedOut(request.id, left))
    if left is None and request.asked.kind is not RequestKind.INVITE:
        _give_up_on_operator(turn, session, request)
        return
    _leave_group(turn, session, request, Cause.QUEUE_TIMEOUT)


def empty_line(turn: Turn, group_id: int) -> None:
    """The group is no more: whoever waits there goes on, in order."""
    line = turn.board.lines.get(group_id, [])
    for entry in list(line):
        if entry not in line:
            continue  # It ended with the session that failed before it.
        session = turn.session(entry[4])
        _leave_group(turn, session, session.requests[entry[3]], Cause.RECONFIGURED)


def _leave_group(turn: Turn, session: Session, request: Request, cause: Cause) -> None:
    """On to the next rule; an invitation ends."""
    left = request.group_id
    if left is None or request.asked.kind is RequestKind.INVITE:
        close_request(turn, session, request, cause, cause)
        return
    withdraw_offers(turn, session, request.id, cause)
    turn.emit(session.id, GroupQueueLeft(request.id, left, cause))
    _enter_next(turn, session, request, after=_place_of(turn, request, left))


def _place_of(turn: Turn, request: Request, group_id: int) -> int:
    """Where the group stands among the rules now: they may have been changed since the session came to it."""
    rule_set, position = _rule_set_of(turn, request), request.rule_position
    if rule_set is None or position < 0:
        return position
    groups = [rule.group_id for rule in rule_set.rules]
    if position < len(groups) and groups[position] == group_id:
        return position
    return groups.index(group_id) if group_id in groups else -1


def _give_up_on_operator(turn: Turn, session: Session, request: Request) -> None:
    """A session handed to one operator who does not come goes on by the rules, at its old place."""
    withdraw_offers(turn, session, request.id, Cause.QUEUE_TIMEOUT)
    rule_set = rule_set_for(turn, request.asked.rule_set_id)
    asked = RoutingRequested(
        kind=RequestKind.RETURN,
        arrival=request.asked.arrival,
        rule_set_id=rule_set.id if rule_set is not None else None,
        rules=request.rules,
        priority=request.asked.priority,
        head_start=request.asked.head_start,
    )
    fact = turn.emit(session.id, asked)
    turn.emit(session.id, RoutingEnded(request.id, Cause.QUEUE_TIMEOUT))
    _enter_next(turn, session, session.requests[fact.version], after=-1)


def follow_on(turn: Turn, session: Session) -> tuple[int | None, tuple[int, ...], int, timedelta]:
    """Rule set, held rules, priority and head start for a request that follows an earlier one, or a first one."""
    asked = session.last_asked
    if asked is not None and asked.rule_set_id is not None:
        return asked.rule_set_id, session.last_rules, asked.priority, asked.head_start
    rule_set = rule_set_for(turn, None)
    if rule_set is None:
        return None, (), 100, timedelta()
    return rule_set.id, rules.holding(rule_set, {}), rule_set.priority, rule_set.head_start
