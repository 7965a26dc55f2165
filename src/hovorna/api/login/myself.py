"""A person about themselves: who one is, what one may do, one's password and second factor."""

import asyncio

import msgspec

from hovorna.api.answers import NO_CONTENT, Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.login.listing import reachable
from hovorna.api.login.steps import take_code
from hovorna.api.operation import Access, Operation
from hovorna.api.users_reach import person_in_path, require_no_more_rights
from hovorna.application.accounts import User
from hovorna.application.logins import passwords, people, second_factor
from hovorna.application.roles import Right, rights_of_department, rights_of_global
from hovorna.contract.bad_input import BadInput
from hovorna.contract.logins import (
    DepartmentOfMine,
    Me,
    NewPassword,
    NewSecondFactor,
    OneCode,
    OwnPassword,
    SecondFactor,
)
from hovorna.contract.refusals import RIGHT_MISSING, TOO_MANY_GUESSES, Refused


async def me(call: Call) -> Answer:
    user, accounts = _user(call), call.parts.accounts
    departments = {one.id: one.name for one in accounts.departments(user.company_id)}
    mine = [
        DepartmentOfMine(
            id=number,
            name=departments[number],
            roles=tuple(sorted(roles)),
            rights=tuple(sorted(rights_of_department(roles))),
        )
        for number, roles in sorted(user.departments.items())
        if number in departments
    ]
    answer = Me(
        id=user.id,
        company_id=user.company_id,
        username=user.user_name,
        first_name=user.first_name,
        last_name=user.last_name,
        email=user.email,
        open_id_provider=user.open_id_provider,
        has_password=user.password is not None,
        has_second_factor=user.totp_secret is not None,
        recovery_codes_left=len(user.recovery_codes),
        global_roles=tuple(sorted(user.global_roles)),
        rights=tuple(sorted(rights_of_global(user.global_roles))),
        departments=tuple(mine),
        login_id=call.client.login_id,
    )
    return json_answer(answer)


async def change_password(call: Call) -> Answer:
    body, user = await call.body(OwnPassword), _user(call)
    _require_fit("newPassword", body.new_password)
    _require_local(user)
    _take_guess(call, user)
    desk = call.server.login_desk
    if not await desk.at_work(desk.passwords.matches, user.password, body.old_password):
        raise BadInput({"oldPassword": "Is not the password."})
    _give_guess_back(call, user)
    await _set_password(call, user, body.new_password, but=call.client.login_id)
    return NO_CONTENT


async def set_password(call: Call) -> Answer:
    body = await call.body(NewPassword)
    call.require()
    user = _manageable(call)
    _require_fit("newPassword", body.new_password)
    _require_local(user)
    await _set_password(call, user, body.new_password, but=None)
    return NO_CONTENT


async def enrol(call: Call) -> Answer:
    """Without a code a new secret, which waits; with the code of that secret it holds from now on."""
    body, user, accounts = await call.body(NewSecondFactor), _user(call), call.parts.accounts
    if user.totp_secret is not None:
        raise BadInput({"code": "There is a second factor already; delete it first."})
    if not body.code:
        secret = second_factor.new_secret()
        await asyncio.to_thread(accounts.change_user, user.id, lambda one: second_factor.begin(one, secret))
        address = second_factor.address_of(secret, user.user_name)
        return json_answer(SecondFactor(secret=secret, address=address), 201)
    _take_guess(call, user)
    codes = await asyncio.to_thread(_confirm, call, user, body.code)
    _give_guess_back(call, user)
    return json_answer(SecondFactor(recovery_codes=codes), 201)


async def drop(call: Call) -> Answer:
    body, user = await call.body(OneCode), _user(call)
    if user.totp_secret is None:
        return NO_CONTENT
    # A stolen access token must not be enough.
    _take_guess(call, user)
    if await asyncio.to_thread(take_code, call, user.id, body.code) is None:
        raise BadInput({"code": "Is not right, or was used before."})
    _give_guess_back(call, user)
    await asyncio.to_thread(call.parts.accounts.change_user, user.id, second_factor.without)
    return NO_CONTENT


