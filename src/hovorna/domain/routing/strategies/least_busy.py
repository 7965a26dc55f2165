"""The operator with the smallest part of their slots in use goes first."""

from hovorna.domain.operators.state import Operator


def least_busy(operator: Operator, group_id: int) -> float:
    settings = operator.settings
    return (operator.used_live + operator.used_messages) / max(1, settings.live_slots + settings.message_slots)
