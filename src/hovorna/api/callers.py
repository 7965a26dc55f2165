"""Whoever calls with an access token: an API client, or a person."""

import msgspec

from hovorna.application.accounts import Client, User
from hovorna.application.logins.login import API_SCOPE, Login
from hovorna.application.roles import Right, rights_of_department, rights_of_global, with_implied


class Caller(msgspec.Struct, frozen=True):
    #: `client:ID` or `user:NUMBER`.
    name: str
    company_id: int
    #: In the whole company.
    rights: frozenset[Right]
    #: Department -> what a person may do there besides.
    in_departments: dict[int, frozenset[Right]] = {}
    #: Of a person.
    user_id: int | None = None
    #: Through which the person calls.
    login_id: int | None = None
    #: A program that only asked who somebody is may do nothing for them.
    may_use_api: bool = True

    def may(self, right: Right, department_id: int | None = None) -> bool:
        """In that department; in the whole company where none is named."""
        if right in self.rights:
            return True
        return department_id is not None and right in self.in_departments.get(department_id, ())

    def may_somewhere(self, right: Right) -> bool:
        return right in self.rights or any(right in rights for rights in self.in_departments.values())

    @property
    def all_rights(self) -> frozenset[Right]:
        return self.rights.union(*self.in_departments.values())


def caller_of_client(client: Client) -> Caller:
    return Caller(f"client:{client.id}", client.company_id, with_implied(client.rights))


def caller_of_user(user: User, login: Login) -> Caller:
    departments = {number: rights_of_department(roles) for number, roles in user.departments.items()}
    may_use_api = API_SCOPE in login.request.scope
    return Caller(
        name=f"user:{user.id}",
        company_id=user.company_id,
        rights=rights_of_global(user.global_roles) if may_use_api else frozenset(),
        in_departments=departments if may_use_api else {},
        user_id=user.id,
        login_id=login.id,
        may_use_api=may_use_api,
    )
