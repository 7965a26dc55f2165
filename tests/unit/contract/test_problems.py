import pytest

from hovorna.contract.bad_input import BadInput
from hovorna.contract.problems import LINES, Problem, problem_of
from hovorna.domain import errors


def _all_refusals(kind: type[errors.DomainError]) -> set[type[errors.DomainError]]:
    return {each for child in kind.__subclasses__() for each in ({child} | _all_refusals(child))}


def test_every_refusal_of_the_domain_has_its_line() -> None:
    ours = {each for each in _all_refusals(errors.DomainError) if each.__module__.startswith("hovorna.")}
    assert set(LINES) == set(errors.ERRORS) == ours


def test_no_two_refusals_share_a_code() -> None:
    assert len({each.code for each in errors.ERRORS}) == len(errors.ERRORS)


@pytest.mark.parametrize("refusal", LINES)
def test_published_paths_answer_with_published_statuses(refusal: type[errors.DomainError]) -> None:
    assert LINES[refusal].on_contract_path in (400, 404)
    assert LINES[refusal].on_own_path in (400, 404, 409)


def test_a_refusal_by_state_is_a_400_on_published_paths_and_a_409_on_ours() -> None:
    refusal = errors.MoveRefused(5, "CLOSED", "forwarding")
    body = {"status": "Session 5 is CLOSED: forwarding is not possible now."}
    assert problem_of(refusal, is_contract_path=True) == Problem(400, "move_refused", body)
    assert problem_of(refusal, is_contract_path=False) == Problem(409, "move_refused", body)


def test_the_permanent_code_travels_in_a_header() -> None:
    assert problem_of(errors.OfferGone(3), is_contract_path=True).headers == {"hovorna-code": "offer_gone"}


def test_what_is_not_found_has_an_empty_body_on_published_paths() -> None:
    assert problem_of(errors.SessionUnknown(5), is_contract_path=True) == Problem(404, "session_unknown", {})
    assert problem_of(errors.SessionUnknown(5), is_contract_path=False).fields == {"id": "There is no session 5."}


def test_an_unknown_target_in_a_body_is_an_error_of_its_field() -> None:
    problem = problem_of(errors.GroupUnknown(9), is_contract_path=True)
    assert (problem.status, list(problem.fields)) == (400, ["operatorGroupId"])


def test_a_value_the_domain_can_not_take_is_named_as_on_the_wire() -> None:
    problem = problem_of(errors.InvalidValue("phone_number", "Must begin with +."), is_contract_path=True)
    assert problem == Problem(400, "invalid_value", {"phoneNumber": "Must begin with +."})


def test_bad_input_keeps_its_fields() -> None:
    fields = {"guest.os": "Is required."}
    assert problem_of(BadInput(fields), is_contract_path=False) == Problem(400, "bad_input", fields)
