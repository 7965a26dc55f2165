"""The three passes on a store in memory."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

from hovorna.adapters.stores.memory.log import MemoryLog
from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.application.accounts import Accounts, Department
from hovorna.application.checking.blob_pass import BlobPass
from hovorna.application.checking.check import check
from hovorna.application.checking.log_pass import LogPass
from hovorna.application.checking.report import Findings
from hovorna.application.checking.session_pass import BlobUse, SessionPass
from hovorna.application.jobs import Job, Result, Room
from hovorna.application.names import OperatorName
from hovorna.application.ports import StoredObject
from hovorna.application.unit import Snapshot, Unit
from hovorna.application.writing import Writing
from hovorna.domain import facts as f
from hovorna.domain.facts import Body, Fact, SessionCreated
from hovorna.domain.laws.violation import Law
from hovorna.domain.settings import DepartmentSettings, GroupSettings, Membership, OperatorSettings, Rule, RuleSet
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import Channel, ClientType, Presence, Source

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class MemoryBlobs:
    """Implements Blobs, as far as a check asks."""

    def __init__(self, **objects: bytes) -> None:
        self.objects = objects
        self.modified = NOW - timedelta(days=1)

    async def keys(self) -> list[str]:
        return sorted(self.objects)

    async def head(self, key: str) -> StoredObject | None:
        data = self.objects.get(key)
        return None if data is None else StoredObject(key, len(data), "", self.modified)

    async def stream(self, key: str, start: int, length: int) -> AsyncIterator[bytes]:
        yield self.objects[key][start : start + length]

    async def put(self, key: str, chunks: AsyncIterator[bytes]) -> tuple[int, str]:
        raise NotImplementedError

    async def delete(self, key: str) -> None:
        raise NotImplementedError


class Clock:
    def now(self) -> datetime:
        return NOW


class Centre:
    def __init__(self) -> None:
        self.accounts = Accounts(MemoryRegister())
        self.department = self.accounts.add_department(self.accounts.add_company("Hovorna").id, "Care")
        self.log = MemoryLog(self.accounts.department_ids)
        self.writing = Writing(self.log, Clock(), lambda _: 1, lambda user: OperatorName(f"user{user}"))
        self.run(
            c.ConfigureGroup(GroupSettings(1, "Support")),
            c.ConfigureRuleSet(RuleSet(1, "All", (Rule(group_id=1),))),
            c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=1)),
            c.DefineTag(5, "urgent"),
            c.ConfigureOperator(OperatorSettings(31, (Membership(1),))),
            c.SetPresence(31, Presence.ONLINE),
        )

    def run(self, *batch: c.Command) -> None:
        """One job a command, all in one commit."""
        results: list[Result] = []
        self.writing.run([Job(1, _only(one), done=results.append) for one in batch])
        assert not [result for result in results if isinstance(result, Exception)]

    def arrive(self) -> int:
        session_id = self.writing.new_session_id()
        self.run(c.CreateSession(session_id, SessionCreated(Channel.CHAT, Source.DEFAULT)))
        return session_id

    def found(self) -> list[str]:
        report = asyncio.run(check(self.log, self.accounts, MemoryBlobs(), NOW))
        return [violation.line for violation in report.violations]


def _only(command: c.Command) -> Callable[[Room], tuple[c.Command]]:
    return lambda _: (command,)


def commit(*bodies: tuple[int, Body]) -> MemoryLog:
    """A log without any view."""
    log = MemoryLog(lambda: [1])
    facts = [Fact(place + 1, NOW, session_id, body) for place, (session_id, body) in enumerate(bodies)]
    log.commit([Unit(1, facts=facts)])
    return log


CREATED = SessionCreated(Channel.CHAT, Source.DEFAULT)


def test_what_the_engine_writes_has_nothing_to_say() -> None:
    centre = Centre()
    centre.arrive()
    centre.writing.snapshot_all()
    centre.arrive()
    assert centre.found() == []


def test_a_tag_changed_or_deleted_after_a_document_was_made_is_no_damage() -> None:
    centre = Centre()
    session_id = centre.arrive()
    centre.run(c.AssignTag(session_id, 5), c.DefineTag(5, "urgent", label="in the same commit"))
    centre.run(c.DefineTag(5, "urgent", is_deleted=True))
    assert centre.found() == []


def test_the_first_pass_tells_the_highest_numbers_and_the_people() -> None:
    centre = Centre()
    session_id = centre.arrive()
    summary = LogPass(centre.log, 1, Findings()).run()
    assert summary.highest == {"session": session_id, "group": 1, "rule_set": 1, "tag": 5, "user": 31}
    person = summary.people.get(31)
    assert person is not None
    assert person.presence is Presence.ONLINE
    assert any(key.startswith("queue:") for key in summary.timers)


def test_a_replay_that_breaks_is_told_once_and_the_log_is_read_on() -> None:
    log = commit((0, f.OperatorDisconnected(8)), (0, f.OperatorReturned(8)), (0, f.TagDefined(4, "x")))
    findings = Findings()
    assert LogPass(log, 1, findings).run().highest["tag"] == 4
    assert [one.law for one in findings.violations] == [Law.REPLAY]
    assert findings.counts["facts"] == 3


def test_a_snapshot_of_an_older_shape_is_passed_over() -> None:
    log = commit((0, f.TagDefined(4, "x")))
    log.save_snapshot(Snapshot(1, 1, 0, b"whatever it was"))
    findings = Findings()
    LogPass(log, 1, findings).run()
    assert findings.violations == []
    assert findings.counts["snapshots"] == 1


def test_a_session_without_any_view_misses_its_row() -> None:
    log = commit((7, CREATED), (7, f.GuestJoined()))
    findings = Findings()
    summary = LogPass(log, 1, findings).run()
    assert SessionPass(log, Department(1, 1, "Care"), summary, findings, NOW).run() == {}
    assert {(one.law, one.session_id) for one in findings.violations} == {(Law.SESSIONS, 7), (Law.ACTIVITIES, 7)}


def test_the_second_pass_tells_which_blobs_the_log_points_at() -> None:
    shared = f.FileShared(3, ClientType.GUEST, "files/7/a", "0" * 64, 9, "text/plain")
    log = commit((7, CREATED), (7, shared), (7, f.FileDeleted(3)))
    findings = Findings()
    summary = LogPass(log, 1, findings).run()
    uses = SessionPass(log, Department(1, 1, "Care"), summary, findings, NOW).run()
    assert uses == {"files/7/a": BlobUse(1, 7, 2, "0" * 64, 9, is_deleted=True)}


def judged(blobs: MemoryBlobs, use: BlobUse | None, pending: tuple[str, ...] = ()) -> list[str]:
    findings = Findings()
    uses = {} if use is None else {"a": use}
    asyncio.run(BlobPass(blobs, uses, pending, findings).run(NOW))
    return [one.sentence for one in findings.violations]


def use_of(data: bytes, *, is_deleted: bool = False) -> BlobUse:
    return BlobUse(1, 7, 3, hashlib.sha256(data).hexdigest(), len(data), is_deleted)


def test_a_blob_is_as_it_was_put_there() -> None:
    assert judged(MemoryBlobs(a=b"xy"), use_of(b"xy")) == []
    assert judged(MemoryBlobs(a=b"xz"), use_of(b"xy")) == ["The blob a is not what was put there: its SHA-256 differs."]
    assert judged(MemoryBlobs(a=b"xyz"), use_of(b"xy")) == ["The blob a has 3 bytes instead of 2."]
    assert judged(MemoryBlobs(), use_of(b"xy")) == ["The blob a is missing."]


def test_a_deleted_blob_is_gone_unless_its_deletion_is_pending() -> None:
    assert judged(MemoryBlobs(), use_of(b"xy", is_deleted=True)) == []
    assert judged(MemoryBlobs(a=b"xy"), use_of(b"xy", is_deleted=True), ("a",)) == []
    assert judged(MemoryBlobs(a=b"xy"), use_of(b"xy", is_deleted=True)) == [
        "The blob a is still there, though it was deleted."
    ]


def test_a_blob_that_nothing_points_at_may_be_an_upload_of_the_last_hour() -> None:
    blobs = MemoryBlobs(b=b"new")
    assert judged(blobs, None) == ["No fact points at the blob b."]
    assert judged(blobs, None, ("b",)) == []
    blobs.modified = NOW - timedelta(minutes=59)
    assert judged(blobs, None) == []


def test_a_session_id_that_would_be_given_again_is_found() -> None:
    centre = Centre()
    session_id = centre.arrive()
    centre.log._next_session_id = session_id
    assert centre.found() == [f"sequences: The next session would be {session_id}, but {session_id} is used already."]
