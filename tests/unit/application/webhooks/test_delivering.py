"""Deliveries from a session's beginning to its end, over restarts and changes."""

import asyncio
from datetime import timedelta

import msgspec

from hovorna.application.webhooks.deliveries import DeliveryStatus
from hovorna.application.webhooks.office import WebhookOffice
from hovorna.application.webhooks.sending import Parcel, Receipt
from hovorna.contract.public_events.event_type import WebhookEventType as E
from tests.unit.application.office import COMPANY
from tests.unit.application.webhooks.post_room import FAILED, OK, SESSION_EVENTS, A, PostRoom, answers, begun


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
