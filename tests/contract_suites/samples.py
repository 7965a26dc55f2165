"""Facts, units and session rows to store, with defaults for what a test does not care about."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from hovorna.application.unit import ActivityRow, SessionRow, Unit
from hovorna.domain.facts import Body, Fact, GuestJoined

NOON = datetime(2024, 5, 17, 12, 0, 0, 123456, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def fact(version: int, session_id: int = 1, body: Body | None = None, at: datetime = NOON) -> Fact:
    return Fact(version, at, session_id, body or GuestJoined())


def unit(*versions: int, department_id: int = 1) -> Unit:
    return Unit(department_id, [fact(version) for version in versions])


_ROW = SessionRow(
    id=1,
    company_id=1,
    department_id=1,
    version=1,
    status="CLOSED",
    channel="Chat",
    source="Default",
    created=NOON,
    guest_joined=None,
    accepted=None,
    ended=None,
    waited=None,
    length=None,
    url=None,
    widget=None,
    stars=None,
    feedback_scale=None,
    ip_address=None,
    phone_callback_number=None,
    initial_message=None,
    browser="CHROME",
    os="LINUX",
    language=None,
    gdpr_version=None,
    guest_identity=None,
    guest_left="LeftSession",
    is_auto_accepted=False,
    had_concurrent_operators=False,
    termination=None,
    anonymised=None,
    operators=(),
    chatbots=(),
    tags=(),
    document=b'{"id":1}',
)


def session_row(session_id: int = 1, **fields: Any) -> SessionRow:
    """Any: each field has its own type, which `replace` passes on as it is."""
    return msgspec.structs.replace(_ROW, id=session_id, **fields)


def activity(number: int, text: str | None = "hello", session_id: int = 1) -> ActivityRow:
    return ActivityRow(number, session_id, after(number), text, f'{{"id":{number}}}'.encode())
