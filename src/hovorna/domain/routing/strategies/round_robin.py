"""The operator whose last offer is the oldest goes first."""

from hovorna.domain.operators.state import Operator


def round_robin(operator: Operator, group_id: int) -> float:
    """The log version of the last offer."""
    return float(operator.last_offered)
