"""Ways to damage the log, and what a check must say of each."""

from collections.abc import Callable

from hovorna.domain import facts as f
from hovorna.domain.laws.violation import Law
from hovorna.domain.vocabulary import Cause
from tests.damage.healthy import (
    ACW,
    CALL,
    CHAT,
    CREATED,
    IMPORTED,
    QUEUED,
    WAITING,
)
from tests.damage.store_files import Damage, Store, sql


def _miss_a_version(store: Store) -> None:
    store.sql("DELETE FROM facts WHERE version = ?", store.version_of(CHAT, "MessagePosted"))


def _miss_the_beginning(store: Store) -> None:
    store.sql("DELETE FROM facts WHERE version = ?", store.version_of(CALL, "SessionCreated"))


def _miss_the_end(store: Store) -> None:
    store.sql("DELETE FROM facts WHERE version = (SELECT max(version) FROM facts)")


def _count_since_before_the_state(store: Store) -> None:
    at = store.value("SELECT at FROM facts WHERE version = ?", store.version_of(CALL, "SessionCreated"))
    store.sql("UPDATE facts SET since = ? WHERE version = ?", at, store.version_of(CALL, "SessionEnded"))


def _accept_after_the_ban(store: Store) -> None:
    offer = store.version_of(WAITING, "OperatorOffered")
    store.append(WAITING, f.GuestBanned())
    store.append(WAITING, f.OfferAccepted(offer))


def _accept_twice(store: Store) -> None:
    first, request = store.version_of(WAITING, "OperatorOffered"), store.version_of(WAITING, "RoutingRequested")
    second = store.append(WAITING, f.OperatorOffered(request, 1, 1))
    store.append(WAITING, f.OfferAccepted(first))
    store.append(WAITING, f.OfferAccepted(second))


def _offer(operator_id: int) -> Callable[[Store], None]:
    def do(store: Store) -> None:
        store.append(QUEUED, f.OperatorOffered(store.version_of(QUEUED, "RoutingRequested"), operator_id, 1))

    return do


def _strand_the_after_call_work(store: Store) -> None:
    store.append(0, f.OperatorDisconnected(3))
    store.sql("DELETE FROM timers WHERE key LIKE 'acw:%'")


def _rewrite(session_id: int, fact: str, old: str, new: str) -> Callable[[Store], None]:
    def do(store: Store) -> None:
        version = store.version_of(session_id, fact)
        store.sql(
            "UPDATE facts SET body = CAST(replace(CAST(body AS TEXT), ?, ?) AS BLOB)"
            " WHERE version = ? AND CAST(body AS TEXT) LIKE ?",
            old,
            new,
            version,
            f"%{old}%",
        )

    return do


LOG = (
    Damage("a missing version", _miss_a_version, Law.VERSIONS),
    Damage("a missing last version", _miss_the_end, Law.SESSIONS, CREATED),
    Damage("a session without its beginning", _miss_the_beginning, Law.REPLAY, CALL),
    Damage("an unreadable body", sql("UPDATE facts SET body = x'7b' WHERE version = 5"), Law.FACTS_READABLE),
    Damage("an unknown type", sql("UPDATE facts SET type = 'Nothing' WHERE version = 9"), Law.FACTS_READABLE),
    Damage(
        "an instant beyond the calendar", sql("UPDATE facts SET at = 1 << 62 WHERE version = 9"), Law.FACTS_READABLE
    ),
    Damage(
        "another reason of the end", _rewrite(CHAT, "SessionEnded", "OperatorLeft", "GuestLeft"), Law.SESSIONS, CHAT
    ),
    Damage(
        "another operator offered",
        _rewrite(WAITING, "OperatorOffered", '"operator_id":4', '"operator_id":2'),
        Law.CAPACITY,
        WAITING,
    ),
    Damage(
        "an instant before the last", lambda store: store.shift(CHAT, "OfferAccepted", -30), Law.TIME_RUNS_FORWARD, CHAT
    ),
    Damage(
        "a visit that ends before it begins",
        lambda store: store.shift(CHAT, "OfferAccepted", -30),
        Law.VISITS_JOIN,
        CHAT,
    ),
    Damage(
        "a conclusion before the end", lambda store: store.shift(CALL, "OperatorConcluded", -30), Law.VISITS_SUM, CALL
    ),
    Damage("an acceptance after the ban", _accept_after_the_ban, Law.FORMULAS_EQUAL_VISITS, WAITING),
    Damage("an end counted from an earlier state", _count_since_before_the_state, Law.READINGS_AGREE, CALL),
    Damage(
        "a conclusion of a closed session",
        lambda store: store.append(CHAT, f.OperatorConcluded(1)),
        Law.CLOSED_STAYS_CLOSED,
        CHAT,
    ),
    Damage(
        "a change of an imported session's end",
        lambda store: store.append(IMPORTED, f.OperatorLeft(1)),
        Law.CLOSED_STAYS_CLOSED,
        IMPORTED,
    ),
    Damage(
        "a hold before anybody talks",
        lambda store: store.append(CREATED, f.HoldStarted(1)),
        Law.LEGAL_MOVES,
        CREATED,
    ),
    Damage(
        "a withdrawal of no offer",
        lambda store: store.append(QUEUED, f.OfferWithdrawn(1, Cause.CANCELLED)),
        Law.LEGAL_MOVES,
        QUEUED,
    ),
    Damage("an offer above capacity", _offer(2), Law.CAPACITY, QUEUED),
    Damage("an offer to somebody away", _offer(1), Law.OFFERED_WHILE_AVAILABLE, QUEUED),
    Damage("two acceptances", _accept_twice, Law.ONE_ACCEPTANCE, WAITING),
    Damage("after-call work that nothing ends", _strand_the_after_call_work, Law.NEVER_STUCK, ACW),
)
