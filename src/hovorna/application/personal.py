"""The names of the slots under which personal values are kept; facts and views refer to them by these names only."""

IP_ADDRESS = "ip"
TRACKED_ID = "tracked_id"
IDENTITY = "identity"
URL = "url"
DIRECT_CALL_NUMBER = "direct_call_number"
PHONE_CALLBACK_NUMBER = "phone_callback_number"
PARAMS = "params"
FEEDBACK = "feedback"
NOTE = "note"

#: Names of operators and groups as they were when they took part: they stay when the guest is anonymised.
LASTING = ("operator:", "group:")


def text(activity_id: int) -> str:
    return f"text:{activity_id}"


def file_name(file_id: int) -> str:
    return f"file:{file_id}"


def recording_name(recording_id: int) -> str:
    return f"recording:{recording_id}"


def operator_note(operator_id: int) -> str:
    return f"note:{operator_id}"


def operator_name(operator_id: int) -> str:
    return f"operator:{operator_id}"


def group_name(group_id: int) -> str:
    return f"group:{group_id}"


def forward_note(version: int) -> str:
    return f"forward_note:{version}"


def forward_phone(version: int) -> str:
    return f"forward_phone:{version}"


def presence_note(version: int) -> str:
    """Of no session: what an operator's presence was explained with; `version` is that of its fact."""
    return f"presence_note:{version}"


def is_lasting(slot: str) -> bool:
    return slot.startswith(LASTING)
