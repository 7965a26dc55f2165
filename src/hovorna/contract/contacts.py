"""Contacts as the published API has them, and ways of writing them down that existing clients use.

A flat map `{"id": 5, "oo1_guest_phone": [...], ...}`, or `{"id": 5, "data": {...}}`; a value is a text or a list.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from hovorna.contract.wire_types import Long

PHONE, EMAIL, GUID, IDENT = "oo1_guest_phone", "oo1_guest_email", "oo1_guest_guid", "oo1_guest_ident"
FULL_NAME = "fullName"

#: Clients parse these as lists, and a text is an error to them.
LISTS = (PHONE, EMAIL, GUID)
#: Of these there is one, told as a text; a list is an error to clients.
TEXTS = (IDENT, FULL_NAME)

#: What is known of somebody: key -> values. A key of the company's own keeps the form that it was given in.
Known = dict[str, str | list[str]]
#: What is asked to be changed; None is to be known no more.
Given = dict[str, str | list[str] | None]

#: Any: also `{id, data}`, whose members are no texts.
ContactInput = dict[str, str | list[str | None] | int | dict[str, Any] | None]


class ContactFlat(msgspec.Struct, frozen=True, kw_only=True):
    """Keys of the company's own come after these, each as the text or the list of texts that it was given as."""

    id: Long
    oo1_guest_phone: list[str] | None
    oo1_guest_email: list[str] | None
    oo1_guest_guid: list[str] | None
    oo1_guest_ident: str | None


class ContactModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: Long
    data: dict[str, list[str] | None]


class IdentityDataModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    full_name: str | None = None
    #: Any: texts and lists, read as those of a contact.
    data: dict[str, Any] | None = None


class MergeModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The first contact stays, and gets what the others have; what `contactData` says goes before all."""

    ids: list[Long] | None = None
    contact_data: IdentityDataModel | None = None


def flat(contact_id: int, known: Known) -> dict[str, object]:
    told: dict[str, object] = {"id": contact_id, **dict.fromkeys((*LISTS, IDENT))}
    return {**told, **known}


def model(contact_id: int, known: Known) -> ContactModel:
    return ContactModel(id=contact_id, data={key: as_list(value) for key, value in known.items()})


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def with_changes(known: Known, given: Mapping[str, str | list[str] | None]) -> Known:
    """Only what is given becomes another. A key is the same in whatever letter case."""
    spelled = {key.casefold(): key for key in known}
    changed = dict(known)
    for key, value in given.items():
        old = spelled.get(key.casefold(), key)
        if value is None:
            changed.pop(old, None)
        else:
            changed[old] = value
    return changed
