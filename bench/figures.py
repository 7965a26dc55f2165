"""The list of what is measured."""

from bench import (
    core_commands,
    get_session,
    import_bank,
    lifecycles,
    list_200,
    million,
    simulate_14_days,
    webhooks_faults,
    webhooks_rate,
)
from bench.figure import Figure

#: In the order in which they are measured.
FIGURES: tuple[Figure, ...] = (
    core_commands.FIGURE,
    simulate_14_days.FIGURE,
    import_bank.FIGURE,
    lifecycles.FIGURE,
    get_session.FIGURE,
    list_200.FIGURE,
    million.FIGURE,
    webhooks_rate.FIGURE,
    webhooks_faults.FIGURE,
)
