"""A small company behind the API: real store, real engine, a clock that the test moves; and a second company."""

import base64
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import httpx
import msgspec
from argon2 import PasswordHasher

from hovorna.adapters.blobs.folder import FolderBlobs
from hovorna.adapters.clocks.virtual import VirtualClock
from hovorna.adapters.stores.sqlite.folder import blobs_of
from hovorna.adapters.stores.sqlite.store import SqliteStore, open_store
from hovorna.api import ApiParts, ApiSettings, create_app
from hovorna.application.accounts import Accounts
from hovorna.application.engine import Engine
from hovorna.application.jobs import Room
from hovorna.application.logins.passwords import Passwords
from hovorna.application.logins.provider import OpenIdProvider
from hovorna.application.names import OperatorName
from hovorna.application.roles import Right
from hovorna.application.setup import new_client
from hovorna.application.writing import Writing
from hovorna.domain.settings import DepartmentSettings, GroupSettings, Membership, OperatorSettings, Rule, RuleSet
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import Presence

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
GROUP, OTHER_GROUP, TAG, RULE_SET = 1, 2, 1, 1

#: As good as any, and quick: how slow real ones are has a test of its own.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

Json = Any  # what a test expects of it, it says itself


class House:
    """Department 1 with a group of two operators, and a group of one; department 2 is another company's."""

    def __init__(
        self, folder: Path, settings: ApiSettings | None = None, providers: tuple[OpenIdProvider, ...] = ()
    ) -> None:
        self.folder = folder
        self.clock = VirtualClock(START)
        self.store: SqliteStore = open_store(folder)
        self.settings = settings or ApiSettings()
        self.providers = providers
        self.open()

    def open(self, accounts: Accounts | None = None) -> None:
        """Again after `engine.stop()`: a restart."""
        accounts = accounts or self.store.accounts
        if not accounts.companies():
            self._found()

        def company_of(department_id: int) -> int:
            """Also of a department that was made while the server runs."""
            department = accounts.department(department_id)
            assert department is not None
            return department.company_id

        writing = Writing(self.store.writer, self.clock, company_of, self._operator_name)
        self.engine = Engine(writing, self.store.reader, self.clock)
        self.engine.start()
        self.blobs = FolderBlobs(blobs_of(self.folder))
        self.parts = ApiParts(
            engine=self.engine,
            reader=self.store.reader,
            accounts=accounts,
            blobs=self.blobs,
            clock=self.clock,
            deliveries=self.store.deliveries,
            settings=self.settings,
            passwords=Passwords(QUICK),
            providers=self.providers,
        )
        self.app = create_app(self.parts)
        # Litestar and httpx name the same interface in types of their own.
        transport = httpx.ASGITransport(cast(Any, self.app))
        self.http = httpx.AsyncClient(transport=transport, base_url="http://desk.example")

    def _found(self) -> None:
        accounts = self.store.accounts
        company, other = accounts.add_company("House"), accounts.add_company("Other house")
        self.department, self.other_department = (
            accounts.add_department(one.id, "Care").id for one in (company, other)
        )
        names = (("eva", "Eva", "Malá"), ("petr", "Petr", "Velký"), ("jana", "Jana", "Nová"))
        self.eva, self.petr, self.jana = (accounts.add_user(company.id, self.department, *name).id for name in names)
        self.stranger = accounts.add_user(other.id, self.other_department, "stranger", "", "").id
        self.company_id = company.id
        self.client = new_client(accounts, company.id, "all", START)
        self.other_client = new_client(accounts, other.id, "other", START)

    def _operator_name(self, user_id: int) -> OperatorName:
        user = self.store.accounts.user(user_id)
        return OperatorName(user.user_name, user.first_name, user.last_name) if user else OperatorName()

    def furnish(self) -> "House":
        taken = [self.store.accounts.next_id(kind) for kind in ("group", "group", "rule_set", "tag")]
        assert taken == [GROUP, OTHER_GROUP, RULE_SET, TAG]
        self.do(
            c.ConfigureGroup(GroupSettings(id=GROUP, name="Support")),
            c.ConfigureGroup(GroupSettings(id=OTHER_GROUP, name="Sales")),
            c.ConfigureRuleSet(RuleSet(RULE_SET, "Default", (Rule(group_id=GROUP),))),
            c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=RULE_SET)),
            *(c.ConfigureOperator(OperatorSettings(one, (Membership(GROUP),))) for one in (self.eva, self.petr)),
            c.ConfigureOperator(OperatorSettings(self.jana, (Membership(OTHER_GROUP),))),
            c.DefineTag(TAG, "vip"),
            c.SetPresence(self.eva, Presence.ONLINE),
        )
        return self

    def do(self, *commands: c.Command, department: int | None = None) -> None:
        def maker(_: Room) -> Iterable[c.Command]:
            return commands

        self.engine.execute_now(department or self.department, maker)

    def close(self) -> None:
        self.engine.stop()
        self.store.close()

    def pass_time(self, **by: float) -> None:
        self.clock.advance(timedelta(**by))

    @property
    def version(self) -> int:
        """Of the department's log: unchanged where nothing happened."""
        return sum(1 for _ in self.store.reader.facts_after(self.department, 0))

    # --- callers ---

    def new_client(self, *rights: Right) -> tuple[str, str]:
        return new_client(self.store.accounts, self.company_id, "some", self.clock.now(), frozenset(rights))

    async def token(self, client: tuple[str, str] | None = None) -> str:
        client_id, secret = client or self.client
        form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
        answer = await self.http.post("/login/connect/token", data=form)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    async def caller(self, *rights: Right, client: tuple[str, str] | None = None) -> "Caller":
        """An API client with these rights; with all of them where none is named."""
        return Caller(self.http, await self.token(self.new_client(*rights) if rights else client))

    # --- sessions ---

    async def guest(self, **body: Json) -> tuple[int, "Caller"]:
        """A session that just came in, and its guest."""
        answer = await (await self.caller()).post("/api/v1/guest/sessions", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["sessionId"], Caller(self.http, answer.json()["guestToken"])

    async def talk(self, **body: Json) -> tuple[int, "Caller", "Caller"]:
        """(session, guest, client): a session that Eva has accepted."""
        session_id, guest = await self.guest(**body)
        client = await self.caller()
        [offer] = (await client.get(f"/api/v1/operators/{self.eva}/offers")).json()
        answer = await client.post(f"/api/v1/operators/{self.eva}/offers/{offer['offerId']}/accept")
        assert answer.json() == {"sessionId": session_id}, answer.text
        return session_id, guest, client

    async def closed(self, **body: Json) -> tuple[int, "Caller"]:
        session_id, _, client = await self.talk(**body)
        path = f"/api/v1/operators/{self.eva}/sessions/{session_id}"
        self.pass_time(seconds=60)
        for deed in ("leave", "conclude"):
            assert (await client.post(f"{path}/{deed}")).status_code == 204
            self.pass_time(seconds=10)
        return session_id, client

    async def status(self, session_id: int) -> str:
        return str((await (await self.caller()).get(f"/api/v1/Sessions/{session_id}")).json()["status"])


class Caller:
    """Sends requests with one token."""

    def __init__(self, http: httpx.AsyncClient, token: str) -> None:
        self.http, self.token = http, token

    async def request(self, method: str, path: str, **more: Any) -> httpx.Response:  # Any: httpx's own arguments
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        return await self.http.request(method, path, headers=headers, **more)

    async def get(self, path: str, **more: Any) -> httpx.Response:
        return await self.request("GET", path, **more)

    async def post(self, path: str, **more: Any) -> httpx.Response:
        return await self.request("POST", path, **more)

    async def put(self, path: str, **more: Any) -> httpx.Response:
        return await self.request("PUT", path, **more)

    async def delete(self, path: str, **more: Any) -> httpx.Response:
        return await self.request("DELETE", path, **more)


def basic(client: tuple[str, str]) -> dict[str, str]:
    return {"Authorization": "basic " + base64.b64encode(":".join(client).encode()).decode()}


def as_json(value: object) -> bytes:
    return msgspec.json.encode(value)
