"""The operator who has been without work for the longest time goes first."""

from hovorna.domain.operators.state import Operator


def longest_idle(operator: Operator, group_id: int) -> float:
    """Seconds since the epoch at which the operator last became free; never worked sorts first."""
    return operator.idle_since.timestamp() if operator.idle_since is not None else 0.0
