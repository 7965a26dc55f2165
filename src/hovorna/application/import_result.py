"""What an import did, in figures."""

from collections import Counter

import msgspec

from hovorna.application.source_records import RefusedLine


class ImportResult(msgspec.Struct):
    """Member names are the keys of the command's last line; they are pinned."""

    rows: int = 0
    #: Recorded by this import.
    sessions: int = 0
    #: Appended by this import, settings of new groups and operators included.
    facts: int = 0
    #: Reason -> how often, in the sessions of this import.
    mended: dict[str, int] = msgspec.field(default_factory=Counter)
    refused: list[RefusedLine] = []
    #: Rows that an earlier import has recorded.
    already: int = 0
    #: What the source did that is told and not refused; figures of the whole file.
    reported: dict[str, int] = msgspec.field(default_factory=Counter)
    #: Event -> rows that say nothing about sessions or presence.
    not_used: dict[str, int] = msgspec.field(default_factory=Counter)

    @property
    def is_foreign(self) -> bool:
        """Nothing was read: the one refusal says that the file is of another kind."""
        return self.rows == 0 and bool(self.refused)

    def as_json(self) -> bytes:
        return msgspec.json.encode(self)
