"""How the values of settings are written as texts, and read again."""

import ipaddress
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from hovorna.contract.durations import format_duration, parse_duration
from hovorna.contract.enum_words import read_word

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_WHOLE_NUMBER = re.compile(r"[0-9]{1,10}")
_SECONDS = re.compile(r"[0-9]{1,10}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_MOST_NETWORKS = 100


class Form(msgspec.Struct, frozen=True):
    """`read` raises ValueError with a sentence; what it gives, `write` writes in the one spelling that is sent."""

    #: For people.
    name: str
    read: Callable[[str], Any]  # Any: each setting has values of its own
    write: Callable[[Any], str]


def duration(least: timedelta, most: timedelta) -> Form:
    """ISO 8601 or `[D.]HH:MM:SS`; a bare number is seconds."""
    bounds = f"{format_duration(least)} to {format_duration(most)}"

    def read(text: str) -> timedelta:
        text = text.strip()
        value = timedelta(seconds=int(text)) if _SECONDS.fullmatch(text) else parse_duration(text)
        if not least <= value <= most:
            raise ValueError(f"Must be a duration from {bounds}.")
        return value

    return Form(f"duration, {bounds}", read, format_duration)


def number(least: int, most: int) -> Form:
    def read(text: str) -> int:
        text = text.strip()
        if not _WHOLE_NUMBER.fullmatch(text) or not least <= int(text) <= most:
            raise ValueError(f"Must be a whole number from {least} to {most}.")
        return int(text)

    return Form(f"number, {least} to {most}", read, str)


def optional(form: Form) -> Form:
    """An empty text is none."""

    def read(text: str) -> Any:  # Any: as the form has it
        return form.read(text) if text.strip() else None

    def write(value: Any) -> str:
        return "" if value is None else form.write(value)

    return Form(f"{form.name}; empty is none", read, write)


def _read_flag(text: str) -> bool:
    word = text.strip().lower()
    if word not in ("true", "false"):
        raise ValueError("Must be true or false.")
    return word == "true"


FLAG = Form("`true` or `false`", _read_flag, lambda value: str(value).lower())


def word(words: type[StrEnum]) -> Form:
    listed = ", ".join(f"`{one}`" for one in words)
    return Form(f"one of {listed}", lambda text: read_word(words, text), str)


def word_set(words: type[StrEnum]) -> Form:
    """Written in the order of the list, so that equal sets are equal texts."""

    def read(text: str) -> frozenset[StrEnum]:
        return frozenset(read_word(words, part) for part in _parts(text))

    def write(value: frozenset[StrEnum]) -> str:
        return ",".join(one for one in words if one in value)

    return Form("any of " + ", ".join(f"`{one}`" for one in words) + ", with commas between", read, write)


def numbers_by_word(words: type[StrEnum], each: Form) -> Form:
    example = f"`{next(iter(words))}=50`"

    def read(text: str) -> dict[StrEnum, int]:
        found: dict[StrEnum, int] = {}
        for part in _parts(text):
            name, has_value, value = part.partition("=")
            if not has_value:
                raise ValueError(f"Must be pairs such as {example.strip('`')}, with commas between.")
            found[read_word(words, name)] = each.read(value)
        return found

    def write(value: Mapping[StrEnum, int]) -> str:
        return ",".join(f"{one}={value[one]}" for one in words if one in value)

    return Form(f"pairs such as {example}, with commas between; empty is none", read, write)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def zone_named(text: str) -> str:
    """Raises ValueError. The name of an IANA zone, as the database spells it."""
    text = text.strip()
    try:
        return ZoneInfo(text).key
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("Must be the name of an IANA time zone, such as Europe/Prague.") from error


def _read_language(text: str) -> str:
    text = text.strip()
    if not _LANGUAGE.fullmatch(text):
        raise ValueError("Must be a language tag, such as cs or en-GB.")
    return text


LANGUAGE = Form("language tag", _read_language, str)
ZONE = Form("IANA time zone", zone_named, str)


def _read_networks(text: str) -> tuple[Network, ...]:
    parts = _parts(text)
    if len(parts) > _MOST_NETWORKS:
        raise ValueError(f"Must not name more than {_MOST_NETWORKS} networks.")
    try:
        return tuple(ipaddress.ip_network(part) for part in parts)
    except ValueError as error:
        raise ValueError(
            "Must be networks in CIDR form with commas between, such as 10.0.0.0/8,192.0.2.7/32."
        ) from error


def _write_networks(value: tuple[Network, ...]) -> str:
    return ",".join(map(str, value))


NETWORKS = Form("networks in CIDR form, with commas between; empty is none", _read_networks, _write_networks)
