"""The call-by-call file of a bank's call centre (the "Anonymous Bank" data), row by row."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hovorna.adapters.importers.bank_calls.clock_times import ZONE
from hovorna.adapters.importers.bank_calls.lines import is_header, read_row
from hovorna.adapters.importers.bank_calls.mending import BankCall, mend
from hovorna.adapters.importers.bank_calls.to_record import digest_of, key_of, to_record
from hovorna.adapters.importers.overlaps import Overlaps
from hovorna.adapters.importers.text_lines import BrokenRow, count_lines, read_lines
from hovorna.application.source_records import ForeignFile, RefusedLine, Remark, SourceItem

#: The source's word for an agent it does not know: several people, so overlaps mean nothing.
UNKNOWN_AGENT = "NO_SERVER"


class BankCalls:
    name = "bank-calls"
    zone = ZONE

    def count_rows(self, path: Path) -> int:
        return max(count_lines(path) - 1, 0)

    def read(self, path: Path) -> Iterator[SourceItem]:
        lines = read_lines(path)
        header = next(lines, None)
        if header is None or not is_header(header.text):
            raise ForeignFile(1, "this is no bank file: the first line must name the bank's columns, separated by tabs")
        seen: Counter[bytes] = Counter()
        overlaps = Overlaps()
        for line in lines:
            try:
                call = mend(read_row(line))
            except BrokenRow as broken:
                yield RefusedLine(line.number, str(broken))
                continue
            _note_service(overlaps, call)
            digest = digest_of(call.row)
            yield to_record(call, key_of(digest, seen[digest]))
            seen[digest] += 1
        yield Remark("overlapping_services", overlaps.pairs())


def _note_service(overlaps: Overlaps, call: BankCall) -> None:
    if call.accepted is not None and call.row.service is not None and call.row.server != UNKNOWN_AGENT:
        overlaps.add(call.row.server, call.accepted, call.ended)
