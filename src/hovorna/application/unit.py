"""What one decided command leaves behind: written whole or not at all."""

from datetime import datetime, timedelta

import msgspec

from hovorna.domain.facts import Fact
from hovorna.domain.switchboard.contact_rows import ContactLink, ContactWrite
from hovorna.domain.switchboard.effects import OperatorChange


class SessionRow(msgspec.Struct, frozen=True):
    """A session's stored view: the document and the columns that filters use.

    `document` is UTF-8 JSON in which every raw byte 0x01 stands for the server's public address. While the session is
    open the value of `activities` is one raw byte 0x02, to be filled from the activities' own rows; in a final
    session the activities are inside. Neither byte can occur in JSON text otherwise.
    """

    id: int
    company_id: int
    department_id: int
    version: int
    status: str
    channel: str
    source: str
    created: datetime
    guest_joined: datetime | None
    accepted: datetime | None
    ended: datetime | None
    waited: timedelta | None
    length: timedelta | None
    url: str | None
    widget: str | None
    stars: int | None
    feedback_scale: str | None
    ip_address: str | None
    phone_callback_number: str | None
    initial_message: str | None
    browser: str
    os: str
    language: str | None
    gdpr_version: str | None
    guest_identity: str | None
    guest_left: str
    is_auto_accepted: bool
    had_concurrent_operators: bool
    termination: str | None
    anonymised: datetime | None
    operators: tuple[int, ...]
    chatbots: tuple[int, ...]
    tags: tuple[str, ...]
    document: bytes


class ActivityRow(msgspec.Struct, frozen=True):
    """One line of a session's conversation, ready to send; `id` is the version of its fact.

    `text` is what ActivityTextsContain searches. A row that comes again replaces the old one.
    """

    id: int
    session_id: int
    at: datetime
    text: str | None
    document: bytes


class PersonalRow(msgspec.Struct, frozen=True):
    """A value under (department, session, slot); None deletes it."""

    session_id: int
    slot: str
    value: str | None


class IdempotentAnswer(msgspec.Struct, frozen=True):
    """What was answered to a write, kept for 24 h: the same key by the same caller answers the same."""

    caller: str
    key: str
    #: SHA-256 of method, path and body: the same key for another request is refused.
    request: str
    status: int
    body: bytes
    at: datetime


class Unit(msgspec.Struct):
    """One command's facts with every view that follows them."""

    department_id: int
    facts: list[Fact] = []
    personal: list[PersonalRow] = []
    #: Sessions whose personal rows (but lasting names, see `personal`) and activities go before `personal` is written.
    erased: list[int] = []
    sessions: list[SessionRow] = []
    activities: list[ActivityRow] = []
    #: Timer -> due; None deletes it.
    timers: dict[str, datetime | None] = {}
    operator_changes: list[OperatorChange] = []
    #: Imported sessions: (origin, key, session id).
    origins: list[tuple[str, str, int]] = []
    #: Blobs that a fact of this unit points at: no longer pending (see `LogWriter.expect_blob`).
    kept_blobs: list[str] = []
    #: Blobs that nothing points at any more: remembered until they are deleted, also across a crash.
    dropped_blobs: list[str] = []
    #: After `erased`, in this order; a contact that goes takes the links to it along.
    contacts: list[ContactWrite] = []
    links: list[ContactLink] = []
    idempotent: IdempotentAnswer | None = None

    @property
    def is_erasing(self) -> bool:
        """Whether words must become unreadable in the store's files as well."""
        return bool(self.erased) or any(write.is_erased for write in self.contacts)


class Snapshot(msgspec.Struct, frozen=True):
    """A switchboard as of a version, to start from instead of the log's beginning; `format` names its encoding."""

    department_id: int
    version: int
    format: int
    state: bytes
