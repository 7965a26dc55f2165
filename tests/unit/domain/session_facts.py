"""Builds a session's facts in tests: each step some seconds after the session came into being."""

from datetime import UTC, datetime, timedelta

from hovorna.domain import facts as f
from hovorna.domain.facts import Body, Fact
from hovorna.domain.vocabulary import (
    Cause,
    Channel,
    GuestLeftSession,
    RequestKind,
    Source,
    TerminationReason,
)

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SESSION = 7


def after(seconds: float) -> datetime:
    return BEGIN + timedelta(seconds=seconds)


class Story:
    """`told(seconds, body)` returns the version of the fact, which is the id of the request or offer it opens."""

    def __init__(self, channel: Channel = Channel.CHAT, source: Source = Source.DEFAULT, *, first: int = 1) -> None:
        self.facts = [Fact(first, BEGIN, SESSION, f.SessionCreated(channel, source))]

    def told(self, seconds: float, body: Body, *, since: float | None = None) -> int:
        version = self.facts[-1].version + 1
        at_since = None if since is None else after(since)
        self.facts.append(Fact(version, after(seconds), SESSION, body, since=at_since))
        return version

    def guest_joins(self, seconds: float) -> None:
        self.told(seconds, f.GuestJoined())

    def requested(self, seconds: float, *, kind: RequestKind = RequestKind.ENTRY) -> int:
        return self.told(seconds, f.RoutingRequested(kind, after(seconds)))

    def offered(self, seconds: float, request: int, operator: int) -> int:
        return self.told(seconds, f.OperatorOffered(request, operator))

    def accepted(self, seconds: float, request: int, offer: int) -> None:
        self.told(seconds, f.OfferAccepted(offer))
        self.told(seconds, f.RoutingEnded(request, Cause.ACCEPTED))

    def ended(self, seconds: float, *operators: int) -> None:
        body = f.SessionEnded(TerminationReason.GUEST_LEFT, GuestLeftSession.LEFT_SESSION)
        self.told(seconds, body)
        for operator in operators:
            self.told(seconds, f.OperatorLeft(operator, Cause.SESSION_OVER))

    def concluded(self, seconds: float, operator: int) -> None:
        self.told(seconds, f.OperatorConcluded(operator))


def plain_chat() -> Story:
    """Queue at 5, offered at 12, accepted at 20, over at 320, concluded at 350."""
    story = Story()
    story.guest_joins(0)
    request = story.requested(5)
    offer = story.offered(12, request, 31)
    story.accepted(20, request, offer)
    story.ended(320, 31)
    story.concluded(350, 31)
    return story
