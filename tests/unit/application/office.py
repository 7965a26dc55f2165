"""A small department on a real store with a clock that the test moves: what application tests start from."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hovorna.adapters.stores.sqlite.reader import Reader
from hovorna.adapters.stores.sqlite.register import SqliteRegister
from hovorna.adapters.stores.sqlite.writer import Writer
from hovorna.application.accounts import Accounts
from hovorna.application.jobs import Idempotency, Job, Outcome, Result
from hovorna.application.names import OperatorName
from hovorna.application.ports import LogWriter
from hovorna.application.writing import Writing
from hovorna.domain.facts import Fact, OperatorOffered, SessionCreated
from hovorna.domain.settings import (
    DepartmentSettings,
    GroupSettings,
    Membership,
    OperatorSettings,
    Rule,
    RuleSet,
)
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import Channel, Presence, Source

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DEPARTMENT, COMPANY, GROUP = 1, 1, 1
EVA, PETR = 11, 12


class Hands:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


class Office:
    """One group with two operators who are online."""

    def __init__(self, folder: Path, store: LogWriter | None = None) -> None:
        self.folder = folder
        self.hands = Hands()
        self.store = store or Writer(folder)
        accounts = Accounts(SqliteRegister(folder))
        company = accounts.add_company("Office")
        assert (company.id, accounts.add_department(company.id, "Care").id) == (COMPANY, DEPARTMENT)
        accounts.close()
        self.reader = Reader(folder)
        self.writing = self._writing()

    def _writing(self) -> Writing:
        names = {EVA: OperatorName("eva", "Eva", "Malá"), PETR: OperatorName("petr", "Petr", "Velký")}
        return Writing(self.store, self.hands, lambda _: COMPANY, lambda user: names.get(user, OperatorName()))

    def restart(self) -> None:
        """The memory is gone, the store is what it was."""
        self.writing = self._writing()

    def open(self) -> "Office":
        self.do(
            c.ConfigureGroup(GroupSettings(id=GROUP, name="Support")),
            c.ConfigureRuleSet(RuleSet(1, "Default", (Rule(group_id=GROUP),))),
            c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=1)),
            *(c.ConfigureOperator(OperatorSettings(one, (Membership(GROUP),))) for one in (EVA, PETR)),
            *(c.SetPresence(one, Presence.ONLINE) for one in (EVA, PETR)),
        )
        return self

    def results(self, *batch: c.Command, **job: Any) -> list[Result]:  # Any: members of Job
        """One job a command, all in one batch."""
        results: list[Result] = []
        jobs = [
            Job(DEPARTMENT, lambda _, one=one: (one,), done=results.append, **job)  # type: ignore[misc]
            for one in batch
        ]
        self.writing.run(jobs)
        return results

    def do(self, *batch: c.Command) -> list[Fact]:
        facts: list[Fact] = []
        for result in self.results(*batch):
            if isinstance(result, Exception):
                raise result
            facts += result.facts
        return facts

    def do_once(self, key: str, command: c.Command, request: str = "r") -> Outcome:
        """With an idempotency key; answers the number of facts."""
        idempotency = Idempotency("client", key, request)
        [result] = self.results(
            command,
            idempotency=idempotency,
            answer=lambda turns: (200, str(sum(len(turn.facts) for turn in turns)).encode()),
        )
        if isinstance(result, Exception):
            raise result
        return result

    @staticmethod
    def arrival(session_id: int, personal: dict[str, str] | None = None) -> c.CreateSession:
        return c.CreateSession(session_id, SessionCreated(Channel.CHAT, Source.DEFAULT), personal=personal or {})

    def chat(self, session_id: int, personal: dict[str, str] | None = None) -> tuple[int, int]:
        """A guest arrives; (offer id, operator id)."""
        return offer_in(self.do(self.arrival(session_id, personal)))

    def closed_chat(self, session_id: int, personal: dict[str, str] | None = None) -> int:
        """A whole conversation; who had it."""
        operator = self.closed_chat_until_acw(session_id, personal)
        self.hands.move(seconds=10)
        self.do(c.Conclude(session_id, operator))
        return operator

    def closed_chat_until_acw(self, session_id: int, personal: dict[str, str] | None = None) -> int:
        """The conversation is over, the after-call work is not."""
        offer, operator = self.chat(session_id, personal)
        self.hands.move(seconds=5)
        self.do(c.AcceptOffer(operator, offer))
        self.hands.move(seconds=60)
        self.do(c.LeaveSession(session_id, operator))
        return operator

    def stored_facts(self) -> list[Fact]:
        return list(self.reader.facts_after(DEPARTMENT, 0))

    def close(self) -> None:
        self.reader.close()
        self.store.close()


def offer_in(facts: Iterable[Fact]) -> tuple[int, int]:
    for fact in facts:
        if isinstance(fact.body, OperatorOffered):
            return fact.version, fact.body.operator_id
    raise AssertionError("nobody was offered the session")
