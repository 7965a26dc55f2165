"""How often one may guess: a few failures for a name, more for an address behind which many people may sit."""

from datetime import timedelta

from hovorna.api.rate_limit import RateLimit
from hovorna.application.ports import Clock

PERIOD = timedelta(minutes=10)
FOR_A_NAME = 10
FOR_AN_ADDRESS = 100


class LoginLimits:
    def __init__(self, clock: Clock) -> None:
        self._names = RateLimit(FOR_A_NAME, clock, PERIOD)
        self._addresses = RateLimit(FOR_AN_ADDRESS, clock, PERIOD)

    def take(self, name: str, address: str) -> timedelta | None:
        """None if somebody may try now; otherwise how long until they may."""
        return self._addresses.take(address) or self._names.take(name)

    def give_back(self, name: str, address: str) -> None:
        """Who was right has not guessed."""
        self._names.give_back(name)
        self._addresses.give_back(address)
