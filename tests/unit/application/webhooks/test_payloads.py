"""What is sent of each event, against the published models and the store's words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
import pytest

from hovorna.adapters.stores.memory.log import MemoryLog
from hovorna.application import names, personal
from hovorna.application.names import OperatorName
from hovorna.application.unit import PersonalRow, Unit
from hovorna.application.webhooks.messages import looks
from hovorna.application.webhooks.payloads import Looks, payload_of
from hovorna.contract.public_events import EVENTS
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.contract.public_events.telling import events_of
from hovorna.contract.public_events.told import OperatorMove, Standing, Told
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.fold import fold
from hovorna.domain.vocabulary import (
    ActivityType,
    Cause,
    ClientType,
    GuestLeftSession,
    OperatorStateKind,
    Presence,
    RecordingType,
    RequestKind,
    TerminationReason,
)
from tests.unit.contract.published import Published, load
from tests.unit.domain.session_facts import SESSION, Story, after

EVA, PETR, GROUP, DEPARTMENT = 31, 32, 2, 4
FILE = f.FileShared(6, ClientType.GUEST, "blobs/6", "cd", 7, "image/png")

Json = dict[str, Any]


@pytest.fixture(scope="module")
def published() -> Published:
    return load()


def eventful() -> Story:
    """A life in which everything happens that webhooks tell of sessions."""
    story = Story()
    story.guest_joins(0)
    request = story.requested(1)
    story.accepted(5, request, story.offered(2, request, EVA))
    for body in (
        f.MessagePosted(ClientType.GUEST),
        f.MessagePosted(ClientType.USER, EVA, type=ActivityType.AUTO_ACTIVITY),
        FILE,
        f.HoldStarted(EVA),
        f.HoldEnded(EVA),
        f.CallParamsSet(),
        f.ForwardedToPhone(request, EVA),
        f.RecordingStarted(7, RecordingType.OTHER),
        f.InvitedUser(PETR, EVA),
    ):
        story.told(10, body)
    invite = story.requested(10, kind=RequestKind.INVITE)
    story.told(12, f.OfferRejected(story.offered(11, invite, PETR)))
    story.told(13, f.RoutingEnded(invite, Cause.CANCELLED))
    story.told(14, f.ForwardedToGroup(GROUP, request, EVA))
    again = story.requested(14, kind=RequestKind.FORWARD)
    story.told(14, f.OperatorLeft(EVA))
    story.told(14, f.OperatorConcluded(EVA))
    story.accepted(20, again, story.offered(15, again, PETR))
    end = f.SessionEnded(TerminationReason.GUEST_LEFT, GuestLeftSession.LEFT_SESSION)
    story.told(90, end, since=60)
    story.told(90, f.OperatorLeft(PETR), since=60)
    story.told(99, f.OperatorConcluded(PETR))
    story.told(120, f.RecordingProcessed(7, "blobs/7", "ab", 1, "audio/wav", after(5) - after(0)))
    return story


def messages(story: Story, values: Mapping[str, str] | None = None) -> list[Json]:
    session, look = fold(story.facts), Looks(DEPARTMENT, "https://calls.example", values or {})
    return [
        msgspec.json.decode(payload_of(told, fact, session, look))
        for fact in story.facts
        for told in events_of(fact, session)
    ]


def data_of(story: Story, kind: str, values: Mapping[str, str] | None = None) -> list[Json]:
    return [message["data"] for message in messages(story, values) if message["eventType"] == kind]


def test_every_message_is_as_published(published: Published) -> None:
    by_type = published.document["components"]["schemas"]["WebhookEvent"]["x-data-by-eventType"]
    told = messages(eventful())
    for message in told:
        assert list(message) == ["eventType", "data"]
        schema = published.schema(by_type[message["eventType"]].rpartition("/")[2])
        assert list(published.violations(message["data"], schema, message["eventType"])) == []
    of_departments = {"UserStatusChanged", "ApplicationSettingChanged", "GuestIdentityUpdated"}
    assert {message["eventType"] for message in told} == {event.name for event in EVENTS} - of_departments


def test_the_department_is_the_tenant_and_moments_are_those_of_the_document() -> None:
    story = eventful()
    [created] = data_of(story, "SessionCreated")
    assert created == {"id": SESSION, "tenantId": DEPARTMENT, "channel": "Chat", "source": "Default"}
    [started] = data_of(story, "SessionStarted")
    assert started["started"] == instant(1)
    assert [(one["userId"], one["time"]) for one in data_of(story, "SessionOperatorJoined")] == [
        (EVA, instant(5)),
        (PETR, instant(20)),
    ]
    # Told at 90, but true since 60.
    [ended] = data_of(story, "SessionEnded")
    assert (ended["started"], ended["ended"]) == (instant(5), instant(60))
    assert [(one["userId"], one["time"]) for one in data_of(story, "SessionOperatorLeft")] == [
        (EVA, instant(14)),
        (PETR, instant(60)),
    ]
    assert [one["time"] for one in data_of(story, "SessionOperatorConcluded")] == [instant(14), instant(99)]


def instant(seconds: float) -> str:
    at: datetime = after(seconds)
    return at.isoformat().replace("+00:00", "Z")


def test_a_session_that_nobody_accepted_ends_without_a_start() -> None:
    story = Story()
    story.requested(1)
    story.told(9, f.SessionEnded(TerminationReason.GUEST_ABANDONED, GuestLeftSession.LEFT_QUEUE))
    [ended] = data_of(story, "SessionEnded")
    assert (ended["started"], ended["ended"]) == (None, instant(9))


def test_a_forward_names_its_one_target_and_a_number_none() -> None:
    to_phone, to_group = data_of(eventful(), "SessionForwarded")
    targets = ("userId", "operatorGroupId", "chatbotId")
    assert [to_phone[name] for name in targets] == [None, None, None]
    assert [to_group[name] for name in targets] == [None, GROUP, None]
    story = Story()
    story.told(5, f.ForwardedToUser(PETR, None, EVA))
    assert [data_of(story, "SessionForwarded")[0][name] for name in targets] == [PETR, None, None]


def test_the_words_are_those_that_the_store_holds_when_it_is_sent() -> None:
    story = eventful()
    message = next(fact for fact in story.facts if isinstance(fact.body, f.MessagePosted))
    forward = next(fact for fact in story.facts if isinstance(fact.body, f.ForwardedToPhone))
    values = {
        personal.text(message.version): "Dobrý den",
        personal.file_name(6): "me.png",
        personal.forward_phone(forward.version): "+420123",
        personal.operator_name(PETR): names.encode_operator(OperatorName("petr", "Petr", "Velký")),
    }
    [said] = data_of(story, "SessionActivityChatMessage", values)
    assert (said["text"], said["activityId"], said["time"]) == ("Dobrý den", message.version, instant(10))
    [shared] = data_of(story, "SessionActivitySharedFile", values)
    assert shared["file"]["name"] == "me.png"
    assert shared["file"]["downloadUrl"] == f"https://calls.example/api/v1/Sessions/{SESSION}/files/6"
    assert data_of(story, "SessionActivitySessionForwarded", values)[0]["toPhoneNumber"] == "+420123"
    [invited] = data_of(story, "SessionActivityOperatorInvited", values)
    assert (invited["toOperatorUserId"], invited["toOperatorFullName"]) == (PETR, "Petr Velký")
    [rejected] = data_of(story, "SessionActivityOperatorInviteRejected", values)
    assert (rejected["client"], rejected["userId"]) == ("User", PETR)


def test_what_was_erased_meanwhile_is_not_sent_any_more() -> None:
    story = eventful()
    before = [message["eventType"] for message in messages(story)]
    story.told(400, f.Anonymised())
    after_it = messages(story)
    assert [message["eventType"] for message in after_it] == before
    [said] = data_of(story, "SessionActivityChatMessage")
    assert said["text"] is None
    [shared] = data_of(story, "SessionActivitySharedFile")
    assert (shared["file"]["name"], shared["file"]["downloadUrl"], shared["file"]["isDeleted"]) == (None, None, True)


def test_nobodys_words_are_taken_for_the_servers_address() -> None:
    story = Story()
    story.told(5, FILE)
    [shared] = data_of(story, "SessionActivitySharedFile", {personal.file_name(6): "\x01"})
    assert shared["file"]["name"] == "\x01"


# --- what is of no session ---


def alone(told: Told, fact: Fact, look: Looks | None = None) -> Json:
    data: Json = msgspec.json.decode(payload_of(told, fact, None, look or Looks(DEPARTMENT, "")))["data"]
    return data


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f.SettingChanged("a", company_id=1), {"companyId": 1}),
        (f.SettingChanged("a", department_id=1), {"departmentId": 1}),
        (f.SettingChanged("a", group_id=1), {"operatorGroupId": 1}),
        (f.SettingChanged("a", user_id=1), {"userId": 1}),
        (f.SettingChanged("a", rule_set_id=1), {"routingRuleSetId": 1}),
    ],
)
def test_a_changed_setting_says_whose_it_is(published: Published, body: f.SettingChanged, expected: Json) -> None:
    fact = Fact(1, after(0), 0, body)
    [told] = events_of(fact, None)
    data = alone(told, fact)
    assert list(published.violations(data, published.schema("ApplicationSettingChangedPayload"))) == []
    assert {name: value for name, value in data.items() if value is not None} == {"name": "a", **expected}


def test_a_contact_is_told_by_its_number_in_its_department(published: Published) -> None:
    fact = Fact(1, after(0), 0, f.ContactMerged(5, (6,)))
    data = [alone(told, fact) for told in events_of(fact, None)]
    assert data == [{"id": 5, "tenantId": DEPARTMENT}, {"id": 6, "tenantId": DEPARTMENT}]
    assert list(published.violations(data[0], published.schema("GuestIdentityUpdatedPayload"))) == []


def test_a_persons_status_comes_with_the_reason_that_was_given_for_it(published: Published) -> None:
    fact = Fact(8, after(0), 0, f.PresenceSet(EVA, Presence.AWAY, has_note=True, is_on_call=True))
    standing = Standing(OperatorStateKind.AWAY, is_on_call=True, noted=8)
    [told] = events_of(fact, None, [OperatorMove(EVA, Standing(OperatorStateKind.ONLINE), standing)])
    log = MemoryLog()
    log.commit([Unit(1, personal=[PersonalRow(0, personal.presence_note(8), "on the other line")])])
    data = alone(told, fact, looks(log, 1, told, None, ""))
    assert list(published.violations(data, published.schema("UserStatusChangedPayload"))) == []
    assert data == {
        "userId": EVA,
        "status": "BUSY",
        "availabilityStatus": "ON_CALL",
        "availabilityStatusReason": "on the other line",
    }


def test_a_session_event_without_its_session_is_a_fault() -> None:
    told = Told(WebhookEventType.SESSION_CREATED, "session:1", 0)
    with pytest.raises(ValueError, match="told of a session"):
        alone(told, Story().facts[0])
