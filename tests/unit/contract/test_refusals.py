from hovorna.contract import refusals
from hovorna.contract.problems import LINES, problem_of
from hovorna.contract.refusals import KINDS, Kind, Refused


def test_every_kind_is_listed_and_no_two_refusals_share_a_code() -> None:
    declared = {value for value in vars(refusals).values() if isinstance(value, Kind)}
    assert declared == set(KINDS)
    codes = [kind.code for kind in KINDS] + [error.code for error in LINES] + ["bad_input"]
    assert len(set(codes)) == len(codes)


def test_a_refusal_tells_its_status_code_fields_and_headers() -> None:
    refused = Refused(refusals.TOO_MANY, headers={"retry-after": "5"})
    problem = problem_of(refused, is_contract_path=True)
    assert (problem.status, problem.code, problem.fields) == (429, "too_many_requests", {})
    assert problem.headers == {"hovorna-code": "too_many_requests", "retry-after": "5"}


def test_its_log_line_is_the_code_and_nothing_of_the_request() -> None:
    assert str(Refused(refusals.KEY_REUSED, {"Idempotency-Key": "abc"})) == "key_reused"
