"""The stored views of a batch: made once per session, from where it ended up, and never without its earlier lines."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hovorna.application.switchroom import Switchroom
from hovorna.application.unit import Unit
from hovorna.application.views import TouchedSessions, unit_of
from hovorna.domain.facts import SessionCreated
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import Channel, ClientType, Presence, Source
from tests.unit.application.office import DEPARTMENT, EVA, PETR, Office, offer_in

BLOB = c.StoredBlob("blobs/1", "ab12", 900, "image/png")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path).open()
    yield office
    office.close()


class Batch:
    """Decided and rendered, but not written."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.room: Switchroom = office.writing.room(DEPARTMENT)
        self.touched = TouchedSessions(self.room, office.store)
        self.turns: list[Turn] = []

    def do(self, command: c.Command) -> Turn:
        turn = self.room.decide(command, self.office.hands.at)
        self.turns.append(turn)
        self.touched.add([turn])
        return turn

    def unit(self) -> Unit:
        unit = unit_of(self.room, self.turns)
        self.touched.render_into(unit)
        return unit


def conversation(document: bytes) -> list[str]:
    return [line["type"] for line in read(document)["activities"]]


def read(document: bytes) -> dict[str, Any]:  # Any: JSON
    loaded: dict[str, Any] = json.loads(document.replace(b"\x01", b"").replace(b"\x02", b'"to be filled"'))
    return loaded


def test_a_unit_holds_the_facts_and_words_of_all_its_turns_in_order(office: Office) -> None:
    batch = Batch(office)
    batch.do(Office.arrival(1, {"identity": "Jan"}))
    batch.do(c.PostMessage(1, ClientType.GUEST, "hello"))
    unit = batch.unit()
    versions = [fact.version for fact in unit.facts]
    assert versions == list(range(versions[0], versions[0] + len(versions)))
    assert unit.facts[-1].type == "MessagePosted"
    assert {"Jan", "hello"} <= {row.value for row in unit.personal}


def test_timers_are_written_as_they_stand_at_the_end_of_the_batch(office: Office) -> None:
    batch = Batch(office)
    offer, operator = offer_in(batch.do(Office.arrival(1)).facts)
    [queue] = [key for key in batch.turns[0].effects.timers if key.startswith("queue:1:")]
    batch.do(c.AcceptOffer(operator, offer))
    unit = batch.unit()
    assert unit.timers[queue] is None
    assert unit.timers[f"accept:1:{offer}"] is None
    batch.do(c.LeaveSession(1, operator))
    assert batch.unit().timers[f"acw:1:{operator}"] == batch.room.board.timers[f"acw:1:{operator}"]


def test_steps_of_operators_are_part_of_the_unit(office: Office) -> None:
    batch = Batch(office)
    offer, operator = offer_in(batch.do(Office.arrival(1)).facts)
    batch.do(c.AcceptOffer(operator, offer))
    assert [(one.operator_id, one.kind.value) for one in batch.unit().operator_changes] == [(operator, "ON_CALL")]


def test_an_imported_session_is_remembered_by_its_origin_and_others_are_not(office: Office) -> None:
    batch = Batch(office)
    about = SessionCreated(Channel.CHAT, Source.DEFAULT, origin="bank", origin_key="k1")
    batch.do(c.CreateSession(1, about))
    batch.do(Office.arrival(2))
    assert batch.unit().origins == [("bank", "k1", 1)]


def test_a_session_touched_by_many_turns_has_one_row_as_it_stands_at_the_end(office: Office) -> None:
    batch = Batch(office)
    offer, operator = offer_in(batch.do(Office.arrival(1)).facts)
    batch.do(c.AcceptOffer(operator, offer))
    [row] = batch.unit().sessions
    assert (row.id, row.status, row.version) == (1, "ACTIVE", batch.room.board.version)


def test_an_open_session_leaves_its_conversation_to_be_filled_in(office: Office) -> None:
    batch = Batch(office)
    batch.do(Office.arrival(1))
    unit = batch.unit()
    assert read(unit.sessions[0].document)["activities"] == "to be filled"
    assert [activity.session_id for activity in unit.activities] == [1]


