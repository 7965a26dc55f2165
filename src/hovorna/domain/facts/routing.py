"""Facts about offers, queues, operators in a session and handing over."""

from datetime import datetime, timedelta

import msgspec

from hovorna.domain.facts.body import Body
from hovorna.domain.vocabulary import Cause, DialState, RequestKind


class RoutingRequested(Body, frozen=True):
    kind: RequestKind
    arrival: datetime
    rule_set_id: int | None = None
    #: Positions of the rules whose conditions hold for this session's call params.
    rules: tuple[int, ...] = ()
    #: Asked for this operator alone (an invitation, a forward or an invite by name).
    operator_id: int | None = None
    #: Asked for this group first (a forward or an invite).
    group_id: int | None = None
    by_operator_id: int | None = None
    sticky_operator_id: int | None = None
    priority: int = 100
    head_start: timedelta = timedelta()


class RulesHeld(Body, frozen=True):
    """The call params changed while a request was open: other rules hold now."""

    request_id: int
    rules: tuple[int, ...]


class GroupQueueEntered(Body, frozen=True):
    """`rule_position` is the place of the rule that named the group; -1 where a person chose it."""

    request_id: int
    group_id: int
    rule_position: int = -1


class GroupQueueTimedOut(Body, frozen=True):
    request_id: int
    group_id: int


class GroupQueueLeft(Body, frozen=True):
    request_id: int
    group_id: int
    cause: Cause


class Candidate(msgspec.Struct, frozen=True, array_like=True):
    """An operator who could have had the offer, with the number that the strategy gave them; lower goes first."""

    operator_id: int
    metric: float


class OfferReasons(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why this operator: who else could have had it, and why the others could not."""

    strategy: str
    candidates: tuple[Candidate, ...] = ()
    #: Reason -> operators.
    not_eligible: dict[str, tuple[int, ...]] = {}
    #: How many stood before this session in the line and could not be helped by the chosen operator.
    passed_over: int = 0


class OperatorOffered(Body, frozen=True):
    """AssignedToOperator: the operator holds an offer; its id is this fact's version."""

    request_id: int
    operator_id: int
    group_id: int | None = None
    reasons: OfferReasons | None = None
    #: Offers to a whole group use no slot.
    uses_slot: bool = True


class OfferTimedOut(Body, frozen=True):
    offer_id: int


class OfferRejected(Body, frozen=True):
    offer_id: int


class OfferWithdrawn(Body, frozen=True):
    offer_id: int
    cause: Cause


class LegRung(Body, frozen=True):
    """The operator accepted a phone session on the desk; their telephone rings."""

    offer_id: int


class OfferAccepted(Body, frozen=True):
    offer_id: int
    is_auto: bool = False


class RoutingEnded(Body, frozen=True):
    request_id: int
    cause: Cause


class OperatorJoined(Body, frozen=True):
    """The operator is in without an offer: they created the session or answered the first leg of a two-way call."""

    operator_id: int


class OperatorLeft(Body, frozen=True):
    operator_id: int
    cause: Cause = Cause.BY_HAND


class OperatorConcluded(Body, frozen=True):
    operator_id: int
    cause: Cause = Cause.BY_HAND


class ForwardedToGroup(Body, frozen=True):
    group_id: int
    #: The request that the session was in, or had last; None if it never had one.
    request_id: int | None = None
    by_operator_id: int | None = None
    slots: tuple[str, ...] = ()


class ForwardedToUser(Body, frozen=True):
    operator_id: int
    request_id: int | None = None
    by_operator_id: int | None = None
    slots: tuple[str, ...] = ()


class ForwardedToPhone(Body, frozen=True):
    """The number is being dialled; until it answers the operator stays in."""

    request_id: int | None = None
    by_operator_id: int | None = None
    slots: tuple[str, ...] = ()


class PhoneForwardFailed(Body, frozen=True):
    result: DialState


class InvitedGroup(Body, frozen=True):
    group_id: int
    by_operator_id: int


class InvitedUser(Body, frozen=True):
    operator_id: int
    by_operator_id: int
