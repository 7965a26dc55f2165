"""Finds what lives in some department's log by its id alone: groups, rule sets, tags."""

import asyncio
from collections.abc import Callable, Iterable
from typing import TypeVar

from hovorna.api.call import Call
from hovorna.application.accounts import Department
from hovorna.application.jobs import Room
from hovorna.contract.refusals import NOT_FOUND, Refused
from hovorna.domain.errors import InvalidValue
from hovorna.domain.facts import TagDefined
from hovorna.domain.settings import GroupSettings, RuleSet
from hovorna.domain.switchboard.state import Switchboard

Found = TypeVar("Found")
Kept = TypeVar("Kept", GroupSettings, RuleSet, TagDefined)


async def seen_in(call: Call, department_id: int, view: Callable[[Switchboard], Found]) -> Found:
    """What the view makes of the department in the writer's turn: it must copy what can change."""
    found: list[Found] = []

    def look(room: Room) -> None:
        found.append(view(room.switchroom.board))

    await call.look(department_id, look)
    return found[0]


async def seen_in_all(
    call: Call, departments: Iterable[Department], view: Callable[[Switchboard], Found]
) -> list[tuple[Department, Found]]:
    """The jobs go to the writer together, and cost one turn."""
    listed = list(departments)
    return list(zip(listed, await asyncio.gather(*(seen_in(call, one.id, view) for one in listed)), strict=True))


async def holder(call: Call, view: Callable[[Switchboard], Found | None]) -> tuple[Department, Found]:
    """The department of the caller's company where the view finds it. Refuses whoever lacks the right there."""
    company = call.parts.accounts.departments(call.client.company_id)
    for department, found in await seen_in_all(call, company, view):
        if found is not None:
            call.require(department.id)
            return department, found
    raise Refused(NOT_FOUND)


async def group_in(call: Call) -> tuple[Department, GroupSettings]:
    """The group in the path."""
    return await _in_path(call, lambda board: board.groups)


async def rule_set_in(call: Call) -> tuple[Department, RuleSet]:
    """The rule set in the path."""
    return await _in_path(call, lambda board: board.rule_sets)


async def tag_in(call: Call) -> tuple[Department, TagDefined]:
    """The tag in the path."""
    return await _in_path(call, lambda board: board.tags)


async def _in_path(call: Call, place: Callable[[Switchboard], dict[int, Kept]]) -> tuple[Department, Kept]:
    """What was deleted is not there any more."""
    number = call.number("id")

    def view(board: Switchboard) -> Kept | None:
        found = place(board).get(number)
        return None if found is None or found.is_deleted else found

    return await holder(call, view)


def require_new_name(names: Iterable[str | None], wanted: str, kind: str) -> None:
    """Raises InvalidValue where somebody has the name, in whatever letter case."""
    if any(name is not None and name.casefold() == wanted.casefold() for name in names):
        raise InvalidValue("name", f"There is a {kind} with this name already.")
