"""When a call is sent again, and how long to wait before."""

import random
from typing import NoReturn

import msgspec

from hovorna.client.errors import ApiError, Unreachable

#: The server, or a proxy before it, could not do it now; nothing of the request remains.
_LATER = frozenset({429, 502, 503, 504})


class Retries(msgspec.Struct, frozen=True):
    #: How often a call is sent at most; 1 is never again. None is without end.
    attempts: int | None = 5
    #: Seconds before the second attempt; each further wait is twice as long.
    first_wait: float = 0.25
    longest_wait: float = 30.0

    def wait(self, failures: int) -> float:
        """With jitter, so that clients that lost their server together do not come back together."""
        longest = min(self.longest_wait, self.first_wait * 2.0 ** min(failures - 1, 30))
        return longest * random.uniform(0.5, 1.0)  # noqa: S311 - no secret


class Attempts:
    """How it went so far with one call. Reads are harmless, and writes carry a key: all of them may be repeated."""

    def __init__(self, retries: Retries) -> None:
        self._retries = retries
        self._failures = 0

    def succeeded(self) -> None:
        """Of something that goes on for long: what comes now begins anew."""
        self._failures = 0

    def after_fault(self, error: Exception) -> float:
        """Seconds to wait. Raises Unreachable."""
        if self._is_last():
            self._give_up(error)
        return self._retries.wait(self._failures)

    def after_refusal(self, error: ApiError) -> float:
        """Seconds to wait. Raises the error where waiting would not help."""
        if error.status not in _LATER or self._is_last():
            raise error
        wait = self._retries.wait(self._failures)
        return wait if error.retry_after is None else min(max(wait, error.retry_after), self._retries.longest_wait)

    def _is_last(self) -> bool:
        self._failures += 1
        return self._retries.attempts is not None and self._failures >= self._retries.attempts

    def _give_up(self, error: Exception) -> NoReturn:
        raise Unreachable(f"No answer after {self._failures} attempts: {type(error).__name__} {error}") from error
