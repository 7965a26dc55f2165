"""Draws the session state machine from its one table: which fact may happen in which state, and where it leads."""

from collections.abc import Iterable, Iterator

from hovorna.domain.facts import SESSION_BODIES, Body, SessionCreated
from hovorna.domain.session.transitions import LEGAL_MOVES, TABLE, UPKEEP
from hovorna.domain.vocabulary import SessionStatus

#: In the order in which a session passes through them.
STATES = (
    SessionStatus.CREATED,
    SessionStatus.IN_QUEUE,
    SessionStatus.WAITING,
    SessionStatus.BCW,
    SessionStatus.ACTIVE,
    SessionStatus.ACW,
    SessionStatus.CLOSED,
    SessionStatus.BLACKLISTED,
)

_STAYS = "stays"

_HEAD = """\
# The session state machine

<!-- Derived from src/hovorna/domain/session/transitions.py by `make generate`; edit that table, not this page. -->

A session's state is a function of its facts. A fact that has no row in a state's column of the table below can't
happen there: the command that would bring it about is refused and nothing changes.
"""

_TABLE_HEAD = """\
## Facts by state

An empty cell: the fact can't happen in that state. Several states in a cell: the facts so far decide which.
"""


def page() -> str:
    parts = [_HEAD, _diagram(), "## Legal moves\n", _moves(), _TABLE_HEAD, _facts_by_state(), _upkeep()]
    return "\n".join(parts)


def _diagram() -> str:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {STATES[0]}"]
    for state, target in _pairs():
        lines.append(f"    {state} --> {target}: {', '.join(_triggers(state, target))}")
    lines += [f"    {state} --> [*]" for state in STATES if state.is_final]
    return "\n".join([*lines, "```", ""])


def _pairs() -> Iterator[tuple[SessionStatus, SessionStatus]]:
    for state in STATES:
        for target in STATES:
            if target in LEGAL_MOVES[state]:
                yield state, target


def _triggers(state: SessionStatus, target: SessionStatus) -> list[str]:
    return [body.__name__ for body in SESSION_BODIES if target in TABLE[state].get(body, frozenset())]


def _moves() -> str:
    rows = [(state.value, _states(LEGAL_MOVES[state]) or "final") for state in STATES]
    return _table(("from", "to"), rows)


def _facts_by_state() -> str:
    moving = [body for body in SESSION_BODIES if body not in UPKEEP and body is not SessionCreated]
    rows = [(f"`{body.__name__}`", *(_cell(state, body) for state in STATES)) for body in moving]
    return _table(("fact", *(state.value for state in STATES)), rows)


def _cell(state: SessionStatus, body: type[Body]) -> str:
    targets = TABLE[state].get(body)
    if targets is None:
        return ""
    return _STAYS if targets == {state} else _states(targets, here=state)


def _states(states: Iterable[SessionStatus], here: SessionStatus | None = None) -> str:
    return ", ".join(_STAYS if state is here else state.value for state in STATES if state in set(states))


def _upkeep() -> str:
    names = ", ".join(f"`{body.__name__}`" for body in UPKEEP)
    return f"Written about a session in every state, and never moving it: {names}.\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [_row(head), _row(("---",) * len(head)), *(_row(row) for row in rows)]
    return "\n".join([*lines, ""])


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"
