"""Each law is shown a log that breaks it, made by changing a good one."""

from datetime import datetime

import msgspec
import pytest

from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.laws.agreement import disagreements
from hovorna.domain.laws.second_reading import read
from hovorna.domain.laws.session_laws import MOVES, judge
from hovorna.domain.laws.violation import Law, Violation
from hovorna.domain.session import fold
from hovorna.domain.session.state import Visit
from hovorna.domain.session.transitions import LEGAL_MOVES
from hovorna.domain.vocabulary import Cause, Channel, RequestKind, SessionStatus, Source
from tests.unit.domain.session_facts import SESSION, Story, after, plain_chat


def judged(facts: list[Fact]) -> list[Violation]:
    return list(judge(facts, read(facts), after(1000)))


def laws(facts: list[Fact]) -> set[Law]:
    return {violation.law for violation in judged(facts)}


def moved(facts: list[Fact], version: int, at: datetime) -> list[Fact]:
    return [msgspec.structs.replace(fact, at=at) if fact.version == version else fact for fact in facts]


def with_fact(facts: list[Fact], seconds: float, body: f.Body, *, is_decided: bool = True) -> list[Fact]:
    return [*facts, Fact(facts[-1].version + 1, after(seconds), SESSION, body, is_decided)]


def test_a_good_session_breaks_nothing() -> None:
    assert judged(plain_chat().facts) == []


def test_a_visit_that_ends_before_it_begins_breaks_the_first_law() -> None:
    assert Law.VISITS_JOIN in laws(moved(plain_chat().facts, 4, after(2)))


def test_an_age_that_the_visits_do_not_sum_to_breaks_the_second_law() -> None:
    story = plain_chat()
    facts = moved(story.facts, 9, after(310))
    assert Law.VISITS_SUM in laws(facts)


def test_a_formula_that_no_visit_equals_breaks_the_third_law() -> None:
    story = Story()
    request = story.requested(5)
    offer = story.offered(10, request, 31)
    story.told(12, f.GuestBanned())
    story.told(20, f.OfferAccepted(offer))
    (violation,) = [one for one in judged(story.facts) if one.law is Law.FORMULAS_EQUAL_VISITS]
    assert violation.versions == (3, 4)


def test_the_third_law_is_silent_on_a_second_request() -> None:
    story = plain_chat()
    story.facts.insert(7, Fact(6, after(30), SESSION, f.RoutingRequested(RequestKind.INVITE, after(30))))
    assert Law.FORMULAS_EQUAL_VISITS not in laws(story.facts)


def test_the_third_law_is_silent_where_an_operator_was_there_before_the_request() -> None:
    story = Story(Channel.PHONE, Source.OUTGOING_CALL)
    story.told(0, f.OperatorJoined(31))
    story.guest_joins(5)
    request = story.requested(60, kind=RequestKind.INVITE)
    story.offered(61, request, 32)
    assert judged(story.facts) == []


def test_a_fact_stamped_before_the_one_it_follows_runs_backwards() -> None:
    (violation, *_) = [
        one for one in judged(moved(plain_chat().facts, 6, after(1))) if one.law is Law.TIME_RUNS_FORWARD
    ]
    assert violation.versions == (5, 6)


@pytest.mark.parametrize("since", [2, 90])
def test_what_is_told_late_counts_neither_from_an_earlier_state_nor_from_later_than_told(since: float) -> None:
    story = Story()
    story.requested(10)
    story.told(80, f.GuestBanned(), since=since)
    assert Law.TIME_RUNS_FORWARD in laws(story.facts)


def test_an_operator_who_concludes_before_leaving_runs_backwards() -> None:
    story = Story()
    story.told(0, f.OperatorJoined(31))
    story.told(30, f.OperatorLeft(31))
    story.told(60, f.OperatorConcluded(31), since=20)
    assert Law.TIME_RUNS_FORWARD in laws(story.facts)


def test_a_closed_session_that_is_ended_again_changes() -> None:
    facts = with_fact(plain_chat().facts, 400, f.OperatorConcluded(31), is_decided=False)
    assert laws(facts) == {Law.CLOSED_STAYS_CLOSED}


def test_a_tag_and_a_note_change_no_closed_session() -> None:
    facts = with_fact(plain_chat().facts, 400, f.TagAssigned(1))
    assert judged(with_fact(facts, 500, f.NoteWritten())) == []


def test_what_the_end_closes_may_be_told_after_it_at_its_instant() -> None:
    story = Story()
    request = story.requested(0)
    story.ended(9)
    story.told(9, f.RoutingEnded(request, Cause.SESSION_OVER))
    assert judged(story.facts) == []


def test_a_decided_fact_that_the_table_has_no_row_for_is_illegal() -> None:
    story = Story()
    story.told(1, f.OfferAccepted(99))
    assert Law.LEGAL_MOVES in laws(story.facts)


def test_an_imported_fact_is_not_judged_by_our_table() -> None:
    story = Story()
    story.told(1, f.HoldStarted(31))
    told = [msgspec.structs.replace(fact, is_decided=False) for fact in story.facts]
    assert Law.LEGAL_MOVES in laws(story.facts)
    assert judged(told) == []


def test_a_move_that_the_specification_does_not_list_is_illegal() -> None:
    story = Story()
    story.told(0, f.OperatorJoined(31))
    story.told(5, f.OperatorLeft(31))
    (violation,) = [one for one in judged(story.facts) if one.law is Law.LEGAL_MOVES]
    assert violation.sentence == "OperatorLeft led from BCW to CREATED."


def test_every_move_of_the_state_table_is_one_that_the_specification_lists() -> None:
    for state, targets in LEGAL_MOVES.items():
        assert targets <= MOVES[state], state


def test_a_fold_that_tells_another_time_is_found() -> None:
    facts = plain_chat().facts
    session = fold.fold(facts)
    assert list(disagreements(session, read(facts), after(1000))) == []
    session.visits[2] = Visit(SessionStatus.WAITING, session.visits[1].since, session.visits[2].until)
    found = list(disagreements(session, read(facts), after(1000)))
    assert {violation.law for violation in found} == {Law.READINGS_AGREE}
    assert any("visits" in violation.sentence for violation in found)


def test_a_violation_is_told_on_one_line_with_its_place() -> None:
    violation = Violation(Law.CAPACITY, "Too many.", 1, 7, (4, 9))
    assert violation.line == "capacity: Too many. (department 1, session 7, version 4, 9)"
    assert Violation(Law.BLOBS, "Gone.").line == "blobs: Gone."
