"""What a person's roles make of them at a department's switchboard, and who may change whom."""

from collections.abc import Iterable, Iterator

import msgspec

from hovorna.application.accounts import User
from hovorna.application.roles import (
    ANSWERING,
    DepartmentRole,
    GlobalRole,
    Right,
    rights_of_department,
    rights_of_global,
)
from hovorna.domain.settings import OperatorSettings
from hovorna.domain.switchboard.commands import Command, ConfigureOperator, SetPresence
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import Channel, Presence, Source

#: What each of the answering roles takes; Operator takes everything, and e-mail is not routed yet.
_CHANNELS: dict[DepartmentRole, set[Channel]] = {
    DepartmentRole.TELEPHONIST: {Channel.PHONE},
    DepartmentRole.MLUVII_OPERATOR: {Channel.CHAT, Channel.AV},
}
_MESSENGERS: dict[DepartmentRole, Source] = {
    DepartmentRole.FACEBOOK_OPERATOR: Source.FACEBOOK,
    DepartmentRole.WHATS_APP_OPERATOR: Source.WHATSAPP,
    DepartmentRole.VK_OPERATOR: Source.VK,
    DepartmentRole.APPLE_OPERATOR: Source.APPLE,
    DepartmentRole.GENERIC_CHANNEL_OPERATOR: Source.GENERIC_CHANNEL,
}

#: Given to whoever has a role that answers, whatever the giver may do: to let people work is to administer them.
_FREELY_GIVEN = {Right.ANSWER, Right.WATCH}

_ADMINISTRATORS = {GlobalRole.ADMIN, GlobalRole.COMPANY_ADMIN}


class Standing(msgspec.Struct, frozen=True):
    """What a person is to be in one department."""

    user_id: int
    #: The roles so far, and those from now on; None is no member.
    before: frozenset[DepartmentRole] | None
    roles: frozenset[DepartmentRole] | None
    is_enabled: bool
    #: Who decides so, as in SetPresence.
    by: int | None

    @property
    def answers(self) -> bool:
        return self.is_enabled and self.roles is not None and not self.roles.isdisjoint(ANSWERING)


def takes(roles: Iterable[DepartmentRole]) -> tuple[frozenset[Channel], frozenset[Source] | None]:
    """(channels, messengers), as in OperatorSettings."""
    roles = set(roles)
    if DepartmentRole.OPERATOR in roles:
        return frozenset(Channel), None
    channels = {channel for role in roles for channel in _CHANNELS.get(role, ())}
    return frozenset(channels), frozenset(_MESSENGERS[role] for role in roles if role in _MESSENGERS)


def placing(board: Switchboard, standing: Standing) -> Iterator[Command]:
    """The commands that bring the switchboard in line; none where it is in line already.

    Who leaves the department leaves its groups. Who may not answer any more gets no more offers and is set OFFLINE:
    their chats go on to others as if they had logged out, calls last as long as the PBX says.
    """
    known = board.operators.get(standing.user_id)
    if known is None and not standing.answers:
        return
    settings = known.settings if known is not None else OperatorSettings(standing.user_id)
    changes: dict[str, object] = {"is_enabled": standing.answers}
    if standing.roles is None:
        changes["memberships"] = ()
    elif known is None or standing.roles != standing.before:
        changes["channels"], changes["messengers"] = takes(standing.roles)
    yield ConfigureOperator(msgspec.structs.replace(settings, **changes))
    if known is not None and not standing.answers:
        yield SetPresence(standing.user_id, Presence.OFFLINE, by=standing.by)


def rights_of(user: User) -> frozenset[Right]:
    """Everything the person may do anywhere, but what everybody may who answers."""
    everywhere = rights_of_global(user.global_roles)
    return everywhere.union(*map(rights_of_department, user.departments.values())) - _FREELY_GIVEN


def rights_given(
    department_roles: Iterable[DepartmentRole] = (), global_roles: Iterable[GlobalRole] = ()
) -> frozenset[Right]:
    """What somebody has to be allowed to give who gives these roles."""
    return (rights_of_department(department_roles) | rights_of_global(global_roles)) - _FREELY_GIVEN


def is_last_administrator(user: User, company: Iterable[User]) -> bool:
    """Nobody else who is left could give the company an administrator again."""
    if not user.is_enabled or _ADMINISTRATORS.isdisjoint(user.global_roles):
        return False
    others = (one for one in company if one.id != user.id and one.is_enabled)
    return all(_ADMINISTRATORS.isdisjoint(one.global_roles) for one in others)
