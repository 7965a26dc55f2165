"""Spares a process that runs for long from looking again and again at what it loaded when it started."""

import gc


def keep_what_is_loaded() -> None:
    """Modules, routes and settings are there until the end: the collector of cycles need not visit them any more.

    Called once, when everything is in its place; what is made later is collected as ever.
    """
    gc.collect()
    gc.freeze()
