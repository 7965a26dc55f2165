import pytest

from hovorna.contract.enum_words import read_word
from hovorna.domain.vocabulary import ActivityType, SessionStatus, Source, TerminationReason


@pytest.mark.parametrize("text", ["IN_QUEUE", "in_queue", "In_Queue", " IN_QUEUE "])
def test_a_word_is_known_in_any_letter_case(text: str) -> None:
    assert read_word(SessionStatus, text) is SessionStatus.IN_QUEUE


def test_a_number_is_a_place_counted_from_one() -> None:
    assert read_word(SessionStatus, 1) is SessionStatus.CREATED
    assert read_word(SessionStatus, 4) is SessionStatus.ACTIVE
    assert read_word(Source, 13) is Source.GENERIC_CHANNEL


def test_termination_reasons_are_counted_from_zero() -> None:
    assert read_word(TerminationReason, 0) is TerminationReason.UNKNOWN_REASON
    assert read_word(TerminationReason, 1) is TerminationReason.GUEST_LEFT


@pytest.mark.parametrize("value", [0, 9, -1, "UNKNOWN", "", "1", True, 1.0, None, ["CREATED"]])
def test_anything_else_is_refused_with_the_words_that_are_allowed(value: object) -> None:
    with pytest.raises(ValueError, match="Must be one of CREATED, IN_QUEUE, WAITING"):
        read_word(SessionStatus, value)


def test_a_number_says_nothing_about_a_list_that_is_known_in_part() -> None:
    assert read_word(ActivityType, "chatmessage") is ActivityType.CHAT_MESSAGE
    with pytest.raises(ValueError, match="Must be one of"):
        read_word(ActivityType, 1)
