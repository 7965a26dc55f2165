"""What a fact says of itself and how it is written down."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from hovorna.domain import facts as f
from hovorna.domain.facts.body import Body, Fact
from hovorna.domain.vocabulary import Cause

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_a_facts_type_is_the_name_of_its_body() -> None:
    assert Fact(1, NOW, 7, f.GuestJoined()).type == "GuestJoined"


def test_a_fact_is_effective_since_it_was_true_and_else_when_it_was_decided() -> None:
    since = NOW - timedelta(seconds=60)
    assert Fact(1, NOW, 7, f.GuestJoined()).effective == NOW
    assert Fact(1, NOW, 7, f.GuestJoined(), since=since).effective == since


def test_a_body_is_written_with_its_name_and_without_what_goes_without_saying() -> None:
    assert msgspec.to_builtins(f.OperatorLeft(31)) == {"fact": "OperatorLeft", "operator_id": 31}
    told = f.OperatorLeft(31, Cause.FORWARDED)
    assert msgspec.to_builtins(told) == {"fact": "OperatorLeft", "operator_id": 31, "cause": "forwarded"}


def test_a_fact_can_not_be_changed() -> None:
    fact = Fact(1, NOW, 7, f.GuestJoined())
    with pytest.raises(AttributeError):
        fact.version = 2  # type: ignore[misc] # this is what must not work
    with pytest.raises(AttributeError):
        f.OperatorLeft(31).operator_id = 32  # type: ignore[misc] # nor this


def test_no_two_kinds_of_facts_share_a_name() -> None:
    names = [kind.__struct_config__.tag for kind in Body.__subclasses__()]
    assert len(names) == len(set(names))
