"""Whatever happened in a department, what webhooks are told of a session says the same as its document."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import given

from hovorna.adapters.stores.memory.log import MemoryLog
from hovorna.application import activities
from hovorna.application.documents import ACTIVITIES, render
from hovorna.application.unit import Unit
from hovorna.application.webhooks.operator_moves import moves_of
from hovorna.application.webhooks.payloads import Looks, payload_of
from hovorna.contract.public_events.event_type import WebhookEventType as E
from hovorna.contract.public_events.telling import events_of
from hovorna.contract.public_events.told import Standing
from hovorna.contract.users_states import availability_status, simplified_status
from hovorna.domain.facts import Fact
from hovorna.domain.operators.state import Operator
from hovorna.domain.session import fold
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.effects import Effects
from hovorna.domain.switchboard.evolve import apply
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import Presence
from tests.unit.domain.laws.days import MOVES, OPERATORS, Day, Move, day_of

LOOK = Looks(1, "https://calls.example")
LATE = {E.SESSION_CALL_PARAMS_UPDATED, E.SESSION_RECORDING_POST_PROCESSING_COMPLETED}
AT_THE_END = {E.SESSION_OPERATOR_LEFT, E.SESSION_OPERATOR_CONCLUDED, E.SESSION_ACTIVITY_SESSION_ENDED} | LATE

Json = dict[str, Any]
Event = tuple[E, Json]


def written_about(moves: list[Move]) -> Day:
    """A day at whose end something is written about every session, whatever became of it."""
    day = day_of(moves)
    for session in list(day.board.sessions.values()):
        day.run(c.SetCallParams(session.id, "[]", {}))
        for recording in session.recordings:
            blob = c.StoredBlob("key", "00", 1, "audio/wav")
            day.run(c.ProcessRecording(session.id, recording, blob, timedelta(seconds=1)))
    return day


def told_of(facts: Sequence[Fact]) -> Iterator[Event]:
    """Each event as it is told while the session goes on, which is as it is told for ever after."""
    whole, growing = fold.fold(list(facts)), fold.open_session(facts[0])
    for place, fact in enumerate(facts):
        if place:
            fold.apply(growing, fact)
        told = events_of(fact, growing)
        assert told == events_of(fact, whole)
        assert [one.ordinal for one in told] == list(range(len(told)))
        for one in told:
            assert one.entity == f"session:{fact.session_id}"
            message = payload_of(one, fact, growing, LOOK)
            assert message == payload_of(one, fact, whole, LOOK)
            read = msgspec.json.decode(message)
            assert read["eventType"] == one.type
            yield one.type, read["data"]


def activities_left_out(document: bytes) -> bytes:
    return document.replace(ACTIVITIES, b"null").replace(activities.BASE, b"")


def of_type(events: list[Event], kind: E) -> list[Json]:
    return [data for name, data in events if name is kind]


def rows(document: Json, moment: str) -> list[tuple[int, str]]:
    return sorted((row["userId"], row[moment]) for row in document["operators"] if row[moment] is not None)


def stays(events: list[Event], kind: E) -> list[tuple[int, str]]:
    return sorted((data["userId"], data["time"]) for data in of_type(events, kind))


@given(moves=MOVES)
def test_the_events_of_a_session_agree_with_its_document(moves: list[Move]) -> None:
    for facts in written_about(moves).by_session().values():
        session, events = fold.fold(facts), list(told_of(facts))
        document = msgspec.json.decode(activities_left_out(render(session, 1, 1, {}, {}).document))
        names = [name for name, _ in events]
        assert names[0] is E.SESSION_CREATED
        assert names.count(E.SESSION_CREATED) == 1
        for moment in ("joined", "left", "concluded"):
            kind = E(f"SessionOperator{moment.capitalize()}")
            assert stays(events, kind) == rows(document, moment)
        started = of_type(events, E.SESSION_STARTED)
        assert len(started) == bool(session.history or session.joinings)
        if document["started"] is not None:
            assert started[0]["started"] <= document["started"]
            assert names.index(E.SESSION_STARTED) < names.index(E.SESSION_OPERATOR_JOINED)
        ended = of_type(events, E.SESSION_ENDED)
        assert [data["ended"] for data in ended] == [document["ended"]] * (document["ended"] is not None)
        assert all(data["started"] == document["started"] for data in ended)
        for _, data in events:
            assert data.get("id", data.get("sessionId")) == session.id
            assert data.get("channel", document["channel"]) == document["channel"]


@given(moves=MOVES)
def test_after_the_end_only_what_follows_from_it_is_told_and_what_comes_late(moves: list[Move]) -> None:
    for facts in written_about(moves).by_session().values():
        names = [name for name, _ in told_of(facts)]
        if E.SESSION_ENDED not in names:
            continue
        rest = names[names.index(E.SESSION_ENDED) + 1 :]
        assert set(rest) <= AT_THE_END
        if fold.fold(facts).status.is_final and E.SESSION_OPERATOR_CONCLUDED in rest:
            last = len(rest) - 1 - rest[::-1].index(E.SESSION_OPERATOR_CONCLUDED)
            assert set(rest[last + 1 :]) <= LATE


@given(moves=MOVES)
def test_an_operator_joins_before_leaving_and_leaves_before_concluding(moves: list[Move]) -> None:
    steps = [E.SESSION_OPERATOR_JOINED, E.SESSION_OPERATOR_LEFT, E.SESSION_OPERATOR_CONCLUDED]
    for facts in day_of(moves).by_session().values():
        events = list(told_of(facts))
        for operator in OPERATORS:
            taken = [name for name, data in events if name in steps and data["userId"] == operator]
            assert taken == [steps[place % 3] for place in range(len(taken))]


@given(moves=MOVES)
def test_every_line_of_a_conversation_that_has_an_event_is_told_with_its_words(moves: list[Move]) -> None:
    """The rest of the conversation (who joined and left, a chatbot's hand-off) has no type of its own."""
    types = {word.removeprefix("SessionActivity") for word in E if word.startswith("SessionActivity")}
    for facts in day_of(moves).by_session().values():
        values = {f"text:{fact.version}": f"word {fact.version}" for fact in facts}
        session = fold.fold(facts)
        look = Looks(1, "", values)
        lines = [msgspec.json.decode(row.document) for row in activities.rows_of(session, facts, values)]
        expected = [(line["activityId"], line["type"], line["text"], line["userId"]) for line in lines]
        told = [
            msgspec.json.decode(payload_of(one, fact, session, look))["data"]
            for fact in facts
            for one in events_of(fact, session)
            if one.type.startswith("SessionActivity")
        ]
        assert [(data["activityId"], data["type"], data["text"], data["userId"]) for data in told] == [
            line for line in expected if line[1] in types
        ]


def seen(operator: Operator | None) -> tuple[object, ...]:
    if operator is None:
        return seen_of(Standing())
    return seen_of(Standing(operator.kind, operator.is_on_call, operator.noted))


def seen_of(standing: Standing) -> tuple[object, ...]:
    kind, is_on_call = standing.kind, standing.is_on_call
    return simplified_status(kind, is_on_call), availability_status(kind, is_on_call), standing.noted


@given(moves=MOVES)
def test_people_are_told_of_whenever_others_would_see_a_difference_and_only_then(moves: list[Move]) -> None:
    """The board is asked before and after every fact; what is told is read back from the store alone."""
    day = day_of(moves)
    for which, operator in enumerate(OPERATORS):
        day.run(c.SetPresence(operator, Presence.AWAY, note="why" if which % 2 else None, is_on_call=which < 3))
    log, board = MemoryLog(), Switchboard(department_id=1)
    for fact in day.facts:
        before = {operator: seen(board.operators.get(operator)) for operator in OPERATORS}
        effects = Effects()
        apply(board, fact, effects)
        log.commit([Unit(1, facts=[fact], operator_changes=effects.operator_changes)])
        session = board.sessions.get(fact.session_id)
        told = events_of(fact, session, moves_of(log, 1, fact, session))
        about = {one.move.operator_id: seen_of(one.move.after) for one in told if one.move is not None}
        after = {operator: seen(board.operators.get(operator)) for operator in OPERATORS}
        assert about == {operator: after[operator] for operator in OPERATORS if after[operator] != before[operator]}
        assert {one.entity for one in told if one.move} == {f"user:{operator}" for operator in about}
