"""Facts about the directory of contacts. They hold ids only: who a contact is stands beside the log."""

from hovorna.domain.facts.body import Body


class ContactChanged(Body, frozen=True):
    """Added, or something about it is another now."""

    contact_id: int


class ContactRemoved(Body, frozen=True):
    contact_id: int


class ContactMerged(Body, frozen=True):
    """The others are the same person and are no contacts any more."""

    contact_id: int
    merged_ids: tuple[int, ...]


class ContactAnonymised(Body, frozen=True):
    """Its words are gone, here and in all its sessions; the id stays."""

    contact_id: int
