"""Commands about contacts, made from what the directory says in the writer's turn."""

from collections.abc import Iterable, Sequence

import msgspec

from hovorna.application.contacts.finding import values_of
from hovorna.application.jobs import Room
from hovorna.contract.contact_input import KEYS
from hovorna.contract.contacts import TEXTS, Given, Known, as_list, with_changes
from hovorna.domain.errors import InvalidValue, MoveRefused
from hovorna.domain.switchboard import commands as c

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Known).decode


def known_of(document: bytes) -> Known:
    return _decode(document)


def _writing(contact_id: int, known: Known) -> c.ChangeContact:
    if len(known) > KEYS:
        raise InvalidValue("body", f"A contact can't have more than {KEYS} keys.")
    return c.ChangeContact(contact_id, _encode(known), values_of(known))


def adding(numbers: Sequence[int], contacts: Sequence[Given]) -> Iterable[c.Command]:
    for number, given in zip(numbers, contacts, strict=True):
        yield _writing(number, with_changes({}, given))


def changing(room: Room, contact_id: int, given: Given) -> Iterable[c.Command]:
    """What is the same already changes nothing."""
    document = room.switchroom.contacts.document(contact_id)
    if document is None:
        yield c.ChangeContact(contact_id, b"", (), is_known=False)
        return
    known = _decode(document)
    changed = with_changes(known, given)
    if changed != known:
        yield _writing(contact_id, changed)


def removing(room: Room, contact_id: int) -> Iterable[c.Command]:
    yield c.RemoveContact(contact_id, is_known=room.switchroom.contacts.document(contact_id) is not None)


def merging(room: Room, ids: Sequence[int], given: Given) -> Iterable[c.Command]:
    contacts = room.switchroom.contacts
    known: Known = {}
    for place, contact_id in enumerate(ids):
        document = contacts.document(contact_id)
        if document is None:
            raise InvalidValue(f"ids[{place}]", f"There is no contact {contact_id} in this department.")
        known = _joined(known, _decode(document))
    first, *others = ids
    written = _writing(first, with_changes(known, given))
    sessions = tuple(session for other in others for session in contacts.sessions_of(other))
    yield c.MergeContacts(first, tuple(others), written.document, written.values, sessions)


def _joined(known: Known, more: Known) -> Known:
    """Lists are put together; where only one value can stand, the earlier one does."""
    joined = dict(known)
    for key, value in more.items():
        old = next((one for one in joined if one.casefold() == key.casefold()), None)
        if old is None:
            joined[key] = value
        elif old not in TEXTS:
            joined[old] = list(dict.fromkeys([*as_list(joined[old]), *as_list(value)]))
    return joined


def anonymising(room: Room, contact_id: int) -> Iterable[c.Command]:
    """In all its sessions, or nowhere: whether each can be anonymised is asked before the first one is."""
    contacts = room.switchroom.contacts
    document, nothing = contacts.document(contact_id), _encode({})
    sessions = contacts.sessions_of(contact_id)
    for session_id in sessions:
        session = room.switchroom.session(session_id)
        if session is not None and not session.status.is_final:
            raise MoveRefused(session_id, session.status, "anonymising")
    if document != nothing or sessions:
        yield c.AnonymiseContact(contact_id, nothing, tuple(sessions), is_known=document is not None)
    yield from (c.Anonymise(session_id) for session_id in sessions)
