"""A small contact centre that lives by itself: simulated guests and operators on the real engine."""

from hovorna.demo.company.preparing import DemoClient, prepare_demo
from hovorna.demo.parts import DemoParts, Pace
from hovorna.demo.running import run_demo

__all__ = ["DemoClient", "DemoParts", "Pace", "prepare_demo", "run_demo"]
