"""Our models and words against the published contract."""

from enum import StrEnum

import msgspec
import pytest
from msgspec import inspect

from hovorna.contract import access_token, routing_history, session_requests, wire_words
from hovorna.contract.enum_words import read_word
from hovorna.contract.session_activity import SessionActivity
from hovorna.contract.session_model import SessionModel
from hovorna.domain import vocabulary
from tests.unit.contract.published import Published
from tests.unit.contract.samples import BARE, FULL

MODELS: dict[str, type] = {
    "SessionModel": SessionModel,
    "SessionModel_Activity": SessionActivity,
    "RoutingTimeLine": routing_history.RoutingTimeLine,
    "CallParamsModel": session_requests.CallParamsModel,
    "UpdateCallParamsModel": session_requests.UpdateCallParamsModel,
    "SessionFiles": session_requests.SessionFiles,
    "SessionFileResponse": session_requests.SessionFileResponse,
    "ForwardSessionModel": session_requests.ForwardSessionModel,
    "SessionNoteModel": session_requests.SessionNoteModel,
    "Token": access_token.Token,
}

WORDS: dict[str, type[StrEnum]] = {
    "SessionStatus": vocabulary.SessionStatus,
    "SessionChannel": vocabulary.Channel,
    "SessionSource": vocabulary.Source,
    "SessionTerminationReason": vocabulary.TerminationReason,
    "GuestLeftSessionInState": vocabulary.GuestLeftSession,
    "DialNumberState": vocabulary.DialState,
    "RoutingTimelineActivityType": vocabulary.RoutingActivity,
    "ClientType": vocabulary.ClientType,
    "SessionRecordingType": vocabulary.RecordingType,
    "SessionRecordingsState": vocabulary.RecordingsState,
    "ClientAVSupport": vocabulary.AvSupport,
    "GuestOSType": vocabulary.GuestOs,
    "GuestBrowserType": vocabulary.GuestBrowser,
    "FeedbackScale": vocabulary.FeedbackScale,
    "ClientCallParamSource": vocabulary.ParamSource,
    "OperatorStateKind": vocabulary.OperatorStateKind,
    "SessionAVRequestState": wire_words.AvRequestState,
    "GetMediaResult": wire_words.MediaResult,
    "FormFieldInputType": wire_words.FormFieldInputType,
    "HeroCardSubmissionResult": wire_words.HeroCardSubmissionResult,
    "DeliveryState": wire_words.DeliveryState,
    "SessionFileRemovalState": wire_words.FileRemovalState,
}


@pytest.mark.parametrize("name", MODELS)
def test_a_model_has_the_published_members_in_their_order_and_types(published: Published, name: str) -> None:
    assert list(published.differences(inspect.type_info(MODELS[name]), published.schema(name), name)) == []


@pytest.mark.parametrize("name", WORDS)
def test_words_stand_in_the_published_order_so_that_their_numbers_are_right(published: Published, name: str) -> None:
    assert [word.value for word in WORDS[name]] == published.schema(name)["enum"]


@pytest.mark.parametrize("name", WORDS)
def test_a_number_is_the_place_in_the_published_list(published: Published, name: str) -> None:
    first = 0 if name == "SessionTerminationReason" else 1
    for number, word in enumerate(published.schema(name)["enum"], start=first):
        assert read_word(WORDS[name], number) == word


def test_the_kinds_of_activity_are_a_part_of_the_published_ones_in_their_order(published: Published) -> None:
    ours = [word.value for word in vocabulary.ActivityType]
    assert ours == [word for word in published.schema("SessionActivityType")["enum"] if word in ours]


def test_the_kinds_of_campaign_are_the_first_published_ones(published: Published) -> None:
    assert published.schema("CampaignMode")["enum"][:2] == list(vocabulary.CampaignKind)


@pytest.mark.parametrize("session", [FULL, BARE], ids=["full", "bare"])
def test_an_encoded_session_is_valid(published: Published, session: SessionModel) -> None:
    written = msgspec.json.decode(msgspec.json.encode(session))
    assert list(published.violations(written, published.schema("SessionModel"))) == []


def test_the_comparison_itself_sees_a_wrong_document(published: Published) -> None:
    written = msgspec.json.decode(msgspec.json.encode(FULL))
    del written["waited"]
    written |= {"channel": None, "status": "Closed", "id": "5", "created": "2026-05-02", "extra": 1}
    found = " ".join(published.violations(written, published.schema("SessionModel")))
    for name in ("waited", "channel", "status", "id", "created", "extra"):
        assert f"$.{name}:" in found
