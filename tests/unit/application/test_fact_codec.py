"""Every fact survives being written and read, and equal facts are equal bytes."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given

from hovorna.application.fact_codec import UnreadableFact, canonical, decode_body, encode_body
from hovorna.domain.facts import TYPES, Body, Fact, OperatorConfigured, OperatorJoined
from hovorna.domain.settings import OperatorSettings

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
_LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    datetime: st.integers(0, 2**52).map(
        lambda micros: datetime(1971, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)
    ),
    timedelta: st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    str: st.text(),
    bool: st.booleans(),
    type(None): st.none(),
}


def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Any: an annotation, and what fits it. Left to itself Hypothesis would leave most fields at their defaults."""
    if kind in _LEAVES:
        return _LEAVES[kind]
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return st.one_of([_values(each) for each in inside])
    if origin is tuple:
        return st.lists(_values(inside[0]), max_size=3).map(tuple)
    if origin is frozenset:
        return st.frozensets(_values(inside[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(_values(inside[0]), _values(inside[1]), max_size=3)
    if issubclass(kind, msgspec.Struct):
        return st.builds(kind, **{field.name: _values(field.type) for field in msgspec.structs.fields(kind)})
    assert issubclass(kind, StrEnum), f"no strategy for {kind}"
    return st.sampled_from(list(kind))


@pytest.mark.parametrize("name", sorted(TYPES))
@given(data=st.data())
def test_every_body_is_read_back_as_it_was_written(name: str, data: st.DataObject) -> None:
    body = data.draw(_values(TYPES[name]))
    assert decode_body(name, encode_body(body)) == body
    assert encode_body(decode_body(name, encode_body(body))) == encode_body(body)


@given(data=st.data())
def test_different_facts_are_different_lines(data: st.DataObject) -> None:
    bodies = st.one_of([_values(TYPES[name]) for name in ("OperatorJoined", "OperatorLeft", "GuestJoined")])
    facts = st.builds(
        Fact,
        version=st.integers(1, 3),
        at=st.sampled_from([NOON, NOON + timedelta(microseconds=1)]),
        session_id=st.integers(0, 2),
        body=bodies,
        is_decided=st.booleans(),
        since=st.sampled_from([None, NOON]),
        claimed=st.sampled_from([None, NOON]),
    )
    one, other = data.draw(facts), data.draw(facts)
    assert (canonical(one) == canonical(other)) is (one == other)
    assert b"\n" not in canonical(one)


def test_a_line_is_the_same_in_every_process() -> None:
    """Sets have another order in each process; a digest of a log must not."""
    program = (
        "from datetime import UTC, datetime\n"
        "from hovorna.application.fact_codec import canonical\n"
        "from hovorna.domain.facts import Fact, OperatorConfigured\n"
        "from hovorna.domain.settings import OperatorSettings\n"
        "fact = Fact(1, datetime(2024, 5, 17, 12, tzinfo=UTC), 0, OperatorConfigured(OperatorSettings(1)))\n"
        "print(canonical(fact).decode())\n"
    )
    lines = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        ).stdout.strip()
        for seed in ("1", "2", "3", "4")
    }
    here = canonical(Fact(1, NOON, 0, OperatorConfigured(OperatorSettings(1))))
    assert lines == {here.decode()}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("Nonsense", b"{}"),
        ("OperatorJoined", b""),
        ("OperatorJoined", b'{"fact":"OperatorJoined"}'),
        ("OperatorJoined", b'{"fact":"OperatorJoined","operator_id":"x"}'),
        ("OperatorJoined", b'{"fact":"GuestJoined"}'),
        ("GuestJoined", b"{}"),
        ("GuestJoined", b'{"fact":"Nonsense"}'),
        ("OperatorJoined", b'{"fact":"OperatorJoined","operator_id":1}x'),
        ("OperatorJoined", b'\xff{"fact":"OperatorJoined","operator_id":1}'),
    ],
)
def test_bytes_that_are_no_fact_are_refused(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableFact):
        decode_body(name, data)


def test_a_body_names_its_type() -> None:
    body: Body = OperatorJoined(3)
    assert encode_body(body) == b'{"fact":"OperatorJoined","operator_id":3}'
