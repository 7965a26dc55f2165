from hovorna.adapters.importers.queue_log import stays as s
from tests.unit.adapters.importers.queue_rows import at, rows_of


def _told(*rows: str) -> s.Stays:
    return s.stays_of(rows_of(*rows))


def test_an_answered_call_is_one_stay_with_its_answer() -> None:
    told = _told(
        "0 c1 Help NONE ENTERQUEUE - 1 1",
        "9 c1 Help RUT CONNECT 9 x 4",
        "60 c1 Help RUT COMPLETECALLER 9 51 1",
    )
    (stay,) = told.stays
    assert stay.answer == s.Answer("RUT", at(5), at(9))
    assert (stay.since, stay.left_queue, stay.ended) == (at(0), at(9), at(60))
    assert told.mended == []


def test_a_call_without_an_end_is_closed_at_its_last_known_instant() -> None:
    told = _told("0 c1 Help NONE ENTERQUEUE - 1 1", "9 c1 Help RUT RINGNOANSWER 5000")
    assert told.stays[0].ended == at(9)
    assert told.mended == [s.NO_END_IN_LOG]


def test_an_end_whose_answer_is_missing_tells_when_it_was() -> None:
    told = _told("0 c1 Help NONE ENTERQUEUE - 1 1", "60 c1 Help RUT COMPLETECALLER 9 51 1")
    assert told.stays[0].answer == s.Answer("RUT", at(9), at(9))
    assert told.mended == [s.CONNECT_NOT_IN_LOG]


def test_a_made_up_answer_is_never_before_the_queue() -> None:
    told = _told("0 c1 Help NONE ENTERQUEUE - 1 1", "60 c1 Help RUT COMPLETECALLER 0 500 1")
    assert told.stays[0].left_queue == at(0)


def test_the_first_of_two_ends_counts() -> None:
    told = _told(
        "0 c1 Help NONE ENTERQUEUE - 1 1",
        "9 c1 Help RUT CONNECT 9 x 4",
        "60 c1 Help RUT COMPLETECALLER 9 51 1",
        "61 c1 Help RUT COMPLETEAGENT 9 52 1",
    )
    assert told.stays[0].ended == at(60)
    assert told.mended == [s.REPEATED_EVENT]


def test_a_clock_that_was_set_back_stands_still_instead() -> None:
    told = _told(
        "10 c1 Help NONE ENTERQUEUE - 1 1",
        "20 c1 Help RUT CONNECT 10 x 4",
        "15 c1 Help RUT COMPLETECALLER 9 51 1",
    )
    assert told.stays[0].ended == at(20)
    assert s.TIME_RAN_BACK in told.mended


def test_a_talk_time_that_the_instants_contradict_is_counted() -> None:
    rows = ("0 c1 Help NONE ENTERQUEUE - 1 1", "9 c1 Help RUT CONNECT 9 x 4")
    assert _told(*rows, "60 c1 Help RUT COMPLETECALLER 9 50 1").mended == []
    assert _told(*rows, "60 c1 Help RUT COMPLETECALLER 9 40 1").mended == [s.TALK_TIME_REPLACED]


def test_a_transfer_into_a_queue_is_a_second_stay_from_the_transfer_on() -> None:
    told = _told(
        "0 c1 Help NONE ENTERQUEUE - 1 1",
        "9 c1 Help RUT CONNECT 9 x 4",
        "60 c1 Help RUT BLINDTRANSFER 200 default 9 51 1",
        "62 c1 Sales NONE ENTERQUEUE - 1 1",
        "70 c1 Sales NONE ABANDON 1 1 8",
    )
    first, second = told.stays
    assert (first.ended, second.since, second.forwarded_by) == (at(60), at(60), "RUT")
    assert (second.queue, second.answer, second.ended) == ("Sales", None, at(70))
