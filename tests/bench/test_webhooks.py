"""Deliveries are measured on tiny sizes here, and what a receiver writes down is judged rightly."""

import pytest

from bench import webhooks_rate
from bench.faulty_receiver import Ledger
from bench.webhooks_faults import _judged

_HEAD = b"POST / HTTP/1.1\r\nwebhook-id: %b\r\nhovorna-session-sequence: %d"
_TOLD = {5: ["a", "b", "c"]}


@pytest.mark.slow
def test_every_delivery_is_made_before_the_clock_is_stopped() -> None:
    measured = webhooks_rate.measure(rounds=1, count=5)
    assert measured.value > 0
    assert measured.limit is not None
    assert measured.limit > measured.value / 10


def _received(*events: tuple[bytes, int]) -> Ledger:
    ledger = Ledger(seed=0)
    ledger.chance.random = lambda: 1.0  # type: ignore[method-assign]
    for name, sequence in events:
        assert ledger.answer(_HEAD % (name, sequence), b'{"data":{"id":5}}') is not None
    return ledger


@pytest.mark.parametrize(
    ("events", "lost", "disordered", "early"),
    [
        ([(b"a", 1), (b"b", 2), (b"c", 3)], 0, 0, 0),
        ([(b"a", 1), (b"a", 1), (b"b", 2), (b"c", 3)], 0, 0, 0),
        ([(b"a", 1), (b"b", 2)], 1, 0, 0),
        ([(b"b", 2), (b"a", 1), (b"c", 3)], 0, 2, 1),
        ([(b"a", 1), (b"b", 3), (b"c", 4)], 0, 2, 2),
        ([(b"a", 1), (b"b", 2), (b"c", 3), (b"d", 4)], 0, 1, 0),
    ],
)
def test_what_is_lost_disordered_or_early_is_counted(
    events: list[tuple[bytes, int]], lost: int, disordered: int, early: int
) -> None:
    outcome = _judged(_TOLD, _received(*events), kills=0, seconds=1)
    assert (outcome.lost, outcome.disordered, outcome.early) == (lost, disordered, early)
    assert outcome.repeated == len(events) - len(set(events))


def test_a_receiver_that_fails_or_hangs_has_received_nothing() -> None:
    ledger = Ledger(seed=1)
    answers = [ledger.answer(_HEAD % (b"a", 1), b'{"data":{"sessionId":5}}') for _ in range(200)]
    assert {answer and answer[9:12] for answer in answers} == {None, b"500", b"200"}
    assert (ledger.count, ledger.attempts) == (1, 200)
    assert ledger.failed + ledger.hung + ledger.repeated + 1 == 200
