"""The directory of contacts. No rule decides by it, so the board does not hold it: whoever commands has looked."""

from hovorna.domain.errors import ContactUnknown
from hovorna.domain.facts import ContactAnonymised, ContactChanged, ContactMerged, ContactRemoved
from hovorna.domain.switchboard.commands import (
    AnonymiseContact,
    ChangeContact,
    LinkContact,
    MergeContacts,
    RemoveContact,
)
from hovorna.domain.switchboard.contact_rows import ContactLink, ContactWrite
from hovorna.domain.switchboard.turn import Turn


def _require_known(command: ChangeContact | RemoveContact | AnonymiseContact) -> None:
    if not command.is_known:
        raise ContactUnknown(command.contact_id)


def change(turn: Turn, command: ChangeContact) -> None:
    _require_known(command)
    turn.contacts.append(ContactWrite(command.contact_id, command.document, command.values))
    turn.emit(0, ContactChanged(command.contact_id))


def remove(turn: Turn, command: RemoveContact) -> None:
    _require_known(command)
    turn.contacts.append(ContactWrite(command.contact_id, None, is_erased=True))
    turn.emit(0, ContactRemoved(command.contact_id))


def merge(turn: Turn, command: MergeContacts) -> None:
    turn.contacts.append(ContactWrite(command.contact_id, command.document, command.values))
    turn.contacts += [ContactWrite(merged, None) for merged in command.merged_ids]
    turn.links += [ContactLink(session_id, command.contact_id) for session_id in command.session_ids]
    turn.emit(0, ContactMerged(command.contact_id, command.merged_ids))


def link(turn: Turn, command: LinkContact) -> None:
    """No fact: whose session it was must not outlive the words about them."""
    if turn.session(command.session_id).anonymised is None:
        turn.links.append(ContactLink(command.session_id, command.contact_id))


def anonymise(turn: Turn, command: AnonymiseContact) -> None:
    _require_known(command)
    turn.contacts.append(ContactWrite(command.contact_id, command.document, is_erased=True))
    turn.links += [ContactLink(session_id, None) for session_id in command.session_ids]
    turn.emit(0, ContactAnonymised(command.contact_id))
