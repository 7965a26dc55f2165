"""Facts about dialling and holding."""

from hovorna.domain.facts.body import Body
from hovorna.domain.vocabulary import DialState


class DialStarted(Body, frozen=True):
    slots: tuple[str, ...] = ()


class DialProgressed(Body, frozen=True):
    state: DialState


class HoldStarted(Body, frozen=True):
    operator_id: int


class HoldEnded(Body, frozen=True):
    operator_id: int
