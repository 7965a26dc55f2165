"""Brings waiting sessions and free operators together, in the order of the lines; stores why."""

from operator import attrgetter

from hovorna.domain.facts import Candidate, OfferReasons, OperatorOffered
from hovorna.domain.operators.state import Operator
from hovorna.domain.routing import line
from hovorna.domain.routing.eligibility import why_not
from hovorna.domain.routing.strategies import STRATEGY_OF
from hovorna.domain.session.state import Claim, Request, Session
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard import accepting
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import StrategyName

#: Of several equal ones the first is taken: they stand in the order of their user ids.
_BY_METRIC = attrgetter("metric")


def settle(turn: Turn) -> None:
    """Until nobody who could be served waits. Freed operators walk the lines first: so nobody is overtaken."""
    effects = turn.effects
    while effects.freed or effects.seeking:
        if effects.freed:
            freed = [turn.operator(operator_id) for operator_id in effects.freed]
            effects.freed.clear()
            _serve(turn, freed)
            continue
        for session_id, request_id in _in_order(turn):
            if effects.freed:
                break
            effects.seeking.pop((session_id, request_id), None)
            session = turn.board.sessions.get(session_id)
            request = session.requests.get(request_id) if session is not None else None
            if session is not None and request is not None:
                place(turn, session, request)


def _in_order(turn: Turn) -> list[tuple[int, int]]:
    keys = list(turn.effects.seeking)
    if len(keys) < 2:
        return keys
    entries = []
    for session_id, request_id in keys:
        session = turn.board.sessions.get(session_id)
        request = session.requests.get(request_id) if session is not None else None
        if request is None:
            del turn.effects.seeking[(session_id, request_id)]
        else:
            entries.append(line.entry_of(request, session_id))
    return [(entry[4], entry[3]) for entry in sorted(entries)]


def _serve(turn: Turn, freed: list[Operator]) -> None:
    """Walks the lines of all freed operators at once from the front: apart, one would be given what came later."""
    able = [operator for operator in freed if operator.is_available]
    lines = _lines_of(turn, able)
    if not lines:
        return
    #: What none of them has room for any more; most of a long line is passed by it.
    crowded: set[Claim] = set()
    for entry in list(lines[0]) if len(lines) == 1 else line.merged(lines):
        session = turn.board.sessions.get(entry[4])
        request = session.requests.get(entry[3]) if session is not None else None
        if session is None or request is None:
            continue
        if session.claim in crowded and not _asks_all(turn, request):
            continue
        if not any(_may_have(turn, one, session, request) for one in able):
            if not any(operator.has_room_for(session.claim) for operator in able):
                crowded.add(session.claim)
            continue
        place(turn, session, request)
        if turn.effects.freed:
            # An automatic acceptance let somebody else go: whoever was passed over before may be served now.
            turn.effects.freed.update(dict.fromkeys(operator.id for operator in able))
            return


def _lines_of(turn: Turn, operators: list[Operator]) -> list[list[line.Entry]]:
    groups = dict.fromkeys(m.group_id for operator in operators for m in operator.settings.memberships)
    lines = [turn.board.lines[group_id] for group_id in groups if turn.board.lines.get(group_id)]
    return lines + [operator.line for operator in operators if operator.line]


def _may_have(turn: Turn, operator: Operator, session: Session, request: Request) -> bool:
    if why_not(operator, session, request, not _asks_all(turn, request)) is not None:
        return False
    if request.group_id is None:
        return request.asked.operator_id == operator.id
    return operator.id in turn.board.members[request.group_id]


def _asks_all(turn: Turn, request: Request) -> bool:
    group = turn.board.groups.get(request.group_id) if request.group_id is not None else None
    return group is not None and group.strategy is StrategyName.WHOLE_GROUP


def place(turn: Turn, session: Session, request: Request) -> None:
    """Makes the offers that the request lacks, if anybody may have them."""
    group = turn.board.groups.get(request.group_id) if request.group_id is not None else None
    if group is None and request.asked.operator_id is None:
        return  # Between two groups: the turn that moves it goes on.
    asks_all = group is not None and group.strategy is StrategyName.WHOLE_GROUP
    if not asks_all and any(not offer.is_expired for offer in session.offers_of(request.id)):
        return
    free, blocked = _free_and_blocked(turn, session, request, not asks_all)
    if not free:
        return
    candidates = _candidates_of(group, free)
    reasons = _reasons(turn, group, request, candidates, blocked)
    if asks_all:
        for operator in free:
            _offer(turn, session, request, operator.id, reasons)
        return
    _offer(turn, session, request, _choose(request, candidates), reasons)
    if group is not None and group.auto_accept:
        offer_id = turn.facts[-1].version
        accepting.answer_for(turn, session, session.offers[offer_id])


def _free_and_blocked(
    turn: Turn, session: Session, request: Request, needs_slot: bool
) -> tuple[list[Operator], dict[str, list[int]]]:
    operators = turn.board.operators
    wanted = request.asked.operator_id
    ids = (
        [wanted]
        if wanted is not None and request.group_id is None
        else turn.board.members.get(request.group_id or 0, [])
    )
    free: list[Operator] = []
    blocked: dict[str, list[int]] = {}
    for operator_id in ids:
        operator = operators.get(operator_id)
        if operator is None:
            continue
        reason = why_not(operator, session, request, needs_slot)
        if reason is None:
            free.append(operator)
        elif reason in blocked:
            blocked[reason].append(operator_id)
        else:
            blocked[reason] = [operator_id]
    return free, blocked


def _candidates_of(group: GroupSettings | None, free: list[Operator]) -> tuple[Candidate, ...]:
    """In the order of their user ids, each with the number that the strategy gives them."""
    if group is None:
        return tuple([Candidate(one.id, 0.0) for one in free])
    strategy, group_id = STRATEGY_OF[group.strategy], group.id
    return tuple([Candidate(one.id, strategy(one, group_id)) for one in free])


def _choose(request: Request, candidates: tuple[Candidate, ...]) -> int:
    """Whoever has not let this request expire; among them the sticky operator; then the strategy's lowest number."""
    fresh = [one for one in candidates if one.operator_id not in request.unanswered_by]
    sticky = request.asked.sticky_operator_id
    if sticky is not None and any(one.operator_id == sticky for one in fresh):
        return sticky
    return min(fresh or candidates, key=_BY_METRIC).operator_id


def _reasons(
    turn: Turn,
    group: GroupSettings | None,
    request: Request,
    candidates: tuple[Candidate, ...],
    blocked: dict[str, list[int]],
) -> OfferReasons:
    not_eligible = {reason: tuple(ids) for reason, ids in blocked.items()}
    if group is None:
        return OfferReasons("named operator", candidates, not_eligible)
    ahead = line.position(turn.board.lines[group.id], line.entry_of(request, 0))
    return OfferReasons(group.strategy.value, candidates, not_eligible, ahead)


def _offer(turn: Turn, session: Session, request: Request, operator_id: int, reasons: OfferReasons) -> None:
    uses_slot = reasons.strategy != StrategyName.WHOLE_GROUP.value
    body = OperatorOffered(request.id, operator_id, request.group_id, reasons, uses_slot)
    turn.emit(session.id, body)
