from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from hovorna.application import personal
from hovorna.application.import_batches import BATCH
from hovorna.application.import_result import ImportResult
from hovorna.application.importing import Importer
from hovorna.application.source_records import (
    Accepted,
    Assigned,
    Concluded,
    ForeignFile,
    ForwardedOut,
    RefusedLine,
    Remark,
    Routed,
    SourceItem,
    SourcePresence,
    SourceSession,
    UnusedLine,
)
from hovorna.domain.facts import ForwardedToPhone, GroupConfigured, OperatorConfigured
from hovorna.domain.switchboard.recording import Ended, GuestIn
from hovorna.domain.vocabulary import GuestLeftSession, Presence, SessionStatus, Source, TerminationReason
from tests.unit.application.recording_engine import DEPARTMENT, People, RecordingEngine

TEN = datetime(2024, 5, 1, 10, tzinfo=UTC)
FILE = Path("made-up")


class _Source:
    """A source that tells what the test gives it."""

    name = "made-up"
    zone = UTC

    def __init__(self, *items: SourceItem, foreign: ForeignFile | None = None) -> None:
        self._items, self._foreign = items, foreign

    def count_rows(self, path: Path) -> int:
        return len(self._items)

    def read(self, path: Path) -> Iterator[SourceItem]:
        if self._foreign is not None:
            raise self._foreign
        yield from self._items


class _Place:
    """An engine and people to import into."""

    def __init__(self, fails_after: int | None = None) -> None:
        self.engine, self.people = RecordingEngine(fails_after), People()
        self.progress: list[tuple[int, int]] = []

    def run(self, *items: SourceItem, foreign: ForeignFile | None = None) -> ImportResult:
        importer = Importer(DEPARTMENT, self.engine, self.people.accounts)
        return importer.run(
            _Source(*items, foreign=foreign), FILE, lambda done, total: self.progress.append((done, total))
        )


def _call(
    key: str, *, lines: tuple[int, ...] = (1,), identity: str = "", mended: tuple[str, ...] = ()
) -> SourceSession:
    return SourceSession(
        lines=lines,
        key=key,
        identity=identity,
        created=TEN,
        source=Source.INCOMING_CALL,
        steps=(
            GuestIn(TEN),
            Routed(TEN, "Help"),
            Assigned(TEN, "RUT"),
            Accepted(TEN, "RUT"),
            Ended(TEN, TerminationReason.GUEST_LEFT, GuestLeftSession.LEFT_SESSION),
            Concluded(TEN, "RUT"),
        ),
        mended=mended,
    )


def test_a_recorded_call_is_a_closed_session_and_none_of_its_facts_is_decided() -> None:
    place = _Place()
    result = place.run(_call("a"))
    (session,) = place.engine.sessions.values()
    assert session.status is SessionStatus.CLOSED
    assert all(fact.at == TEN and not fact.is_decided for fact in place.engine.facts if fact.session_id)
    assert (result.rows, result.sessions, result.facts) == (1, 1, len(place.engine.facts))


def test_groups_and_operators_of_the_source_are_made_before_their_first_session() -> None:
    place = _Place()
    place.run(_call("a"), _call("b"))
    assert [type(fact.body) for fact in place.engine.facts[:2]] == [GroupConfigured, OperatorConfigured]
    assert sum(isinstance(fact.body, GroupConfigured) for fact in place.engine.facts) == 1


def test_a_number_that_a_call_was_forwarded_to_is_personal() -> None:
    place, call = _Place(), _call("a")
    place.run(msgspec.structs.replace(call, steps=(*call.steps[:4], ForwardedOut(TEN, "RUT", "888"), *call.steps[4:])))
    (forward,) = [fact for fact in place.engine.facts if isinstance(fact.body, ForwardedToPhone)]
    assert place.engine.personal[forward.session_id, personal.forward_phone(forward.version)] == "888"
    assert "888" not in repr(forward)


def test_importing_twice_changes_nothing() -> None:
    place = _Place()
    items = (_call("a", lines=(1, 2), mended=("why",)), SourcePresence(3, "RUT", TEN, Presence.ONLINE))
    place.run(*items)
    before = list(place.engine.facts)
    result = place.run(*items)
    assert place.engine.facts == before
    assert (result.rows, result.sessions, result.facts, result.already, result.mended) == (3, 0, 0, 3, {})


def test_a_call_that_has_got_more_rows_is_told_and_stays_as_it_is() -> None:
    place = _Place()
    place.run(_call("call1", identity="call"))
    result = place.run(_call("call2", lines=(1, 2), identity="call"))
    assert (result.sessions, result.already, result.reported) == (0, 2, {"changed_since_import": 1})


def test_every_row_is_counted_once_in_its_place() -> None:
    result = _Place().run(
        _call("a", lines=(1, 2), mended=("late", "late", "early")),
        SourcePresence(3, "RUT", TEN, Presence.ONLINE),
        RefusedLine(4, "broken"),
        UnusedLine(5, "CONFIGRELOAD"),
        UnusedLine(6, "CONFIGRELOAD"),
        Remark("presence_unchanged", lines=(7,)),
        Remark("overlapping_services", 228),
    )
    assert result.rows == 7
    assert result.mended == {"late": 2, "early": 1}
    assert result.refused == [RefusedLine(4, "broken")]
    assert result.not_used == {"CONFIGRELOAD": 2}
    assert result.reported == {"presence_unchanged": 1, "overlapping_services": 228}


def test_a_file_of_another_kind_is_one_refusal_and_changes_nothing() -> None:
    place = _Place()
    result = place.run(foreign=ForeignFile(1, "this is no bank file"))
    assert result.refused == [RefusedLine(1, "this is no bank file")]
    assert (result.is_foreign, place.engine.facts) == (True, [])


def test_progress_is_told_after_every_batch_and_at_the_end() -> None:
    place = _Place()
    place.run(*(_call(str(number)) for number in range(BATCH + 5)))
    assert place.progress == [(BATCH, BATCH + 5), (BATCH + 5, BATCH + 5)]
    assert len(place.engine.batches) == 2


def test_an_import_that_broke_off_goes_on_from_there() -> None:
    place, calls = _Place(fails_after=1), [_call(str(number)) for number in range(2 * BATCH)]
    with pytest.raises(OSError, match="full"):
        place.run(*calls)
    place.engine.fails_after = None
    result = place.run(*calls)
    assert (result.sessions, result.already) == (BATCH, BATCH)
    assert len(place.engine.sessions) == 2 * BATCH
