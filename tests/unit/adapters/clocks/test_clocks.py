"""Clocks go forward, by as much as they are told or as has passed."""

from datetime import UTC, datetime, timedelta

import pytest

from hovorna.adapters.clocks.system import SystemClock
from hovorna.adapters.clocks.virtual import VirtualClock

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
NOON_NANOSECONDS = int(NOON.timestamp()) * 1_000_000_000


class Machine:
    """A machine's two clocks, in nanoseconds."""

    def __init__(self) -> None:
        self.wall = NOON_NANOSECONDS
        self.monotonic = 5_000_000_000

    def clock(self) -> SystemClock:
        return SystemClock(wall=lambda: self.wall, monotonic=lambda: self.monotonic)


def test_the_clock_starts_with_the_wall_clock_and_counts_microseconds() -> None:
    machine = Machine()
    clock = machine.clock()
    assert clock.now() == NOON
    machine.monotonic += 1_234_567_999
    assert clock.now() == NOON + timedelta(microseconds=1_234_567)
    assert clock.now().tzinfo is UTC


def test_setting_the_machines_clock_changes_nothing() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.wall -= 3_600_000_000_000
    machine.monotonic += 1_000
    assert clock.now() == NOON + timedelta(microseconds=1)


def test_time_moves_on_from_what_an_earlier_run_has_seen() -> None:
    machine = Machine()
    clock, seen = machine.clock(), NOON + timedelta(seconds=30)
    clock.catch_up(seen)
    assert clock.now() == seen
    machine.monotonic += 1_000_000
    assert clock.now() == seen + timedelta(milliseconds=1)


def test_what_is_past_already_does_not_hold_the_clock_back() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.monotonic += 1_000_000
    clock.catch_up(NOON - timedelta(days=1))
    assert clock.now() == NOON + timedelta(milliseconds=1)


def test_the_real_clocks_agree_with_the_machine() -> None:
    before = datetime.now(UTC)
    clock = SystemClock()
    instants = [clock.now() for _ in range(1000)]
    assert instants == sorted(instants)
    assert abs(instants[0] - before) < timedelta(seconds=5)


def test_virtual_time_passes_only_when_told() -> None:
    clock = VirtualClock(NOON)
    assert clock.now() == clock.now() == NOON
    assert clock.advance(timedelta(seconds=3)) == clock.now() == NOON + timedelta(seconds=3)
    assert clock.set(NOON + timedelta(hours=1)) == clock.now() == NOON + timedelta(hours=1)


def test_virtual_time_does_not_run_backwards() -> None:
    clock = VirtualClock(NOON)
    with pytest.raises(ValueError, match="backwards"):
        clock.set(NOON - timedelta(microseconds=1))
    with pytest.raises(ValueError, match="backwards"):
        clock.advance(timedelta(microseconds=-1))
    assert clock.now() == NOON


def test_a_clock_needs_an_instant_with_an_offset() -> None:
    with pytest.raises(ValueError, match="offset"):
        VirtualClock(NOON.replace(tzinfo=None))
