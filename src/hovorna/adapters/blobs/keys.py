"""Which keys an object may have, in any blob storage."""

import re

#: Parts of small letters, digits, `_`, `-` and `.`, none of them beginning with a dot: no way leads out of the folder.
_KEY = re.compile(r"[a-z0-9_-][a-z0-9_.-]*(/[a-z0-9_-][a-z0-9_.-]*)*")
_LONGEST = 500


def checked(key: str) -> str:
    """Raises ValueError for what can't be a key."""
    if len(key) > _LONGEST or not _KEY.fullmatch(key):
        raise ValueError("A blob's key is made of parts of a-z, 0-9, _, - and ., with / between them.")
    return key
