"""The board as a fold of the log: what it makes of any log, and what operators are doing by it."""

from datetime import timedelta

import pytest

from hovorna.domain import facts as f
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.effects import Effects
from hovorna.domain.switchboard.evolve import apply, evict_final
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import Channel, ClientType, DialState, Presence, RecordingType, Source
from hovorna.domain.vocabulary import OperatorStateKind as Kind
from tests.domain.department import START, Department, support

EVA, PETR = 31, 32


def busy_day() -> Department:
    """A forward, a reject, a ban, a lost operator, a message, a call out, and something that is still going on."""
    department = support(EVA, PETR)
    department.group(2)
    department.rules(1, 2)
    department.arrive(1)
    first = next(iter(department.offers(1)))
    department.accept(first, 1)
    department.wait(10)
    department.do(c.Forward(1, first, to_group_id=2))
    department.arrive(2, Source.WHATSAPP)
    department.do(c.PostMessage(2, ClientType.GUEST, "hello"))
    department.reject(next(iter(department.offers(2))), 2)
    department.arrive(3)
    department.do(c.BanGuest(3))
    department.wait(40)
    department.do(c.SetPresence(PETR, Presence.AWAY))
    department.arrive(4)
    department.accept(EVA, 4)
    department.do(c.DisconnectOperator(EVA))
    department.wait(30)
    department.do(c.StartRecording(4, RecordingType.GUEST, "r"))
    return department


def replayed(facts: list[f.Fact]) -> Switchboard:
    board = Switchboard(department_id=1)
    for fact in facts:
        apply(board, fact, Effects())
    evict_final(board)
    return board


def test_the_log_alone_makes_the_board_that_decided_it() -> None:
    department = busy_day()
    assert replayed(department.facts) == department.board
    assert len(department.board.sessions) > 1


@pytest.mark.parametrize("part", [0.25, 0.5, 0.75])
def test_a_log_may_be_folded_in_two_parts(part: float) -> None:
    department = busy_day()
    cut = int(len(department.facts) * part)
    board = Switchboard(department_id=1)
    for facts in (department.facts[:cut], department.facts[cut:]):
        effects = Effects()
        for fact in facts:
            apply(board, fact, effects)
    evict_final(board)
    assert board == department.board


def test_the_departments_clock_follows_decided_facts_and_never_goes_back() -> None:
    board = Switchboard(1)
    for version, (seconds, is_decided) in enumerate([(50, True), (20, True), (900, False)], 1):
        at = START + timedelta(seconds=seconds)
        apply(board, f.Fact(version, at, 0, f.TagDefined(version, "t"), is_decided), Effects())
    assert board.decided_until == START + timedelta(seconds=50)
    assert board.version == 3


def test_what_is_written_about_a_forgotten_session_still_moves_the_version_and_the_numbers() -> None:
    board = Switchboard(1)
    effects = Effects()
    apply(board, f.Fact(8, START, 7, f.RecordingStarted(12, RecordingType.GUEST)), effects)
    assert (board.version, board.last_media_id, board.sessions) == (8, 12, {})
    assert list(effects.sessions) == [7]


def test_final_sessions_are_forgotten_and_in_a_long_replay_only_old_ones() -> None:
    department = support(EVA)
    facts = department.facts
    for session_id in (1, 2):
        department.arrive(session_id)
        department.do(c.EndSession(session_id))
    department.arrive(3)
    board = Switchboard(1)
    for fact in facts:
        apply(board, fact, Effects())
    assert list(board.sessions) == [1, 2, 3]
    evict_final(board, department.sessions[2].last_version)
    assert list(board.sessions) == [2, 3]
    evict_final(board)
    assert list(board.sessions) == [3]


def doing(department: Department, operator_id: int = EVA) -> Kind:
    return department.board.operators[operator_id].kind


def test_what_an_operator_does_follows_the_session_from_dialling_to_its_conclusion() -> None:
    department = support()
    department.operator(EVA)
    about = f.SessionCreated(Channel.PHONE, Source.OUTGOING_CALL)
    seen = [doing(department)]
    for command in (
        c.CreateSession(1, about, operator_id=EVA),
        c.Dial(1, EVA),
        c.ReportDial(1, DialState.ANSWERED),
        c.LeaveAsGuest(1),
        c.Conclude(1, EVA),
    ):
        department.do(command)
        seen.append(doing(department))
    assert seen == [Kind.ONLINE, Kind.BEFORE_CALL, Kind.BEFORE_CALL, Kind.ON_CALL, Kind.AFTER_CALL, Kind.ONLINE]
    steps = [change.kind for change in department.changes if change.operator_id == EVA]
    assert steps == [Kind.OFFLINE, Kind.ONLINE, Kind.BEFORE_CALL, Kind.ON_CALL, Kind.AFTER_CALL, Kind.ONLINE]


def test_one_conversation_concluded_beside_another_is_no_step() -> None:
    department = support(EVA)
    for session_id in (1, 2):
        department.arrive(session_id)
        department.accept(EVA, session_id)
    before = len(department.changes)
    department.leave(EVA, 1)
    department.conclude(EVA, 1)
    assert doing(department) is Kind.ON_CALL
    assert len(department.changes) == before


def test_a_concluded_operator_is_idle_since_then_and_has_the_slot_back() -> None:
    department = support(EVA)
    department.arrive()
    department.accept(EVA)
    department.wait(60)
    department.leave(EVA)
    department.wait(7)
    department.conclude(EVA)
    operator = department.board.operators[EVA]
    assert (operator.idle_since, operator.used_live, operator.work) == (department.now, 0, {})


def test_a_group_may_free_the_slot_when_the_operator_leaves_but_not_of_a_call() -> None:
    for source, used in ((Source.DEFAULT, 0), (Source.INCOMING_CALL, 1)):
        department = support(EVA)
        department.group(GroupSettings(1, "Frees", frees_slot_at_left=True))
        department.arrive(1, source)
        department.accept(EVA)
        department.leave(EVA)
        assert department.board.operators[EVA].used_live == used
        assert doing(department) is Kind.AFTER_CALL
