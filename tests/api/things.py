"""One of everything that has a number in a path, made through the API, and who may call what is done with it."""

import re
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

from hovorna.api.operation import Access, Operation
from hovorna.application.logins.login import API_SCOPE, Means, Proof, Request
from hovorna.application.logins.logins import Logins
from hovorna.application.roles import GlobalRole, Right
from tests.api.administering import person
from tests.api.house import Caller, House, Json

_RESOURCE = re.compile(r"/(\w+)/\{id\}")

Maker = Callable[["Things"], Awaitable[int]]


class Things:
    """Makes them in one company, by a caller who may do everything there, the guests' part aside."""

    def __init__(self, house: House, caller: Caller, department: int, user: int) -> None:
        self.house, self.caller, self.department, self.user = house, caller, department, user

    async def post(self, path: str, body: Json) -> Json:
        answer = await self.caller.post(path, json=body)
        assert answer.status_code == 201, f"{path}: {answer.text}"
        return answer.json()

    async def make(self, resource: str) -> int:
        return await MAKERS[resource](self)


def _unique(word: str) -> str:
    return f"{word} {uuid4().hex[:12]}"


async def _user(things: Things) -> int:
    name = uuid4().hex[:12]
    body = {"firstName": "Ota", "lastName": "Nový", "username": name, "email": f"{name}@example.com"}
    number: int = await things.post("/api/v1/Users", body)
    await things.caller.put(f"/api/v1/Users/{number}/departments", json={"departments": [things.department]})
    return number


async def _session(things: Things) -> int:
    body = {"departmentId": things.department, "guest": {"identity": "guest"}}
    number: int = (await things.post("/api/v1/guest/sessions", body))["sessionId"]
    return number


async def _webhook(things: Things) -> int:
    url = f"https://hooks.example/{uuid4().hex}"
    number: int = await things.post("/api/v1/Webhooks", {"eventTypes": ["SessionCreated"], "callbackUrl": url})
    return number


async def _contact(things: Things) -> int:
    numbers: list[int] = await things.post(f"/api/v1/Contacts/departments/{things.department}", [{"Jméno": "Anna"}])
    return numbers[0]


async def _invitation(things: Things) -> int:
    operator = await _user(things)
    path = f"/api/v1/Users/{operator}/departments/{things.department}/roles"
    assert (await things.caller.put(path, json={"roles": ["Operator"]})).status_code == 204
    body = {"operatorId": operator, "departmentId": things.department}
    number: int = (await things.post("/api/v1/Users/invitations", body))["id"]
    return number


async def _login(things: Things) -> int:
    user = things.house.store.accounts.user(things.user)
    assert user is not None
    logins = Logins(things.house.store.accounts.register, things.house.clock)
    proof = Proof(user_id=user.id, company_id=user.company_id, means=(Means.PASSWORD,))
    code = logins.begin(Request(client_id="tests", redirect="", scope=(API_SCOPE,)), proof)
    opened = logins.redeem(code, lambda _: None)
    assert opened is not None
    return opened.login.id


async def _own_company(things: Things) -> int:
    user = things.house.store.accounts.user(things.user)
    assert user is not None
    return user.company_id


async def _rule_set(things: Things) -> int:
    body = {"name": _unique("rules"), "departmentId": things.department, "rules": []}
    number: int = await things.post("/api/v1/RoutingRuleSets", body)
    return number


async def _widget(things: Things) -> int:
    [first, *_] = (await things.caller.get(f"/api/v1/Widgets?departmentId={things.department}")).json()
    number: int = first["id"]
    return number


def _posting(path: str, **body: Json) -> Maker:
    """`name` is made unique, `departmentId` is the department's."""

    async def make(things: Things) -> int:
        given = {**body, "name": _unique("thing")}
        if "departmentId" in body:
            given["departmentId"] = things.department
        number: int = await things.post(path.format(department=things.department), given)
        return number

    return make


#: By the word before `{id}` in a path.
MAKERS: dict[str, Maker] = {
    "logins": _login,
    "Users": _user,
    "Sessions": _session,
    "sessions": _session,
    "calls": _session,
    "Webhooks": _webhook,
    "Contacts": _contact,
    "invitations": _invitation,
    "Companies": _own_company,
    "RoutingRuleSets": _rule_set,
    "Widgets": _widget,
    "Forms": _posting("/api/v1/Forms", departmentId=0, formType="Entry"),
    "Departments": _posting("/api/v1/Departments"),
    "Groups": _posting("/api/v1/Groups", departmentId=0),
    "Tags": _posting("/api/v1/Tags/departments/{department}"),
    "BreakStates": _posting("/api/v1/BreakStates"),
}


def resource_of(operation: Operation) -> str | None:
    """What the number in the path is the number of; None where there is none."""
    found = _RESOURCE.search(operation.path)
    return found[1] if found else None


async def fit_caller(house: House, operation: Operation, guest: Caller | None = None) -> Caller:
    """Somebody who may call it, in all of the house."""
    if operation.access is Access.GUEST:
        assert guest is not None
        return guest
    if operation.access is Access.SELF:
        return person(house, everywhere=(GlobalRole.ADMIN,))
    return await house.caller(*Right)


def everything(house: House) -> dict[str, list[Any]]:
    """All rows of all tables; numbers that are taken and not used are no change, nor is what has to be tidied away."""
    connection = house.store.reader._mine()
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    passing = {"sequences", "snapshots", "dropped_blobs"}
    kept = [name for name in names if name not in passing and not name.startswith("sqlite_")]
    return {name: list(connection.execute(f"SELECT * FROM {name}")) for name in kept}
