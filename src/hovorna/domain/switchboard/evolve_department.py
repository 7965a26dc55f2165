"""What facts about the department itself change: settings, groups, operators and their presence."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.operators.state import Operator
from hovorna.domain.switchboard.effects import Effects, OperatorChange
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import Cause, OperatorStateKind, Presence


def apply(board: Switchboard, fact: Fact, effects: Effects) -> None:
    handler = HANDLERS.get(type(fact.body))
    if handler is not None:
        handler(board, fact.body, fact, effects)


def _department(board: Switchboard, body: f.DepartmentConfigured, fact: Fact, effects: Effects) -> None:
    board.settings = body.settings


def _group(board: Switchboard, body: f.GroupConfigured, fact: Fact, effects: Effects) -> None:
    board.groups[body.group.id] = body.group
    board.groups_since.setdefault(body.group.id, fact.at)
    board.lines.setdefault(body.group.id, [])
    board.members.setdefault(body.group.id, [])
    for operator_id in board.members[body.group.id]:
        effects.freed[operator_id] = None


def _operator(board: Switchboard, body: f.OperatorConfigured, fact: Fact, effects: Effects) -> None:
    settings = body.operator
    known = board.operators.get(settings.user_id)
    if known is None:
        board.operators[settings.user_id] = Operator(settings=settings)
        effects.operator_changes.append(
            OperatorChange(settings.user_id, fact.at, fact.version, OperatorStateKind.OFFLINE)
        )
    else:
        known.settings = settings
    for members in board.members.values():
        if settings.user_id in members:
            members.remove(settings.user_id)
    for membership in settings.memberships:
        members = board.members.setdefault(membership.group_id, [])
        members.append(settings.user_id)
        members.sort()
    effects.freed[settings.user_id] = None


def _rule_set(board: Switchboard, body: f.RuleSetConfigured, fact: Fact, effects: Effects) -> None:
    board.rule_sets[body.rule_set.id] = body.rule_set


def _tag(board: Switchboard, body: f.TagDefined, fact: Fact, effects: Effects) -> None:
    board.tags[body.tag_id] = body


def _nothing(board: Switchboard, body: f.Body, fact: Fact, effects: Effects) -> None:
    """It only tells."""


def _presence(board: Switchboard, body: f.PresenceSet, fact: Fact, effects: Effects) -> None:
    operator = board.operators.get(body.operator_id)
    if operator is None:
        return
    if not fact.is_decided:
        kind = OperatorStateKind(body.presence.value)
        effects.operator_changes.append(
            OperatorChange(operator.id, fact.at, fact.version, kind, body.break_id, body.by)
        )
        return
    came = operator.presence is Presence.OFFLINE and body.presence is not Presence.OFFLINE
    operator.presence = body.presence
    operator.break_id = body.break_id
    operator.is_on_call = body.is_on_call
    operator.noted = fact.version if body.has_note else 0
    operator.unanswered = 0
    if body.cause is Cause.BY_HAND and body.by in (None, operator.id):
        operator.is_connected = True  # Their own word proves it; what others set for them does not.
    if body.presence is Presence.OFFLINE:
        _count_as_gone(board, operator, fact, effects)
    elif operator.is_connected:
        _stop_waiting_for(board, operator, effects)
    if came:
        operator.idle_since = fact.at  # A night at home is no idle time.
    if body.presence is Presence.ONLINE:
        effects.freed[operator.id] = None
    _record_step(operator, fact, effects, body.by)


def _count_as_gone(board: Switchboard, operator: Operator, fact: Fact, effects: Effects) -> None:
    """Off with sessions in hand is as good as disconnected; whoever was disconnected before is gone since then."""
    if operator.work and operator.gone_since is None:
        operator.gone_since = fact.at
        _set_timer(board, effects, f"return:{operator.id}", fact.at + board.settings.sessions_returned_after)


def _disconnected(board: Switchboard, body: f.OperatorDisconnected, fact: Fact, effects: Effects) -> None:
    operator = board.operators[body.operator_id]
    operator.is_connected = False
    operator.gone_since = fact.at
    _set_timer(board, effects, f"offers:{operator.id}", fact.at + board.settings.offers_withdrawn_after)
    _set_timer(board, effects, f"return:{operator.id}", fact.at + board.settings.sessions_returned_after)
    _record_step(operator, fact, effects)


def _returned(board: Switchboard, body: f.OperatorReturned, fact: Fact, effects: Effects) -> None:
    operator = board.operators[body.operator_id]
    operator.is_connected = True
    if operator.presence is not Presence.OFFLINE:
        _stop_waiting_for(board, operator, effects)
    effects.freed[operator.id] = None
    _record_step(operator, fact, effects)


def _absence_expired(board: Switchboard, body: f.OperatorAbsenceExpired, fact: Fact, effects: Effects) -> None:
    name = "offers" if body.stage is f.AbsenceStage.OFFERS else "return"
    if board.timers.pop(f"{name}:{body.operator_id}", None) is not None:
        effects.timers.add(f"{name}:{body.operator_id}")


def _stop_waiting_for(board: Switchboard, operator: Operator, effects: Effects) -> None:
    operator.gone_since = None
    for key in (f"offers:{operator.id}", f"return:{operator.id}"):
        if board.timers.pop(key, None) is not None:
            effects.timers.add(key)


def _set_timer(board: Switchboard, effects: Effects, key: str, due: datetime) -> None:
    board.timers[key] = due
    effects.timers.add(key)


def _record_step(operator: Operator, fact: Fact, effects: Effects, by: int | None = None) -> None:
    operator.kind = operator.kind_now()
    effects.operator_changes.append(
        OperatorChange(operator.id, fact.at, fact.version, operator.kind, operator.break_id, by)
    )


HANDLERS: dict[type[f.Body], Callable[[Switchboard, Any, Fact, Effects], None]] = {
    f.DepartmentConfigured: _department,
    f.GroupConfigured: _group,
    f.OperatorConfigured: _operator,
    f.RuleSetConfigured: _rule_set,
    f.TagDefined: _tag,
    f.SettingChanged: _nothing,
    f.PresenceSet: _presence,
    f.OperatorDisconnected: _disconnected,
    f.OperatorReturned: _returned,
    f.OperatorAbsenceExpired: _absence_expired,
    f.ContactChanged: _nothing,
    f.ContactRemoved: _nothing,
    f.ContactMerged: _nothing,
    f.ContactAnonymised: _nothing,
}
