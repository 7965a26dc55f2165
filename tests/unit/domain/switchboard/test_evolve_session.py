"""What a session's facts mean beyond the session: timers that begin and end, slots that fill and empty, lines."""

from datetime import timedelta

import pytest

from hovorna.domain import facts as f
from hovorna.domain.settings import GroupSettings, Membership, OperatorSettings
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import evolve_session
from hovorna.domain.vocabulary import CampaignKind, Channel, DialState, Presence, Source, StrategyName
from tests.domain.department import Department, support


def pending(department: Department) -> dict[str, float]:
    """Timer -> seconds from now; keys without the ids of requests and offers."""
    named = {":".join(key.split(":")[:2]): due for key, due in department.board.timers.items()}
    return {key: (due - department.now).total_seconds() for key, due in named.items()}


def test_every_fact_that_reaches_beyond_its_session_is_looked_at_once() -> None:
    """Before the fold where it forgets what is asked for, after it where it brings it about; never both."""
    assert not evolve_session.BEFORE.keys() & evolve_session.AFTER.keys()


# --- timers ---------------------------------------------------------------------------------------------------------


def test_the_defaults_of_the_time_outs_are_30_and_300_seconds() -> None:
    department = support(11)
    department.arrive()
    assert pending(department) == {"queue:1": 300, "accept:1": 30}
    department.accept(11)
    assert pending(department) == {}
    department.leave(11)
    assert pending(department) == {"acw:1": 300}
    department.conclude(11)
    assert pending(department) == {}


def test_a_group_s_own_time_outs_are_used() -> None:
    department = support(11)
    department.group(
        GroupSettings(
            1,
            "Fast",
            accept_timeout=timedelta(seconds=7),
            queue_timeout=timedelta(seconds=8),
            acw_limit=timedelta(seconds=9),
        )
    )
    department.arrive()
    assert pending(department) == {"queue:1": 8, "accept:1": 7}
    department.accept(11)
    department.leave(11)
    assert pending(department) == {"acw:1": 9}


def test_the_queue_time_out_runs_from_the_entering_offered_or_not() -> None:
    department = support()
    department.arrive()
    department.wait(100)
    department.operator(11)
    assert pending(department) == {"queue:1": 200, "accept:1": 30}


def test_offers_to_a_whole_group_have_no_accept_time_out() -> None:
    department = support(11)
    department.group(GroupSettings(1, "All", strategy=StrategyName.WHOLE_GROUP))
    department.arrive()
    assert pending(department) == {"queue:1": 300}


def test_the_after_call_limit_is_the_highest_of_the_operator_s_groups_counted_from_their_own_leaving() -> None:
    department = support()
    department.group(GroupSettings(1, "Short", acw_limit=timedelta(seconds=60)))
    department.group(GroupSettings(2, "Long", acw_limit=timedelta(seconds=600)))
    department.operator(11, 1, 2)
    department.operator(12, 1)
    assert evolve_session.acw_limit(department.board, 11) == timedelta(seconds=600)
    assert evolve_session.acw_limit(department.board, 12) == timedelta(seconds=60)
    assert evolve_session.acw_limit(department.board, 99) == timedelta(seconds=300)


def test_a_session_that_waits_in_no_group_has_the_default_limits() -> None:
    assert evolve_session.group_of(support().board, None) == evolve_session.group_of(support().board, 77)
    department = support(11, 12)
    department.arrive()
    department.accept(11)
    department.do(c.Forward(1, 11, to_operator_id=12))
    assert pending(department) == {"queue:1": 300, "accept:1": 30}


def test_a_telephone_rings_for_15_seconds_beside_the_accept_time_out() -> None:
    department = support(11)
    department.arrive(1, Source.INCOMING_CALL)
    department.do(c.RingLeg(11, department.offers()[11]))
    assert pending(department) == {"queue:1": 300, "accept:1": 30, "leg:1": 15}
    department.accept(11)
    assert pending(department) == {}


def test_a_dropped_guest_has_60_seconds() -> None:
    department = support()
    department.arrive()
    department.do(c.DropGuest(1))
    assert pending(department)["guest:1"] == 60
    department.do(c.ReturnGuest(1))
    assert "guest:1" not in pending(department)


@pytest.mark.parametrize("channel", [Channel.CHAT, Channel.AV])
def test_only_a_messaging_session_expires(channel: Channel) -> None:
    department = support()
    department.arrive(1, Source.WHATSAPP, channel)
    department.arrive(2, Source.DEFAULT, channel)
    assert pending(department)["expiry:1"] == 86_400
    assert "expiry:2" not in pending(department)
    department.do(c.LeaveAsGuest(1))
    assert "expiry:1" not in pending(department)


