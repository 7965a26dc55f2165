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
    (errors.InvalidValue("forward", "name exactly one of operatorGroupId, userId"), "Correct the field that is named."),
)

_TOP = """# Errors

{notice}
Every refusal carries its permanent code in the header `{header}`. Programs should read the code: sentences may be
worded better one day, codes are never renamed. The body is a JSON object from field to sentence, or empty.

The published API knows 400 and 404 only, so that on its paths a refusal by state is a 400 with the field `status`. On
Hovorna's own paths the same refusal is a 409. A refused command has changed nothing.

"""

_COLUMNS = ("code", "contract paths", "own paths", "field", "sentence, for example", "what to do")


_EDGE = """
## Refusals before any command

Refused by the server itself: who asks, how they ask, and what can't be done now. The same on all paths; the body is
empty where no field is at fault.

"""


def page() -> str:
    edge = table(("code", "status", "meaning"), ((f"`{kind.code}`", kind.status, kind.meaning) for kind in KINDS))
    return _TOP.format(notice=NOTICE, header=CODE_HEADER) + table(_COLUMNS, _rows()) + _EDGE + edge


def _rows() -> Iterable[tuple[object, ...]]:
    bad = BadInput({"Created.Min": "Must be an RFC 3339 instant."})
    yield (f"`{BAD_INPUT_CODE}`", *_told(bad), "Correct the fields that are named.")
    for error, advice in ADVICE:
        yield (f"`{error.code}`", *_told(error), advice)


def _told(error: DomainError | BadInput) -> tuple[object, ...]:
    there, here = (problem_of(error, is_contract_path=is_contract) for is_contract in (True, False))
    ((field, sentence),) = here.fields.items()
    return there.status, here.status, f"`{field}`", sentence
