"""kill -9 while webhooks are delivered to a receiver that fails and hangs: nothing is lost and the order is kept."""

import pytest

from bench.webhooks_faults import prove


@pytest.mark.parametrize(
    ("events", "kills"), [pytest.param(300, 1, marks=pytest.mark.slow), pytest.param(20_000, 3, marks=pytest.mark.real)]
)
def test_a_killed_server_loses_no_event_and_keeps_each_session_s_order(events: int, kills: int) -> None:
    outcome = prove(events, kills)
    assert outcome.events >= events
    assert (outcome.lost, outcome.disordered, outcome.early) == (0, 0, 0)
    # Nothing of this would prove anything if the receiver had been a good one.
    assert outcome.kills == kills
    assert outcome.failed > 0.05 * events
    assert outcome.hung > 0.02 * events
