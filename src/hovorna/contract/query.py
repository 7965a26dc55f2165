"""Query strings as clients really write them: any letter case, `$` for `&`, repeated names, dotted filters."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeVar
from urllib.parse import unquote_plus, unquote_to_bytes

import msgspec

from hovorna.contract.bad_input import BadInput
from hovorna.contract.durations import parse_duration
from hovorna.contract.enum_words import read_word
from hovorna.contract.instants import parse_instant

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)

#: An old client writes `?offset=0$limit=1000`; a `$` that no name follows belongs to the value that it stands in.
_SEPARATOR = re.compile(r"&|\$(?=[A-Za-z][A-Za-z.]*=)")
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,19}")
_DIGITS = re.compile(r"[0-9]+")
_LARGEST = 2**63 - 1
#: `+02:00` that the client did not encode arrives as a blank; the blank between date and time has no colon before it.
_BLANK_OFFSET = re.compile(r"(.*:.*) ([0-9]{2}:?[0-9]{2})")
#: No list is longer, so a larger limit or offset means the same; stores and their sums stay within 64 bits.
_MANY = 2**31 - 1


class Range(msgspec.Struct, Generic[Value], frozen=True):
    """All that is given must hold; both bounds are inclusive, `null` asks whether there is a value at all."""

    null: bool | None = None
    min: Value | None = None
    max: Value | None = None


class TextFilter(msgspec.Struct, frozen=True):
    """The text occurs somewhere in the value, or is the whole of it where `exact`."""

    null: bool | None = None
    text: str | None = None
    exact: bool = False


class Page(msgspec.Struct, frozen=True):
    """`limit` None is no limit."""

    limit: int | None = None
    offset: int = 0


class QueryReader:
    """Hands out the values by their names in the contract and gathers what is wrong until `finish`.

    An empty value is one that was not given. Where a name that takes one value is repeated, the first one counts.
    """

    def __init__(self, raw: bytes | str) -> None:
        self._values: dict[str, list[str]] = {}
        self._errors: dict[str, str] = {}
        text = raw.decode("utf-8", "surrogateescape") if isinstance(raw, bytes) else raw
        for part in _SEPARATOR.split(text.removeprefix("?")):
            name, _, value = part.partition("=")
            if value:
                self._values.setdefault(unquote_plus(name).lower(), []).append(value)

    def finish(self) -> None:
        """Raises BadInput if any value that was asked for could not be read."""
        if self._errors:
            raise BadInput(self._errors)

    def text(self, name: str) -> str | None:
        return self._first(name, _text)

    def texts(self, name: str) -> frozenset[str]:
        return self._all(name, _text)

    def flag(self, name: str) -> bool | None:
        return self._first(name, _flag)

    def number(self, name: str) -> int | None:
        return self._first(name, _number)

    def numbers(self, name: str) -> frozenset[int]:
        return self._all(name, _number)

    def words(self, name: str, words: type[Word]) -> frozenset[Word]:
        return self._all(name, lambda value: read_word(words, value))

    def instant(self, name: str) -> datetime | None:
        return self._first(name, _instant)

    def instants(self, name: str) -> Range[datetime] | None:
        return self._range(name, _instant)

    def durations(self, name: str) -> Range[timedelta] | None:
        return self._range(name, parse_duration)

    def text_filter(self, name: str) -> TextFilter | None:
        null, text, exact = self.flag(f"{name}.Null"), self.text(f"{name}.Text"), self.flag(f"{name}.Exact")
        if null is None and text is None:
            return None
        return TextFilter(null, text, bool(exact))

    def page(self) -> Page:
        return Page(limit=self._first("limit", _limit), offset=self._first("offset", _offset) or 0)

    def _range(self, name: str, read: Callable[[str], Value]) -> Range[Value] | None:
        null, least, most = (
            self.flag(f"{name}.Null"),
            self._first(f"{name}.Min", read),
            self._first(f"{name}.Max", read),
        )
        if null is None and least is None and most is None:
            return None
        return Range(null, least, most)

    def _first(self, name: str, read: Callable[[str], Value]) -> Value | None:
        for value in self._values.get(name.lower(), ()):
            return self._read(name, value, read)
        return None

    def _all(self, name: str, read: Callable[[str], Value]) -> frozenset[Value]:
        read_values = (self._read(name, value, read) for value in self._values.get(name.lower(), ()))
        return frozenset(value for value in read_values if value is not None)

    def _read(self, name: str, value: str, read: Callable[[str], Value]) -> Value | None:
        try:
            return read(_decoded(value))
        except UnicodeDecodeError:
            self._errors[name] = "Must be UTF-8."
        except ValueError as error:
            self._errors[name] = str(error)
        return None


def _decoded(text: str) -> str:
    """Raises UnicodeDecodeError, a ValueError, if it is not UTF-8."""
    return unquote_to_bytes(text.replace("+", " ").encode("utf-8", "surrogateescape")).decode()


def _text(value: str) -> str:
    # PostgreSQL can't hold it, and no client means it.
    if "\0" in value:
        raise ValueError("Must not contain the character NUL.")
    return value


def _flag(value: str) -> bool:
    word = value.strip().lower()
    if word not in ("true", "false", "1", "0"):
        raise ValueError("Must be true or false.")
    return word in ("true", "1")


def _number(value: str) -> int:
    if not _WHOLE_NUMBER.fullmatch(value.strip()) or abs(int(value)) > _LARGEST:
        raise ValueError("Must be a whole number.")
    return int(value)


def _limit(value: str) -> int:
    number = value.strip()
    if not _DIGITS.fullmatch(number) or not number.strip("0"):
        raise ValueError("Must be a whole number above 0.")
    return _clamped(number)


def _offset(value: str) -> int:
    number = value.strip()
    if not _DIGITS.fullmatch(number):
        raise ValueError("Must be a whole number, 0 or more.")
    return _clamped(number)


def _clamped(digits: str) -> int:
    # Python refuses to read thousands of digits.
    return _MANY if len(digits.lstrip("0")) > 10 else min(int(digits.lstrip("0") or "0"), _MANY)


def _instant(value: str) -> datetime:
    return parse_instant(_BLANK_OFFSET.sub(r"\1+\2", value.strip()))
