from hovorna.adapters.importers.queue_log.offers import RING_AFTER_QUEUE, RING_END_MOVED, RING_START_MOVED, offers_of
from hovorna.adapters.importers.queue_log.stays import stays_of
from tests.unit.adapters.importers.queue_rows import rows_of, story

ENTER = "0 c1 Help NONE ENTERQUEUE - 1 1"


def _offers(*rows: str) -> tuple[list[str], list[str]]:
    mended: list[str] = []
    (stay,) = stays_of(rows_of(ENTER, *rows)).stays
    return story(offers_of(stay, mended)), mended


def test_a_ring_began_its_own_length_before_it_was_written_down() -> None:
    told, mended = _offers("15 c1 Help RUT RINGNOANSWER 13500", "20 c1 Help NONE ABANDON 1 1 20")
    assert told == ["1.5 Assigned RUT", "15 Withdrawn RUT accept_timeout"]
    assert mended == []


def test_rings_of_several_telephones_come_in_the_order_of_their_instants() -> None:
    told, _ = _offers(
        "10 c1 Help RUT RINGNOANSWER 5000",
        "12 c1 Help DAN RINGCANCELED 10000",
        "15 c1 Help RUT CONNECT 15 x 5",
    )
    assert told == [
        "2 Assigned DAN",
        "5 Assigned RUT",
        "10 Withdrawn RUT accept_timeout",
        "10 Assigned RUT",
        "12 Withdrawn DAN cancelled",
        "15 Accepted RUT",
    ]


def test_a_ring_is_never_before_the_queue() -> None:
    told, mended = _offers("4 c1 Help RUT RINGNOANSWER 5000", "9 c1 Help NONE ABANDON 1 1 9")
    assert told[0] == "0 Assigned RUT"
    assert mended == [RING_START_MOVED]


def test_one_telephone_rings_once_at_a_time() -> None:
    told, mended = _offers(
        "6 c1 Help RUT RINGNOANSWER 6000", "11 c1 Help RUT RINGNOANSWER 6000", "12 c1 Help NONE ABANDON 1 1 12"
    )
    assert told == [
        "0 Assigned RUT",
        "6 Withdrawn RUT accept_timeout",
        "6 Assigned RUT",
        "11 Withdrawn RUT accept_timeout",
    ]
    assert mended == [RING_START_MOVED]


def test_a_ring_that_is_written_down_late_ended_with_the_queue() -> None:
    told, mended = _offers("5 c1 Help RUT CONNECT 5 x 5", "6 c1 Help DAN RINGCANCELED 6000")
    assert told == ["0 Assigned DAN", "0 Assigned RUT", "5 Withdrawn DAN cancelled", "5 Accepted RUT"]
    assert mended == [RING_END_MOVED]


def test_a_ring_after_the_queue_is_not_told() -> None:
    told, mended = _offers("5 c1 Help RUT CONNECT 5 x 5", "9 c1 Help DAN RINGNOANSWER 1000")
    assert told == ["0 Assigned RUT", "5 Accepted RUT"]
    assert mended == [RING_AFTER_QUEUE]


def test_a_ring_without_length_begins_before_it_ends() -> None:
    told, _ = _offers("5 c1 Help RUT RINGNOANSWER 0", "9 c1 Help NONE ABANDON 1 1 9")
    assert told == ["5 Assigned RUT", "5 Withdrawn RUT accept_timeout"]
