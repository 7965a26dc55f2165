"""Names of people and groups beside a session: kept as they were when they took part."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from hovorna.application import personal
from hovorna.contract.routing_history import IdNameModel, RoutingTimelineOperator
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact

Values = Mapping[str, str]


class OperatorName(msgspec.Struct, frozen=True, array_like=True):
    user_name: str | None = None
    first_name: str | None = None
    last_name: str | None = None

    @property
    def full(self) -> str | None:
        return " ".join(part for part in (self.first_name, self.last_name) if part) or self.user_name


_decoder = msgspec.json.Decoder(OperatorName)
_UNKNOWN = OperatorName()


def encode_operator(name: OperatorName) -> str:
    return msgspec.json.encode(name).decode()


def operator(values: Values, operator_id: int) -> OperatorName:
    stored = values.get(personal.operator_name(operator_id))
    return _decoder.decode(stored) if stored is not None else _UNKNOWN


def timeline_operator(values: Values, operator_id: int | None) -> RoutingTimelineOperator | None:
    if operator_id is None:
        return None
    name = operator(values, operator_id)
    return RoutingTimelineOperator(user_id=operator_id, first_name=name.first_name, last_name=name.last_name)


def timeline_group(values: Values, group_id: int | None) -> IdNameModel | None:
    if group_id is None:
        return None
    return IdNameModel(id=group_id, name=values.get(personal.group_name(group_id)))


def people_of(fact: Fact) -> tuple[int | None, int | None]:
    """(operator, group) that the fact brings into the session, whose names its views show."""
    people = _PEOPLE.get(type(fact.body))
    return _NOBODY if people is None else people(fact.body)


_NOBODY = (None, None)

#: Any: each is given its own body.
_PEOPLE: dict[type[f.Body], Callable[[Any], tuple[int | None, int | None]]] = {
    f.OperatorOffered: lambda body: (body.operator_id, body.group_id),
    f.GroupQueueEntered: lambda body: (None, body.group_id),
    f.OperatorJoined: lambda body: (body.operator_id, None),
    f.ForwardedToGroup: lambda body: (None, body.group_id),
    f.InvitedGroup: lambda body: (None, body.group_id),
    f.ForwardedToUser: lambda body: (body.operator_id, None),
    f.InvitedUser: lambda body: (body.operator_id, None),
}
