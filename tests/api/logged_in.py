"""People who have logged in, and the roles that they have."""

from collections.abc import Iterable

import msgspec

from hovorna.api.access_tokens import AccessTokens
from hovorna.application.accounts import User
from hovorna.application.logins.login import API_SCOPE, Login, Means, Proof, Request
from hovorna.application.logins.logins import Logins
from hovorna.application.roles import DepartmentRole, GlobalRole
from tests.api.house import Caller, House


def logged_in(house: House, user_id: int) -> Caller:
    """With what their roles allow."""
    user = house.store.accounts.user(user_id)
    assert user is not None
    tokens = AccessTokens(house.store.accounts, house.clock, house.settings)
    return Caller(house.http, tokens.issue_to(user, _login(house, user)))


def _login(house: House, user: User) -> Login:
    logins = Logins(house.store.accounts.register, house.clock)
    request = Request(client_id="tests", redirect="", scope=(API_SCOPE,))
    proof = Proof(user_id=user.id, company_id=user.company_id, means=(Means.PASSWORD,))
    opened = logins.redeem(logins.begin(request, proof), lambda _: None)
    assert opened is not None
    return opened.login


def give(house: House, user_id: int, *roles: GlobalRole) -> None:
    """Exactly these roles in the company, past all rules."""
    house.store.accounts.change_user(user_id, lambda user: msgspec.structs.replace(user, global_roles=frozenset(roles)))


def place(house: House, user_id: int, department_id: int, roles: Iterable[DepartmentRole]) -> None:
    """Exactly these roles in the department, past all rules and the switchboard."""

    def deed(user: User) -> User:
        return msgspec.structs.replace(user, departments={**user.departments, department_id: frozenset(roles)})

    house.store.accounts.change_user(user_id, deed)
