"""Which bytes a request asks for (RFC 9110, sections 13 and 14): a part, the whole, or none because it has them."""

import re

import msgspec

_RANGE = re.compile(r"bytes\s*=\s*([0-9]{0,40})-([0-9]{0,40})", re.IGNORECASE)


class Part(msgspec.Struct, frozen=True):
    start: int
    length: int


class OutsideRange(Exception):
    """No byte of the content is in the range."""


def part_of(header: str | None, size: int) -> Part | None:
    """None is the whole: no range, several of them, or one that can't be read, which RFC 9110 lets us pass over."""
    found = _RANGE.fullmatch(header.strip()) if header else None
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        length = min(int(last), size)
        if not length:
            raise OutsideRange
        return Part(size - length, length)
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    if start >= size:
        raise OutsideRange
    return Part(start, end - start + 1)


def has_it(if_none_match: str | None, etag: str) -> bool:
    if if_none_match is None:
        return False
    known = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return "*" in known or etag in known


def takes_part(if_range: str | None, etag: str) -> bool:
    """A part fits only what the client has: another version, or one named by a date, is sent whole."""
    return if_range is None or if_range.strip() == etag
