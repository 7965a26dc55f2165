"""Enum values as clients send them: a word in any letter case, or the number of its place in the published list."""

from enum import StrEnum
from functools import cache
from typing import TypeVar

from hovorna.domain.vocabulary import ActivityType, TerminationReason

Word = TypeVar("Word", bound=StrEnum)

#: Published lists whose own first word is number 0. In all others 0 is UNKNOWN, which nobody may send.
_ZERO_BASED: frozenset[type[StrEnum]] = frozenset({TerminationReason})

#: Lists of which we know only a part, so that a place in ours is not the place in the published one.
_WITHOUT_NUMBERS: frozenset[type[StrEnum]] = frozenset({ActivityType})


def read_word(words: type[Word], value: object) -> Word:
    """Raises ValueError with a sentence that lists what is allowed."""
    word = None
    if isinstance(value, str):
        word = _by_word(words).get(value.strip().lower())
    elif isinstance(value, int) and not isinstance(value, bool):
        word = _by_number(words).get(value)
    if word is None:
        raise ValueError(f"Must be one of {', '.join(words)}.")
    return words(word)


@cache
def _by_word(words: type[StrEnum]) -> dict[str, str]:
    return {word.lower(): word for word in words}


@cache
def _by_number(words: type[StrEnum]) -> dict[int, str]:
    if words in _WITHOUT_NUMBERS:
        return {}
    return dict(enumerate(words, start=0 if words in _ZERO_BASED else 1))
