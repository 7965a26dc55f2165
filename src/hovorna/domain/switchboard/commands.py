"""What may be asked of a switchboard. Personal values ride along and never enter a fact."""

from datetime import datetime, timedelta

import msgspec

from hovorna.domain.facts import SessionCreated
from hovorna.domain.settings import DepartmentSettings, GroupSettings, OperatorSettings, RuleSet
from hovorna.domain.vocabulary import (
    ClientType,
    DialState,
    FeedbackScale,
    Presence,
    RecordingType,
    TerminationReason,
)


class Command(msgspec.Struct, frozen=True):
    """`params` of a command are the session's call params as they will be: rules are tried on them."""


# --- guests -----------------------------------------------------------------------------------------------------


class CreateSession(Command, frozen=True):
    """A contact arrives. With `is_routed` it seeks an operator at once; else it stays CREATED (form, IVR, dial).

    `operator_id`: who created it (an outgoing call, a chat invitation) or, for the source Invitation, whose number
    the guest entered. `personal` maps slots to values.
    """

    session_id: int
    about: SessionCreated
    guest_is_connected: bool = True
    is_routed: bool = True
    rule_set_id: int | None = None
    operator_id: int | None = None
    sticky_operator_id: int | None = None
    #: A two-way call rings the operator first, who joins by answering.
    operator_joins_later: bool = False
    params: dict[str, str] = {}
    personal: dict[str, str] = {}


class RequestRouting(Command, frozen=True):
    """The entry form is filled, the IVR or the chatbot is done, the dialled guest answered."""

    session_id: int
    rule_set_id: int | None = None
    sticky_operator_id: int | None = None
    params: dict[str, str] = {}


class JoinGuest(Command, frozen=True):
    session_id: int


class DropGuest(Command, frozen=True):
    session_id: int


class ReturnGuest(Command, frozen=True):
    session_id: int


class LeaveAsGuest(Command, frozen=True):
    session_id: int


class BanGuest(Command, frozen=True):
    session_id: int
    reason: str | None = None


class EndSession(Command, frozen=True):
    session_id: int
    termination: TerminationReason = TerminationReason.SESSION_API_CALL
    by: int | None = None


class JoinChatbot(Command, frozen=True):
    session_id: int
    chatbot_id: int


class HandOff(Command, frozen=True):
    """The chatbot leaves; the session is routed."""

    session_id: int
    chatbot_id: int
    params: dict[str, str] = {}


# --- operators --------------------------------------------------------------------------------------------------


class AcceptOffer(Command, frozen=True):
    operator_id: int
    offer_id: int


class RingLeg(Command, frozen=True):
    operator_id: int
    offer_id: int


class RejectOffer(Command, frozen=True):
    operator_id: int
    offer_id: int


class JoinOperator(Command, frozen=True):
    """The operator's leg of a two-way call was answered."""

    session_id: int
    operator_id: int


class LeaveSession(Command, frozen=True):
    session_id: int
    operator_id: int


class Conclude(Command, frozen=True):
    session_id: int
    operator_id: int


class SetPresence(Command, frozen=True):
    operator_id: int
    presence: Presence
    break_id: int | None = None
    #: Somebody else who sets it: a user, or 0 for an API client.
    by: int | None = None
    note: str | None = None
    #: The note is another than before: saying the same presence again is news then.
    renews_note: bool = False
    is_on_call: bool = False


class DisconnectOperator(Command, frozen=True):
    operator_id: int


class ReconnectOperator(Command, frozen=True):
    operator_id: int


class Forward(Command, frozen=True):
    """Exactly one target. `operator_id` is who forwards; None is the API: then everybody leaves and concludes."""

    session_id: int
    operator_id: int | None = None
    to_group_id: int | None = None
    to_operator_id: int | None = None
    to_phone: str | None = None
    note: str | None = None
    keeps_acw: bool = False


class ReportPhoneForward(Command, frozen=True):
    session_id: int
    result: DialState


class Invite(Command, frozen=True):
    session_id: int
    operator_id: int
    group_id: int | None = None
    invited_id: int | None = None


class CancelInvite(Command, frozen=True):
    session_id: int
    request_id: int


# --- calls ------------------------------------------------------------------------------------------------------


class Dial(Command, frozen=True):
    """`operator_id` None is the system: a predictive dial, or the end of the preparation time."""

    session_id: int
    operator_id: int | None = None
    number: str | None = None


