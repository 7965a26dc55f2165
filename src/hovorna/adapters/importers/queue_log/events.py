"""The events of a queue log that say something about calls or presence; every other one is counted as not used."""

from datetime import timedelta

from hovorna.adapters.importers.queue_log.lines import NOBODY, QueueRow
from hovorna.adapters.importers.text_lines import BrokenRow
from hovorna.domain.vocabulary import Cause, DialState, GuestLeftSession, TerminationReason

SECOND = timedelta(seconds=1)
MILLISECOND = timedelta(milliseconds=1)

ENTER = "ENTERQUEUE"
CONNECT = "CONNECT"
OUTDIAL = "OUTDIAL"
OUT_ANSWERED = "OUTANSWER"
OUT_TRANSFERRED = "OUTTRANSFER"

#: An agent's telephone rang and was not answered; the first datum says for how many milliseconds.
RINGS: dict[str, Cause] = {"RINGNOANSWER": Cause.ACCEPT_TIMEOUT, "RINGCANCELED": Cause.CANCELLED}

#: The conversation is over; by the agent or by the caller.
COMPLETIONS: dict[str, TerminationReason] = {
    "COMPLETEAGENT": TerminationReason.OPERATOR_LEFT,
    "COMPLETECALLER": TerminationReason.GUEST_LEFT,
}

#: Where the datum stands that names the extension or the peer of a transfer.
TRANSFERS: dict[str, int] = {"TRANSFER": 0, "BLINDTRANSFER": 0, "ATTENDEDTRANSFER": 1}

#: The caller is in the queue no longer, and nobody has answered.
EXITS: dict[str, tuple[TerminationReason, GuestLeftSession]] = {
    "ABANDON": (TerminationReason.GUEST_ABANDONED, GuestLeftSession.LEFT_QUEUE),
    "EXITWITHTIMEOUT": (TerminationReason.FAILED_ROUTING, GuestLeftSession.LEFT_QUEUE),
    "EXITEMPTY": (TerminationReason.FAILED_ROUTING, GuestLeftSession.LEFT_QUEUE),
    # A key was pressed to get out of the queue.
    "EXITWITHKEY": (TerminationReason.GUEST_ABANDONED, GuestLeftSession.LEFT_QUEUE),
}

#: How a number that an agent dialled was not reached: the words of Asterisk's DIALSTATUS after OUT.
DIAL_FAILURES: dict[str, DialState] = {
    "OUTCANCEL": DialState.CANCELLED_BY_USER,
    "OUTCHANUNAVAIL": DialState.UNREACHABLE,
    "OUTCONGESTION": DialState.UNREACHABLE,
    "OUTBUSY": DialState.REJECTED,
    "OUTNOANSWER": DialState.NO_ANSWER,
}

ENDS = frozenset({*COMPLETIONS, *TRANSFERS, *EXITS, OUT_ANSWERED, *DIAL_FAILURES})
INCOMING = frozenset({ENTER, CONNECT, *RINGS, *COMPLETIONS, *TRANSFERS, *EXITS})
OUTGOING = frozenset({OUTDIAL, OUT_ANSWERED, OUT_TRANSFERRED, *DIAL_FAILURES})
LOGINS = frozenset({"AGENTLOGIN", "AGENTCALLBACKLOGIN"})
LOGOFFS = frozenset({"AGENTLOGOFF", "AGENTCALLBACKLOGOFF"})
PAUSES = frozenset({"PAUSE", "PAUSEALL"})
UNPAUSES = frozenset({"UNPAUSE", "UNPAUSEALL"})
PRESENCE = LOGINS | LOGOFFS | PAUSES | UNPAUSES

_NEEDS_AGENT = frozenset({CONNECT, OUTDIAL, *RINGS, *TRANSFERS}) | PRESENCE


def check(row: QueueRow) -> None:
    """Refuses a row that its event makes no sense of, so that whoever tells the call can rely on it."""
    if row.event in _NEEDS_AGENT and row.agent in ("", NOBODY):
        raise BrokenRow(f"{row.event} without an agent")
    if row.event in INCOMING | OUTGOING and row.call_id in ("", NOBODY):
        raise BrokenRow(f"{row.event} without a call")
    if row.event == ENTER and row.queue in ("", NOBODY):
        raise BrokenRow(f"{row.event} without a queue")
    rung(row)
    talked(row)


def rung(row: QueueRow) -> timedelta:
    """How long the agent's telephone rang before this row."""
    if row.event in RINGS:
        return row.span(0, "ring time", MILLISECOND)
    if row.event == CONNECT:
        return row.span(2, "ring time", SECOND)
    return timedelta()


def talked(row: QueueRow) -> timedelta:
    """How long the conversation took, as the row that ends it says."""
    if row.event in COMPLETIONS:
        return row.span(1, "call time", SECOND)
    if row.event == OUT_ANSWERED:
        return row.span(4, "talk time", SECOND)
    return timedelta()
