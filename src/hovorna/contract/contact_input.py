"""Reads contacts as clients write them, with an error by field for whatever can't be one."""

from collections.abc import Mapping

from hovorna.contract.contacts import FULL_NAME, LISTS, TEXTS, Given

KEYS = 100
KEY = 200
VALUES = 100
VALUE = 2_000

_OURS = {key.casefold(): key for key in (*LISTS, *TEXTS)}


def id_in(contact: Mapping[str, object]) -> object:
    """What the contact says its id is; None where it says nothing."""
    return next((value for key, value in contact.items() if key.casefold() == "id"), None)


def read_contact(contact: Mapping[str, object], path: str, errors: dict[str, str]) -> Given:
    """`path` is what fields in `errors` begin with: "[3].", or "" where the contact is the whole body."""
    members = _members(contact, path, errors)
    given: Given = {}
    seen: set[str] = set()
    for name, value in members.items():
        folded = name.strip().casefold()
        field = f"{path}{name}"
        if folded == "id":
            continue
        if not folded or len(name) > KEY:
            errors[field] = f"A key must have between 1 and {KEY} characters."
        elif folded in seen:
            errors[field] = "Is given twice."
        else:
            seen.add(folded)
            key = _OURS.get(folded, name.strip())
            given[key] = read_value(key, value, field, errors)
    if len(given) > KEYS:
        errors[path.rstrip(".") or "body"] = f"A contact can't have more than {KEYS} keys."
    return given


def _members(contact: Mapping[str, object], path: str, errors: dict[str, str]) -> Mapping[str, object]:
    """What is inside `data`, where the contact is written as `{id, data}`."""
    data = next((value for key, value in contact.items() if key.casefold() == "data"), None)
    if isinstance(data, dict):
        full_name = {key: value for key, value in contact.items() if key.casefold() == FULL_NAME.casefold()}
        others = set(contact) - set(full_name) - {key for key in contact if key.casefold() in ("id", "data")}
        errors.update(dict.fromkeys((f"{path}{key}" for key in others), "Must stand in data, as the other keys do."))
        return {**full_name, **data}
    return contact


def read_value(key: str, value: object, field: str, errors: dict[str, str]) -> str | list[str] | None:
    """In the form in which the key is told; None where there is nothing in it."""
    if value is not None and not isinstance(value, str | list):
        errors[field] = "Must be a text or a list of texts."
        return None
    items = value if isinstance(value, list) else [value]
    if len(items) > VALUES:
        errors[field] = f"Must not have more than {VALUES} values."
        return None
    texts: dict[str, None] = {}
    for place, item in enumerate(items):
        text = _text(item, f"{field}[{place}]" if isinstance(value, list) else field, errors)
        if text:
            texts[text] = None
    found = list(texts)
    if not found:
        return None
    if key not in TEXTS:
        return found if key in LISTS or isinstance(value, list) else found[0]
    if len(found) > 1:
        errors[field] = "Must be one value."
    return found[0]


def _text(item: object, field: str, errors: dict[str, str]) -> str | None:
    if item is None:
        return None
    if not isinstance(item, str):
        errors[field] = "Must be a text."
        return None
    if len(item) > VALUE:
        errors[field] = f"Must not be longer than {VALUE} characters."
        return None
    return item.strip()
