"""Lets people of the demo's company log in, with a password that everybody may know."""

import msgspec

from hovorna.application.accounts import Accounts
from hovorna.application.logins.passwords import Passwords
from hovorna.application.roles import GlobalRole
from hovorna.demo.company.preparing import demo_company

#: Only ever of people of the demo's company.
PASSWORD = "studanka-demo"  # noqa: S105 - it is announced
LEADER = ("vera.kralova", "Věra", "Králová")


def give_logins(accounts: Accounts, passwords: Passwords) -> str:
    """The user name of who may do everything there. Passwords that somebody has set since stay as they are."""
    company = demo_company(accounts)
    if company is None:
        raise LookupError("There is no demo company in this store yet.")
    if accounts.user_named(company.id, LEADER[0]) is None:
        leader = accounts.add_user(company.id, None, *LEADER)
        roles = frozenset({GlobalRole.COMPANY_ADMIN})
        accounts.change_user(leader.id, lambda user: msgspec.structs.replace(user, global_roles=roles))
    without = [user for user in accounts.users(company.id) if user.password is None and user.open_id_provider is None]
    if without:
        # One digest for all: nobody is to be protected from anybody here, and each takes a moment.
        digest = passwords.digest(PASSWORD)
        for user in without:
            accounts.change_user(user.id, lambda one: msgspec.structs.replace(one, password=digest))
    return LEADER[0]
