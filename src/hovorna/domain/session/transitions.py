"""The session state machine as one table: which fact may happen in which state, and where it may lead.

A fact that has no row here is refused; where a row names several states, the facts so far decide which
(`status.status_of`). The documentation draws this table; nothing else says what is legal.
"""

from hovorna.domain.facts import (
    Anonymised,
    Body,
    CallParamsSet,
    ChatbotJoined,
    ChatbotLeft,
    DialProgressed,
    DialStarted,
    FeedbackGiven,
    FileDeleted,
    FileShared,
    ForwardedToGroup,
    ForwardedToPhone,
    ForwardedToUser,
    GroupQueueEntered,
    GroupQueueLeft,
    GroupQueueTimedOut,
    GuestBanned,
    GuestDropped,
    GuestJoined,
    GuestLeft,
    GuestReturned,
    HoldEnded,
    HoldStarted,
    InvitedGroup,
    InvitedUser,
    LegRung,
    MessagePosted,
    NoteWritten,
    OfferAccepted,
    OfferRejected,
    OfferTimedOut,
    OfferWithdrawn,
    OperatorConcluded,
    OperatorJoined,
    OperatorLeft,
    OperatorOffered,
    PhoneForwardFailed,
    RecordingDeleted,
    RecordingFailed,
    RecordingProcessed,
    RecordingStarted,
    RoutingEnded,
    RoutingRequested,
    RulesHeld,
    SessionEnded,
    TagAssigned,
    TagRemoved,
)
from hovorna.domain.vocabulary import SessionStatus
from hovorna.domain.vocabulary import SessionStatus as S

Moves = dict[type[Body], frozenset[SessionStatus]]


def _to(*states: SessionStatus) -> frozenset[SessionStatus]:
    return frozenset(states)


#: May happen in every state and never moves the session: what is written about it.
UPKEEP: tuple[type[Body], ...] = (
    CallParamsSet,
    TagAssigned,
    TagRemoved,
    NoteWritten,
    FeedbackGiven,
    Anonymised,
    FileDeleted,
    RecordingProcessed,
    RecordingFailed,
    RecordingDeleted,
)

#: Said and shown while guest and company can still reach each other.
CONVERSATION: tuple[type[Body], ...] = (MessagePosted, FileShared, RecordingStarted)

#: May follow the end at the same instant: what the end closed.
AFTERMATH: tuple[type[Body], ...] = (OfferWithdrawn, GroupQueueLeft, RoutingEnded)


def _staying(state: SessionStatus, *bodies: type[Body]) -> Moves:
    return {body: _to(state) for body in bodies}


def _open(state: SessionStatus, *bodies: type[Body]) -> Moves:
    """The moves that every open state has."""
    return {
        **_staying(state, *UPKEEP, *CONVERSATION, GuestDropped, GuestReturned, *bodies),
        GuestBanned: _to(S.BLACKLISTED),
    }


TABLE: dict[SessionStatus, Moves] = {
    S.CREATED: {
        **_open(S.CREATED, GuestJoined, ChatbotJoined, ChatbotLeft, DialStarted, DialProgressed),
        RoutingRequested: _to(S.IN_QUEUE),
        OperatorJoined: _to(S.BCW, S.ACTIVE),
        ForwardedToGroup: _to(S.IN_QUEUE),
        ForwardedToUser: _to(S.IN_QUEUE),
        SessionEnded: _to(S.CLOSED),
    },
    S.IN_QUEUE: {
        **_open(S.IN_QUEUE, GuestJoined, RoutingRequested, RulesHeld, GroupQueueEntered, GroupQueueTimedOut),
        **_staying(S.IN_QUEUE, GroupQueueLeft, RoutingEnded, ForwardedToGroup, ForwardedToUser, OperatorConcluded),
        OperatorOffered: _to(S.WAITING),
        SessionEnded: _to(S.CLOSED, S.ACW),
    },
    S.WAITING: {
        **_open(S.WAITING, GuestJoined, RoutingRequested, RulesHeld, GroupQueueEntered, GroupQueueTimedOut),
        **_staying(S.WAITING, OperatorOffered, OfferTimedOut, LegRung, OperatorConcluded),
        **_staying(S.WAITING, GroupQueueLeft, RoutingEnded, ForwardedToGroup, ForwardedToUser),
        OfferRejected: _to(S.WAITING, S.IN_QUEUE),
        OfferWithdrawn: _to(S.WAITING, S.IN_QUEUE),
        OfferAccepted: _to(S.ACTIVE, S.BCW),
        SessionEnded: _to(S.CLOSED, S.ACW),
    },
    S.BCW: {
        **_open(S.BCW, DialStarted, DialProgressed, OperatorJoined, OperatorConcluded),
        **_staying(S.BCW, RoutingRequested, RulesHeld, GroupQueueEntered, GroupQueueTimedOut, GroupQueueLeft),
        **_staying(S.BCW, RoutingEnded, ForwardedToGroup, ForwardedToUser, InvitedGroup, InvitedUser),
        **_staying(S.BCW, OperatorOffered, OfferTimedOut, OfferRejected, OfferWithdrawn, LegRung, OfferAccepted),
        GuestJoined: _to(S.ACTIVE),
        OperatorLeft: _to(S.BCW, S.IN_QUEUE, S.WAITING),
        SessionEnded: _to(S.ACW, S.CLOSED),
    },
    S.ACTIVE: {
        **_open(S.ACTIVE, GuestJoined, DialProgressed, OperatorJoined, OperatorConcluded, HoldStarted, HoldEnded),
        **_staying(S.ACTIVE, RoutingRequested, RulesHeld, GroupQueueEntered, GroupQueueTimedOut, GroupQueueLeft),
        **_staying(S.ACTIVE, RoutingEnded, ForwardedToGroup, ForwardedToUser, ForwardedToPhone, PhoneForwardFailed),
        **_staying(S.ACTIVE, InvitedGroup, InvitedUser),
        **_staying(S.ACTIVE, OperatorOffered, OfferTimedOut, OfferRejected, OfferWithdrawn, LegRung, OfferAccepted),
        OperatorLeft: _to(S.ACTIVE, S.IN_QUEUE, S.WAITING),
        SessionEnded: _to(S.ACW, S.CLOSED),
    },
    S.ACW: {
        **_staying(S.ACW, *UPKEEP, *AFTERMATH, OperatorLeft, GuestLeft, HoldEnded),
        OperatorConcluded: _to(S.ACW, S.CLOSED),
    },
    S.CLOSED: {**_staying(S.CLOSED, *UPKEEP, *AFTERMATH, GuestLeft)},
    S.BLACKLISTED: {
        **_staying(S.BLACKLISTED, *UPKEEP, *AFTERMATH, OperatorLeft, OperatorConcluded, GuestLeft),
    },
}

#: The legal moves between states (session-semantics, section 3), as the table above yields them.
LEGAL_MOVES: dict[SessionStatus, frozenset[SessionStatus]] = {
    state: frozenset(target for targets in moves.values() for target in targets) - {state}
    for state, moves in TABLE.items()
}
