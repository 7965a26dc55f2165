"""What the server writes to its log: a sentence for people, fields for machines, one line for each."""

import logging
import sys
from typing import TextIO

import structlog
from structlog.typing import Processor

#: The sentence is `message`; `event` is the permanent word that a line's `extra` gives it.
_SENTENCE = "message"

_FIELDS: tuple[Processor, ...] = (
    structlog.processors.EventRenamer(_SENTENCE),
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.ExtraAdder(),
)


def configure_logs(stream: TextIO | None = None) -> None:
    """For a person where the stream is a terminal, else one JSON object on each line. Again replaces what was."""
    target = stream if stream is not None else sys.stderr
    handler = logging.StreamHandler(target)
    handler.setFormatter(_formatter(target.isatty()))
    root = logging.getLogger()
    for known in [one for one in root.handlers if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter)]:
        root.removeHandler(known)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # These tell of every start, stop and request; only what goes wrong is worth a line.
    for chatty in ("alembic", "httpx", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _formatter(is_terminal: bool) -> logging.Formatter:
    last: tuple[Processor, ...] = (
        (structlog.dev.ConsoleRenderer(event_key=_SENTENCE),)
        if is_terminal
        else (structlog.processors.format_exc_info, structlog.processors.JSONRenderer())
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_FIELDS,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )
