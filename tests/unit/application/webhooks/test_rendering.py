"""What is sent is made when it is sent, from memory or from the log alike."""

import msgspec
import pytest

from hovorna.application.webhooks.deliveries import DeliveryStatus
from hovorna.application.webhooks.folding import Folds
from hovorna.application.webhooks.following import Follower
from hovorna.application.webhooks.rendering import Renderer
from hovorna.contract.public_events.event_type import WebhookEventType as E
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import ClientType
from tests.unit.application.office import COMPANY, DEPARTMENT
from tests.unit.application.webhooks.post_room import FAILED, OK, SESSION_EVENTS, A, PostRoom, answers, begun


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


def test_a_message_from_the_log_alone_is_the_one_from_memory(room_without_loop: PostRoom) -> None:
    room, reader = room_without_loop, room_without_loop.office.reader
    hook = room.webhook(A, [*SESSION_EVENTS, E.SESSION_ACTIVITY_CHAT_MESSAGE, E.USER_STATUS_CHANGED])
    folds = Folds(reader)
    room.office.closed_chat(1)
    room.office.chat(2)
    room.office.do(c.PostMessage(2, ClientType.GUEST, "my own words"))
    Follower(reader, room.deliveries, room.office.hands, folds).step([hook], {COMPANY: [DEPARTMENT]})
    near = Renderer(reader, folds, "https://desk.example")
    rows = room.listed(hook)
    assert {row.type for row in rows} == {kind.value for kind in hook.event_types}
    for row in rows:
        body = near.body(row)
        assert body is not None
        assert body == Renderer(reader, Folds(reader), "https://desk.example").body(row)
        assert msgspec.json.decode(body)["eventType"] == row.type


def test_what_the_log_does_not_tell_can_not_be_sent(room_without_loop: PostRoom) -> None:
    room, reader = room_without_loop, room_without_loop.office.reader
    hook = room.webhook(A)
    room.office.chat(1)
    Follower(reader, room.deliveries, room.office.hands, Folds(reader)).step([hook], {COMPANY: [DEPARTMENT]})
    row, renderer = room.listed(hook)[0], Renderer(reader, Folds(reader), "https://desk.example")
    assert renderer.body(row) is not None
    for wrong in ({"version": 99_999}, {"ordinal": 9}, {"type": "SessionEnded"}):
        assert renderer.body(msgspec.structs.replace(row, **wrong)) is None
