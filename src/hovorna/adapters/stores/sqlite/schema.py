"""The tables as they are now; the migrations lead here, and a test proves that they do.

Instants and durations are whole microseconds, words are their wire names. A department's tables have the department
first in their keys; what the session list reads has the company first, as the list is asked for per company. The id
of a session is a key by itself: it is unique in the store, and every single answer begins with it.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _number(name: str, *, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=null, autoincrement=False)


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=null)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _table(name: str, *columns: Column[int] | Column[str] | Column[bytes], with_rowid: bool = False) -> Table:
    return Table(name, metadata, *columns, sqlite_with_rowid=with_rowid, sqlite_strict=True)


facts = _table(
    "facts",
    _number("department_id", key=True),
    _number("version", key=True),
    _number("session_id"),
    _number("at"),
    _number("since", null=True),
    _number("claimed", null=True),
    _number("is_decided"),
    _text("type"),
    _bytes("body"),
)
Index("facts_of_session", facts.c.department_id, facts.c.session_id, facts.c.version)

sessions = _table(
    "sessions",
    _number("id", key=True),
    _number("company_id"),
    _number("department_id"),
    _number("version"),
    _text("status"),
    _text("channel"),
    _text("source"),
    _number("created"),
    _number("guest_joined", null=True),
    _number("accepted", null=True),
    _number("ended", null=True),
    _number("waited", null=True),
    _number("length", null=True),
    _text("url", null=True),
    _text("widget", null=True),
    _number("stars", null=True),
    _text("feedback_scale", null=True),
    _text("ip_address", null=True),
    _text("phone_callback_number", null=True),
    _text("initial_message", null=True),
    _text("browser"),
    _text("os"),
    _text("language", null=True),
    _text("gdpr_version", null=True),
    _text("guest_identity", null=True),
    _text("guest_left"),
    _number("is_auto_accepted"),
    _number("had_concurrent_operators"),
    _text("termination", null=True),
    _number("anonymised", null=True),
    _bytes("document"),
    with_rowid=True,
)
Index("sessions_by_created", sessions.c.company_id, sessions.c.created)
#: Every column that one filter of the list asks about, newest first within a value.
FILTERED = (
    "department_id",
    "status",
    "channel",
    "source",
    "guest_joined",
    "accepted",
    "ended",
    "waited",
    "length",
    "url",
    "widget",
    "stars",
    "feedback_scale",
    "ip_address",
    "phone_callback_number",
    "initial_message",
    "browser",
    "os",
    "language",
    "gdpr_version",
    "guest_identity",
    "guest_left",
    "is_auto_accepted",
    "had_concurrent_operators",
    "termination",
    "anonymised",
)
for _name in FILTERED:
    Index(f"sessions_by_{_name}", sessions.c.company_id, sessions.c[_name], sessions.c.created)


def _session_values(name: str, value: Column[int] | Column[str]) -> Table:
    """The values of a list that a session has, found by value and by session."""
    table = _table(
        name,
        _number("company_id", key=True),
        value,
        _number("created", key=True),
        _number("session_id", key=True),
        _number("position", key=True),
    )
    Index(f"{name}_of_session", table.c.session_id, table.c.position)
    return table


session_operators = _session_values("session_operators", _number("operator_id", key=True))
session_chatbots = _session_values("session_chatbots", _number("chatbot_id", key=True))
session_tags = _session_values("session_tags", _text("tag", key=True))

#: Folded copies, see `search_texts`.
session_texts = _table(
    "session_texts",
    _number("company_id", key=True),
    _number("created", key=True),
    _number("session_id", key=True),
    _text("url", null=True),
    _text("ip_address", null=True),
    _text("phone_callback_number", null=True),
    _text("initial_message", null=True),
    _text("language", null=True),
    _text("gdpr_version", null=True),
)
#: All that was said in a session that is over, folded.
conversations = _table(
    "conversations",
    _number("company_id", key=True),
    _number("created", key=True),
    _number("session_id", key=True),
    _text("text"),
)

activities = _table(
    "activities",
    _number("department_id", key=True),
    _number("session_id", key=True),
    _number("id", key=True),
    _number("at"),
    _text("text", null=True),
    _bytes("document"),
)

personal = _table(
    "personal",
    _number("department_id", key=True),
    _number("session_id", key=True),
    _text("slot", key=True),
    _text("value"),
)

timers = _table("timers", _number("department_id", key=True), _text("key", key=True), _number("due"))
Index("timers_by_due", timers.c.due)

operator_changes = _table(
    "operator_changes",
    _number("department_id", key=True),
    _number("operator_id", key=True),
    _number("at", key=True),
    _number("version", key=True),
    # One fact may move several operators, and one of them several times.
    _number("position", key=True),
    _text("kind"),
    _number("break_id", null=True),
    _number("by", null=True),
)

origins = _table(
    "origins",
    _number("department_id", key=True),
    _text("origin", key=True),
    _text("key", key=True),
    _number("session_id"),
)

idempotency = _table(
    "idempotency",
    _text("caller", key=True),
    _text("key", key=True),
    _text("request"),
    _number("status"),
    _bytes("body"),
    _number("at"),
)
Index("idempotency_by_at", idempotency.c.at)

#: Blobs that nothing points at any more, until they are deleted.
dropped_blobs = _table("dropped_blobs", _text("key", key=True))

snapshots = _table(
    "snapshots",
    _number("department_id", key=True),
    _number("version", key=True),
    _number("format"),
    _bytes("state"),
    with_rowid=True,
)

#: What the next number of each kind will be.
sequences = _table("sequences", _text("name", key=True), _number("next"))

#: What people administer: companies, departments, people, clients, keys, webhooks … one document each.
records = _table(
    "records",
    _text("kind", key=True),
    _number("id", key=True),
    # 0 belongs to none.
    _number("company_id"),
    _text("key", null=True),
    _bytes("document"),
)
Index("records_by_key", records.c.kind, records.c.key, unique=True)
Index("records_of_company", records.c.kind, records.c.company_id)

#: How far the deliveries of a webhook are planned along a department's log.
webhook_positions = _table(
    "webhook_positions",
    _number("webhook_id", key=True),
    _number("department_id", key=True),
    _number("version"),
)

#: The last sequence number of a webhook and an entity; where that is empty, the last number of the webhook.
webhook_counters = _table(
    "webhook_counters",
    _number("webhook_id", key=True),
    _text("entity", key=True),
    _number("last"),
)

#: Whose attempts have failed since when; and, where several nodes share a store, until when one of them sends for it.
webhook_states = _table(
    "webhook_states",
    _number("webhook_id", key=True),
    _number("failing_since", null=True),
    _number("claimed_until", null=True),
)

#: References into the log, never words of it.
webhook_deliveries = _table(
    "webhook_deliveries",
    _number("webhook_id", key=True),
    _number("number", key=True),
    _number("department_id"),
    _number("version"),
    _number("ordinal"),
    _text("type"),
    _text("entity"),
    _number("session_id"),
    _number("sequence"),
    _number("planned"),
    _number("attempts"),
    _number("due", null=True),
    _number("settled", null=True),
    _number("is_dead"),
    _number("attempted", null=True),
    _number("latency", null=True),
    _number("http_status", null=True),
    _text("error", null=True),
)
_owed = webhook_deliveries.c
Index("webhook_deliveries_by_event", _owed.webhook_id, _owed.department_id, _owed.version, _owed.ordinal, unique=True)
Index("webhook_deliveries_due", _owed.webhook_id, _owed.due, sqlite_where=_owed.due.is_not(None))
Index(
    "webhook_deliveries_pending",
    _owed.webhook_id,
    _owed.entity,
    _owed.number,
    sqlite_where=_owed.settled.is_(None),
)
Index("webhook_deliveries_dead", _owed.webhook_id, _owed.number, sqlite_where=_owed.is_dead == 1)
Index("webhook_deliveries_by_end", _owed.is_dead, _owed.settled, sqlite_where=_owed.settled.is_not(None))

#: Who guests are, as the department knows them: keys and values as one JSON text.
contacts = _table("contacts", _number("department_id", key=True), _number("id", key=True), _bytes("document"))
Index("contacts_by_id", contacts.c.id, unique=True)

#: What a contact is found by, in the form in which it is compared.
contact_values = _table(
    "contact_values",
    _number("department_id", key=True),
    _text("field", key=True),
    _text("value", key=True),
    _number("contact_id", key=True),
)
Index("contact_values_of_contact", contact_values.c.department_id, contact_values.c.contact_id)

#: Whose session it is.
contact_sessions = _table(
    "contact_sessions", _number("department_id", key=True), _number("session_id", key=True), _number("contact_id")
)
Index(
    "contact_sessions_of_contact",
    contact_sessions.c.department_id,
    contact_sessions.c.contact_id,
    contact_sessions.c.session_id,
)
