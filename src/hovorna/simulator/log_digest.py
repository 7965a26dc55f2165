"""Names a whole log by one number: the same seed gives the same log, byte for byte."""

import hashlib

from hovorna.application.fact_codec import canonical
from hovorna.domain.switchboard.turn import Turn


class LogDigest:
    """SHA-256 over every fact's canonical line, each followed by a line feed, in the order of the log."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.facts = 0

    def follow(self, turn: Turn) -> None:
        self.facts += len(turn.facts)
        self._hash.update(b"".join([canonical(fact) + b"\n" for fact in turn.facts]))

    def hexdigest(self) -> str:
        return self._hash.hexdigest()
