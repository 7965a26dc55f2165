"""Refusals of the domain: each has a permanent code, typed fields and a sentence made from them."""

from typing import ClassVar


class DomainError(Exception):
    """A command was refused and nothing changed. `code` is part of the API and is never renamed."""

    code: ClassVar[str] = "refused"

    @property
    def sentence(self) -> str:
        return str(self)


class MoveRefused(DomainError):
    """The session's state does not allow it."""

    code = "move_refused"

    def __init__(self, session_id: int, status: str, deed: str) -> None:
        super().__init__(f"Session {session_id} is {status}: {deed} is not possible now.")
        self.session_id, self.status, self.deed = session_id, status, deed


class SessionUnknown(DomainError):
    code = "session_unknown"

    def __init__(self, session_id: int) -> None:
        super().__init__(f"There is no session {session_id}.")
        self.session_id = session_id


class SessionExists(DomainError):
    code = "session_exists"

    def __init__(self, session_id: int) -> None:
        super().__init__(f"Session {session_id} exists already.")
        self.session_id = session_id


class OperatorUnknown(DomainError):
    code = "operator_unknown"

    def __init__(self, operator_id: int) -> None:
        super().__init__(f"User {operator_id} is no operator of this department.")
        self.operator_id = operator_id


class OperatorUnavailable(DomainError):
    """The operator is offline, away or disconnected and so can't take this on."""

    code = "operator_unavailable"

    def __init__(self, operator_id: int, why: str) -> None:
        super().__init__(f"Operator {operator_id} is {why}.")
        self.operator_id, self.why = operator_id, why


class OperatorFull(DomainError):
    """Taking this on would put the operator above capacity."""

    code = "operator_full"

    def __init__(self, operator_id: int) -> None:
        super().__init__(f"Operator {operator_id} has no free slot for this session.")
        self.operator_id = operator_id


class OperatorNotInSession(DomainError):
    code = "operator_not_in_session"

    def __init__(self, operator_id: int, session_id: int) -> None:
        super().__init__(f"Operator {operator_id} is not in session {session_id}.")
        self.operator_id, self.session_id = operator_id, session_id


class OperatorInSession(DomainError):
    code = "operator_in_session"

    def __init__(self, operator_id: int, session_id: int) -> None:
        super().__init__(f"Operator {operator_id} is in session {session_id} already.")
        self.operator_id, self.session_id = operator_id, session_id


class OfferGone(DomainError):
    """The offer was withdrawn, rejected or taken by another: an acceptance that comes late is refused."""

    code = "offer_gone"

    def __init__(self, offer_id: int) -> None:
        super().__init__(f"Offer {offer_id} is gone.")
        self.offer_id = offer_id


class GroupUnknown(DomainError):
    code = "group_unknown"

    def __init__(self, group_id: int) -> None:
        super().__init__(f"There is no operator group {group_id} in this department.")
        self.group_id = group_id


class RuleSetUnknown(DomainError):
    code = "rule_set_unknown"

    def __init__(self, rule_set_id: int) -> None:
        super().__init__(f"There is no routing rule set {rule_set_id} in this department.")
        self.rule_set_id = rule_set_id


class TagUnknown(DomainError):
    code = "tag_unknown"

    def __init__(self, tag_id: int) -> None:
        super().__init__(f"There is no tag {tag_id} in this department.")
        self.tag_id = tag_id


class RecordingUnknown(DomainError):
    code = "recording_unknown"

    def __init__(self, recording_id: int) -> None:
        super().__init__(f"There is no recording {recording_id} in this session.")
        self.recording_id = recording_id


class ContactUnknown(DomainError):
    code = "contact_unknown"

    def __init__(self, contact_id: int) -> None:
        super().__init__(f"There is no contact {contact_id}.")
        self.contact_id = contact_id


class InvalidValue(DomainError):
    """A field holds a value that the domain can't take."""

    code = "invalid_value"

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field, self.why = field, why


ERRORS: tuple[type[DomainError], ...] = (
    MoveRefused,
    SessionUnknown,
    SessionExists,
    OperatorUnknown,
    OperatorUnavailable,
    OperatorFull,
    OperatorNotInSession,
    OperatorInSession,
    OfferGone,
    GroupUnknown,
    RuleSetUnknown,
    TagUnknown,
    RecordingUnknown,
    ContactUnknown,
    InvalidValue,
)
