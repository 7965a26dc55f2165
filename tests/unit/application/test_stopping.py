"""Whoever goes on without end is told."""

from hovorna.application.stopping import Stopping


def test_everybody_who_asked_for_it_is_told_in_turn() -> None:
    stopping, told = Stopping(), list[str]()
    for name in ("one", "two"):
        stopping.tell(lambda name=name: told.append(name))  # type: ignore[misc]  # mypy can't see into the default
    assert told == []
    stopping.begin()
    assert told == ["one", "two"]
