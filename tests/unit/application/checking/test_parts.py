"""The small parts of the check, each on its own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hovorna.application.checking.boards import differing
from hovorna.application.checking.report import Findings
from hovorna.application.checking.shelf import Shelf
from hovorna.application.checking.slots import Slots
from hovorna.application.checking.tag_names import TagNames
from hovorna.application.checking.tally import Tally
from hovorna.domain import facts as f
from hovorna.domain.facts import Body, Fact
from hovorna.domain.laws.violation import Law, Violation
from hovorna.domain.session import fold
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import Channel, ClientType, Source
from tests.unit.domain.session_facts import plain_chat

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@given(present=st.lists(st.integers(0, 9)), asked=st.sets(st.integers(0, 9)))
def test_a_shelf_gives_each_session_its_rows_and_tells_of_the_others(present: list[int], asked: set[int]) -> None:
    rows = sorted(present)
    left: list[int] = []
    shelf = Shelf(iter(rows), lambda row: row, left.append)
    for session_id in sorted(asked):
        assert shelf.take(session_id) == [row for row in rows if row == session_id]
    shelf.leave_rest()
    assert left == sorted(set(rows) - asked)


@given(rows=st.lists(st.tuples(st.integers(0, 5), st.text(max_size=2))))
def test_a_tally_is_even_however_the_rows_were_ordered(rows: list[tuple[int, str]]) -> None:
    tally = Tally()
    for row in rows:
        tally.add(row)
    for row in sorted(rows, reverse=True):
        tally.remove(row)
    assert tally.is_even


def test_a_tally_is_uneven_when_one_row_is_another() -> None:
    tally = Tally()
    tally.add((1, "a"))
    tally.remove((1, "b"))
    assert not tally.is_even
    twice = Tally()
    twice.add((1, "a"))
    assert not twice.is_even


def test_a_tag_may_have_been_renamed_in_the_commit_that_used_it() -> None:
    names = TagNames()
    one, two, uno, due = (f.TagDefined(*tag) for tag in ((1, "one"), (2, "two"), (1, "uno"), (2, "due")))
    for version, tag in ((2, one), (3, two), (8, uno), (9, due)):
        names.define(version, tag)
    assert list(names.possible(5, {1})) == [{1: one, 2: two}, {1: uno, 2: two}]
    assert list(names.possible(5, set())) == [{1: one, 2: two}]


def slots_of(*bodies: Body) -> Slots:
    created = f.SessionCreated(Channel.CHAT, Source.DEFAULT)
    return Slots(Fact(place + 1, NOW, 7, body) for place, body in enumerate((created, *bodies)))


def test_a_message_must_have_its_text_and_no_other() -> None:
    slots = slots_of(f.MessagePosted(ClientType.GUEST))
    assert slots.missing([]) == ["text:2"]
    assert slots.missing(["text:2"]) == []
    assert slots.orphans(["text:2", "text:3", "url"]) == ["text:3"]


def test_a_fact_may_name_the_slots_that_it_brought() -> None:
    assert slots_of(f.GuestBanned(("ban",))).orphans(["ban"]) == []
    assert slots_of(f.GuestBanned()).orphans(["ban"]) == ["ban"]


def test_of_an_anonymised_session_only_the_names_of_those_who_served_it_are_left() -> None:
    slots = slots_of(f.OperatorJoined(31), f.MessagePosted(ClientType.GUEST), f.Anonymised())
    assert slots.missing([]) == ["operator:31"]
    assert slots.orphans(["operator:31", "text:3", "url"]) == ["text:3", "url"]


def test_a_final_session_left_on_a_board_is_no_difference() -> None:
    one, other = Switchboard(1), Switchboard(1)
    closed = fold.fold(plain_chat().facts)
    one.sessions[7] = closed
    assert differing(one, other) == []
    other.timers["queue:1:2"] = NOW
    other.decided_until += timedelta(seconds=1)
    assert differing(one, other) == ["decided_until", "timers"]


def test_findings_know_the_department_that_is_looked_at() -> None:
    findings = Findings()
    findings.department_id = 3
    findings.add(Law.TIMERS, "Gone.")
    findings.take([Violation(Law.CAPACITY, "Full.", None, 7)])
    assert [(one.department_id, one.session_id) for one in findings.report().violations] == [(3, None), (3, 7)]


def test_rows_that_can_not_be_read_are_one_violation() -> None:
    def rows() -> Iterator[int]:
        yield 1
        raise ValueError("no such word")

    findings = Findings()
    assert list(findings.readable(Law.SESSIONS, rows())) == [1]
    assert [one.sentence for one in findings.violations] == ["A stored row can't be read: no such word."]
