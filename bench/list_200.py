"""GET Sessions?limit=200 per second, over HTTP, on one worker, and how many megabytes that is.

The limit: a route of the same app answers the same list from memory, in one piece, and asks nobody who they are.
"""

from bench.figure import Figure, Measured, medians
from bench.http_client import LIST, SESSIONS, site

ROUNDS = 15
SECONDS = 1.5


def measure(rounds: int = ROUNDS, seconds: float = SECONDS, sessions: int = SESSIONS) -> Measured:
    megabytes: list[float] = []
    with site(sessions) as it:
        real, remembered = [it.reading(LIST)], [it.remembered()]

        def listed() -> float:
            load = it.loaded(real, seconds)
            megabytes.append(load.body_bytes / load.answers / 1e6)
            return load.per_second

        value, limit = medians(rounds, listed, lambda: it.loaded(remembered, seconds).per_second)
    return Measured(value, limit, also={"MB/s": value * megabytes[0]})


FIGURE = Figure("list_200", "lists/s", measure)
