import ast
from datetime import timedelta
from pathlib import Path

import pytest

from hovorna.domain import facts as f
from hovorna.domain import laws
from hovorna.domain.laws.formulas import closed, formulas, visited
from hovorna.domain.laws.second_reading import read
from hovorna.domain.vocabulary import Cause, Channel, GuestLeftSession, RequestKind, Source, TerminationReason
from tests.unit.domain.session_facts import Story, after, plain_chat

#: What the second reading watches: using it, it would only repeat its mistakes.
WATCHED = {"fold", "fold_routing", "fold_media", "status", "state"}


GAVE_UP = f.SessionEnded(TerminationReason.GUEST_ABANDONED, GuestLeftSession.LEFT_QUEUE)


def states(story: Story) -> list[tuple[str, float]]:
    reading = read(story.facts)
    return [(one.state.value, (one.begin.at - reading.created.at).total_seconds()) for one in reading.intervals]


@pytest.mark.parametrize(
    "module", ["cover", "second_reading", "formulas", "session_laws", "people", "department_rules", "stuck"]
)
def test_the_second_reading_uses_nothing_of_what_it_watches(module: str) -> None:
    folder = Path(laws.__file__).parent
    tree = ast.parse((folder / f"{module}.py").read_text(encoding="utf-8"))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in imported if name.rpartition(".")[2] in WATCHED or "switchboard" in name}


def test_a_plain_chat_passes_through_its_states() -> None:
    assert states(plain_chat()) == [
        ("CREATED", 0),
        ("IN_QUEUE", 5),
        ("WAITING", 12),
        ("ACTIVE", 20),
        ("ACW", 320),
        ("CLOSED", 350),
    ]


def test_a_rejected_offer_brings_the_session_back_into_the_queue() -> None:
    story = Story()
    request = story.requested(0)
    story.told(9, f.OfferRejected(story.offered(4, request, 31)))
    assert states(story) == [("CREATED", 0), ("IN_QUEUE", 0), ("WAITING", 4), ("IN_QUEUE", 9)]


def test_a_session_stays_active_while_one_of_two_operators_is_in() -> None:
    story = Story(Channel.PHONE, Source.OUTGOING_CALL)
    story.guest_joins(0)
    story.told(0, f.OperatorJoined(31))
    story.told(5, f.OperatorJoined(32))
    story.told(9, f.OperatorLeft(31))
    assert states(story)[-1] == ("ACTIVE", 0)


def test_between_forward_and_request_the_session_waits_in_a_queue() -> None:
    story = Story()
    story.told(3, f.ForwardedToGroup(1))
    assert states(story)[-1] == ("IN_QUEUE", 3)


def test_a_ban_is_final_whoever_is_still_to_conclude() -> None:
    story = Story(Channel.CHAT, Source.CHAT_INVITATION)
    story.told(0, f.OperatorJoined(31))
    story.told(8, f.GuestBanned())
    assert states(story)[-1] == ("BLACKLISTED", 8)


def test_what_is_told_late_counts_since_it_was_true() -> None:
    story = Story()
    story.guest_joins(0)
    story.requested(0)
    story.told(80, GAVE_UP, since=20)
    assert states(story)[-1] == ("CLOSED", 20)


def test_closed_since_the_latest_conclusion_though_it_was_told_first() -> None:
    story = Story(Channel.PHONE, Source.OUTGOING_CALL)
    story.guest_joins(0)
    story.told(0, f.OperatorJoined(31))
    story.told(0, f.OperatorJoined(32))
    story.ended(10, 31, 32)
    story.concluded(90, 31)
    story.told(95, f.OperatorConcluded(32, Cause.ACW_LIMIT), since=40)
    assert states(story)[-2:] == [("ACW", 10), ("CLOSED", 90)]
    assert closed(read(story.facts)) == after(90)


def test_after_call_work_fills_the_time_to_a_conclusion_that_an_end_told_late_comes_before() -> None:
    story = Story()
    story.guest_joins(0)
    story.told(0, f.OperatorJoined(31))
    story.requested(10, kind=RequestKind.FORWARD)
    story.told(10, f.OperatorLeft(31, Cause.FORWARDED))
    story.concluded(40, 31)
    story.told(80, GAVE_UP, since=20)
    assert states(story)[-3:] == [("IN_QUEUE", 10), ("ACW", 20), ("CLOSED", 40)]


def test_an_operator_who_comes_twice_has_two_stays() -> None:
    story = Story()
    story.told(0, f.OperatorJoined(31))
    story.told(5, f.OperatorLeft(31))
    story.told(6, f.OperatorConcluded(31))
    story.told(9, f.OperatorJoined(31))
    first, second = read(story.facts).stays
    assert first.left is not None
    assert (first.left.at, second.left) == (after(5), None)


def test_the_formulas_tell_null_for_a_missing_term() -> None:
    assert formulas(read(Story().facts)) == dict.fromkeys(
        ("CREATED", "IN_QUEUE", "WAITING", "BCW", "ACTIVE", "ACW", "RING", "PBX_TO_OPERATOR")
    )


def test_the_visits_of_a_living_session_sum_to_its_age() -> None:
    story = Story()
    story.requested(10)
    assert sum(visited(read(story.facts), after(25)).values(), timedelta()) == timedelta(seconds=25)
