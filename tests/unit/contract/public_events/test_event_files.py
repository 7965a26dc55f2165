"""One file per event: its type, its payload and what makes it belong together."""

from types import ModuleType
from typing import get_type_hints

import pytest

from hovorna.contract.public_events import (
    EVENTS,
    application_setting_changed,
    guest_identity_updated,
    session_activity,
    session_call_params_updated,
    session_created,
    session_ended,
    session_forwarded,
    session_operator_concluded,
    session_operator_joined,
    session_operator_left,
    session_recording_post_processing_completed,
    session_started,
    user_status_changed,
)

FILES: list[ModuleType] = [
    application_setting_changed,
    guest_identity_updated,
    session_call_params_updated,
    session_created,
    session_ended,
    session_forwarded,
    session_operator_concluded,
    session_operator_joined,
    session_operator_left,
    session_recording_post_processing_completed,
    session_started,
    user_status_changed,
]


def pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.rpartition(".")[2].split("_"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: pascal(file.__name__))
def test_a_file_is_named_after_its_event_and_makes_its_payload(file: ModuleType) -> None:
    name = pascal(file.__name__)
    assert file.EVENT.name == name
    assert file.EVENT.payload.__name__ == f"{name}Payload"
    assert get_type_hints(file.payload)["return"] is file.EVENT.payload
    assert file.EVENT in EVENTS


def test_the_family_of_activities_has_one_payload() -> None:
    assert {event.payload for event in session_activity.EVENTS} == {session_activity.SessionActivityPayload}
    assert all(event.name.startswith("SessionActivity") for event in session_activity.EVENTS)
    assert set(EVENTS) == {*session_activity.EVENTS, *(file.EVENT for file in FILES)}
