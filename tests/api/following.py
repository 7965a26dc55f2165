"""Readers of a department's log, and what they read."""

import json
from collections.abc import Iterable
from itertools import count

from msgspec.structs import replace

from hovorna.api.access_tokens import AccessTokens
from hovorna.application.logins.login import API_SCOPE, Means, Proof, Request
from hovorna.application.logins.logins import Logins
from hovorna.application.roles import DepartmentRole, Right
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard import commands as c
from tests.api.house import OTHER_GROUP, Caller, House, Json
from tests.api.live import LiveRequest

PATH = "/api/v1/Events"
NDJSON, SSE = "application/x-ndjson", "text/event-stream"


async def live(house: House, query: str = "", caller: Caller | None = None, **headers: str) -> LiveRequest:
    caller = caller or await house.caller(Right.READ)
    return LiveRequest(house.app, PATH + query, authorization=f"Bearer {caller.token}", **headers)


async def stored(house: House, query: str = "", caller: Caller | None = None) -> list[Json]:
    caller = caller or await house.caller(Right.READ)
    answer = await caller.get(f"{PATH}?follow=false&{query}")
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


_numbers = count(1)


def write(house: House, facts: int) -> None:
    """So many facts, one after the other."""
    names = (f"name {next(_numbers)}" for _ in range(facts))
    house.do(*(c.ConfigureGroup(GroupSettings(id=OTHER_GROUP, name=name)) for name in names))


def versions(lines: Iterable[Json]) -> list[int]:
    return [line["version"] for line in lines]


def person(house: House, *roles: DepartmentRole, department: int | None = None) -> Caller:
    """Petr, with these roles in one department and none anywhere else."""
    departments = {department or house.department: roles}
    petr = house.store.accounts.change_user(house.petr, lambda user: replace(user, departments=departments))
    assert petr is not None
    logins = Logins(house.store.accounts.register, house.clock)
    request = Request(client_id="desk", redirect="https://desk.example", scope=(API_SCOPE,))
    proof = Proof(user_id=petr.id, company_id=petr.company_id, means=(Means.PASSWORD,))
    opened = logins.redeem(logins.begin(request, proof), lambda _: None)
    assert opened is not None
    tokens = AccessTokens(house.store.accounts, house.clock, house.settings)
    return Caller(house.http, tokens.issue_to(petr, opened.login))
