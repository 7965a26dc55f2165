"""What contacts are found by: equal values, whatever the way in which they are written."""

import re
from collections.abc import Iterable, Iterator, Mapping

from hovorna.application.contacts.in_hand import ContactsInHand
from hovorna.contract.contacts import EMAIL, GUID, IDENT, PHONE, Known, as_list

_BETWEEN_DIGITS = re.compile(r"[\s()./-]+")

#: Names of call params that tell the same as a contact's key.
_PARAMS = {
    **{key: key for key in (PHONE, EMAIL, GUID, IDENT)},
    "phone": PHONE,
    "phone_number": PHONE,
    "phonenumber": PHONE,
    "email": EMAIL,
    "e-mail": EMAIL,
}

#: The surest first: what names a person goes before what a family or a firm may share.
_SUREST = (IDENT, GUID, EMAIL, PHONE)


def sought(field: str, value: str) -> tuple[str, str]:
    """Field and value in the form in which they are compared."""
    field, value = field.strip().casefold(), value.strip()
    if field == PHONE:
        digits = _BETWEEN_DIGITS.sub("", value)
        return field, f"+{digits[2:]}" if digits.startswith("00") else digits
    if field == GUID:
        return field, value.casefold().replace("-", "")
    return field, value.casefold() if field == EMAIL else value


def values_of(known: Known) -> tuple[tuple[str, str], ...]:
    """What a contact is found by."""
    return tuple(sorted({sought(field, value) for field, values in known.items() for value in as_list(values)}))


def clues_in(params: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    for name, value in params.items():
        field = _PARAMS.get(name.strip().casefold())
        if field is not None and value and value.strip():
            yield sought(field, value)


def whose(contacts: ContactsInHand, clues: Iterable[tuple[str, str]]) -> int | None:
    """The only contact that a clue names; the surest clue that names one decides.

    A number that several share names nobody: what is done about one of them must not befall another's sessions.
    """
    listed = list(clues)
    for field in _SUREST:
        found = {number for each in listed if each[0] == field for number in contacts.having(*each, 2)}
        if len(found) == 1:
            return found.pop()
    return None
