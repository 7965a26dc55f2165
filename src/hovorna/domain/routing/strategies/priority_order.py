"""The operator with the lowest priority number in this group goes first."""

from hovorna.domain.operators.state import Operator


def priority_order(operator: Operator, group_id: int) -> float:
    for membership in operator.settings.memberships:
        if membership.group_id == group_id:
            return float(membership.priority)
    return float("inf")
