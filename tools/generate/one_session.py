"""The page that follows one session from its arrival to its last duration, and its picture."""

from datetime import datetime, timedelta

import msgspec

from hovorna.contract.durations import format_duration
from hovorna.domain.facts import Fact
from hovorna.domain.session.durations import DurationName, SessionTimes
from hovorna.domain.session.state import Mark, RoutingRow
from tools.generate.markdown import NOTICE, table
from tools.generate.story import GROUP_NAME, NAMES, Story, tell
from tools.generate.terminal import told
from tools.generate.timeline_svg import draw

#: Said by the formula column; the terms are those of the session document and the routing history.
FORMULAS: dict[DurationName, str] = {
    DurationName.CREATED: "first `RoutingRequestCreated` − `created`",
    DurationName.IN_QUEUE: "first `AssignedToOperator` − first `RoutingRequestCreated`",
    DurationName.WAITING: "first `AcceptedByOperator` − first `AssignedToOperator`",
    DurationName.BCW: "`guestJoined` − `started`, if positive",
    DurationName.ACTIVE: "`length`",
    DurationName.ACW: "last `concluded` − last `left`",
    DurationName.RING: "`guestJoined` − `phoneCallbackDialed`",
    DurationName.PBX_TO_OPERATOR: "`started` − `guestJoined`, if positive",
}

_TOP = """# One session, from the first fact to the last duration

{notice}
A guest leaves a number on a web page and is called back. Nobody is free at first. Eva comes online and is offered the
session, but does not react within the 30 seconds that her group allows. Petr is offered it as well, accepts, dials the
number and talks. The session passes through every state once, which is why it stands here.

Everything below was decided by the same rules that run live, on a made-up morning
([the story](../../tools/generate/story.py)).

![The states of the session to scale, with the queue, the operators and the guest below](one-session.svg)

## In the terminal

`hovorna session ID` tells it like this:

```text
{terminal}```

## The facts

{facts}
Two facts may share an instant; the version says which came first. The versions that are missing here are facts of the
department itself: Eva and Petr coming online. Offers, requests and activities have no ids of their own: they are
known by the version of the fact that began them, so `offer_id` {offer} points at the fact {offer}.

## The visits

{visits}
Each visit begins where the one before it ended. Together they last {sum}, which is the age of the session: from
`created` to `CLOSED`.

## The durations

{durations}
Every duration opens to two facts. Each of the first six equals the visit to its state, because this session had one
routing request and was in no state twice. PBX_TO_OPERATOR is empty: this guest was reached by dialling, so there is no
time between the telephone exchange and the operator.

## The routing history

{history}
[Concepts](../concepts.md) explains the words; [the API guide](../api-guide.md) shows how to ask for these tables.
"""


def picture() -> str:
    return draw(tell())


def page() -> str:
    story = tell()
    offer = next(fact.version for fact in story.facts if fact.type == "OperatorOffered")
    return _TOP.format(
        notice=NOTICE,
        terminal=told(story),
        facts=_facts(story),
        offer=offer,
        visits=_visits(story.times),
        sum=f"`{format_duration(_age(story.times))}`",
        durations=_durations(story.times),
        history=_history(story),
    )


def _facts(story: Story) -> str:
    rows = ((fact.version, _clock(fact.at), fact.type, _body(fact)) for fact in story.facts)
    return table(("version", "instant", "fact", "what it holds"), rows)


def _body(fact: Fact) -> str:
    """Without the kind, which has a column of its own, and the reasons of an offer, which are long."""
    members: dict[str, object] = msgspec.to_builtins(fact.body)
    shown = [f"`{name}` {_plain(value)}" for name, value in members.items() if name not in ("fact", "reasons")]
    return ", ".join(shown)


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "(" + ", ".join(map(str, value)) + ")"
    return str(value)


def _visits(times: SessionTimes) -> str:
    rows = []
    for visit in times.visits:
        until = visit.until
        length = f"`{format_duration(until.at - visit.since.at)}`" if until else ""
        rows.append(
            (visit.state, _clock(visit.since.at), _clock(until.at) if until else "for good", length, visit.since.fact)
        )
    return table(("state", "from", "to", "length", "entered by"), rows)


def _age(times: SessionTimes) -> timedelta:
    return times.visits[-1].since.at - times.visits[0].since.at


def _durations(times: SessionTimes) -> str:
    rows = []
    for one in times.durations:
        length = f"`{format_duration(one.duration)}`" if one.duration is not None else "null"
        rows.append((one.name, length, FORMULAS[one.name], _end(one.span.begin), _end(one.span.end)))
    return table(("name", "duration", "formula", "from", "to"), rows)


def _end(mark: Mark | None) -> str:
    return f"{mark.fact} {mark.version}" if mark is not None else ""


def _history(story: Story) -> str:
    rows = ((row.request_id, _clock(row.mark.at), row.activity, _who(row)) for row in story.session.history)
    return table(("routing request", "instant", "activity", "who"), rows)


def _who(row: RoutingRow) -> str:
    group = GROUP_NAME if row.group_id is not None else None
    operator = NAMES[row.operator_id] if row.operator_id is not None else None
    return ", ".join(part for part in (operator, group) if part)


def _clock(at: datetime) -> str:
    return f"{at:%H:%M:%S}"
