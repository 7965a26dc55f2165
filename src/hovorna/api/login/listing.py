"""Logins that go on: a person's own, and those of others for who administers the company."""

import asyncio

from hovorna.api.answers import NO_CONTENT, Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.operation import Access, Operation, Parameter
from hovorna.application.accounts import User
from hovorna.application.logins.login import Login, Means
from hovorna.application.logins.programs import program
from hovorna.contract.bad_input import BadInput
from hovorna.contract.logins import LoginView
from hovorna.contract.query import QueryReader
from hovorna.contract.refusals import NOT_FOUND, Refused

_MEANS = {
    Means.PASSWORD: "password",
    Means.ONE_TIME_CODE: "code",
    Means.PROVIDER: "provider",
}


async def listed(call: Call) -> Answer:
    query = QueryReader(call.query)
    wanted = query.number("userId")
    query.finish()
    user_id = call.client.user_id if wanted is None else wanted
    if user_id is None:
        raise BadInput({"userId": "Must name a person: an API client does not log in."})
    user = reachable(call, user_id)
    logins = await asyncio.to_thread(call.server.login_desk.logins.of_user, user.company_id, user.id)
    return json_answer([_view(call, one) for one in logins])


async def end(call: Call) -> Answer:
    logins = call.server.login_desk.logins
    login = logins.get(call.number("id"))
    if login is None or login.company_id != call.client.company_id:
        raise Refused(NOT_FOUND)
    reachable(call, login.user_id)
    await asyncio.to_thread(logins.end, login.id)
    return NO_CONTENT


def reachable(call: Call, user_id: int) -> User:
    """Oneself, or somebody of the company for who administers it; others are as good as nobody."""
    user = call.parts.accounts.user(user_id)
    if user is None or user.company_id != call.client.company_id:
        raise Refused(NOT_FOUND)
    if user_id != call.client.user_id:
        call.require()
    return user


def _view(call: Call, login: Login) -> LoginView:
    client = program(call.parts.accounts, login.request.client_id)
    return LoginView(
        id=login.id,
        user_id=login.user_id,
        client_id=login.request.client_id,
        client_name=client.name if client is not None else None,
        created=login.created,
        last_used=login.last_used,
        means=tuple(_MEANS[one] for one in login.proof.means),
        provider=login.proof.provider,
        address=login.proof.address,
        browser=login.proof.browser,
        is_current=login.id == call.client.login_id,
    )


OPERATIONS = (
    Operation(
        method="GET",
        path="/api/v1/logins",
        summary="One's logins that go on; with `userId` somebody else's",
        handle=listed,
        access=Access.SELF,
        tag="Login",
        answer=list[LoginView],
        statuses=(404,),
        query=(Parameter("userId", int),),
    ),
    Operation(
        method="DELETE",
        path="/api/v1/logins/{id}",
        summary="End a login: its tokens are refused from now on",
        handle=end,
        access=Access.SELF,
        tag="Login",
        status=204,
    ),
)
