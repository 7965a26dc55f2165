"""How a group chooses among the operators who could take a session; each strategy gives one number per candidate."""

from collections.abc import Callable

from hovorna.domain.operators.state import Operator
from hovorna.domain.routing.strategies.least_busy import least_busy
from hovorna.domain.routing.strategies.longest_idle import longest_idle
from hovorna.domain.routing.strategies.priority_order import priority_order
from hovorna.domain.routing.strategies.round_robin import round_robin
from hovorna.domain.routing.strategies.whole_group import whole_group
from hovorna.domain.vocabulary import StrategyName

#: (operator, group) -> number; the lowest is asked first, equal ones in the order of user ids.
Strategy = Callable[[Operator, int], float]

STRATEGIES: tuple[tuple[StrategyName, Strategy], ...] = (
    (StrategyName.LONGEST_IDLE, longest_idle),
    (StrategyName.LEAST_BUSY, least_busy),
    (StrategyName.ROUND_ROBIN, round_robin),
    (StrategyName.PRIORITY_ORDER, priority_order),
    (StrategyName.WHOLE_GROUP, whole_group),
)

STRATEGY_OF: dict[StrategyName, Strategy] = dict(STRATEGIES)
