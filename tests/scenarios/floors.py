"""Groups and operators of the scenarios, in as few words as a table wants; times are seconds."""

from datetime import timedelta
from typing import Any

from hovorna.domain.settings import DepartmentSettings, GroupSettings, Membership, OperatorSettings


def group(number: int, **limits: Any) -> GroupSettings:
    """`accept=`, `queue=` and `acw=` are limits in seconds; whatever else is a setting by its own name."""
    names: dict[str, str] = {"accept": "accept_timeout", "queue": "queue_timeout", "acw": "acw_limit"}
    changed: dict[str, Any] = {
        names.get(name, name): timedelta(seconds=value) if name in names else value for name, value in limits.items()
    }
    return GroupSettings(number, f"Group {number}", **changed)


def operator(number: int, *groups: int, **settings: Any) -> OperatorSettings:
    return OperatorSettings(number, tuple(Membership(one) for one in groups or (1,)), **settings)


def department(**settings: Any) -> DepartmentSettings:
    """Numbers of time settings are seconds."""
    default = DepartmentSettings()
    changed: dict[str, Any] = {
        name: timedelta(seconds=value) if isinstance(getattr(default, name), timedelta) else value
        for name, value in settings.items()
    }
    return DepartmentSettings(**changed)
