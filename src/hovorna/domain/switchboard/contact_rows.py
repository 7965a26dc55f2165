"""What a turn leaves behind about contacts: their words ride along, as personal values of sessions do."""

import msgspec


class ContactWrite(msgspec.Struct, frozen=True):
    """The contact as it is from now on; None is no contact any more, and its links go."""

    contact_id: int
    document: bytes | None
    #: (field, value) by which it is found; in place of those that it had.
    values: tuple[tuple[str, str], ...] = ()
    #: The words that it had must be unreadable in the store's files as well.
    is_erased: bool = False


class ContactLink(msgspec.Struct, frozen=True):
    """Whose session it is; None is nobody's that we know of."""

    session_id: int
    contact_id: int | None
