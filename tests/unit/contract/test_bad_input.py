from hovorna.contract.bad_input import BadInput


def test_bad_input_says_all_fields_in_one_sentence() -> None:
    refusal = BadInput({"guest.os": "Is required.", "limit": "Must be a whole number above 0."})
    assert str(refusal) == "guest.os: Is required.; limit: Must be a whole number above 0."
    assert refusal.fields["guest.os"] == "Is required."
