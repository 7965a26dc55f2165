"""A mended call of the bank as the session that it was."""

import hashlib

from hovorna.adapters.importers.bank_calls.lines import COLUMNS, BankRow
from hovorna.adapters.importers.bank_calls.mending import BankCall
from hovorna.application.source_records import Accepted, Assigned, Concluded, Routed, SourceSession, SourceStep
from hovorna.domain.switchboard.recording import Ended, GuestIn
from hovorna.domain.vocabulary import GuestLeftSession, Source, TerminationReason

_PARAMS = tuple(f"bank_{column.replace('+', '_')}" for column in COLUMNS)


def to_record(call: BankCall, key: str) -> SourceSession:
    row = call.row
    return SourceSession(
        lines=(row.line,),
        key=key,
        created=call.created,
        source=Source.INCOMING_CALL,
        steps=(GuestIn(call.created), *_routing(call), *_end(call)),
        groups=(row.group,),
        params=dict(zip(_PARAMS, row.values, strict=True)),
        mended=call.mended,
    )


def _routing(call: BankCall) -> tuple[SourceStep, ...]:
    if call.routed is None:
        return ()
    routed = Routed(call.routed, call.row.group)
    if call.accepted is None:
        return (routed,)
    server = call.row.server
    return routed, Assigned(call.accepted, server), Accepted(call.accepted, server)


def _end(call: BankCall) -> tuple[SourceStep, ...]:
    at = call.ended
    if call.accepted is not None:
        # The source does not tell who hung up first.
        over = Ended(at, TerminationReason.UNKNOWN_REASON, GuestLeftSession.LEFT_SESSION)
        return over, Concluded(at, call.row.server)
    if call.routed is not None:
        return (Ended(at, TerminationReason.GUEST_ABANDONED, GuestLeftSession.LEFT_QUEUE),)
    abandoned = call.row.outcome == "HANG"
    reason = TerminationReason.GUEST_ABANDONED if abandoned else TerminationReason.UNKNOWN_REASON
    return (Ended(at, reason, GuestLeftSession.LEFT_BEFORE_QUEUE),)


def digest_of(row: BankRow) -> bytes:
    return hashlib.sha256(row.text.encode()).digest()


def key_of(digest: bytes, ordinal: int) -> str:
    """The n-th of several equal rows is a call of its own, now and when the file is imported again."""
    return hashlib.sha256(digest + b"%d" % ordinal).hexdigest()
