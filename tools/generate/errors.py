"""The page of all refusals: their permanent codes, how they come out, and what a caller can do."""

from collections.abc import Iterable

from hovorna.contract.bad_input import BadInput
from hovorna.contract.problems import BAD_INPUT_CODE, CODE_HEADER, problem_of
from hovorna.contract.refusals import KINDS
from hovorna.domain import errors
from hovorna.domain.errors import DomainError
from tools.generate.markdown import NOTICE, table

#: An example of each refusal, for its sentence, and what its receiver can do about it.
ADVICE: tuple[tuple[DomainError, str], ...] = (
    (errors.MoveRefused(4711, "CLOSED", "forwarding"), "Read the session again: it has moved on since."),
    (errors.SessionUnknown(4711), "Check the id."),
    (errors.SessionExists(4711), "Nothing: the session is there."),
    (errors.OperatorUnknown(7), "Name somebody who belongs to the session's department."),
    (errors.OperatorUnavailable(7, "away"), "Set the operator ONLINE first, or name another."),
    (errors.OperatorFull(7), "Conclude a session first, or name another operator."),
    (errors.OperatorNotInSession(7, 4711), "Only who has joined and not left may do this."),
    (errors.OperatorInSession(7, 4711), "Name somebody who is not in yet."),
    (errors.OfferGone(29), "Nothing: somebody else has the session, or it was withdrawn. Look at the offers again."),
    (errors.GroupUnknown(3), "Name a group of the session's department."),
    (errors.RuleSetUnknown(2), "Name a rule set of the department, or none for the default."),
    (errors.TagUnknown(5), "Define the tag first."),
    (errors.RecordingUnknown(12), "Check the id against `recordings` of the session."),
    (errors.ContactUnknown(88), "Check the id and the department."),
    (errors.InvalidValue("forward", "name exactly one of operatorGroupId, userId"), "Correct the field that is named."),
)

#: What the receiver of a refusal of the edge can do, by its code.
EDGE_ADVICE: dict[str, str] = {
    "token_missing": "Send `Authorization: Bearer` and the token.",
    "token_invalid": "Get a new token; a guest's token opens its own session only.",
    "token_expired": "Get a new token.",
    "invalid_request": "Send each parameter once, form-encoded; the body's `error_description` names the one at fault.",
    "unsupported_grant_type": "Send `client_credentials`, `authorization_code` or `refresh_token`.",
    "invalid_grant": "Log in again. If nobody used it before, somebody else has: look at the list of logins.",
    "unauthorized_client": "Let people log in with it, or create a client that has a secret.",
    "unsupported_token_type": "Nothing: an API client's token ends within the hour.",
    "invalid_client": "Check id and secret; a lost secret can't be shown again, so create a new client.",
    "right_missing": "Use a client that has the right.",
    "not_found": "Check the path and the ids. What belongs to another company is not there either.",
    "method_not_allowed": "Use a method that the header names.",
    "name_taken": "Choose another name.",
    "content_deleted": "Nothing: the bytes are gone for good.",
    "invitation_over": "Ask the operator for a new number.",
    "body_too_large": "Send less.",
    "media_type_refused": "Send JSON as `application/json`.",
    "range_outside": "Ask again; the header `Content-Range` tells the size.",
    "key_reused": "Use a new key for each new write.",
    "too_many_guesses": "Wait as long as `Retry-After` says.",
    "too_many_requests": "Wait as long as `Retry-After` says.",
    "internal_error": "Report it, with the log's lines from that moment.",
    "not_built": "Nothing was done. The [README](../README.md) lists what is not built yet.",
    "store_unavailable": "Try again with the same `Idempotency-Key`. Whoever runs the server looks at disk and folder.",
}

_TOP = """# Errors

{notice}
Every refusal carries its permanent code in the header `{header}`. Programs should read the code: sentences may be
worded better one day, codes are never renamed. The body is a JSON object from field to sentence, or empty.

The published API knows 400 and 404 only, so that on its paths a refusal by state is a 400 with the field `status`. On
Hovorna's own paths the same refusal is a 409. A refused command has changed nothing.

## Refusals by the rules

{rules}
## Refusals before any command

Refused by the server itself: who asks, how they ask, and what can't be done now. The same on all paths; the body is
empty where no field is at fault.

{edge}"""

_COLUMNS = ("code", "contract paths", "own paths", "field", "sentence, for example", "what to do")
_EDGE_COLUMNS = ("code", "status", "meaning", "what to do")


def page() -> str:
    edge = ((f"`{kind.code}`", kind.status, kind.meaning, EDGE_ADVICE[kind.code]) for kind in KINDS)
    return _TOP.format(
        notice=NOTICE, header=CODE_HEADER, rules=table(_COLUMNS, _rows()), edge=table(_EDGE_COLUMNS, edge)
    )


def _rows() -> Iterable[tuple[object, ...]]:
    bad = BadInput({"Created.Min": "Must be an RFC 3339 instant."})
    yield (f"`{BAD_INPUT_CODE}`", *_told(bad), "Correct the fields that are named.")
    for error, advice in ADVICE:
        yield (f"`{error.code}`", *_told(error), advice)


def _told(error: DomainError | BadInput) -> tuple[object, ...]:
    there, here = (problem_of(error, is_contract_path=is_contract) for is_contract in (True, False))
    ((field, sentence),) = here.fields.items()
    return there.status, here.status, f"`{field}`", sentence
