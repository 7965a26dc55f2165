"""A session as its source tells it, turned into the command that records it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from hovorna.application import personal
from hovorna.application import source_records as s
from hovorna.application.documents import write_params
from hovorna.application.naming import Naming
from hovorna.contract.session_requests import CallParam
from hovorna.domain.facts import SessionCreated
from hovorna.domain.switchboard import recording as r
from hovorna.domain.vocabulary import Channel, ParamSource

#: Sessions get their ids in their turn at the engine.
NO_ID_YET = 0


def session_command(session: s.SourceSession, origin: str, naming: Naming) -> r.RecordSession:
    for group in session.groups:
        naming.group(group)
    values = dict(session.personal)
    if session.params:
        values[personal.PARAMS] = _params(session.params, session.created)
    about = SessionCreated(
        channel=Channel.PHONE,
        source=session.source,
        origin=origin,
        origin_key=session.key,
        slots=tuple(values),
    )
    steps = tuple(_with_ids(step, naming) for step in session.steps)
    return r.RecordSession(NO_ID_YET, about, session.created, steps, values)


def _params(params: Mapping[str, str], at: datetime) -> str:
    """What a source tells of a call can't be edited."""
    return write_params(
        CallParam(name=name, value=value, read_only=True, source=ParamSource.PHONE, updated_date=at)
        for name, value in params.items()
    )


def _with_ids(step: s.SourceStep, naming: Naming) -> r.AnyStep:
    if isinstance(step, r.GuestIn | r.Dialled | r.DialResult | r.Ended):
        return step
    return _TWINS[type(step)](step, naming)


#: Steps that name somebody or some group, with how they are told with ids.
_TWINS: dict[type, Callable[[Any, Naming], r.AnyStep]] = {
    s.Routed: lambda step, naming: r.Routed(step.at, naming.group(step.group)),
    s.Assigned: lambda step, naming: r.Assigned(step.at, naming.operator(step.operator)),
    s.Withdrawn: lambda step, naming: r.Withdrawn(step.at, naming.operator(step.operator), step.cause),
    s.Accepted: lambda step, naming: r.Accepted(step.at, naming.operator(step.operator)),
    s.Joined: lambda step, naming: r.Joined(step.at, naming.operator(step.operator)),
    s.ForwardedTo: lambda step, naming: r.ForwardedTo(
        step.at, naming.operator(step.by), group_id=naming.group(step.group)
    ),
    s.ForwardedOut: lambda step, naming: r.ForwardedOut(step.at, naming.operator(step.by), step.number),
    s.Concluded: lambda step, naming: r.Concluded(step.at, naming.operator(step.operator)),
}
