"""The page of every path of the API: who may call it, what it takes and what it answers."""

import re
from collections.abc import Iterable, Sequence
from types import UnionType
from typing import Any

from hovorna.api import ApiSettings
from hovorna.api.app import OPERATIONS
from hovorna.api.limits import NAME, PARAM_NAME, PARAM_VALUE, PARAMS, PHONE, TEXT
from hovorna.api.openapi import document_of
from hovorna.api.operation import Access, Operation
from hovorna.contract.durations import format_duration
from tools.generate.markdown import NOTICE, table

_TOP = """# API reference

{notice}
Every path, from the table that serves them. The same as OpenAPI 3.1 is at `/openapi.json`, and to try at `/docs`; how
the calls play together is told in the [API guide](api-guide.md), what refusals mean in [Errors](errors.md).

## What holds everywhere

- **Paths and names.** Static parts of paths, names in queries and keys of JSON may be in any letter case; a slash at
  the end is nothing. Members that are not known are ignored. Words of enumerations may be in any case or be their
  number.
- **Tokens.** `Authorization: Bearer …`, the scheme in any letter case. An access token is good for {token_life}, and
  {token_grace} more for clocks that differ. A guest's token opens one session and does not expire; it is made from
  the session's id and a key of the store, and kept nowhere.
- **Writes.** Each takes the header `Idempotency-Key` (up to 200 characters): the same key by the same caller within
  24 h answers the same and changes nothing; for another request it is refused. A refused request leaves its key free.
  Without an access token a key must have at least 16 characters. What was answered is on disk.
- **Limits.** A text has at most {text} characters, a name {name}, a phone number {phone}; a session has at most
  {params} call params, with names of {param_name} and values of {param_value} characters. A JSON body has at most
  {largest_json} MiB, a file {largest_file} MiB, a recording {largest_recording} MiB. One address may create {guests}
  sessions a minute; the address is the guest's own, or what an API client says it is in `guest.ipAddress`.
- **Files and recordings** are sent as they are, in the body, and come back with `ETag`, `Range`, `If-Range`,
  `If-None-Match` and `HEAD`. A file is always saved, a recording may be played where it is linked.

"""

_MIB = 1024 * 1024

_WHO: dict[Access, str] = {
    Access.OPEN: "everybody",
    Access.GUEST: "the session's guest",
    Access.OPERATOR: "`operate`, or that operator",
    Access.SELF: "people; about others `administer`",
    Access.OPTIONAL: "everybody; with a token `operate`",
    Access.READER_OR_GUEST: "`read`, or the session's guest",
}

#: What the tags are about, in the order of the page.
_TAGS: tuple[tuple[str, str], ...] = (
    ("Login", "Tokens for programs and for people, who [log in](login.md). `me` and `logins` are ours."),
    ("Sessions", "The published API: contract paths. `durations`, `events` and the downloads are ours."),
    ("Events", "The log of a department as it grows: [Events](events.md). Ours."),
    ("Companies", "One's own; all of them for whoever hosts the server. See [Administration](administration.md)."),
    ("Departments", "What a company is divided into, each with a switchboard and a log of its own."),
    ("Groups", "Operators who take sessions together. Names, deletion and priorities of members are ours."),
    ("Routing", "Rule sets: which group takes which sessions. Ours, but for the settings."),
    ("Tags", "Names that are put on sessions."),
    ("Contacts", "Who guests are: [Contacts](contacts.md). The list of a contact's sessions is ours."),
    ("Users", "The published API: contract paths. The list of invitations is ours: [People](people.md)."),
    ("Break states", "The company's reasons for breaks. Ours."),
    ("Webhooks", "Who is told of events: [Webhooks](webhooks.md). Secrets, deliveries and replays are ours."),
    ("Guest", "The guest's side of a session. Ours."),
    ("Operator", "An API client acts for the operator whose user id stands in the path. Ours."),
    ("Calls", "What the telephone system reports and does on its own. Ours."),
    ("Recordings", "Recordings as they are made. Ours."),
    ("Forms", "What guests and operators fill in. All but the list is ours: [Widgets and forms](widgets.md)."),
    ("Widgets", "What a chat on web pages looks like: [Widgets and forms](widgets.md). Making presets is ours."),
    ("WhatsApp", "Numbers that are connected; nothing connects one yet."),
    ("Metrics", "Names of what can be measured, and dashboards of them. Changing dashboards is ours."),
    ("Campaigns", "Not built yet: every call answers 501."),
    ("Chatbot", "Not built yet: every call answers 501."),
    ("EmailThreads", "Not built yet: every call answers 501."),
    ("EmailMessages", "Not built yet: every call answers 501."),
    ("Phones", "Not built yet: every call answers 501."),
    ("GenericChannel", "Not built yet: every call answers 501."),
    ("Health", "For whoever watches the process."),
)