def test_a_session_that_lived_in_one_batch_has_its_whole_conversation_inside(office: Office) -> None:
    batch = Batch(office)
    batch.do(Office.arrival(1))
    batch.do(c.PostMessage(1, ClientType.GUEST, "hello"))
    batch.do(c.EndSession(1))
    [row] = batch.unit().sessions
    assert conversation(row.document) == ["Joined", "ChatMessage", "SessionEnded"]


def test_a_session_that_closes_later_has_its_earlier_lines_from_the_store(office: Office) -> None:
    office.chat(1)
    office.do(c.PostMessage(1, ClientType.GUEST, "hello"))
    batch = Batch(office)
    batch.do(c.PostMessage(1, ClientType.GUEST, "bye"))
    batch.do(c.EndSession(1))
    unit = batch.unit()
    assert conversation(unit.sessions[0].document) == ["Joined", "ChatMessage", "ChatMessage", "SessionEnded"]
    assert len(unit.activities) == 2


def test_a_message_writes_one_line_however_long_the_chat(office: Office) -> None:
    office.chat(1)
    for _ in range(5):
        office.do(c.PostMessage(1, ClientType.GUEST, "hello"))
    batch = Batch(office)
    batch.do(c.PostMessage(1, ClientType.GUEST, "once more"))
    [line] = batch.unit().activities
    assert line.text == "once more"


def test_a_tag_on_a_closed_session_keeps_its_conversation(office: Office) -> None:
    office.closed_chat(1)
    stored = office.reader.session(1)
    assert stored is not None
    office.do(c.DefineTag(4, "vip"))
    batch = Batch(office)
    batch.do(c.AssignTag(1, 4))
    [row] = batch.unit().sessions
    assert conversation(row.document) == conversation(stored.document)
    assert row.tags == ("vip",)


def test_a_deleted_file_writes_its_own_line_again_and_drops_the_blob(office: Office) -> None:
    office.chat(1)
    office.do(c.ShareFile(1, ClientType.GUEST, "me.png", BLOB), c.PostMessage(1, ClientType.GUEST, "me"))
    batch = Batch(office)
    batch.do(c.DeleteFile(1, 1))
    unit = batch.unit()
    [line] = unit.activities
    file = read(line.document)["file"]
    assert (file["isDeleted"], file["downloadUrl"]) == (True, None)
    assert line.id in {row.id for row in office.store.activities_of(DEPARTMENT, 1)}
    assert unit.dropped_blobs == ["blobs/1"]


def test_a_file_that_came_and_went_in_one_batch_is_told_as_deleted(office: Office) -> None:
    office.chat(1)
    batch = Batch(office)
    batch.do(c.ShareFile(1, ClientType.GUEST, "me.png", BLOB))
    batch.do(c.DeleteFile(1, 1))
    [line] = batch.unit().activities
    assert read(line.document)["file"]["isDeleted"]


def test_anonymising_makes_every_line_anew_without_words(office: Office) -> None:
    offer, operator = office.chat(1, {"identity": "Jan Novák"})
    office.do(c.AcceptOffer(operator, offer), c.PostMessage(1, ClientType.GUEST, "I am Jan Novák"))
    office.do(c.EndSession(1), c.Conclude(1, operator))
    batch = Batch(office)
    batch.do(c.Anonymise(1))
    unit = batch.unit()
    [row] = unit.sessions
    assert unit.erased == [1]
    assert "Novák" not in row.document.decode()
    assert conversation(row.document) == ["Joined", "Joined", "SessionEnded", "Left"]
    assert [json.loads(line.document)["type"] for line in unit.activities] == conversation(row.document)
    assert not any(line.text for line in unit.activities)


def test_two_sessions_of_one_turn_are_both_rendered(office: Office) -> None:
    """A call that is taken on pushes the offer of a chat away."""
    office.do(*(c.SetPresence(one, Presence.AWAY) for one in (EVA, PETR)))
    office.do(c.SetPresence(EVA, Presence.ONLINE), Office.arrival(1))
    batch = Batch(office)
    call = SessionCreated(Channel.PHONE, Source.OUTGOING_CALL)
    batch.do(c.CreateSession(2, call, operator_id=EVA))
    assert {row.id: row.status for row in batch.unit().sessions} == {1: "IN_QUEUE", 2: "BCW"}