class ReportDial(Command, frozen=True):
    session_id: int
    state: DialState
    params: dict[str, str] = {}


class Hold(Command, frozen=True):
    session_id: int
    operator_id: int


class Resume(Command, frozen=True):
    session_id: int
    operator_id: int


# --- what is said and kept --------------------------------------------------------------------------------------


class PostMessage(Command, frozen=True):
    session_id: int
    client: ClientType
    text: str
    operator_id: int | None = None
    chatbot_id: int | None = None


class StoredBlob(msgspec.Struct, frozen=True):
    """An object that is in blob storage already."""

    key: str
    sha256: str
    size: int
    media_type: str


class ShareFile(Command, frozen=True):
    session_id: int
    client: ClientType
    name: str
    blob: StoredBlob
    operator_id: int | None = None


class DeleteFile(Command, frozen=True):
    session_id: int
    file_id: int


class StartRecording(Command, frozen=True):
    session_id: int
    type: RecordingType
    name: str
    operator_id: int | None = None


class ProcessRecording(Command, frozen=True):
    session_id: int
    recording_id: int
    blob: StoredBlob
    duration: timedelta


class FailRecording(Command, frozen=True):
    session_id: int
    recording_id: int
    why: str


class DeleteRecording(Command, frozen=True):
    session_id: int
    recording_id: int


class SetCallParams(Command, frozen=True):
    """`document` is the whole set as it is stored in the slot `params`, `params` the same as names and values."""

    session_id: int
    document: str
    params: dict[str, str] = {}


class AssignTag(Command, frozen=True):
    session_id: int
    tag_id: int
    by: int | None = None


class RemoveTag(Command, frozen=True):
    session_id: int
    tag_id: int


class WriteNote(Command, frozen=True):
    session_id: int
    text: str
    operator_id: int | None = None


class GiveFeedback(Command, frozen=True):
    session_id: int
    stars: int | None = None
    scale: FeedbackScale | None = None
    text: str | None = None


class Anonymise(Command, frozen=True):
    session_id: int


# --- the department ---------------------------------------------------------------------------------------------


class ConfigureDepartment(Command, frozen=True):
    settings: DepartmentSettings


class ConfigureGroup(Command, frozen=True):
    group: GroupSettings


class ConfigureOperator(Command, frozen=True):
    operator: OperatorSettings


class ConfigureRuleSet(Command, frozen=True):
    rule_set: RuleSet


class DefineTag(Command, frozen=True):
    """The name of a tag that is there already can't be another."""

    tag_id: int
    name: str
    label: str | None = None
    background_argb: str | None = None
    text_argb: str | None = None
    is_deleted: bool = False


class AnnounceSetting(Command, frozen=True):
    """Writes into the log that a setting was changed; what it is now, another command or the register says."""

    name: str
    company_id: int | None = None
    department_id: int | None = None
    group_id: int | None = None
    user_id: int | None = None
    rule_set_id: int | None = None


# The board holds no contacts: `is_known` is what whoever commands saw in the same turn.


class ChangeContact(Command, frozen=True):
    """Adds it, or changes it to this; `values` are what it is found by."""

    contact_id: int
    document: bytes
    values: tuple[tuple[str, str], ...]
    is_known: bool = True


class RemoveContact(Command, frozen=True):
    contact_id: int
    is_known: bool = True


class MergeContacts(Command, frozen=True):
    """`session_ids`: the sessions of those that go."""

    contact_id: int
    merged_ids: tuple[int, ...]
    document: bytes
    values: tuple[tuple[str, str], ...]
    session_ids: tuple[int, ...] = ()


class AnonymiseContact(Command, frozen=True):
    """`document` is that of a contact of whom nothing is known. Its sessions are anonymised one by one."""

    contact_id: int
    document: bytes
    session_ids: tuple[int, ...] = ()
    is_known: bool = True


class LinkContact(Command, frozen=True):
    """Whose session it is, as far as the directory tells."""

    session_id: int
    contact_id: int


class TryRules(Command, frozen=True):
    """The session's rule set was changed: which of its rules hold for the params that the session has?"""

    session_id: int
    params: dict[str, str] = {}


class FireTimer(Command, frozen=True):
    """A pending timer is due; whether it still means anything is for the state to say."""

    key: str
    due: datetime
