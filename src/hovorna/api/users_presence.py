"""What people say of themselves, or others for them: one state, set in all of their departments."""

import asyncio
from collections.abc import Callable, Iterable

import msgspec

from hovorna.api import users_reach as reach
from hovorna.api.answers import NO_CONTENT, Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.operation import Operation
from hovorna.api.users_states import Naming, current_step, departments_of
from hovorna.application.accounts import User
from hovorna.application.jobs import Room
from hovorna.application.people_breaks import break_states
from hovorna.application.people_states import most_occupied
from hovorna.application.roles import Right
from hovorna.contract import users_states as models
from hovorna.contract.bad_input import BadInput
from hovorna.domain.errors import OperatorUnavailable, OperatorUnknown
from hovorna.domain.operators.state import Operator
from hovorna.domain.switchboard.commands import Command, SetPresence
from hovorna.domain.vocabulary import OperatorStateKind, Presence

_BY_HAND = {
    OperatorStateKind.OFFLINE: Presence.OFFLINE,
    OperatorStateKind.ONLINE: Presence.ONLINE,
    OperatorStateKind.AWAY: Presence.AWAY,
    OperatorStateKind.BREAK: Presence.BREAK,
}
_WITH_REASON = (Presence.AWAY, Presence.BREAK)

#: A published availability as what the person says; ON_CALL is a call that goes on elsewhere.
_AVAILABLE = {
    models.UserAvailabilityStatus.DEFAULT: Presence.ONLINE,
    models.UserAvailabilityStatus.AWAY: Presence.AWAY,
    models.UserAvailabilityStatus.ON_CALL: Presence.AWAY,
}


class _Seen(msgspec.Struct, frozen=True):
    """An operator in one department, as copied in the writer's turn."""

    department_id: int
    is_enabled: bool
    presence: Presence
    kind: OperatorStateKind
    is_on_call: bool


async def set_state(call: Call) -> Answer:
    body = await call.body(models.SetOperatorStateModel)
    user = _person_to_set(call)
    presence = _BY_HAND.get(body.state_kind)
    if presence is None:
        allowed = ", ".join(_BY_HAND)
        raise BadInput({"stateKind": f"Must be one of {allowed}; the others follow from the work."})
    if body.break_state_id is not None:
        _require_reason(call, user, presence, body.break_state_id)
    said = SetPresence(user.id, presence, body.break_state_id, reach.by(call, user), body.note or None)
    await _say(call, user, said)
    return NO_CONTENT


def _require_reason(call: Call, user: User, presence: Presence, break_id: int) -> None:
    if presence not in _WITH_REASON:
        raise BadInput({"breakStateId": f"Goes with {' and '.join(_WITH_REASON)} only."})
    reason = break_states(call.parts.accounts.register).get(break_id)
    if reason is None or reason.company_id != user.company_id or reason.is_deleted:
        raise BadInput({"breakStateId": f"There is no break state {break_id}."})


def _person_to_set(call: Call) -> User:
    """One's own state, or as who may act for operators."""
    user = reach.person_in_path(call)
    reach.require(reach.is_self(call, user) or reach.may_over(call, Right.OPERATE, user))
    return user


async def _say(call: Call, user: User, said: SetPresence) -> None:
    """In every department where the person may answer. Nothing is said that could be refused in one of them."""
    seen = await _seen(call, user)
    if not seen:
        raise OperatorUnknown(user.id)
    able = [one for one in seen if one.is_enabled or said.presence is Presence.OFFLINE]
    if not able:
        raise OperatorUnavailable(user.id, "disabled")
    for one in able:
        await call.parts.engine.execute(one.department_id, _saying(call, one.department_id, said))


def _saying(call: Call, department_id: int, said: SetPresence) -> Callable[[Room], Iterable[Command]]:
    def commands(room: Room) -> Iterable[Command]:
        operator = room.switchroom.board.operators[said.operator_id]
        if not operator.settings.is_enabled and said.presence is not Presence.OFFLINE:
            return  # Disabled a moment ago.
        noted = operator.noted
        note = call.parts.reader.presence_notes(department_id, (noted,)).get(noted) if noted else None
        yield msgspec.structs.replace(said, renews_note=said.note != note)

    return commands


async def _seen(call: Call, user: User) -> list[_Seen]:
    found: list[_Seen] = []

    def view(room: Room) -> None:
        operator = room.switchroom.board.operators.get(user.id)
        if operator is not None:
            found.append(_as_seen(room.switchroom.department_id, operator))

    await asyncio.gather(*(call.look(one, view) for one in departments_of(call, user)))
    return found


def _as_seen(department_id: int, operator: Operator) -> _Seen:
    return _Seen(
        department_id,
        operator.settings.is_enabled,
        operator.presence,
        operator.kind_now(),
        operator.is_on_call,
    )


async def show_status(call: Call) -> Answer:
    user = reach.watched_person(call)
    seen = await _seen(call, user)
    kind = most_occupied(one.kind for one in seen)
    is_on_call = kind is OperatorStateKind.AWAY and any(one.is_on_call for one in seen)
    model = models.UserStatusInfoModel(
        user_id=user.id,
        simplified_status=models.simplified_status(kind, is_on_call),
        availability_status=models.availability_status(kind, is_on_call),
        availability_status_reason=await asyncio.to_thread(_reason, call, user, [one.department_id for one in seen]),
        state=kind,
    )
    return json_answer(model)


def _reason(call: Call, user: User, departments: list[int]) -> str | None:
    """What was said about it, or else the name of the break."""
    step = current_step(call, user.id, departments)
    if step is None:
        return None
    [shown] = Naming(call, user.company_id).shown([step])
    return shown.note or shown.break_state_name


async def set_status(call: Call) -> Answer:
    """Says nothing of whether somebody is logged in: who is offline stays so."""
    body = await call.body(models.SetAvailabilityStatusModel)
    user = _person_to_set(call)
    seen = await _seen(call, user)
    if seen and all(one.presence is Presence.OFFLINE for one in seen):
        if body.status is models.UserAvailabilityStatus.DEFAULT:
            return NO_CONTENT
        raise BadInput({"status": "The person is offline; set the operator state first."})
    said = SetPresence(
        user.id,
        _AVAILABLE[body.status],
        by=reach.by(call, user),
        note=body.reason or None,
        is_on_call=body.status is models.UserAvailabilityStatus.ON_CALL,
    )
    await _say(call, user, said)
    return NO_CONTENT


OPERATIONS = (
    Operation(
        method="PUT",
        path="/api/v1/Users/{id}/operatorState",
        summary="Set an operator state",
        handle=set_state,
        access=Right.ANSWER,
        tag="Users",
        body=models.SetOperatorStateModel,
        status=204,
        is_contract=True,
    ),
    Operation(
        method="GET",
        path="/api/v1/Users/{id}/status",
        summary="Simplified and availability status",
        handle=show_status,
        access=Right.WATCH,
        tag="Users",
        answer=models.UserStatusInfoModel,
        is_contract=True,
    ),
    Operation(
        method="PUT",
        path="/api/v1/Users/{id}/status",
        summary="Set the availability status",
        handle=set_status,
        access=Right.ANSWER,
        tag="Users",
        body=models.SetAvailabilityStatusModel,
        status=204,
        is_contract=True,
    ),
)
