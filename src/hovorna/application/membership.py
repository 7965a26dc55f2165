"""Who belongs to which group: the commands that bring a department's operators in line."""

from collections.abc import Iterable

import msgspec

from hovorna.application.accounts import User
from hovorna.application.people import takes
from hovorna.application.roles import ANSWERING
from hovorna.domain.settings import Membership, OperatorSettings
from hovorna.domain.switchboard.commands import Command, ConfigureOperator
from hovorna.domain.switchboard.state import Switchboard


def joining(board: Switchboard, group_id: int, user: User, priority: int | None) -> Iterable[Command]:
    """None where that is so already. Without a priority a member keeps theirs, and a new one has the usual."""
    known = board.operators.get(user.id)
    settings = known.settings if known is not None else newcomer(board, user)
    there = [one for one in settings.memberships if one.group_id == group_id]
    if there and priority in (None, there[0].priority):
        return
    joined = Membership(group_id) if priority is None else Membership(group_id, priority)
    others = tuple(one for one in settings.memberships if one.group_id != group_id)
    yield ConfigureOperator(msgspec.structs.replace(settings, memberships=(*others, joined)))


def newcomer(board: Switchboard, user: User) -> OperatorSettings:
    """A member of the department whom its switchboard has not heard of; only who has a role that answers may work."""
    roles = user.departments.get(board.department_id, frozenset())
    channels, messengers = takes(roles)
    return OperatorSettings(
        user.id,
        channels=channels,
        messengers=messengers,
        is_enabled=user.is_enabled and not roles.isdisjoint(ANSWERING),
    )


def leaving(board: Switchboard, group_id: int, user_ids: Iterable[int]) -> Iterable[Command]:
    for user_id in user_ids:
        settings = board.operators[user_id].settings
        others = tuple(one for one in settings.memberships if one.group_id != group_id)
        yield ConfigureOperator(msgspec.structs.replace(settings, memberships=others))
