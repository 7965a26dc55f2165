"""Sessions that are kept between facts are as good as sessions that are read anew."""

import pytest

from hovorna.application.webhooks import folding
from hovorna.application.webhooks.folding import Folds
from hovorna.domain.facts import Fact
from hovorna.domain.session import fold
from tests.unit.application.office import DEPARTMENT
from tests.unit.application.webhooks.post_room import PostRoom


@pytest.fixture
def facts(room_without_loop: PostRoom) -> list[Fact]:
    for session_id in (1, 2, 3):
        room_without_loop.office.closed_chat(session_id)
    return room_without_loop.office.stored_facts()


class Counting:
    """A reader that counts how often a session is read."""

    def __init__(self, room: PostRoom) -> None:
        self._reader, self.read = room.office.reader, 0

    def session_facts(self, department_id: int, session_id: int) -> list[Fact]:
        self.read += 1
        return self._reader.session_facts(department_id, session_id)


@pytest.fixture
def reader(room_without_loop: PostRoom) -> Counting:
    return Counting(room_without_loop)


def follow(folds: Folds, facts: list[Fact], *, is_wanted: bool = True) -> None:
    folds.begin(DEPARTMENT, facts[0].version - 1)
    for fact in facts:
        session = folds.follow(DEPARTMENT, fact, is_wanted=is_wanted)
        if is_wanted and fact.session_id:
            assert session is not None
            assert session.last_version >= fact.version


def require_whole(folds: Folds, facts: list[Fact]) -> None:
    for session_id in (1, 2, 3):
        session = folds.session(DEPARTMENT, session_id)
        assert session == fold.fold([fact for fact in facts if fact.session_id == session_id])


def test_sessions_that_are_followed_from_their_creation_are_never_read(facts: list[Fact], reader: Counting) -> None:
    folds = Folds(reader)  # type: ignore[arg-type]  # as much of a reader as is needed
    follow(folds, facts)
    require_whole(folds, facts)
    assert reader.read == 0


def test_a_session_that_is_met_midway_is_read_once_and_then_followed(facts: list[Fact], reader: Counting) -> None:
    folds = Folds(reader)  # type: ignore[arg-type]
    begin = next(place for place, fact in enumerate(facts) if fact.session_id == 2) + 3
    follow(folds, facts[begin:])
    require_whole(folds, facts)
    assert reader.read == 2


def test_nothing_is_read_for_facts_that_nobody_asks_for(facts: list[Fact], reader: Counting) -> None:
    folds = Folds(reader)  # type: ignore[arg-type]
    follow(folds, facts, is_wanted=False)
    assert reader.read == 0


def test_somebody_who_is_behind_does_not_disturb_who_leads(facts: list[Fact], reader: Counting) -> None:
    folds = Folds(reader)  # type: ignore[arg-type]
    half = len(facts) // 2
    follow(folds, facts[:half])
    follow(folds, facts[: half // 2])
    follow(folds, facts[half:])
    follow(folds, facts[half // 2 :])
    require_whole(folds, facts)


def test_after_a_gap_sessions_are_read_again(facts: list[Fact], reader: Counting) -> None:
    folds = Folds(reader)  # type: ignore[arg-type]
    begin = next(place for place, fact in enumerate(facts) if fact.session_id == 1)
    follow(folds, facts[: begin + 2])
    follow(folds, facts[begin + 4 :])
    require_whole(folds, facts)


def test_only_so_many_sessions_and_facts_are_kept(
    facts: list[Fact], reader: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "_SESSIONS", 1)
    monkeypatch.setattr(folding, "_FACTS", 1)
    folds = Folds(reader)  # type: ignore[arg-type]
    follow(folds, facts)
    require_whole(folds, facts)
    assert reader.read == 3
    for fact in facts[:2]:
        folds.remember(DEPARTMENT, fact, ())
    assert folds.recall(DEPARTMENT, facts[0].version) is None
    known = folds.recall(DEPARTMENT, facts[1].version)
    assert known is not None
    assert known.fact == facts[1]
