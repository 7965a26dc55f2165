"""How refusals become answers: the one place that knows the status and the field of each."""

import re
from typing import NamedTuple

import msgspec

from hovorna.contract.bad_input import BadInput
from hovorna.contract.refusals import Refused
from hovorna.domain import errors

#: Every refusal carries its permanent code here, so that programs need not read sentences.
CODE_HEADER = "hovorna-code"
BAD_INPUT_CODE = "bad_input"


class Problem(msgspec.Struct, frozen=True):
    """`fields` is the body, as in the contract's FieldErrors; where it is empty the body is empty as well."""

    status: int
    code: str
    fields: dict[str, str]
    more_headers: dict[str, str] = {}

    @property
    def headers(self) -> dict[str, str]:
        return {CODE_HEADER: self.code, **self.more_headers}


class _Line(NamedTuple):
    #: The published API knows 400 and 404 only; on our own paths a refusal by state is a 409.
    on_contract_path: int
    on_own_path: int
    field: str


LINES: dict[type[errors.DomainError], _Line] = {
    errors.MoveRefused: _Line(400, 409, "status"),
    errors.SessionUnknown: _Line(404, 404, "id"),
    errors.SessionExists: _Line(400, 409, "id"),
    # In a body these name somebody to forward to or to invite; that is no missing resource of the published API.
    errors.OperatorUnknown: _Line(400, 404, "userId"),
    errors.OperatorUnavailable: _Line(400, 409, "userId"),
    errors.OperatorFull: _Line(400, 409, "userId"),
    errors.OperatorNotInSession: _Line(400, 409, "userId"),
    errors.OperatorInSession: _Line(400, 409, "userId"),
    errors.OfferGone: _Line(400, 409, "status"),
    errors.GroupUnknown: _Line(400, 404, "operatorGroupId"),
    errors.RuleSetUnknown: _Line(400, 404, "routingRuleSetId"),
    errors.TagUnknown: _Line(404, 404, "tagId"),
    errors.RecordingUnknown: _Line(404, 404, "recordingId"),
    errors.ContactUnknown: _Line(404, 404, "id"),
    errors.InvalidValue: _Line(400, 400, "body"),
}


def problem_of(error: errors.DomainError | BadInput | Refused, *, is_contract_path: bool) -> Problem:
    if isinstance(error, Refused):
        return Problem(error.kind.status, error.kind.code, error.fields, error.headers)
    if isinstance(error, BadInput):
        return Problem(400, BAD_INPUT_CODE, error.fields)
    line = LINES[type(error)]
    status = line.on_contract_path if is_contract_path else line.on_own_path
    if isinstance(error, errors.InvalidValue):
        return Problem(status, error.code, {_as_on_the_wire(error.field): error.why})
    if is_contract_path and status == 404:
        return Problem(status, error.code, {})
    return Problem(status, error.code, {line.field: error.sentence})


def _as_on_the_wire(field: str) -> str:
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), field)