def test_a_call_that_nobody_is_in_has_to_begin() -> None:
    department = support(11)
    about = f.SessionCreated(Channel.PHONE, Source.CAMPAIGN, campaign_kind=CampaignKind.PREDICTIVE)
    department.do(c.CreateSession(1, about))
    assert pending(department) == {"begin:1": 120}
    department.do(c.Dial(1))
    assert pending(department) == {"dial:1": 120}
    department.do(c.ReportDial(1, DialState.ANSWERED))
    assert pending(department) == {"queue:1": 300, "accept:1": 30}


def test_a_previewed_contact_has_its_preparation_time_until_somebody_dials_or_it_is_handed_on() -> None:
    department = support(11)
    about = f.SessionCreated(Channel.PHONE, Source.CAMPAIGN, campaign_kind=CampaignKind.PREVIEW)
    department.do(c.CreateSession(1, about))
    department.accept(11)
    assert pending(department) == {"bcw:1": 30}
    department.operator(12)
    department.do(c.Forward(1, 11, to_operator_id=12))
    assert "bcw:1" not in pending(department)
    department.accept(12)
    department.do(c.Dial(1, 12))
    assert pending(department) == {"dial:1": 120}
    department.do(c.ReportDial(1, DialState.ANSWERED))
    assert pending(department) == {}


# --- slots ----------------------------------------------------------------------------------------------------------


def used(department: Department, operator: int = 11) -> tuple[int, int, int]:
    one = department.board.operators[operator]
    return one.used_live, one.used_messages, one.exclusive


def test_a_slot_is_used_from_the_offer_to_the_conclusion() -> None:
    department = support(11)
    assert used(department) == (0, 0, 0)
    department.arrive()
    assert used(department) == (1, 0, 0)
    department.accept(11)
    department.leave(11)
    assert used(department) == (1, 0, 0)
    department.conclude(11)
    assert used(department) == (0, 0, 0)


@pytest.mark.parametrize(
    ("source", "channel", "expected"),
    [
        (Source.DEFAULT, Channel.CHAT, (1, 0, 0)),
        (Source.DEFAULT, Channel.AV, (1, 0, 1)),
        (Source.INCOMING_CALL, Channel.PHONE, (1, 0, 1)),
        (Source.VK, Channel.CHAT, (0, 1, 0)),
    ],
)
def test_calls_fill_all_live_slots_and_messages_have_their_own(
    source: Source, channel: Channel, expected: tuple[int, int, int]
) -> None:
    department = support(11)
    department.arrive(1, source, channel)
    assert used(department) == expected
    department.arrive(2)
    assert (11 in department.offers(2)) is (expected[2] == 0)


def test_a_withdrawn_or_rejected_offer_gives_the_slot_back_to_who_waits() -> None:
    department = support()
    department.operator(OperatorSettings(11, (Membership(1),), live_slots=1))
    department.arrive(1)
    department.arrive(2)
    assert department.offers(2) == {}
    department.reject(11, 1)
    assert list(department.offers(2)) == [11]


@pytest.mark.parametrize(("channel", "is_free"), [(Channel.CHAT, True), (Channel.AV, True), (Channel.PHONE, False)])
def test_a_group_may_free_the_slot_at_leaving_except_for_phone(channel: Channel, is_free: bool) -> None:
    department = support()
    department.group(GroupSettings(1, "Free at once", frees_slot_at_left=True))
    department.operator(OperatorSettings(11, (Membership(1),), live_slots=1))
    department.arrive(1, Source.INCOMING_CALL if channel is Channel.PHONE else Source.DEFAULT, channel)
    department.accept(11, 1)
    department.arrive(2)
    department.leave(11, 1)
    assert (11 in department.offers(2)) is is_free
    assert department.status(1) == "ACW"


# --- lines ----------------------------------------------------------------------------------------------------------


def test_a_session_stands_in_the_line_of_its_group_until_it_is_taken_or_gone() -> None:
    department = support()
    department.arrive(1)
    department.arrive(2)
    assert [entry[4] for entry in department.board.lines[1]] == [1, 2]
    department.do(c.LeaveAsGuest(1))
    assert [entry[4] for entry in department.board.lines[1]] == [2]
    department.operator(11)
    assert [entry[4] for entry in department.board.lines[1]] == [2]
    department.accept(11, 2)
    assert department.board.lines[1] == []


def test_who_is_asked_for_by_name_has_a_line_of_their_own() -> None:
    department = support(11, 12)
    department.do(c.SetPresence(12, Presence.AWAY))
    department.do(c.CreateSession(1, f.SessionCreated(Channel.CHAT, Source.INVITATION), operator_id=12))
    assert [entry[4] for entry in department.board.operators[12].line] == [1]
    department.do(c.LeaveAsGuest(1))
    assert department.board.operators[12].line == []