async def drop_for(call: Call) -> Answer:
    """For who has lost both the device and the recovery codes."""
    call.require()
    user = _manageable(call)
    await asyncio.to_thread(call.parts.accounts.change_user, user.id, second_factor.without)
    return NO_CONTENT


def _confirm(call: Call, user: User, code: str) -> tuple[str, ...]:
    now, codes = call.parts.clock.now(), tuple[str, ...]()

    def deed(user: User) -> User:
        nonlocal codes
        confirmed = second_factor.confirm(user, code, now)
        if confirmed is None:
            raise BadInput({"code": "Is not the code of the secret that waits; ask for a secret first."})
        changed, codes = confirmed
        return changed

    call.parts.accounts.change_user(user.id, deed)
    return codes


def _user(call: Call) -> User:
    user_id = call.client.user_id
    if user_id is None or not call.client.may_use_api:
        raise Refused(RIGHT_MISSING)
    return reachable(call, user_id)


def _manageable(call: Call) -> User:
    """Somebody who may do no more than the caller; another company's only for who may see all companies."""
    user = person_in_path(call)
    require_no_more_rights(call, user)
    return user


def _require_fit(field: str, password: str) -> None:
    why = passwords.why_unfit(password)
    if why is not None:
        raise BadInput({field: why})


def _require_local(user: User) -> None:
    if user.open_id_provider is not None:
        raise BadInput({"newPassword": f"Can't be set: the person logs in with {user.open_id_provider}."})


def _take_guess(call: Call, user: User) -> None:
    wait = call.server.login_desk.limits.take(f"user:{user.id}", call.address())
    if wait is not None:
        raise Refused(TOO_MANY_GUESSES, headers={"retry-after": str(int(wait.total_seconds()) + 1)})


def _give_guess_back(call: Call, user: User) -> None:
    call.server.login_desk.limits.give_back(f"user:{user.id}", call.address())


async def _set_password(call: Call, user: User, password: str, but: int | None) -> None:
    """All other logins end: whoever knew the old password has nothing left."""
    desk = call.server.login_desk
    digest = await desk.at_work(desk.passwords.digest, password)
    await asyncio.to_thread(people.set_password, call.parts.accounts, user, digest)
    await asyncio.to_thread(desk.logins.end_all, user.company_id, user.id, but)


_OWN = Operation(
    method="GET",
    path="/api/v1/me",
    summary="Who one is, and what one may do where",
    handle=me,
    access=Access.SELF,
    tag="Login",
    answer=Me,
)


def _deed(**changed: object) -> Operation:
    return msgspec.structs.replace(_OWN, **{"answer": None, "status": 204, **changed})


OPERATIONS = (
    _OWN,
    _deed(
        method="PUT",
        path="/api/v1/me/password",
        summary="Change one's password; all other logins end",
        handle=change_password,
        body=OwnPassword,
        statuses=(429,),
    ),
    _deed(
        method="POST",
        path="/api/v1/me/totp",
        summary="Get a secret for a second factor; with the code of that secret, use it from now on",
        handle=enrol,
        body=NewSecondFactor,
        answer=SecondFactor,
        status=201,
        statuses=(429,),
    ),
    _deed(
        method="DELETE",
        path="/api/v1/me/totp",
        summary="Go without a second factor",
        handle=drop,
        body=OneCode,
        statuses=(429,),
    ),
    _deed(
        method="PUT",
        path="/api/v1/Users/{id}/password",
        summary="Set somebody's password; all their logins end",
        handle=set_password,
        access=Right.ADMINISTER,
        body=NewPassword,
    ),
    _deed(
        method="DELETE",
        path="/api/v1/Users/{id}/totp",
        summary="Let somebody log in without the second factor that they have lost",
        handle=drop_for,
        access=Right.ADMINISTER,
    ),
)
