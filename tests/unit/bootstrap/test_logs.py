"""A line of the log is a sentence and fields."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from hovorna.bootstrap.logs import configure_logs

logger = logging.getLogger("hovorna.somewhere")


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_machine_reads_one_json_object_on_each_line() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    logger.warning("A write of %s failed.", "three", extra={"event": "commit_failed", "session_id": 17})
    logger.info("Another.")
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert first["message"] == "A write of three failed."
    assert (first["event"], first["session_id"], first["level"]) == ("commit_failed", 17, "warning")
    assert first["logger"] == "hovorna.somewhere"
    assert first["timestamp"].endswith("Z")
    assert (second["message"], "event" in second) == ("Another.", False)


def test_a_fault_brings_its_traceback_on_the_same_line() -> None:
    stream = io.StringIO()
    configure_logs(stream)
    try:
        int("bad")
    except ValueError:
        logger.exception("A command failed.", extra={"event": "command_failed"})
    (line,) = stream.getvalue().splitlines()
    assert "ValueError: invalid literal" in json.loads(line)["exception"]


def test_a_person_reads_the_sentence_first() -> None:
    stream = Terminal()
    configure_logs(stream)
    logger.error("The disk is full.", extra={"event": "commit_failed"})
    text = stream.getvalue()
    assert "The disk is full." in text
    assert "commit_failed" in text
    assert not text.startswith("{")


def test_configuring_again_does_not_write_lines_twice() -> None:
    first, second = io.StringIO(), io.StringIO()
    configure_logs(first)
    configure_logs(second)
    logger.warning("Once.")
    assert first.getvalue() == ""
    assert second.getvalue().count("Once.") == 1
