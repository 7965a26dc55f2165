"""A small contact centre that lives by itself: simulated guests and operators on the real engine."""

from hovorna.demo.company.logins import PASSWORD, give_logins
from hovorna.demo.company.preparing import DemoClient, prepare_demo
from hovorna.demo.parts import DemoParts, Pace
from hovorna.demo.running import run_demo

__all__ = ["PASSWORD", "DemoClient", "DemoParts", "Pace", "give_logins", "prepare_demo", "run_demo"]
