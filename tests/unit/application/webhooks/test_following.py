"""Following the log: what is planned, from where, and again on demand."""

import msgspec
import pytest

from hovorna.application.ports import StoreUnavailable
from hovorna.application.webhooks import following
from hovorna.application.webhooks.deliveries import DeliveryStatus
from hovorna.application.webhooks.folding import Folds
from hovorna.application.webhooks.following import Follower
from hovorna.contract.public_events.event_type import WebhookEventType as E
from tests.unit.application.office import COMPANY, DEPARTMENT
from tests.unit.application.webhooks.post_room import FAILED, A, B, PostRoom, answers, begun


async def test_a_store_that_can_not_write_is_waited_for(
    room: PostRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> list[bool]:
        raise StoreUnavailable("The disk is full: nothing was written.")

    room.webhook(A, [E.SESSION_CREATED])
    await begun(room)
    monkeypatch.setattr(type(room.deliveries), "plan", full)
    room.office.chat(1)
    await room.work()
    assert room.delivering.lag().is_held_up
    assert {getattr(record, "event", "") for record in caplog.records} == {"webhooks_held_up"}
    monkeypatch.undo()
    await room.work()
    assert room.receivers.sequences(A) == [1]
    assert not room.delivering.lag().is_held_up


async def test_a_department_whose_events_can_not_be_planned_stays_where_it_is(
    room: PostRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> tuple[()]:
        raise KeyError("broken")

    room.webhook(A, [E.SESSION_CREATED])
    await begun(room)
    monkeypatch.setattr("hovorna.application.webhooks.following.events_of", broken)
    room.office.chat(1)
    await room.work()
    assert {getattr(record, "event", "") for record in caplog.records} == {"webhooks_not_planned"}
    monkeypatch.undo()
    await room.work()
    assert room.receivers.sequences(A) == [1]


async def test_only_what_was_asked_for_is_sent_and_nothing_from_before_the_webhook(room: PostRoom) -> None:
    room.office.closed_chat(1)
    room.webhook(A, [E.SESSION_ENDED])
    await begun(room)
    room.office.closed_chat(2)
    await room.work()
    assert [msgspec.json.decode(parcel.body)["data"]["id"] for parcel in room.receivers.got[A]] == [2]
    assert room.receivers.sequences(A) == [1]


async def test_a_replay_sends_again_with_the_same_ids_and_sequences(room: PostRoom) -> None:
    hook = room.webhook(A)
    await begun(room)
    room.office.closed_chat(1)
    await room.work()
    first = [(parcel.headers["webhook-id"], parcel.body) for parcel in room.receivers.got[A]]
    sequences = room.receivers.sequences(A)
    room.deliveries.rewind(hook.id, DEPARTMENT, 0)
    await room.pass_time(seconds=2)
    again = [(parcel.headers["webhook-id"], parcel.body) for parcel in room.receivers.got[A]]
    assert again[-len(first) :] == first
    assert room.receivers.sequences(A)[-len(first) :] == sequences
    assert len(room.listed(hook)) == len(first)


async def test_a_replay_may_go_back_before_the_webhook_was_made(room: PostRoom) -> None:
    room.office.closed_chat(1)
    hook = room.webhook(A)
    await begun(room)
    room.office.closed_chat(2)
    await room.work()
    room.deliveries.rewind(hook.id, DEPARTMENT, 0)
    await room.pass_time(seconds=2)
    ids = [msgspec.json.decode(parcel.body)["data"]["id"] for parcel in room.receivers.got[A]]
    assert (ids.count(1), ids.count(2)) == (6, 12)


async def test_webhooks_that_are_behind_are_told_the_same_and_catch_up(
    room: PostRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "FACTS_AT_ONCE", 7)
    room.webhook(A)
    await begun(room)
    for session_id in range(1, 6):
        room.office.closed_chat(session_id)
    await room.work()
    room.webhook(B, begins_after={})
    await room.pass_time(seconds=2)
    room.office.closed_chat(6)
    await room.work()
    told = {url: sorted(parcel.body for parcel in room.receivers.got[url]) for url in (A, B)}
    assert len(told[A]) == 6 * 6
    assert told[A] == told[B]


async def test_whoever_is_owed_much_is_planned_no_further_and_loses_nothing(
    room: PostRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "FACTS_AT_ONCE", 5)
    monkeypatch.setattr(following, "MOST_PENDING", 6)
    hook = room.webhook(A)
    room.webhook(B)
    room.receivers.answers[A] = answers(FAILED)
    await begun(room)
    for session_id in range(1, 6):
        room.office.closed_chat(session_id)
    for _ in range(8):
        await room.work()
    assert 6 <= len(room.listed(hook)) < 12
    assert len(room.receivers.got[B]) == 5 * 6
    room.receivers.answers.clear()
    for _ in range(8):
        await room.pass_time(seconds=5)
    assert len(room.listed(hook)) == 5 * 6
    assert {row.status for row in room.listed(hook)} == {DeliveryStatus.DELIVERED}


def test_a_position_that_somebody_else_moved_is_read_again(room_without_loop: PostRoom) -> None:
    room = room_without_loop
    hook = room.webhook(A)
    follower = Follower(room.office.reader, room.deliveries, room.office.hands, Folds(room.office.reader))
    room.office.closed_chat(1)
    assert follower.step([hook], {COMPANY: [DEPARTMENT]}).planned == {hook.id}
    room.deliveries.rewind(hook.id, DEPARTMENT, hook.begins_after[DEPARTMENT])
    room.office.closed_chat(2)
    # It still believes in the old position: nothing is planned from there, and nothing twice.
    follower.step([hook], {COMPANY: [DEPARTMENT]})
    follower.step([hook], {COMPANY: [DEPARTMENT]})
    assert [row.sequence for row in room.listed(hook)] == [*range(1, 7)] * 2
