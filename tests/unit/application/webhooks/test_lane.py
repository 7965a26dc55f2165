"""Order, retries, and what becomes of receivers that fail."""

import asyncio
import logging
from pathlib import Path

import msgspec
import pytest

from hovorna.application.ports import StoreUnavailable
from hovorna.application.webhooks import lane
from hovorna.application.webhooks.deliveries import DeliveryStatus
from hovorna.application.webhooks.delivering import Options
from hovorna.application.webhooks.office import WebhookOffice, wish_of
from hovorna.application.webhooks.sending import Parcel, Receipt
from hovorna.contract.public_events.event_type import WebhookEventType as E
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import ClientType
from tests.unit.application.office import COMPANY
from tests.unit.application.webhooks.post_room import FAILED, OK, A, B, PostRoom, answers, begun


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


async def test_what_was_under_way_does_not_switch_off_a_webhook_that_is_on_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    room = PostRoom(tmp_path / "data", Options(moment=0.0, grace=60.0))
    held = asyncio.Event()

    async def gone(parcel: Parcel) -> Receipt:
        if b'"id":2,' in parcel.body:
            await held.wait()
        return Receipt(410)

    hook = room.webhook(A, [E.SESSION_CREATED])
    room.receivers.answers[A] = gone
    await begun(room)
    room.office.chat(1)
    room.office.chat(2)
    await room.work()
    assert room.stored(hook) != hook
    WebhookOffice(room.accounts.register, COMPANY).change(hook.id, wish_of(hook.event_types, A))
    room.receivers.answers.clear()
    held.set()
    await room.pass_time(seconds=2)
    assert room.stored(hook) == hook
    assert len([one for one in caplog.records if getattr(one, "event", "") == "webhook_disabled"]) == 1
    await room.close()


async def test_what_stood_ready_for_long_is_signed_with_the_keys_of_now(room: PostRoom) -> None:
    held = asyncio.Event()

    async def hang(_: Parcel) -> Receipt:
        await held.wait()
        return OK

    hook = room.webhook(A, [E.SESSION_CREATED])
    room.receivers.answers[A] = hang
    await begun(room)
    for session_id in range(1, 6):
        room.office.chat(session_id)
    await room.work()
    WebhookOffice(room.accounts.register, COMPANY).rotate(hook.id, room.office.hands.now())
    room.office.hands.move(seconds=6)
    held.set()
    await room.work()
    signatures = [len(one.headers["webhook-signature"].split()) for one in room.receivers.got[A]]
    assert signatures == [1, 1, 1, 1, 2]


async def test_a_change_of_a_webhook_holds_at_once(room: PostRoom) -> None:
    hook, gone = room.webhook(A, [E.SESSION_CREATED]), room.webhook("https://gone.example/")
    await begun(room)
    room.office.chat(1)
    await room.work()
    books = WebhookOffice(room.accounts.register, COMPANY)
    books.change(hook.id, wish_of(hook.event_types, B))
    books.rotate(hook.id, room.office.hands.now())
    books.remove(gone.id)
    sent = len(room.receivers.got[gone.callback_url])
    room.office.chat(2)
    await room.work()
    assert (len(room.receivers.got[A]), len(room.receivers.got[gone.callback_url])) == (1, sent)
    [parcel] = room.receivers.got[B]
    assert len(parcel.headers["webhook-signature"].split()) == 2


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


async def test_an_address_that_changed_holds_for_the_next_attempt(room: PostRoom) -> None:
    hook = room.webhook(A, [E.SESSION_CREATED])
    room.receivers.answers[A] = answers(FAILED)
    await begun(room)
    room.office.chat(1)
    await room.work()
    WebhookOffice(room.accounts.register, COMPANY).change(hook.id, wish_of(hook.event_types, B))
    await room.pass_time(seconds=5)
    assert (len(room.receivers.got[A]), room.receivers.sequences(B)) == (1, [1])


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


async def test_results_that_can_not_be_written_down_are_kept_until_they_can(
    room: PostRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise StoreUnavailable("The disk is full: nothing was written.")

    hook = room.webhook(A)
    await begun(room)
    monkeypatch.setattr(lane, "_FIRST_REST", 0.0)
    monkeypatch.setattr(type(room.deliveries), "settle", full)
    room.office.closed_chat(1)
    await room.work()
    assert room.receivers.sequences(A) == [1]
    assert {getattr(record, "event", "") for record in caplog.records} == {"webhooks_held_up"}
    monkeypatch.undo()
    await room.work()
    assert room.receivers.sequences(A) == [1, 2, 3, 4, 5, 6]
    assert [row.attempts for row in room.listed(hook)] == [1] * 6


async def test_a_lane_that_is_stopped_begins_nothing_new(room: PostRoom) -> None:
    room.webhook(A)
    await begun(room)
    await room.delivering.stop()
    room.office.closed_chat(1)
    await room.work()
    assert not room.receivers.got
    assert room.receivers.is_closed


async def test_words_that_were_erased_while_a_delivery_stood_ready_are_not_sent(room: PostRoom) -> None:
    """The receiver hangs with all that may be under way at once, and what comes next waits behind it."""
    waiting = asyncio.Event()

    async def hang(_: Parcel) -> Receipt:
        await waiting.wait()
        return OK

    room.webhook(A, [E.SESSION_ACTIVITY_CHAT_MESSAGE])
    room.receivers.answers[A] = hang
    await begun(room)
    for session_id in range(1, 6):
        room.office.do(
            room.office.arrival(session_id), c.PostMessage(session_id, ClientType.GUEST, f"words of {session_id}")
        )
    await room.work()
    assert len(room.receivers.got[A]) == 4
    room.office.do(c.LeaveAsGuest(5))
    room.office.do(c.Anonymise(5))
    waiting.set()
    await room.work()
    texts = [msgspec.json.decode(parcel.body)["data"]["text"] for parcel in room.receivers.got[A]]
    assert texts == [*(f"words of {session_id}" for session_id in range(1, 5)), None]
