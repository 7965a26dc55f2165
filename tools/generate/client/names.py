"""What the methods of the client are called."""

import re

from hovorna.api.operation import Operation

#: Where the rules below would say it badly: method and path -> the method's name.
SPECIAL = {
    "GET /health": "get",
    "GET /api/v1/me": "me",
    "PUT /api/v1/me/password": "change_my_password",
    "POST /api/v1/me/totp": "begin_my_second_factor",
    "DELETE /api/v1/me/totp": "remove_my_second_factor",
    "GET /api/v1/logins": "list",
    "DELETE /api/v1/logins/{id}": "end",
    "DELETE /api/v1/Users/{id}/totp": "remove_second_factor",
    "GET /api/v1/Sessions/{id}/events": "events",
    "PUT /api/v1/Sessions/{id}/callparams": "set_call_params",
    "GET /api/v1/Sessions/{id}/callparams": "call_params",
    "PUT /api/v1/Sessions/{id}/tags/{tagId}": "add_tag",
    "DELETE /api/v1/Sessions/{id}/tags/{tagId}": "remove_tag",
    "POST /api/v1/Sessions/{id}/anonymize": "anonymise",
    "GET /api/v1/Users/{id}/operatorStates": "operator_states_of",
    "PUT /api/v1/Users": "update_many",
    "POST /api/v1/Users/invitations": "invite",
    "POST /api/v1/Webhooks/{id}/secret": "rotate_secret",
    "POST /api/v1/guest/sessions": "create_session",
    "POST /api/v1/guest/sessions/{id}/messages": "post_message",
    "POST /api/v1/guest/sessions/{id}/files": "share_file",
    "POST /api/v1/guest/sessions/{id}/return": "come_back",
    "GET /api/v1/operators/{userId}": "get",
    "GET /api/v1/operators/{userId}/sessions": "sessions",
    "POST /api/v1/operators/{userId}/sessions/{id}/messages": "post_message",
    "POST /api/v1/operators/{userId}/sessions/{id}/files": "share_file",
    "POST /api/v1/operators/{userId}/sessions/{id}/invitations": "invite",
    "DELETE /api/v1/operators/{userId}/sessions/{id}/invitations/{requestId}": "withdraw_invitation",
    "PUT /api/v1/operators/{userId}/sessions/{id}/note": "write_note",
    "POST /api/v1/operators/{userId}/sessions/{id}/recordings": "start",
    "PUT /api/v1/operators/{userId}/sessions/{id}/recordings/{recordingId}": "upload",
    "POST /api/v1/operators/{userId}/sessions/{id}/recordings/{recordingId}/fail": "fail",
    "DELETE /api/v1/operators/{userId}/sessions/{id}/recordings/{recordingId}": "delete",
    "POST /api/v1/Tags/departments/{departmentId}": "create",
    "GET /api/v1/Contacts/departments/{departmentId}": "of_department",
    "POST /api/v1/Contacts/departments/{departmentId}": "create_in_department",
    "GET /api/v1/Contacts/{id}/departments/{departmentId}": "get",
    "PUT /api/v1/Contacts/{id}/departments/{departmentId}": "update_in_department",
    "DELETE /api/v1/Contacts/{id}/departments/{departmentId}": "delete",
    "POST /api/v1/Contacts/merge/departments/{departmentId}": "merge",
    "POST /api/v1/Contacts/{id}/departments/{departmentId}/anonymize": "anonymise",
    "GET /api/v1/MetricDashboards": "dashboards",
    "PUT /api/v1/MetricDashboards/{key}": "set_dashboard",
    "DELETE /api/v1/MetricDashboards/{key}": "delete_dashboard",
}

#: Path parameters that say nothing by themselves.
_BARE = frozenset({"id", "key", "name"})

_VERBS = {"PUT": "set_", "DELETE": "delete_", "GET": "", "POST": ""}
_WHOLE = {"PUT": "update", "DELETE": "delete", "POST": "create", "GET": "get"}
_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")


def snake(word: str) -> str:
    return _CAPITAL.sub(lambda found: f"_{found[1]}", word).lower().replace("-", "_").replace(" ", "_")


def method_name(operation: Operation) -> str:
    special = SPECIAL.get(f"{operation.method} {operation.path}")
    if special is not None:
        return special
    segments = _segments(operation.path)
    words = [snake(one) for one in segments[1:] if not one.startswith("{")]
    is_one = any(one.startswith("{") for one in segments)
    if words:
        ends_in_an_id = segments[-1].startswith("{")
        # Of several things one: `DELETE …/invitations/{id}` deletes an invitation.
        words[-1] = singular(words[-1]) if ends_in_an_id else words[-1]
        return _VERBS[operation.method] + words[-1]
    if is_one:
        return _WHOLE[operation.method]
    return {"GET": "list", "DELETE": "delete_all"}.get(operation.method, _WHOLE[operation.method])


def longer_name(operation: Operation) -> str:
    """Where two would be called the same: it can be mistaken for no other, until it gets a name in SPECIAL."""
    words = [snake(one.strip("{}")) for one in _segments(operation.path)]
    return "_".join([operation.method.lower(), *words])


def singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s") if not word.endswith("ss") else word


def argument_names(path: str) -> dict[str, str]:
    """Path parameter -> the method's argument; a bare word is named after what stands before it."""
    names, segments = {}, _segments(path)
    for place, segment in enumerate(segments):
        if segment.startswith("{"):
            name = segment.strip("{}")
            thing = "session" if segments[place - 1] == "calls" else snake(singular(segments[place - 1]))
            names[name] = f"{thing}_{name}" if name in _BARE else snake(name)
    return names


def _segments(path: str) -> list[str]:
    return path.removeprefix("/api/v1").strip("/").split("/")
