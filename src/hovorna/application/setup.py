"""First things: a company, a department, a default group, people and API clients."""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

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


class Program(msgspec.Struct, frozen=True):
    """Something that people log in with."""

    name: str
    #: Where it may be returned to.
    redirects: tuple[str, ...]
    #: Runs where its users could read a secret.
    is_public: bool = False


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


def new_program(accounts: Accounts, company_id: int, program: Program, now: datetime) -> tuple[str, str | None]:
    """(client id, secret) of what people log in with; it has no rights of its own, and in public no secret."""
    client_id, secret = secrets.token_hex(8), None if program.is_public else secrets.token_urlsafe(32)
    accounts.add_client(
        Client(
            id=client_id,
            company_id=company_id,
            name=program.name,
            secret_sha256=hashlib.sha256(secret.encode()).hexdigest() if secret is not None else "",
            rights=frozenset(),
            created=now,
            redirects=program.redirects,
            is_public=program.is_public,
        )
    )
    return client_id, secret


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
