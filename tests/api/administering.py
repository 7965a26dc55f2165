"""What tests of the administration share: people with roles, and looks at the logs."""

import msgspec

from hovorna.api.access_tokens import AccessTokens
from hovorna.application.accounts import User
from hovorna.application.logins.login import SCOPES, Login, Proof, Request
from hovorna.application.logins.logins import Logins
from hovorna.application.roles import DepartmentRole, GlobalRole
from hovorna.application.setup import ensure_routing
from hovorna.domain.facts import Body, SettingChanged
from tests.api.house import Caller, House


def told(house: House, *kinds: type[Body], department: int | None = None) -> list[Body]:
    """Everything that the log tells of these kinds."""
    found = house.store.reader.facts_after(department or house.department, 0)
    return [fact.body for fact in found if isinstance(fact.body, kinds)]


def changes(house: House, department: int | None = None) -> list[Body]:
    return told(house, SettingChanged, department=department)


def state(house: House) -> tuple[list[int], list[bytes]]:
    """How long every log is and all that is registered: the same where nothing happened."""
    accounts = house.store.accounts
    logs = [sum(1 for _ in house.store.reader.facts_after(one, 0)) for one in accounts.department_ids()]
    register = [record.document for kind in ("company", "department") for record in accounts.register.all(kind)]
    return logs, register


def second_department(house: House, name: str = "Sales department") -> int:
    """Of the same company, at work."""
    department = house.store.accounts.add_department(house.company_id, name).id
    ensure_routing(house.store.accounts, house.engine.execute_now, department)
    return department


def person(
    house: House, *roles: DepartmentRole, department: int | None = None, everywhere: tuple[GlobalRole, ...] = ()
) -> Caller:
    """Somebody who is logged in, with these roles in one department."""
    accounts = house.store.accounts
    name = f"person{len(accounts.users(house.company_id))}"
    user_id = accounts.add_user(house.company_id, None, name, "", "").id
    departments = {department or house.department: frozenset(roles)} if roles else {}

    def deed(user: User) -> User:
        return msgspec.structs.replace(user, departments=departments, global_roles=frozenset(everywhere))

    user = accounts.change_user(user_id, deed)
    assert user is not None
    tokens = AccessTokens(accounts, house.clock, house.settings)
    return Caller(house.http, tokens.issue_to(user, _login(house, user)))


def _login(house: House, user: User) -> Login:
    logins = Logins(house.store.accounts.register, house.clock)
    request = Request(client_id="tests", redirect="https://tests.example/", scope=SCOPES)
    code = logins.begin(request, Proof(user_id=user.id, company_id=user.company_id, means=()))
    opened = logins.redeem(code, lambda _: None)
    assert opened is not None
    return opened.login
