"""GET /api/v1/Sessions/{id} per second, over HTTP, on one worker.

The limit: a route of the same app answers the same bytes from memory, and asks nobody who they are.
"""

from bench.figure import Aim, Figure, Measured, medians
from bench.http_client import SESSIONS, site

ROUNDS = 15
SECONDS = 1.5


def measure(rounds: int = ROUNDS, seconds: float = SECONDS, sessions: int = SESSIONS) -> Measured:
    with site(sessions) as it:
        real = [it.reading(f"/api/v1/Sessions/{session_id}") for session_id in it.session_ids]
        remembered = [it.remembered(f"/{session_id}") for session_id in it.session_ids]
        value, limit = medians(
            rounds, lambda: it.loaded(real, seconds).per_second, lambda: it.loaded(remembered, seconds).per_second
        )
    return Measured(value, limit)


FIGURE = Figure("get_session", "requests/s", measure, aim=0.6, aims_at=Aim.RATIO_AT_LEAST)
