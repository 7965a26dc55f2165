"""The session list's query parameters, for the documentation: what `SessionFilters` has, spelled as on the wire."""

from datetime import datetime, timedelta
from typing import Any, get_args, get_origin

from hovorna.api.operation import Parameter
from hovorna.contract.durations import DurationText
from hovorna.contract.query import Range, TextFilter
from hovorna.contract.session_filters import SessionFilters
from hovorna.contract.wire_types import Long

_SPELLINGS = {"ip_address": "IPAddress", "os": "OS", "gdpr_version": "GDPRVersion"}

_BOUNDS: dict[Any, Any] = {datetime: datetime, timedelta: DurationText}


def parameters() -> tuple[Parameter, ...]:
    found = [Parameter("limit", int), Parameter("offset", int)]
    for field, kind in SessionFilters.__annotations__.items():
        if field != "page":
            found += _of(_SPELLINGS.get(field) or field.title().replace("_", ""), kind)
    return tuple(found)


def _of(name: str, kind: Any) -> list[Parameter]:  # Any: a type annotation
    if get_origin(kind) is frozenset:
        (item,) = get_args(kind)
        return [Parameter(name, list[Long if item is int else item])]  # type: ignore[misc]  # a type made at run time
    kind = next(part for part in get_args(kind) if part is not type(None))
    if kind is TextFilter:
        return [Parameter(f"{name}.Null", bool), Parameter(f"{name}.Text", str), Parameter(f"{name}.Exact", bool)]
    if get_origin(kind) is Range:
        bound = _BOUNDS[get_args(kind)[0]]
        return [Parameter(f"{name}.Null", bool), Parameter(f"{name}.Min", bound), Parameter(f"{name}.Max", bound)]
    return [Parameter(name, kind)]
