"""First things: a company, a department, a default group, people and API clients."""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime

from hovorna.application.accounts import Accounts, Client, Company, Department, User
from hovorna.application.jobs import Outcome, Room
from hovorna.application.names import OperatorName
from hovorna.application.roles import OF_A_CLIENT, Right
from hovorna.domain.settings import (
    DepartmentSettings,
    GroupSettings,
    Membership,
    OperatorSettings,
    Rule,
    RuleSet,
)
from hovorna.domain.switchboard.commands import (
    Command,
    ConfigureDepartment,
    ConfigureGroup,
    ConfigureOperator,
    ConfigureRuleSet,
)

Execute = Callable[[int, Callable[[Room], Iterable[Command]]], Outcome]

FIRST_COMPANY = "My company"
FIRST_DEPARTMENT = "Customer care"
FIRST_GROUP = "Support"


def first_department(accounts: Accounts) -> Department:
    """The department that commands use unless told otherwise; an empty store gets it now."""
    companies = accounts.companies()
    company: Company = companies[0] if companies else accounts.add_company(FIRST_COMPANY)
    departments = accounts.departments(company.id)
    return departments[0] if departments else accounts.add_department(company.id, FIRST_DEPARTMENT)


def new_client(
    accounts: Accounts, company_id: int, name: str, now: datetime, rights: frozenset[Right] = OF_A_CLIENT
) -> tuple[str, str]:
    """(client id, secret). The secret is 256 random bits, shown once; only its digest is kept."""
    client_id, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    digest = hashlib.sha256(secret.encode()).hexdigest()
    accounts.add_client(Client(client_id, company_id, name, digest, rights, now))
    return client_id, secret


def first_routing(accounts: Accounts) -> Callable[[Room], Iterable[Command]]:
    """A department without any group gets one, and a rule set that leads to it; otherwise nothing changes."""

    def commands(room: Room) -> Iterable[Command]:
        if room.switchroom.board.groups:
            return
        group_id, rule_set_id = accounts.next_id("group"), accounts.next_id("rule_set")
        yield ConfigureGroup(GroupSettings(id=group_id, name=FIRST_GROUP))
        yield ConfigureRuleSet(RuleSet(id=rule_set_id, name="Default", rules=(Rule(group_id=group_id),)))
        yield ConfigureDepartment(DepartmentSettings(default_rule_set_id=rule_set_id))

    return commands


def ensure_routing(accounts: Accounts, execute: Execute, department_id: int) -> None:
    execute(department_id, first_routing(accounts))


def new_operator(accounts: Accounts, execute: Execute, department: Department, name: OperatorName) -> User:
    """A person who belongs to every group of the department."""
    user = accounts.add_user(
        department.company_id, department.id, name.user_name or "", name.first_name or "", name.last_name or ""
    )

    def commands(room: Room) -> Iterable[Command]:
        memberships = tuple(Membership(group_id) for group_id in sorted(room.switchroom.board.groups))
        yield ConfigureOperator(OperatorSettings(user_id=user.id, memberships=memberships))

    execute(department.id, commands)
    return user
