"""Follows the logs for the webhooks: what they asked for becomes deliveries, and their positions move on with it."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

import msgspec

from hovorna.application.ports import Clock, LogReader, StoreUnavailable
from hovorna.application.webhooks.deliveries import Advance, Deliveries, Wanted
from hovorna.application.webhooks.folding import Folds
from hovorna.application.webhooks.operator_moves import moves_of
from hovorna.application.webhooks.webhook import Webhook
from hovorna.contract.public_events import EVENTS
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.contract.public_events.telling import events_of
from hovorna.domain.facts import Body, Fact

logger = logging.getLogger(__name__)

#: Facts that are read for one transaction; few enough that others who wait for the thread or the store wait shortly.
FACTS_AT_ONCE = 1000
#: Deliveries that are written in one transaction, as far as one webhook's are not more.
_WANTED_AT_ONCE = 2000
#: A webhook that is owed so many is planned no further: the log keeps the rest.
MOST_PENDING = 20_000

_CAUSES = {event.name: frozenset(event.facts) for event in EVENTS}
_OF_PEOPLE = WebhookEventType.USER_STATUS_CHANGED


class Step(msgspec.Struct, frozen=True):
    #: Whether there may be more to plan at once.
    has_more: bool
    #: Webhooks that are owed something new.
    planned: frozenset[int]


class Follower:
    """One thread's. Webhooks that have come to the same version of a department's log share its reading."""

    def __init__(self, reader: LogReader, deliveries: Deliveries, clock: Clock, folds: Folds) -> None:
        self._reader, self._deliveries, self._clock, self._folds = reader, deliveries, clock, folds
        self._positions: dict[tuple[int, int], int] = {}
        #: How many deliveries each webhook is owed, as far as is known here.
        self.pending: Counter[int] = Counter()

    def refresh(self, positions: Mapping[tuple[int, int], int]) -> None:
        """What the store says: somebody may have asked for a replay, or another process has planned."""
        self._positions = dict(positions)

    def count(self, pending: Mapping[int, int]) -> None:
        self.pending = Counter(pending)

    def step(self, webhooks: Iterable[Webhook], departments: Mapping[int, Sequence[int]]) -> Step:
        """A piece of every log that somebody has not read to its end. `departments`: company -> its departments."""
        has_more, planned = False, set[int]()
        for (department_id, position), group in self._groups(webhooks, departments).items():
            try:
                facts, its = self._piece(department_id, position, group)
            except StoreUnavailable:
                raise
            except Exception:
                # The position stays, and the other departments go on.
                logger.exception(
                    "The events of department %d after version %d could not be planned.",
                    department_id,
                    position,
                    extra={"event": "webhooks_not_planned", "department_id": department_id},
                )
                continue
            planned |= its
            has_more |= facts == FACTS_AT_ONCE
        return Step(has_more, frozenset(planned))

    def _piece(self, department_id: int, position: int, group: Sequence[Webhook]) -> tuple[int, set[int]]:
        """How many facts there were, and who is owed something new."""
        facts = list(islice(self._reader.facts_after(department_id, position), FACTS_AT_ONCE))
        if not facts:
            return 0, set()
        wanted = self._wanted(department_id, position, facts, group)
        self._plan(
            [
                Advance(webhook.id, department_id, position, facts[-1].version, tuple(wanted[webhook.id]))
                for webhook in group
            ]
        )
        return len(facts), {webhook_id for webhook_id, its in wanted.items() if its}

    def position(self, webhook: Webhook, department_id: int) -> int:
        return self._positions.get((webhook.id, department_id), webhook.begins_after.get(department_id, 0))

    def _groups(
        self, webhooks: Iterable[Webhook], departments: Mapping[int, Sequence[int]]
    ) -> dict[tuple[int, int], list[Webhook]]:
        """Webhooks by department and position, the furthest of a department first: it leads the folding."""
        groups: defaultdict[tuple[int, int], list[Webhook]] = defaultdict(list)
        for webhook in webhooks:
            if self.pending[webhook.id] >= MOST_PENDING:
                continue
            for department_id in departments.get(webhook.company_id, ()):
                groups[department_id, self.position(webhook, department_id)].append(webhook)
        return dict(sorted(groups.items(), key=lambda item: -item[0][1]))

    def _wanted(
        self, department_id: int, position: int, facts: Sequence[Fact], group: Sequence[Webhook]
    ) -> dict[int, list[Wanted]]:
        wanted: dict[int, list[Wanted]] = {webhook.id: [] for webhook in group}
        askers: defaultdict[WebhookEventType, list[int]] = defaultdict(list)
        for webhook in group:
            for kind in webhook.event_types:
                askers[kind].append(webhook.id)
        causes = frozenset[type[Body]]().union(*(_CAUSES.get(kind, ()) for kind in askers))
        self._folds.begin(department_id, position)
        for fact in facts:
            is_cause = type(fact.body) in causes
            session = self._folds.follow(department_id, fact, is_wanted=is_cause)
            if not is_cause:
                continue
            moves = moves_of(self._reader, department_id, fact, session) if _OF_PEOPLE in askers else ()
            events = events_of(fact, session, moves)
            if any(told.type in askers for told in events):
                self._folds.remember(department_id, fact, events)
            for told in events:
                of_session = fact.session_id if told.move is None else 0
                one = Wanted(fact.version, told.ordinal, told.type.value, told.entity, of_session)
                for webhook_id in askers.get(told.type, ()):
                    wanted[webhook_id].append(one)
        return wanted

    def _plan(self, advances: Sequence[Advance]) -> None:
        for some in _pieces(advances):
            for advance, is_done in zip(some, self._deliveries.plan(some, self._clock.now()), strict=True):
                if is_done:
                    self._positions[advance.webhook_id, advance.department_id] = advance.until
                    self.pending[advance.webhook_id] += len(advance.wanted)
                else:
                    # Somebody else moved it; where to, the store says.
                    self.refresh(self._deliveries.positions())


def _pieces(advances: Sequence[Advance]) -> Iterable[list[Advance]]:
    piece, size = list[Advance](), 0
    for advance in advances:
        piece.append(advance)
        size += 1 + len(advance.wanted)
        if size >= _WANTED_AT_ONCE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
