"""Finds who logs in: by user name and password, or by what an OpenID provider says of them."""

from collections.abc import Iterable

import msgspec

from hovorna.application.accounts import Accounts, User
from hovorna.application.logins.passwords import Passwords
from hovorna.application.logins.provider import Identity

#: A name in more companies than this is nobody's for a program that belongs to none.
_MOST_COMPANIES = 20


def company_ids(accounts: Accounts, company_id: int) -> list[int]:
    """Where a program's people may be: its own company, or all of them."""
    return [company_id] if company_id else [one.id for one in accounts.companies()]


def with_password(
    accounts: Accounts, passwords: Passwords, companies: Iterable[int], user_name: str, password: str
) -> User | None:
    """Who has this name and password; nobody where that is not one person. Slow on purpose."""
    named = [user for user in (accounts.user_named(one, user_name) for one in companies) if user is not None]
    able = [user for user in named if _may_use_password(user)][:_MOST_COMPANIES]
    found = [user for user in able if passwords.matches(user.password, password)]
    if not able:
        passwords.matches(None, password)
    if len(found) != 1:
        return None
    [user] = found
    if user.password is not None and passwords.is_outdated(user.password):
        set_password(accounts, user, passwords.digest(password))
    return user


def known_by(accounts: Accounts, companies: Iterable[int], identity: Identity) -> User | None:
    """Who logs in at that provider and is this one; the first time by e-mail address, from then on by subject."""
    people = [
        user
        for company_id in companies
        for user in accounts.users(company_id)
        if user.is_enabled and (user.open_id_provider or "").casefold() == identity.provider.casefold()
    ]
    found = [user for user in people if user.open_id_subject == identity.subject]
    if not found and identity.email is not None:
        email = identity.email.casefold()
        found = [
            user
            for user in people
            if user.open_id_subject is None and email in (_key(user.email), _key(user.user_name))
        ]
    if len(found) != 1:
        return None
    [user] = found
    if user.open_id_subject is not None:
        return user
    return accounts.change_user(user.id, lambda one: msgspec.structs.replace(one, open_id_subject=identity.subject))


def set_password(accounts: Accounts, user: User, digest: str) -> None:
    accounts.change_user(user.id, lambda one: msgspec.structs.replace(one, password=digest))


def _may_use_password(user: User) -> bool:
    return user.is_enabled and user.password is not None and user.open_id_provider is None


def _key(name: str | None) -> str:
    return (name or "").strip().casefold()
