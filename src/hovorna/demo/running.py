"""Runs the demo: opens the departments, takes up what was left open, lets people come and work."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from functools import partial

from hovorna.application.accounts import Department
from hovorna.application.ports import StoreUnavailable
from hovorna.demo.arriving import arrive
from hovorna.demo.company.plan import DepartmentPlan
from hovorna.demo.company.preparing import demo_departments
from hovorna.demo.floor import Floor
from hovorna.demo.life import Life
from hovorna.demo.operators.shift import go_home, work
from hovorna.demo.parts import DemoParts

logger = logging.getLogger(__name__)

#: Seconds.
_AFTER_FAILURE = 5.0


async def run_demo(parts: DemoParts, announce: Callable[[str], None]) -> None:
    """Until it is cancelled; `prepare_demo` must have been called before, now or at an earlier start of this store."""
    departments = demo_departments(parts.accounts)
    if not departments:
        raise LookupError("There is no demo company in this store yet.")
    with contextlib.ExitStack() as doors:
        floors = [(plan, department, await _open(parts, department, doors)) for plan, department in departments]
        taken_up = sum(len(floor.own) for _, _, floor in floors)
        people = sum(len(plan.people) for plan, _ in departments)
        announce(f"demo: {len(floors)} departments, {people} operators, {taken_up} open sessions taken up")
        await _live(parts, floors)


async def _open(parts: DemoParts, department: Department, doors: contextlib.ExitStack) -> Floor:
    while True:
        floor = Floor(parts, department.id)
        try:
            await floor.open()
        except StoreUnavailable:
            floor.close()
            logger.warning("The demo waits: nothing can be written.", extra={"event": "demo_waits"})
            await parts.pace.sleep(_AFTER_FAILURE)
            continue
        doors.callback(floor.close)
        return floor


async def _live(parts: DemoParts, floors: list[tuple[DepartmentPlan, Department, Floor]]) -> None:
    lives: dict[str, Life] = {}
    async with asyncio.TaskGroup() as tasks:
        try:
            for plan, department, floor in floors:
                life = lives[plan.name] = Life(floor, tasks)
                _staff(parts, plan, department, life)
                floor.mirror.on_change = life.look_at
                tasks.create_task(life.watch())
            await arrive(lives, parts.seed)
        finally:
            for life in lives.values():
                life.close()


def _staff(parts: DemoParts, plan: DepartmentPlan, department: Department, life: Life) -> None:
    """Whoever else stands on the switchboard is not played any more: they only finish what they are in."""
    ids = {user.user_name: user.id for user in parts.accounts.users(department.company_id)}
    staff = {ids[person.user_name] for person in plan.people if person.user_name in ids}
    for operator_id in life.floor.mirror.presence:
        if operator_id in staff:
            life.keep_alive(("shift", operator_id), partial(work, life.floor, operator_id))
        else:
            life.start(("leaver", operator_id), partial(go_home, life.floor, operator_id))
