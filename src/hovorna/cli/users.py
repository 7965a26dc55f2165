"""`hovorna user create` and `password`: let somebody log in, also the first administrator of all."""

import getpass
import sys
from dataclasses import dataclass
from typing import Annotated

from cyclopts import App, Parameter

from hovorna.application.accounts import Accounts, User
from hovorna.application.logins import second_factor
from hovorna.application.logins.logins import Logins
from hovorna.application.logins.passwords import Passwords, why_unfit
from hovorna.application.logins.people import set_password
from hovorna.application.register import KeyTaken
from hovorna.application.roles import GlobalRole
from hovorna.application.setup import first_department
from hovorna.bootstrap.embedded import open_accounts
from hovorna.cli.context import Context, fail, print_json

user = App(name="user", help="People.")


@Parameter(name="*")
@dataclass(frozen=True)
class NewPerson:
    """Each member is an option of its own."""

    user_name: str
    "Unique in the company, whatever its letter case."

    first_name: str = ""
    last_name: str = ""
    email: str | None = None

    admin: bool = False
    "Administers the company."

    host: bool = False
    "Administers the server, with all its companies."

    @property
    def global_roles(self) -> frozenset[GlobalRole]:
        roles = {GlobalRole.COMPANY_ADMIN: self.admin, GlobalRole.ADMIN: self.host}
        return frozenset(role for role, is_given in roles.items() if is_given)

    def user(self, number: int, company_id: int) -> User:
        return User(
            id=number,
            company_id=company_id,
            user_name=self.user_name.strip(),
            first_name=self.first_name,
            last_name=self.last_name,
            email=self.email,
            global_roles=self.global_roles,
        )


@user.command
def create(*, person: NewPerson, json: bool = False, context: Annotated[Context, Parameter(parse=False)]) -> None:
    """Create somebody in the first company; `user password` lets them log in. The server may be running.

    Parameters
    ----------
    json
        Print one JSON object on one line.
    """
    if not person.user_name.strip():
        fail("A user name is required.")
    with open_accounts(context.data) as (accounts, _):
        company_id = first_department(accounts).company_id
        try:
            made = accounts.new_user(company_id, lambda number: person.user(number, company_id))
        except KeyTaken:
            fail(f"Somebody in the company is called {person.user_name} already.")
    if json:
        print_json({"user_id": made.id})
        return
    print(f"user_id: {made.id}")


@user.command
def password(
    user_name: str,
    /,
    *,
    company: str | None = None,
    drop_totp: bool = False,
    json: bool = False,
    context: Annotated[Context, Parameter(parse=False)],
) -> None:
    """Set somebody's password, which is read from standard input; all their logins end. The server may be running.

    Parameters
    ----------
    user_name
        Who.
    company
        Name of the company, where people of that name are in several.
    drop_totp
        Take away the second factor as well.
    json
        Print one JSON object on one line.
    """
    with open_accounts(context.data) as (accounts, clock):
        found = _named(accounts, user_name, company)
        if found.open_id_provider is not None:
            fail(f"{user_name} logs in with {found.open_id_provider} and can't have a password.")
        secret = _read_secret()
        why = why_unfit(secret)
        if why is not None:
            fail(f"The password can't be used. {why}")
        set_password(accounts, found, Passwords().digest(secret))
        if drop_totp:
            accounts.change_user(found.id, second_factor.without)
        ended = Logins(accounts.register, clock).end_all(found.company_id, found.id)
    if json:
        print_json({"user_id": found.id, "logins_ended": ended})
        return
    print(f"The password of {found.user_name} is set.")


def _named(accounts: Accounts, user_name: str, company: str | None) -> User:
    companies = [one for one in accounts.companies() if company is None or one.name == company]
    found = [user for user in (accounts.user_named(one.id, user_name) for one in companies) if user is not None]
    if len(found) > 1:
        fail(f"Several companies have somebody called {user_name}: name one with --company.")
    if not found:
        fail(f"There is nobody called {user_name}.")
    return found[0]


def _read_secret() -> str:
    """Never an argument: those can be read by everybody on the machine."""
    if sys.stdin.isatty():
        return getpass.getpass("New password: ")
    return sys.stdin.readline().rstrip("\r\n")
