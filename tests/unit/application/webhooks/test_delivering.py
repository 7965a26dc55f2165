"""Deliveries over time: order, retries, what becomes of dead receivers, replays and restarts."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from hovorna.application.ports import StoreUnavailable
from hovorna.application.webhooks.deliveries import DeliveryStatus
from hovorna.application.webhooks.office import WebhookOffice, wish_of
from hovorna.application.webhooks.sending import Parcel, Receipt
from hovorna.contract.public_events.event_type import WebhookEventType as E
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import ClientType
from tests.unit.application.office import COMPANY, DEPARTMENT
from tests.unit.application.webhooks.post_room import OK, SESSION_EVENTS, PostRoom

A, B = "https://a.example/", "https://b.example/"
FAILED = Receipt(500)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[PostRoom]:
    room = PostRoom(tmp_path / "data")
    yield room
    await room.close()


async def begun(room: PostRoom) -> PostRoom:
    room.delivering.start()
    await room.work()
    return room


def answers(*receipts: Receipt) -> Callable[[Parcel], Receipt]:
    """One after the other, the last one for ever."""
    left = list(receipts)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


async def test_a_session_is_told_in_order_from_its_creation_to_its_end(room: PostRoom) -> None:
    hook = room.webhook(A)
    await begun(room)
    room.office.closed_chat(7)
    await room.work()
    told = [msgspec.json.decode(parcel.body) for parcel in room.receivers.got[A]]
    assert [one["eventType"] for one in told] == [kind.value for kind in SESSION_EVENTS]
    assert {one["data"]["id"] for one in told} == {7}
    assert room.receivers.sequences(A) == [1, 2, 3, 4, 5, 6]
    assert room.receivers.ids(A) == [row.message_id for row in room.listed(hook)]
    assert {row.status for row in room.listed(hook)} == {DeliveryStatus.DELIVERED}


async def test_only_what_was_asked_for_is_sent_and_nothing_from_before_the_webhook(room: PostRoom) -> None:
    room.office.closed_chat(1)
    room.webhook(A, [E.SESSION_ENDED])
    await begun(room)
    room.office.closed_chat(2)
    await room.work()
    assert [msgspec.json.decode(parcel.body)["data"]["id"] for parcel in room.receivers.got[A]] == [2]
    assert room.receivers.sequences(A) == [1]


async def test_words_are_read_when_they_are_sent_and_are_in_no_row(room: PostRoom) -> None:
    hook = room.webhook(A, [E.SESSION_ACTIVITY_CHAT_MESSAGE])
    room.office.chat(3)
    room.office.do(c.PostMessage(3, ClientType.GUEST, "my own words"))
    await begun(room)
    (parcel,) = room.receivers.got[A]
    assert msgspec.json.decode(parcel.body)["data"]["text"] == "my own words"
    assert "words" not in repr(room.listed(hook))


async def test_what_was_erased_before_a_retry_is_sent_no_more(room: PostRoom) -> None:
    room.webhook(A, [E.SESSION_ACTIVITY_CHAT_MESSAGE])
    room.receivers.answers[A] = answers(FAILED, OK)
    await begun(room)
    operator = room.office.closed_chat(3)
    room.office.do(c.CreateSession(4, room.office.arrival(4).about), c.PostMessage(4, ClientType.GUEST, "my own words"))
    assert operator
    await room.work()
    room.office.do(c.LeaveAsGuest(4))
    room.office.do(c.Anonymise(4))
    await room.pass_time(seconds=5)
    first, second = (msgspec.json.decode(parcel.body)["data"]["text"] for parcel in room.receivers.got[A])
    assert (first, second) == ("my own words", None)


async def test_people_are_told_of_in_an_order_of_their_own(room: PostRoom) -> None:
    hook = room.webhook(A, [E.USER_STATUS_CHANGED])
    await begun(room)
    room.office.closed_chat(1)
    await room.work()
    told = [msgspec.json.decode(parcel.body)["data"]["userId"] for parcel in room.receivers.got[A]]
    by_user = {
        user: [number for one, number in zip(told, room.receivers.sequences(A), strict=True) if one == user]
        for user in set(told)
    }
    assert by_user
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in by_user.values())
    # And from the log alone, as after a restart.
    sent = [parcel.body for parcel in room.receivers.got[A]]
    room.deliveries.rewind(hook.id, DEPARTMENT, hook.begins_after[DEPARTMENT])
    room.receivers.got.clear()
    await room.restart()
    assert [parcel.body for parcel in room.receivers.got[A]] == sent


async def test_the_next_of_a_session_waits_until_the_one_before_came_through(room: PostRoom) -> None:
    room.webhook(A)
    failing = {"msg_1_1_8_0"}
    room.receivers.answers[A] = lambda parcel: FAILED if parcel.headers["webhook-id"] in failing else OK
    await begun(room)
    room.office.closed_chat(1)
    await room.work()
    assert room.receivers.sequences(A) == [1]
    await room.pass_time(seconds=4)
    assert room.receivers.sequences(A) == [1]
    failing.clear()
    await room.pass_time(seconds=1)
    assert room.receivers.sequences(A) == [1, 1, 2, 3, 4, 5, 6]
    assert len(set(room.receivers.ids(A))) == 6


async def test_other_sessions_do_not_wait_for_one_that_fails(room: PostRoom) -> None:
    room.webhook(A)
    room.receivers.answers[A] = lambda parcel: FAILED if b'"id":1,' in parcel.body else OK
    await begun(room)
    room.office.closed_chat(1)
    room.office.closed_chat(2)
    await room.work()
    assert [parcel.body for parcel in room.receivers.got[A] if b'"id":2,' in parcel.body][-1].count(b"Concluded") == 1


async def test_a_receiver_that_hangs_holds_back_no_other_webhook(room: PostRoom) -> None:
    async def hang(_: Parcel) -> Receipt:
        await asyncio.Event().wait()
        return OK

    room.webhook(A)
    room.webhook(B)
    room.receivers.answers[A] = hang
    await begun(room)
    for session_id in range(1, 9):
        room.office.closed_chat(session_id)
    await room.work()
    assert len(room.receivers.got[B]) == 8 * 6
    # No more at once than the window.
    assert len(room.receivers.got[A]) == 4


async def test_a_delivery_is_tried_ten_times_then_it_is_dead_and_the_next_goes_on(room: PostRoom) -> None:
    hook = room.webhook(A, [E.SESSION_CREATED, E.SESSION_STARTED])
    room.receivers.answers[A] = lambda parcel: FAILED if b"SessionCreated" in parcel.body else OK
    await begun(room)
    room.office.chat(1)
    await room.work()
    waits = list(room.options.rules.waits)
    for place, wait in enumerate(waits, start=1):
        assert len(room.receivers.got[A]) == place
        # Something else comes through meanwhile, or the webhook would be switched off.
        room.office.do(room.office.arrival(100 + place))
        room.receivers.answers[A] = lambda parcel: FAILED if b'SessionCreated","data":{"id":1,' in parcel.body else OK
        await room.pass_time(seconds=wait.total_seconds() - 1)
        room.receivers.got[A] = [one for one in room.receivers.got[A] if b'"id":1,' in one.body]
        await room.pass_time(seconds=1)
    assert room.receivers.sequences(A) == [1] * 10 + [2]
    created, started = (row for row in room.listed(hook) if row.session_id == 1)
    assert (created.status, created.attempts, created.http_status) == (DeliveryStatus.DEAD, 10, 500)
    assert (started.status, started.attempts) == (DeliveryStatus.DELIVERED, 1)
    assert room.stored(hook) == hook


async def test_after_three_days_without_success_a_webhook_is_switched_off_and_says_why(
    room: PostRoom, caplog: pytest.LogCaptureFixture
) -> None:
    hook = room.webhook("https://u:secret@a.example/?secret=1")
    room.receivers.answers[hook.callback_url] = answers(FAILED)
    await begun(room)
    room.office.chat(1)
    await room.work()
    for wait in room.options.rules.waits[:-1]:
        await room.pass_time(seconds=wait.total_seconds())
        stored = room.stored(hook)
        assert stored is not None
        assert stored.disabled is None
    with caplog.at_level(logging.WARNING):
        await room.pass_time(hours=24)
    stored = room.stored(hook)
    assert stored is not None
    assert stored.disabled == room.office.hands.now()
    assert stored.disabled_reason == "Nothing came through for 3 days. The last attempt: The receiver answered 500."
    assert stored.callback_url == hook.callback_url
    [line] = [record for record in caplog.records if getattr(record, "event", "") == "webhook_disabled"]
    assert "a.example" not in line.getMessage()
    assert "secret" not in caplog.text


async def test_a_webhook_that_is_switched_on_again_begins_where_it_stopped(room: PostRoom) -> None:
    hook = room.webhook(A)
    room.receivers.answers[A] = answers(Receipt(410))
    await begun(room)
    room.office.chat(1)
    await room.work()
    stored = room.stored(hook)
    assert stored is not None
    assert stored.disabled_reason == "The receiver answered 410: it wants no more deliveries."
    room.office.chat(2)
    await room.pass_time(hours=100)
    assert len(room.receivers.got[A]) == 1
    room.receivers.answers[A] = answers(OK)
    wish = wish_of(hook.event_types, A)
    WebhookOffice(room.accounts.register, COMPANY).change(hook.id, wish)
    await room.pass_time(seconds=2)
    assert sorted(room.receivers.sequences(A)[1:]) == [1, 1, 2, 2]
    assert [row.attempts for row in room.listed(hook)] == [1, 1, 1, 1]
    stored = room.stored(hook)
    assert stored is not None
    assert stored.disabled is None


async def test_one_success_makes_three_days_begin_anew(room: PostRoom) -> None:
    hook = room.webhook(A, [E.SESSION_CREATED])
    room.receivers.answers[A] = lambda parcel: FAILED if b'"id":1,' in parcel.body else OK
    await begun(room)
    room.office.chat(1)
    await room.work()
    await room.pass_time(hours=70)
    room.office.chat(2)
    await room.work()
    await room.pass_time(hours=70)
    stored = room.stored(hook)
    assert stored is not None
    assert stored.disabled is None
    assert room.delivering.lag().disabled == 0


async def test_how_long_a_webhook_has_failed_is_known_after_a_restart(room: PostRoom) -> None:
    hook = room.webhook(A, [E.SESSION_CREATED])
    room.receivers.answers[A] = answers(FAILED)
    await begun(room)
    room.office.chat(1)
    await room.work()
    await room.pass_time(hours=50)
    await room.restart()
    await room.pass_time(hours=30)
    stored = room.stored(hook)
    assert stored is not None
    assert stored.disabled is not None


@pytest.mark.parametrize("status", [429, 503])
async def test_a_receiver_that_asks_for_a_rest_is_left_alone(room: PostRoom, status: int) -> None:
    room.webhook(A, [E.SESSION_CREATED])
    room.receivers.answers[A] = answers(Receipt(status, "600"), OK)
    await begun(room)
    room.office.chat(1)
    await room.work()
    room.office.chat(2)
    await room.pass_time(seconds=599)
    assert len(room.receivers.got[A]) == 1
    await room.pass_time(seconds=1)
    assert len(room.receivers.got[A]) == 3


async def test_a_rest_ends_after_an_hour_for_the_others_and_after_a_day_for_the_one_that_asked(room: PostRoom) -> None:
    room.webhook(A, [E.SESSION_CREATED])
    room.receivers.answers[A] = answers(Receipt(503, "999999999"), OK)
    await begun(room)
    room.office.chat(1)
    await room.work()
    room.office.chat(2)
    await room.pass_time(minutes=59)
    assert len(room.receivers.got[A]) == 1
    await room.pass_time(minutes=1)
    assert b'"id":2,' in room.receivers.got[A][-1].body
    await room.pass_time(hours=23)
    assert b'"id":1,' in room.receivers.got[A][-1].body


async def test_after_a_restart_what_was_not_settled_is_sent_and_nothing_else(room: PostRoom) -> None:
    hook = room.webhook(A)
    room.receivers.answers[A] = lambda parcel: FAILED if b'"id":2,' in parcel.body else OK
    await begun(room)
    room.office.closed_chat(1)
    room.office.closed_chat(2)
    await room.work()
    before = len(room.receivers.got[A])
    room.receivers.answers.clear()
    await room.restart()
    assert len(room.receivers.got[A]) == before
    await room.pass_time(seconds=5)
    assert room.receivers.sequences(A)[before:] == [1, 2, 3, 4, 5, 6]
    assert len(room.listed(hook)) == 12


async def test_an_attempt_that_a_crash_cut_off_is_made_again(room: PostRoom) -> None:
    hangs = asyncio.Event()

    async def hang(_: Parcel) -> Receipt:
        await hangs.wait()
        return OK

    hook = room.webhook(A, [E.SESSION_CREATED])
    room.receivers.answers[A] = hang
    await begun(room)
    room.office.chat(1)
    await room.work()
    assert len(room.receivers.got[A]) == 1
    other = PostRoom.__new__(PostRoom)
    other.__dict__.update(room.__dict__)
    room.receivers.answers.clear()
    # The first process is never heard of again: nobody writes down what its receiver answers.
    other.delivering = room._delivering()
    other.delivering.start()
    await other.work()
    assert room.receivers.ids(A) == [row.message_id for row in room.listed(hook)] * 2
    hangs.set()
    await other.delivering.stop()


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


async def test_a_webhook_that_is_gone_leaves_nothing_behind_and_gets_nothing(room: PostRoom) -> None:
    hook = room.webhook(A)
    await begun(room)
    room.office.chat(1)
    await room.work()
    WebhookOffice(room.accounts.register, COMPANY).remove(hook.id)
    before = len(room.receivers.got[A])
    room.office.chat(2)
    await room.pass_time(seconds=2)
    assert len(room.receivers.got[A]) == before
    assert room.listed(hook) == []
    assert room.deliveries.known_webhooks() == set()


async def test_an_address_that_changed_holds_for_the_next_attempt(room: PostRoom) -> None:
    hook = room.webhook(A, [E.SESSION_CREATED])
    room.receivers.answers[A] = answers(FAILED)
    await begun(room)
    room.office.chat(1)
    await room.work()
    WebhookOffice(room.accounts.register, COMPANY).change(hook.id, wish_of(hook.event_types, B))
    await room.pass_time(seconds=5)
    assert (len(room.receivers.got[A]), room.receivers.sequences(B)) == (1, [1])


async def test_an_event_that_can_not_be_told_is_dead_and_holds_nobody_back(
    room: PostRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: object, delivery: object) -> bytes | None:
        return None if getattr(delivery, "type", "") == "SessionStarted" else b"{}"

    monkeypatch.setattr("hovorna.application.webhooks.rendering.Renderer.body", broken)
    hook = room.webhook(A)
    await begun(room)
    room.office.closed_chat(1)
    await room.work()
    assert room.receivers.sequences(A) == [1, 3, 4, 5, 6]
    dead = [row for row in room.listed(hook) if row.status is DeliveryStatus.DEAD]
    assert [(row.type, row.error) for row in dead] == [("SessionStarted", "The log tells of no such event.")]
    assert "webhook_event_untold" in {getattr(record, "event", "") for record in caplog.records}


async def test_a_sender_that_breaks_is_a_failed_attempt_and_no_more(
    room: PostRoom, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Parcel) -> Receipt:
        raise RuntimeError("broken")

    room.webhook(A, [E.SESSION_CREATED])
    room.receivers.answers[A] = broken
    await begun(room)
    room.office.chat(1)
    await room.work()
    room.receivers.answers.clear()
    await room.pass_time(seconds=5)
    assert room.receivers.sequences(A) == [1, 1]
    assert "webhooks_failed" in {getattr(record, "event", "") for record in caplog.records}


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


async def test_old_deliveries_are_dropped_and_dead_ones_kept_longer(room: PostRoom) -> None:
    hook = room.webhook(A, [E.SESSION_CREATED])
    room.options = msgspec.structs.replace(room.options, rules=msgspec.structs.replace(room.options.rules, waits=()))
    room.delivering = room._delivering()
    room.receivers.answers[A] = answers(FAILED, OK)
    await begun(room)
    room.office.chat(1)
    room.office.chat(2)
    await room.work()
    await room.pass_time(days=6, hours=23)
    assert len(room.listed(hook)) == 2
    await room.pass_time(hours=2)
    assert [row.status for row in room.listed(hook)] == [DeliveryStatus.DEAD]
    await room.pass_time(days=24)
    assert room.listed(hook) == []


async def test_how_far_behind_it_is_can_be_seen(room: PostRoom) -> None:
    room.webhook(A, [E.SESSION_CREATED])
    room.receivers.answers[A] = answers(FAILED)
    await begun(room)
    room.office.chat(1)
    assert room.delivering.lag().facts_behind > 0
    await room.work()
    await room.pass_time(seconds=11)
    lag = room.delivering.lag()
    assert (lag.facts_behind, lag.pending, lag.failing, lag.disabled) == (0, 1, 1, 0)
    assert lag.oldest_pending_seconds == timedelta(seconds=11).total_seconds()
