"""Call params as they are merged: only the given keys change, and what did not change keeps its source and date."""

from collections.abc import Mapping
from datetime import datetime

from hovorna.api.limits import PARAMS
from hovorna.application import documents
from hovorna.application.jobs import Room
from hovorna.contract.session_requests import CallParam
from hovorna.domain.errors import InvalidValue
from hovorna.domain.switchboard.commands import SetCallParams
from hovorna.domain.vocabulary import ParamSource


def merged(
    current: tuple[CallParam, ...], given: Mapping[str, str | None], source: ParamSource, now: datetime
) -> tuple[CallParam, ...]:
    """A value of null removes the key. Where nothing changes the result equals `current`."""
    params = {param.name: param for param in current}
    for name, value in given.items():
        known = params.get(name)
        if value is None:
            params.pop(name, None)
        elif known is None or known.value != value:
            params[name] = CallParam(name=name, value=value, source=source, updated_date=now)
    return tuple(params.values())


def as_map(params: tuple[CallParam, ...]) -> dict[str, str]:
    return {param.name or "": param.value or "" for param in params}


def setting(
    room: Room, session_id: int, given: Mapping[str, str | None], source: ParamSource, now: datetime
) -> SetCallParams | None:
    """None where nothing would change."""
    current = documents.read_params(room.switchroom.values(session_id))
    params = merged(current, given, source, now)
    if params == current:
        return None
    if len(params) > PARAMS:
        raise InvalidValue("callParams", f"A session can't have more than {PARAMS} call params.")
    return SetCallParams(session_id, documents.write_params(params), as_map(params))
