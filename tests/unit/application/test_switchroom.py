"""A department in memory: names as they were, sessions brought back, and what a snapshot is good for."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from hovorna.application import names, personal, switchroom
from hovorna.application.names import OperatorName
from hovorna.application.switchroom import SNAPSHOT_FORMAT, Switchroom, replay, restore
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import ClientType
from hovorna.domain.vocabulary import SessionStatus as S
from tests.unit.application.office import COMPANY, DEPARTMENT, EVA, GROUP, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path).open()
    yield office
    office.close()


def room(office: Office) -> Switchroom:
    return office.writing.room(DEPARTMENT)


def fresh(office: Office, called: str = "New") -> Switchroom:
    """The same store seen by a room that was just loaded; everybody has this name by now."""
    return Switchroom.load(DEPARTMENT, COMPANY, office.store, lambda _: OperatorName(first_name=called))


def test_a_group_is_called_in_a_session_as_it_was_when_it_took_part(office: Office) -> None:
    office.closed_chat_until_acw(1)
    office.do(c.ConfigureGroup(GroupSettings(GROUP, "Renamed")))
    office.chat(2)
    assert room(office).values(1)[personal.group_name(GROUP)] == "Support"
    assert room(office).values(2)[personal.group_name(GROUP)] == "Renamed"


def test_a_person_is_called_in_a_session_as_they_were_when_they_took_part(office: Office) -> None:
    offer, operator = office.chat(1)
    before = room(office).values(1)[personal.operator_name(operator)]
    renamed = fresh(office)
    renamed.decide(c.AcceptOffer(operator, offer), office.hands.at)
    renamed.decide(c.Forward(1, operator, to_group_id=GROUP), office.hands.at)
    values = renamed.values(1)
    assert values[personal.operator_name(operator)] == before
    other = next(one for one in (11, 12) if one != operator)
    assert names.operator(values, other).first_name == "New"


def test_names_are_stored_with_the_turn_that_brought_them(office: Office) -> None:
    turn = room(office).decide(Office.arrival(1), office.hands.at)
    written = {write.slot for write in turn.personal}
    assert personal.group_name(GROUP) in written
    assert len([slot for slot in written if slot.startswith("operator:")]) == 1


def test_a_name_that_is_there_is_not_written_again(office: Office) -> None:
    offer, operator = office.chat(1)
    room(office).decide(c.RejectOffer(operator, offer), office.hands.at)
    office.hands.move(seconds=301)
    [queue] = [key for key in room(office).board.timers if key.startswith("queue:1:")]
    turn = room(office).decide(c.FireTimer(queue, office.hands.at), office.hands.at)
    assert "GroupQueueEntered" in [fact.type for fact in turn.facts]
    assert personal.group_name(GROUP) not in {write.slot for write in turn.personal}


def test_a_final_session_is_brought_back_when_asked_for_and_forgotten_after_the_commit(office: Office) -> None:
    office.closed_chat(1)
    assert 1 not in room(office).board.sessions
    session = room(office).session(1)
    assert session is not None
    assert session.status is S.CLOSED
    room(office).committed()
    assert 1 not in room(office).board.sessions


def test_a_session_that_never_was_is_nobody(office: Office) -> None:
    assert room(office).session(404) is None
    assert 404 not in room(office).board.sessions


def test_what_a_batch_did_to_a_final_session_is_seen_within_the_batch(office: Office) -> None:
    """The store does not know of it yet."""
    operator = office.closed_chat_until_acw(1)
    office.do(c.DefineTag(4, "vip"))
    here = room(office)
    here.decide(c.Conclude(1, operator), office.hands.at)
    here.decide(c.AssignTag(1, 4), office.hands.at)
    session = here.session(1)
    assert session is not None
    assert (session.status, list(session.tags)) == (S.CLOSED, [4])


def test_a_written_final_session_is_the_same_after_a_restart(office: Office) -> None:
    office.closed_chat(1)
    office.do(c.DefineTag(4, "vip"))
    office.do(c.AssignTag(1, 4))
    office.restart()
    session = room(office).session(1)
    assert session is not None
    assert list(session.tags) == [4]


def test_texts_of_a_long_chat_do_not_stay_in_memory_but_the_first_of_the_guest(office: Office) -> None:
    office.chat(1)
    for text in ("first", "second", "third"):
        office.do(c.PostMessage(1, ClientType.GUEST, text))
    kept = [value for slot, value in room(office).values(1).items() if slot.startswith("text:")]
    assert kept == ["first"]


def test_an_open_sessions_values_survive_a_restart(office: Office) -> None:
    office.chat(1, {personal.IDENTITY: "Jan"})
    before = dict(room(office).values(1))
    office.restart()
    assert room(office).values(1) == before
    assert before[personal.IDENTITY] == "Jan"


def test_of_an_anonymised_session_only_lasting_names_are_left(office: Office) -> None:
    operator = office.closed_chat(1, {personal.IDENTITY: "Jan"})
    here = room(office)
    assert here.values(1)[personal.IDENTITY] == "Jan"
    here.decide(c.Anonymise(1), office.hands.at)
    assert set(here.values(1)) == {personal.operator_name(operator), personal.group_name(GROUP)}


def test_a_deleted_value_is_gone_and_an_overwritten_one_is_the_last(office: Office) -> None:
    office.chat(1)
    here = room(office)
    for text in ("a", "b"):
        here.decide(c.WriteNote(1, text), office.hands.at)
    assert here.values(1)[personal.NOTE] == "b"


def test_a_room_loaded_from_the_log_is_the_one_that_wrote_it(office: Office) -> None:
    office.closed_chat(1)
    office.closed_chat_until_acw(2)
    office.chat(3)
    office.do(c.DisconnectOperator(EVA))
    assert fresh(office).board == room(office).board


def test_a_snapshot_and_the_facts_after_it_make_the_same_board(office: Office) -> None:
    office.chat(1)
    office.store.save_snapshot(room(office).snapshot())
    office.closed_chat_until_acw(2)
    loaded = fresh(office)
    assert loaded.board == room(office).board
    snapshot = office.store.latest_snapshot(DEPARTMENT)
    assert snapshot is not None
    assert snapshot.version < loaded.board.version


def test_a_snapshot_holds_everything_that_decisions_need(office: Office) -> None:
    office.closed_chat_until_acw(1)
    offer, operator = office.chat(2)
    office.do(c.RejectOffer(operator, offer))
    assert restore(room(office).snapshot(), DEPARTMENT) == room(office).board


def test_a_snapshot_of_an_older_format_is_passed_over_and_the_log_read_instead(office: Office) -> None:
    office.chat(1)
    older = msgspec.structs.replace(room(office).snapshot(), format=SNAPSHOT_FORMAT - 1, state=b"no board at all")
    assert restore(older, DEPARTMENT) == Switchboard(DEPARTMENT)
    office.store.save_snapshot(older)
    assert fresh(office).board == room(office).board


def test_without_a_snapshot_a_department_is_empty() -> None:
    assert restore(None, 9) == Switchboard(department_id=9)


def test_a_long_replay_forgets_final_sessions_on_the_way_and_ends_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for session_id in range(1, 5):
        office.closed_chat(session_id)
    office.chat(9)
    monkeypatch.setattr(switchroom, "_REPLAY_WINDOW", 7)
    board = Switchboard(DEPARTMENT)
    replay(board, office.store.facts_after(DEPARTMENT, 0))
    assert board == room(office).board
    assert list(board.sessions) == [9]
