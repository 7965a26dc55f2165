"""What goes on without an end of its own is told that the process stops."""

from collections.abc import Callable


class Stopping:
    """Begun before the last requests are waited for, so that none of them is waited for in vain."""

    def __init__(self) -> None:
        self._deeds: list[Callable[[], None]] = []

    def tell(self, deed: Callable[[], None]) -> None:
        self._deeds.append(deed)

    def begin(self) -> None:
        for deed in self._deeds:
            deed()
