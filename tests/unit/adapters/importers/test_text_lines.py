from pathlib import Path

import pytest

from hovorna.adapters.importers.text_lines import (
    LONGEST_LINE,
    BrokenRow,
    Line,
    count_lines,
    read_lines,
    shown,
    whole_number,
)


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "rows"
    path.write_bytes(content)
    return path


def test_lines_keep_the_numbers_that_an_editor_shows_and_empty_ones_are_passed_over(tmp_path: Path) -> None:
    path = _file(tmp_path, b"one\n\n\nfour\r\nfive")
    assert list(read_lines(path)) == [Line(1, "one"), Line(4, "four"), Line(5, "five")]
    assert count_lines(path) == 3


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    assert list(read_lines(_file(tmp_path, b"\xef\xbb\xbfone\n"))) == [Line(1, "one")]


def test_bytes_that_are_no_text_spoil_their_own_line_only(tmp_path: Path) -> None:
    one, two, three = read_lines(_file(tmp_path, b"one\n\xff\xfe\nthree\n"))
    assert (one.text, three.text) == ("one", "three")
    assert two.fault == "the line is no UTF-8 text"


def test_a_line_without_an_end_is_skipped_without_being_kept(tmp_path: Path) -> None:
    giant, after = read_lines(_file(tmp_path, b"x" * (3 * LONGEST_LINE) + b"\nafter\n"))
    assert giant == Line(1, "", f"the line is longer than {LONGEST_LINE} bytes")
    assert after == Line(2, "after")


def test_a_line_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    text = "x" * LONGEST_LINE
    assert [line.fault for line in read_lines(_file(tmp_path, text[1:].encode() + b"\nafter\n"))] == [None, None]
    assert list(read_lines(_file(tmp_path, text.encode()))) == [Line(1, text)]


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1e3", "٣", "20000000", "9" * 5000])
def test_a_count_is_a_whole_number_within_reason(text: str) -> None:
    with pytest.raises(BrokenRow, match="ring time"):
        whole_number("ring time", text)


def test_a_refusal_quotes_no_more_than_the_beginning_of_a_value() -> None:
    assert shown("a" * 100) == repr("a" * 40 + "…")
