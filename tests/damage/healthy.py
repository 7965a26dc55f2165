"""A store in which everything occurs: written by the real engine's writer, on a clock that the test turns."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hovorna.adapters.blobs.folder import FolderBlobs
from hovorna.adapters.stores.sqlite.folder import blobs_of
from hovorna.adapters.stores.sqlite.store import open_store
from hovorna.application.documents import write_params
from hovorna.application.jobs import Job, Outcome, Result
from hovorna.application.names import OperatorName
from hovorna.application.ports import LogWriter
from hovorna.application.writing import Writing
from hovorna.contract.session_requests import CallParam
from hovorna.domain.facts import Fact, SessionCreated
from hovorna.domain.settings import DepartmentSettings, GroupSettings, Membership, OperatorSettings, Rule, RuleSet
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import recording as r
from hovorna.domain.vocabulary import (
    Channel,
    ClientType,
    FeedbackScale,
    GuestLeftSession,
    ParamSource,
    Presence,
    RecordingType,
    Source,
    TerminationReason,
)

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DEPARTMENT = 1

#: What the sessions of the store are, by what became of them.
CHAT, CALL, ANONYMISED, BANNED, IMPORTED, ACTIVE, ACW, WAITING, QUEUED, CREATED = range(1, 11)


class TurnedClock:
    def __init__(self) -> None:
        self.time = MORNING

    def now(self) -> datetime:
        return self.time


class Centre:
    """Runs commands one after the other, each in a batch of its own, and remembers the facts."""

    def __init__(self, store: LogWriter, blobs: FolderBlobs) -> None:
        self.clock = TurnedClock()
        self.writing = Writing(store, self.clock, lambda _: 1, _name_of)
        self.blobs = blobs

    def run(self, *commands: c.Command, after: float = 0) -> list[Fact]:
        self.clock.time += timedelta(seconds=after)
        results: list[Result] = []
        self.writing.run([Job(DEPARTMENT, lambda _: commands, done=results.append)])
        (result,) = results
        if not isinstance(result, Outcome):
            raise result
        return result.facts

    def new_session(self) -> int:
        return self.writing.new_session_id()

    def put(self, key: str, data: bytes) -> c.StoredBlob:
        size, sha256 = asyncio.run(self.blobs.put(key, _chunks(data)))
        return c.StoredBlob(key, sha256, size, "audio/wav")

    def arrive(self, channel: Channel = Channel.CHAT, source: Source = Source.DEFAULT, **more: object) -> list[Fact]:
        about = SessionCreated(channel, source)
        return self.run(c.CreateSession(self.new_session(), about, **more), after=3)  # type: ignore[arg-type]  # a test's own words

    def accept(self, facts: Iterable[Fact], after: float = 4) -> int:
        """Accepts the offer among the facts; returns who did."""
        offer = next(fact for fact in facts if fact.type == "OperatorOffered")
        operator: int = offer.body.operator_id  # type: ignore[attr-defined]  # known by its type's name
        self.run(c.AcceptOffer(operator, offer.version), after=after)
        return operator


def _name_of(user_id: int) -> OperatorName:
    return OperatorName(f"user{user_id}", "Jana", f"Nová {user_id}")


async def _chunks(data: bytes) -> AsyncIterator[bytes]:
    yield data


def build(folder: Path) -> datetime:
    """Returns the instant at which it was left."""
    store = open_store(folder)
    try:
        company = store.accounts.add_company("Hovorna")
        store.accounts.add_department(company.id, "Care")
        users = [
            store.accounts.add_user(company.id, DEPARTMENT, f"user{number}", "Jana", "Nová").id for number in range(4)
        ]
        group, rule_set, tag = (store.accounts.next_id(kind) for kind in ("group", "rule_set", "tag"))
        centre = Centre(store.writer, FolderBlobs(blobs_of(folder)))
        centre.run(
            c.ConfigureGroup(GroupSettings(group, "Support")),
            c.ConfigureRuleSet(RuleSet(rule_set, "All", (Rule(group_id=group),))),
            c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=rule_set)),
            c.DefineTag(tag, "urgent"),
            *(c.ConfigureOperator(OperatorSettings(user, (Membership(group),), live_slots=1)) for user in users),
        )
        numbers = store.accounts.register.take_numbers("contact", 4)
        centre.run(*(c.ChangeContact(number, b'{"town":"Brno"}', (("town", "Brno"),)) for number in numbers))
        centre.run(c.MergeContacts(1, (2,), b'{"town":"Brno"}', (("town", "Brno"),)), c.AnonymiseContact(3, b"{}"))
        centre.run(c.RemoveContact(4))
        centre.run(c.SetPresence(users[0], Presence.ONLINE))
        _finished(centre, tag)
        _imported(centre, group, users[0])
        centre.writing.snapshot_all()
        _living(centre, users)
        return centre.clock.time
    finally:
        store.close()


def _finished(centre: Centre, tag: int) -> None:
    operator = centre.accept(
        centre.arrive(personal={"url": "https://example.org", "ip": "192.0.2.7"}, params={}),
    )
    centre.run(c.PostMessage(CHAT, ClientType.GUEST, "Dobrý den"), after=2)
    centre.run(c.PostMessage(CHAT, ClientType.USER, "Dobrý den!", operator), after=5)
    picture = centre.put("files/1/a", b"a picture")
    centre.run(c.ShareFile(CHAT, ClientType.GUEST, "a.png", picture), after=1)
    gone = centre.put("files/1/b", b"another")
    (shared,) = centre.run(c.ShareFile(CHAT, ClientType.GUEST, "b.png", gone), after=1)
    centre.run(c.DeleteFile(CHAT, shared.body.file_id))  # type: ignore[attr-defined]  # a FileShared
    _dispose(centre, gone.key)
    params = write_params([CallParam(name="x", value="1", source=ParamSource.API, updated_date=MORNING)])
    centre.run(c.SetCallParams(CHAT, params, {"x": "1"}))
    centre.run(c.AssignTag(CHAT, tag, operator), c.WriteNote(CHAT, "a note", operator), after=20)
    centre.run(c.LeaveSession(CHAT, operator), after=30)
    centre.run(c.GiveFeedback(CHAT, 5, FeedbackScale.LIKERT, "thanks"), after=2)
    centre.run(c.Conclude(CHAT, operator), after=8)

    operator = centre.accept(
        centre.arrive(Channel.PHONE, Source.INCOMING_CALL, personal={"phone_callback_number": "1"})
    )
    (started,) = centre.run(c.StartRecording(CALL, RecordingType.ALL_PARTICIPANTS, "call.wav"))
    sound = centre.put("recordings/2/a", b"RIFF and so on")
    recording: int = started.body.recording_id  # type: ignore[attr-defined]  # a RecordingStarted
    centre.run(c.ProcessRecording(CALL, recording, sound, timedelta(seconds=40)), after=40)
    centre.run(c.LeaveAsGuest(CALL))
    centre.run(c.Conclude(CALL, operator), after=9)

    operator = centre.accept(centre.arrive(personal={"identity": "ada"}))
    centre.run(c.PostMessage(ANONYMISED, ClientType.GUEST, "a secret"), after=2)
    centre.run(c.LeaveSession(ANONYMISED, operator), c.Conclude(ANONYMISED, operator), after=3)
    centre.run(c.Anonymise(ANONYMISED), after=60)

    centre.accept(centre.arrive())
    centre.run(c.BanGuest(BANNED, "swearing"), after=7)


def _dispose(centre: Centre, key: str) -> None:
    asyncio.run(centre.blobs.delete(key))
    centre.writing.store.blob_deleted(key)


def _imported(centre: Centre, group: int, operator: int) -> None:
    begin = datetime(1999, 1, 4, 7, 0, tzinfo=UTC)
    at = [begin + timedelta(seconds=seconds) for seconds in (0, 20, 40, 40, 160)]
    about = SessionCreated(Channel.PHONE, Source.INCOMING_CALL, origin="bank", origin_key="1")
    end = r.Ended(at[4], TerminationReason.GUEST_LEFT, GuestLeftSession.LEFT_SESSION)
    centre.run(
        r.RecordSession(
            centre.new_session(),
            about,
            begin,
            (
                r.GuestIn(at[0]),
                r.Routed(at[1], group),
                r.Assigned(at[2], operator),
                r.Accepted(at[3], operator),
                end,
                r.Concluded(at[4], operator),
            ),
        )
    )


def _living(centre: Centre, users: list[int]) -> None:
    """Left as they are: talked in, worked after, offered, in a queue, not yet begun."""
    centre.run(c.SetPresence(users[0], Presence.AWAY, note="a dentist"))
    centre.run(c.SetPresence(users[1], Presence.ONLINE))
    operator = centre.accept(centre.arrive())
    centre.run(c.PostMessage(ACTIVE, ClientType.USER, "How can I help?", operator), after=3)
    centre.run(c.SetPresence(users[2], Presence.ONLINE))
    operator = centre.accept(centre.arrive())
    centre.run(c.LeaveSession(ACW, operator), after=9)
    centre.run(c.SetPresence(users[3], Presence.ONLINE))
    centre.arrive()
    centre.arrive()
    centre.arrive(is_routed=False)
