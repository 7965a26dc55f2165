"""How long a WAV file lasts, from its first bytes."""

import struct
from datetime import timedelta

_CHUNK = struct.Struct("<4sI")
#: A recorder that streams does not know the length yet when it writes the header.
_UNKNOWN_LENGTHS = (0, 0xFFFFFFFF)


def wav_duration(head: bytes, size: int) -> timedelta | None:
    """None for what is no WAV file, or hides its length behind more than `head`. `size` is the whole file's."""
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        return None
    place, bytes_per_second = 12, 0
    while place + _CHUNK.size <= len(head):
        name, length = _CHUNK.unpack_from(head, place)
        place += _CHUNK.size
        if name == b"fmt " and place + 12 <= len(head):
            (bytes_per_second,) = struct.unpack_from("<I", head, place + 8)
        if name == b"data":
            there = max(size - place, 0)
            length = there if length in _UNKNOWN_LENGTHS else min(length, there)
            return timedelta(seconds=length / bytes_per_second) if bytes_per_second else None
        place += length + length % 2
    return None
