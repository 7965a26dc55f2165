"""Makes the demo's company where it is not there yet, and a new API client at every start."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial
from typing import NamedTuple

import msgspec

from hovorna.application.accounts import Accounts, Company, Department
from hovorna.application.jobs import Room
from hovorna.application.people_breaks import BreakState, break_states
from hovorna.application.setup import new_client
from hovorna.demo.company import plan
from hovorna.demo.company.plan import DepartmentPlan, GroupPlan, RulePlan
from hovorna.demo.parts import DemoParts, Maker
from hovorna.domain.settings import GroupSettings, Membership, OperatorSettings, Rule, RuleSet
from hovorna.domain.switchboard.commands import (
    Command,
    ConfigureDepartment,
    ConfigureGroup,
    ConfigureOperator,
    ConfigureRuleSet,
    DefineTag,
)
from hovorna.domain.switchboard.state import Switchboard

CLIENT_NAME = "Demo"


class DemoClient(NamedTuple):
    id: str
    secret: str


async def prepare_demo(parts: DemoParts) -> DemoClient:
    """What an earlier start made, or somebody changed since, stays as it is; only what is missing is added."""
    accounts = parts.accounts
    company = demo_company(accounts) or accounts.add_company(plan.COMPANY)
    known = {one.name: one for one in accounts.departments(company.id)}
    _breaks(accounts, company)
    for wanted in plan.DEPARTMENTS:
        department = known.get(wanted.name) or accounts.add_department(company.id, wanted.name)
        people = _people(accounts, department, wanted)
        await parts.engine.execute(department.id, _settings(accounts, wanted, people))
    return DemoClient(*new_client(accounts, company.id, CLIENT_NAME, parts.clock.now()))


def demo_company(accounts: Accounts) -> Company | None:
    return next((one for one in accounts.companies() if one.name == plan.COMPANY), None)


def demo_departments(accounts: Accounts) -> list[tuple[DepartmentPlan, Department]]:
    """Those that `prepare_demo` has made, in the plan's order."""
    company = demo_company(accounts)
    known = {one.name: one for one in accounts.departments(company.id)} if company is not None else {}
    return [(wanted, known[wanted.name]) for wanted in plan.DEPARTMENTS if wanted.name in known]


def _breaks(accounts: Accounts, company: Company) -> None:
    """Only where there was never any: somebody may have deleted them."""
    book = break_states(accounts.register)
    for name, is_paid in plan.BREAKS if not book.all(company.id) else ():
        book.add(company.id, partial(BreakState, company_id=company.id, name=name, is_paid=is_paid))


def _people(accounts: Accounts, department: Department, wanted: DepartmentPlan) -> dict[str, int]:
    known = {user.user_name: user.id for user in accounts.users(department.company_id)}
    for person in wanted.people:
        if person.user_name not in known:
            user = accounts.add_user(
                department.company_id, department.id, person.user_name, person.first_name, person.last_name
            )
            known[person.user_name] = user.id
    return known


def _settings(accounts: Accounts, wanted: DepartmentPlan, people: dict[str, int]) -> Maker:
    def commands(room: Room) -> Iterable[Command]:
        board = room.switchroom.board
        yield from _groups(accounts, board, wanted)
        groups = {group.name: group.id for group in board.groups.values()}
        yield from _routing(accounts, board, wanted, groups)
        for person in wanted.people:
            user_id = people[person.user_name]
            if user_id not in board.operators:
                memberships = tuple(Membership(groups[name], place) for name, place in person.groups.items())
                yield ConfigureOperator(OperatorSettings(user_id, memberships))
        for name in wanted.tags:
            if all(tag.name != name for tag in board.tags.values()):
                yield DefineTag(accounts.next_id("tag"), name)

    return commands


def _groups(accounts: Accounts, board: Switchboard, wanted: DepartmentPlan) -> Iterator[Command]:
    known = {group.name for group in board.groups.values()}
    for group in wanted.groups:
        if group.name not in known:
            yield ConfigureGroup(_group(group, accounts.next_id("group")))


def _group(group: GroupPlan, group_id: int) -> GroupSettings:
    return GroupSettings(
        id=group_id,
        name=group.name,
        strategy=group.strategy,
        accept_timeout=timedelta(seconds=group.accept_seconds),
        queue_timeout=timedelta(seconds=group.queue_seconds),
        acw_limit=plan.ACW_LIMIT,
        auto_accept=group.auto_accept,
        withdraws_on_timeout=group.withdraws_on_timeout,
    )


def _routing(
    accounts: Accounts, board: Switchboard, wanted: DepartmentPlan, groups: dict[str, int]
) -> Iterator[Command]:
    if board.settings.default_rule_set_id is not None:
        return
    rule_set_id = accounts.next_id("rule_set")
    rules = tuple(_rule(rule, groups) for rule in wanted.rules)
    yield ConfigureRuleSet(RuleSet(rule_set_id, wanted.name, rules))
    yield ConfigureDepartment(msgspec.structs.replace(plan.SETTINGS, default_rule_set_id=rule_set_id))


def _rule(rule: RulePlan, groups: dict[str, int]) -> Rule:
    if rule.group is None:
        return Rule(chatbot_id=plan.CHATBOT, conditions=rule.conditions)
    return Rule(group_id=groups[rule.group], conditions=rule.conditions)
