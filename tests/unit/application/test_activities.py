"""The conversation of a session, line by line, each made of one fact."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from hovorna.application import activities, names, personal
from hovorna.application.names import OperatorName
from hovorna.application.unit import ActivityRow
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.fold import fold
from hovorna.domain.vocabulary import Cause, ClientType, GuestLeftSession, RequestKind, TerminationReason
from tests.unit.domain.session_facts import SESSION, Story, after, plain_chat

EVA, PETR, GROUP = 31, 32, 2
NAMES = {
    personal.operator_name(PETR): names.encode_operator(OperatorName("petr", "Petr", "Velký")),
    personal.group_name(GROUP): "Sales",
}


def rows(story: Story, values: Mapping[str, str] = NAMES) -> list[ActivityRow]:
    return activities.rows_of(fold(story.facts), story.facts, values)


def read(row: ActivityRow) -> dict[str, Any]:  # Any: JSON
    """Without what is null, and with the marker of the address made readable."""
    document = json.loads(row.document.replace(activities.BASE, b"<base>"))
    return {key: value for key, value in document.items() if value is not None}


def only(body: f.Body, values: Mapping[str, str] = NAMES) -> dict[str, Any]:  # Any: JSON
    """What the last fact's line says, without its id, time and type."""
    story = Story()
    story.told(5, body)
    [row] = rows(story, values)
    return {key: value for key, value in read(row).items() if key not in ("activityId", "time")}


def test_a_plain_chat_is_told_as_it_went() -> None:
    assert [(read(row)["type"], (row.at - after(0)).total_seconds()) for row in rows(plain_chat())] == [
        ("Joined", 0),
        ("Joined", 20),
        ("SessionEnded", 320),
        ("Left", 320),
    ]


def test_each_line_is_known_by_the_version_of_its_fact_and_its_session() -> None:
    story = plain_chat()
    versions = [fact.version for fact in story.facts]
    for row in rows(story):
        assert row.id in versions
        assert (row.session_id, read(row)["activityId"]) == (SESSION, row.id)


def test_a_line_told_late_stands_at_the_instant_at_which_it_was_true() -> None:
    story = Story()
    story.guest_joins(0)
    ended = f.SessionEnded(TerminationReason.GUEST_ABANDONED, GuestLeftSession.LEFT_QUEUE)
    story.told(90, ended, since=30)
    assert rows(story)[-1].at == after(30)


@pytest.mark.parametrize(
    "body",
    [
        f.TagAssigned(1, EVA),
        f.NoteWritten(EVA),
        f.CallParamsSet(),
        f.RoutingRequested(RequestKind.ENTRY, after(1)),
        f.RoutingEnded(3, Cause.ACCEPTED),
        f.DialStarted(),
    ],
)
def test_what_nobody_said_or_saw_is_no_part_of_the_conversation(body: f.Body) -> None:
    story = Story()
    story.told(5, body)
    assert rows(story) == []


def test_a_message_shows_its_words_and_is_found_by_them() -> None:
    story = Story()
    version = story.told(5, f.MessagePosted(ClientType.USER, EVA))
    [row] = rows(story, {personal.text(version): 'Dobrý "den"'})
    assert row.text == 'Dobrý "den"'
    told = read(row)
    assert (told["type"], told["client"], told["userId"], told["text"]) == (
        "ChatMessage",
        "User",
        EVA,
        'Dobrý "den"',
    )


def test_every_message_shows_its_own_words() -> None:
    story = Story()
    first, second = (story.told(5, f.MessagePosted(ClientType.GUEST)) for _ in range(2))
    values = {personal.text(first): "one", personal.text(second): "two"}
    assert [row.text for row in rows(story, values)] == ["one", "two"]


SHARED = f.FileShared(6, ClientType.GUEST, "blobs/6", "cd34", 70, "image/png")


def test_a_shared_file_can_be_fetched_from_wherever_the_server_is() -> None:
    file = only(SHARED, {personal.file_name(6): "me.png"})["file"]
    assert (file["name"], file["downloadUrl"]) == ("me.png", f"<base>/api/v1/Sessions/{SESSION}/files/6")


def test_a_deleted_file_has_its_line_and_no_address() -> None:
    story = Story()
    story.told(5, SHARED)
    story.told(6, f.FileDeleted(6))
    [row] = rows(story, {personal.file_name(6): "me.png"})
    file = read(row)["file"]
    assert (file["isDeleted"], file.get("downloadUrl"), file["name"]) == (True, None, "me.png")


