from datetime import UTC, datetime

import pytest

from hovorna.application import source_records as s
from hovorna.application.documents import read_params
from hovorna.application.naming import Naming
from hovorna.application.recorded_commands import session_command
from hovorna.contract.session_requests import CallParam
from hovorna.domain.switchboard import recording as r
from hovorna.domain.vocabulary import (
    Cause,
    Channel,
    DialState,
    GuestLeftSession,
    ParamSource,
    Source,
    TerminationReason,
)
from tests.unit.application.recording_engine import DEPARTMENT, People

TEN = datetime(2024, 5, 1, 10, tzinfo=UTC)
END = r.Ended(TEN, TerminationReason.GUEST_LEFT, GuestLeftSession.LEFT_SESSION)


def _naming() -> Naming:
    return Naming(DEPARTMENT, People().accounts, {"Help": 3}, set())


def _command(session: s.SourceSession) -> r.RecordSession:
    return session_command(session, "queue-log", _naming())


def _session(*steps: s.SourceStep, params: dict[str, str] | None = None) -> s.SourceSession:
    return s.SourceSession(
        lines=(1,),
        key="k",
        created=TEN,
        source=Source.OUTGOING_CALL,
        steps=steps,
        groups=("Sales",),
        params=params or {},
        personal={"phone_callback_number": "777"},
    )


def test_a_recorded_call_knows_its_origin_and_names_its_personal_slots() -> None:
    about = _command(_session(END, params={"a": "1"})).about
    assert (about.channel, about.source) == (Channel.PHONE, Source.OUTGOING_CALL)
    assert (about.origin, about.origin_key) == ("queue-log", "k")
    assert about.slots == ("phone_callback_number", "params")


def test_params_are_stored_as_the_views_read_them_and_can_not_be_edited() -> None:
    personal = _command(_session(END, params={"a": "1"})).personal
    assert read_params(personal) == (
        CallParam(name="a", value="1", read_only=True, source=ParamSource.PHONE, updated_date=TEN),
    )
    assert personal["phone_callback_number"] == "777"


def test_a_call_without_params_stores_none() -> None:
    assert set(_command(_session(END)).personal) == {"phone_callback_number"}


@pytest.mark.parametrize(
    ("step", "twin"),
    [
        (s.Routed(TEN, "Help"), r.Routed(TEN, 3)),
        (s.Assigned(TEN, "RUT"), r.Assigned(TEN, 100)),
        (s.Withdrawn(TEN, "RUT", Cause.CANCELLED), r.Withdrawn(TEN, 100, Cause.CANCELLED)),
        (s.Accepted(TEN, "RUT"), r.Accepted(TEN, 100)),
        (s.Joined(TEN, "RUT"), r.Joined(TEN, 100)),
        (s.ForwardedTo(TEN, "RUT", "Help"), r.ForwardedTo(TEN, 100, group_id=3)),
        (s.ForwardedOut(TEN, "RUT", "888"), r.ForwardedOut(TEN, 100, "888")),
        (s.Concluded(TEN, "RUT"), r.Concluded(TEN, 100)),
        (r.GuestIn(TEN), r.GuestIn(TEN)),
        (r.Dialled(TEN), r.Dialled(TEN)),
        (r.DialResult(TEN, DialState.NO_ANSWER), r.DialResult(TEN, DialState.NO_ANSWER)),
        (END, END),
    ],
)
def test_names_become_ids_and_everything_else_stays(step: s.SourceStep, twin: r.Step) -> None:
    assert _command(_session(step)).steps == (twin,)


def test_a_group_that_is_only_named_is_made_as_well() -> None:
    naming = _naming()
    session_command(_session(END), "queue-log", naming)
    assert len(naming.take_new()) == 1