_REFERENCE = re.compile(r"#/components/schemas/(\w+)")

Json = dict[str, Any]


def page() -> str:
    settings = ApiSettings()
    top = _TOP.format(
        notice=NOTICE,
        token_life=format_duration(settings.token_life),
        token_grace=format_duration(settings.token_grace),
        text=f"{TEXT:,}",
        name=NAME,
        phone=PHONE,
        params=PARAMS,
        param_name=PARAM_NAME,
        param_value=f"{PARAM_VALUE:,}",
        largest_json=settings.largest_json // _MIB,
        largest_file=settings.largest_file // _MIB,
        largest_recording=settings.largest_recording // _MIB,
        guests=settings.guests_per_minute,
    )
    return top + "\n".join(_section(tag, about) for tag, about in _TAGS) + _bodies()


def _section(tag: str, about: str) -> str:
    operations = [one for one in OPERATIONS if one.tag == tag]
    return f"## {tag}\n\n{about}\n\n" + table(("call", "who", "body", "answer", ""), map(_row, operations))


def _row(operation: Operation) -> Sequence[object]:
    access = operation.access
    who = _WHO[access] if isinstance(access, Access) else f"`{access}`"
    query = "".join(f" `?{each.name}`" for each in operation.query) if len(operation.query) < 3 else " and filters"
    body = _model(operation.body) if operation.body else "bytes" if operation.is_upload else ""
    answer = f"{operation.status} {_model(operation.answer)}".strip()
    return f"`{operation.method} {operation.path}`{query}", who, body, answer, operation.summary


def _model(model: Any) -> str:  # Any: an annotation
    if model is None:
        return ""
    if isinstance(model, UnionType):
        return " or ".join(map(_model, model.__args__))
    name = getattr(model, "__name__", "")
    return f"list of {_model(model.__args__[0])}" if name == "list" else f"`{name}`" if name != "dict" else "object"


def _bodies() -> str:
    """Members of what our own paths take; what they answer is in the OpenAPI document."""
    schemas = document_of(OPERATIONS)["components"]["schemas"]
    taken = [one.body.__name__ for one in OPERATIONS if one.body is not None and not one.is_contract]
    names = list(dict.fromkeys(taken))
    at = names.index("NewSession") + 1
    sections = [_body(name, schemas[name]) for name in [*names[:at], "NewGuest", *names[at:]]]
    return "\n## Bodies of our own paths\n\n" + "\n".join(sections)


def _body(name: str, schema: Json) -> str:
    about = f"{schema['description']}\n\n" if "description" in schema else ""
    rows = _members(schema["properties"], set(schema.get("required", ())))
    return f"### {name}\n\n{about}" + table(("member", "type", "default"), rows)


def _members(properties: Json, required: set[str]) -> Iterable[Sequence[object]]:
    for name, schema in properties.items():
        default = "required" if name in required else _default(schema.get("default"))
        yield f"`{name}`", _type(schema), default


def _default(value: object) -> str:
    return (
        ""
        if value is None
        else "`{}`"
        if isinstance(value, dict)
        else f"`{str(value).lower() if isinstance(value, bool) else value}`"
    )


def _type(schema: Json) -> str:
    found = _REFERENCE.search(schema.get("$ref", ""))
    if found:
        return f"`{found[1]}`"
    if "anyOf" in schema:
        return ", ".join(_type(each) for each in schema["anyOf"] if each.get("type") != "null")
    if "object" in (schema.get("type") or ()):
        return "map of texts"
    bounds = {"maxLength": "at most {} characters", "minimum": "from {}", "maximum": "to {}", "pattern": "`{}`"}
    told = [text.format(schema[key]) for key, text in bounds.items() if key in schema]
    words = {"string": "text", "integer": "number", "boolean": "yes or no"}
    kinds = schema.get("type", "")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    return " ".join([words.get(kind, "any"), *told])
