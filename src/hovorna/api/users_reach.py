"""Which people a caller reaches, and what they may do to them."""

from hovorna.api.call import Call
from hovorna.application.accounts import Company, User
from hovorna.application.people import rights_of
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.refusals import NOT_FOUND, RIGHT_MISSING, Refused


def company_named(call: Call, company_id: int | None) -> Company:
    """The caller's own where none is named; another only for who may see all of them."""
    own = call.client.company_id
    if company_id not in (None, own) and not call.client.may(Right.HOST):
        raise Refused(RIGHT_MISSING)
    company = call.parts.accounts.company(own if company_id is None else company_id)
    if company is None:
        raise BadInput({"companyId": f"There is no company {company_id}."})
    return company


def person(call: Call, number: int) -> User | None:
    """Another company's is as good as none, but for who may see all companies."""
    user = call.parts.accounts.user(number)
    if user is None or user.company_id == call.client.company_id or call.client.may(Right.HOST):
        return user
    return None


def person_in_path(call: Call) -> User:
    user = person(call, call.number("id"))
    if user is None:
        raise Refused(NOT_FOUND)
    return user


def may_over(call: Call, right: Right, user: User) -> bool:
    """In the whole company, or in one of the person's departments."""
    if user.company_id != call.client.company_id:
        return call.client.may(Right.HOST)
    return any(call.client.may(right, department_id) for department_id in (None, *user.departments))


def may_in(call: Call, right: Right, company_id: int, department_id: int | None = None) -> bool:
    if company_id != call.client.company_id:
        return call.client.may(Right.HOST)
    return call.client.may(right, department_id)


def is_self(call: Call, user: User) -> bool:
    return call.client.user_id == user.id


def require(is_allowed: bool) -> None:
    if not is_allowed:
        raise Refused(RIGHT_MISSING)


def watched_person(call: Call) -> User:
    """The person in the path, whom the caller may watch."""
    user = person_in_path(call)
    require(is_self(call, user) or may_over(call, Right.WATCH, user))
    return user


def require_no_more_rights(call: Call, user: User) -> None:
    """Who changes how somebody logs in could become them: so nobody changes a person who may do more."""
    require(rights_of(user) <= call.client.rights)


def by(call: Call, user: User) -> int | None:
    """Who sets a presence, as in SetPresence: nobody else, another user, or 0 for an API client."""
    return None if is_self(call, user) else call.client.user_id or 0