def test_nobodys_words_are_taken_for_the_servers_address() -> None:
    """A text may hold the very marker: only the one that the server wrote becomes the raw byte."""
    story = Story()
    version = story.told(5, f.MessagePosted(ClientType.GUEST))
    text = '"downloadUrl":"\x01'
    [row] = rows(story, {personal.text(version): text})
    assert activities.BASE not in row.document
    assert json.loads(row.document)["text"] == text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f.HoldStarted(EVA), {"type": "OnHold", "client": "User", "userId": EVA}),
        (f.HoldEnded(EVA), {"type": "ResumeGuest", "client": "User", "userId": EVA}),
        (f.OperatorJoined(EVA), {"type": "Joined", "client": "User", "userId": EVA}),
        (f.OperatorLeft(EVA), {"type": "Left", "client": "User", "userId": EVA}),
        (f.GuestJoined(), {"type": "Joined", "client": "Guest"}),
        (f.GuestLeft(), {"type": "Left", "client": "Guest"}),
        (f.RoutingEnded(3, Cause.CANCELLED), {"type": "OperatorInviteCanceled"}),
        (f.ChatbotLeft(5), {"type": "Handoff", "client": "Chatbot", "chatbotId": 5}),
        (
            f.InvitedGroup(GROUP, EVA),
            {"type": "OperatorInvited", "client": "User", "userId": EVA, "toGroupId": GROUP, "toGroupName": "Sales"},
        ),
        (
            f.InvitedUser(PETR, EVA),
            {
                "type": "OperatorInvited",
                "client": "User",
                "userId": EVA,
                "toOperatorUserId": PETR,
                "toOperatorFullName": "Petr Velký",
            },
        ),
    ],
)
def test_each_deed_names_who_did_it_and_to_whom(body: f.Body, expected: dict[str, object]) -> None:
    told = only(body)
    assert {key: told.get(key) for key in expected} == expected


def test_a_colleague_who_turns_an_invitation_down_is_named() -> None:
    story = Story()
    story.told(5, f.InvitedUser(PETR, EVA))
    invite = story.requested(5, kind=RequestKind.INVITE)
    offer = story.offered(6, invite, PETR)
    story.told(9, f.OfferRejected(offer))
    story.told(9, f.RoutingEnded(invite, Cause.SESSION_OVER))
    told = read(rows(story)[-1])
    assert (told["type"], told["client"], told["userId"]) == ("OperatorInviteRejected", "User", PETR)


def test_an_offer_of_the_guest_that_is_turned_down_is_no_part_of_the_conversation() -> None:
    """Also beside an open invitation."""
    story = Story()
    offer = story.offered(2, story.requested(1), PETR)
    story.told(5, f.InvitedGroup(GROUP, EVA))
    story.requested(5, kind=RequestKind.INVITE)
    story.told(9, f.OfferRejected(offer))
    assert [read(row)["type"] for row in rows(story, NAMES)] == ["OperatorInvited"]


def test_an_end_says_why_and_by_whom_and_of_the_api_by_nobody() -> None:
    by_hand = only(f.SessionEnded(TerminationReason.OPERATOR_LEFT, GuestLeftSession.LEFT_SESSION, EVA))
    by_api = only(f.SessionEnded(TerminationReason.SESSION_API_CALL, GuestLeftSession.LEFT_SESSION))
    assert (by_hand["terminationReason"], by_hand["userId"]) == ("OperatorLeft", EVA)
    assert by_api["terminationReason"] == "SessionApiCall"
    assert not {"userId", "client"} & set(by_api)


def test_a_forward_names_its_target_its_note_and_its_number() -> None:
    story = Story()
    group = story.told(5, f.ForwardedToGroup(GROUP, None, EVA))
    user = story.told(6, f.ForwardedToUser(PETR, None, EVA))
    phone = story.told(7, f.ForwardedToPhone(None, EVA))
    values = {
        **NAMES,
        personal.forward_note(group): "please",
        personal.forward_note(user): "yours",
        personal.forward_phone(phone): "+420123",
    }
    first, second, third = (read(row) for row in rows(story, values))
    assert (first["toGroupName"], first["note"], first["userId"]) == ("Sales", "please", EVA)
    assert (second["toOperatorFullName"], second["note"]) == ("Petr Velký", "yours")
    assert third["toPhoneNumber"] == "+420123"
    assert "note" not in third


def test_an_acceptance_is_the_joining_of_whoever_held_the_offer() -> None:
    story = Story()
    request = story.requested(1)
    offers = [story.offered(2, request, operator) for operator in (EVA, PETR)]
    story.accepted(7, request, offers[1])
    [row] = rows(story)
    assert (read(row)["type"], read(row)["userId"]) == ("Joined", PETR)


def test_anonymising_takes_the_words_out_and_leaves_the_deeds() -> None:
    story = plain_chat()
    version = story.told(321, f.MessagePosted(ClientType.GUEST))
    story.told(322, SHARED)
    values = {personal.text(version): "secret", personal.file_name(6): "secret.png"}
    before = [read(row)["type"] for row in rows(story, values)]
    story.told(400, f.Anonymised())
    left = rows(story, values)
    assert [read(row)["type"] for row in left] == before[:-2]
    assert b"secret" not in b"".join(row.document for row in left)


def test_an_acceptance_of_another_session_makes_no_line() -> None:
    story = plain_chat()
    stranger = Fact(99, after(5) + timedelta(seconds=1), SESSION, f.OfferAccepted(98))
    assert activities.row_of(fold(story.facts), stranger, NAMES) is None
