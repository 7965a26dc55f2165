"""Names that say nothing about what is inside are not given to modules."""

#: A module named so collects whatever has no other place; name the deed instead.
EMPTY_NAMES = frozenset({"utils", "helpers", "manager", "base", "common", "util", "helper", "managers", "misc"})


def empty_names(module: str) -> list[str]:
    """The parts of a dotted module name that tell a reader nothing."""
    return [part for part in module.split(".") if part.strip("_") in EMPTY_NAMES]
