"""Everybody is asked at once; the first who accepts has it. The number only orders the offers."""

from hovorna.domain.operators.state import Operator


def whole_group(operator: Operator, group_id: int) -> float:
    return float(operator.id)
