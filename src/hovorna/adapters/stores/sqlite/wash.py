"""A program of its own: overwrites what a database file still holds in the gaps of its pages.

When SQLite moves rows from page to page it leaves copies behind in space that it no longer counts as used, also with
`secure_delete`; what is deleted later is overwritten only where it stands, and the copies stay. This program fills that
space with zeros, which means nothing to SQLite.

It runs as a process of its own because a process that closes a database file loses all its locks on it. Whoever starts
it holds the database's write lock and has emptied the write-ahead log, so that nobody else changes the file.
See https://www.sqlite.org/fileformat2.html, section 1.6.
"""

import os
import sys
from collections.abc import Iterator

#: First byte of a page of a b-tree -> length of its header: interior and leaf, of indexes and of tables.
_HEADERS = {2: 12, 5: 12, 10: 8, 13: 8}
#: The file's own header stands before that of the first page.
_FILE_HEADER = 100
_MAGIC = b"SQLite format 3\0"
#: A page of overflowing values begins with the number of the next; beyond, that could look like one of the above.
_MOST_PAGES = 0x0200_0000
_PAGES_AT_ONCE = 1024


def gap_of(page: bytes, header_at: int) -> tuple[int, int] | None:
    """Where the unused space between a page's list of rows and its rows begins and ends; None if it has no rows."""
    length = _HEADERS.get(page[header_at])
    if length is None:
        return None
    rows = int.from_bytes(page[header_at + 3 : header_at + 5], "big")
    content = int.from_bytes(page[header_at + 5 : header_at + 7], "big") or 65536
    return header_at + length + 2 * rows, content


def page_size_of(header: bytes) -> int:
    """Raises ValueError for what is no database."""
    size = int.from_bytes(header[16:18], "big")
    size = 65536 if size == 1 else size
    if header[:16] != _MAGIC or size < 512 or size & (size - 1):
        raise ValueError("This is no SQLite database.")
    return size


def dirty_gaps(chunk: bytes, size: int, *, is_first: bool) -> Iterator[tuple[int, int]]:
    """Where, in some whole pages, unused space begins and how long it is, if anything stands there."""
    zeros = bytes(size)
    for start in range(0, len(chunk) // size * size, size):
        page = chunk[start : start + size]
        begin, end = gap_of(page, _FILE_HEADER if is_first and start == 0 else 0) or (0, 0)
        if begin < end <= size and page[begin:end] != zeros[begin:end]:
            yield start + begin, end - begin


def wash(path: str) -> int:
    """How many pages had something to overwrite."""
    washed = 0
    file = os.open(path, os.O_RDWR)
    try:
        size = page_size_of(os.pread(file, _FILE_HEADER, 0))
        if os.fstat(file).st_size > _MOST_PAGES * size:
            raise ValueError("The database is too large to tell its pages apart.")
        offset = 0
        while chunk := os.pread(file, size * _PAGES_AT_ONCE, offset):
            for start, length in dirty_gaps(chunk, size, is_first=offset == 0):
                os.pwrite(file, bytes(length), offset + start)
                washed += 1
            offset += len(chunk)
        if washed:
            os.fsync(file)
    finally:
        os.close(file)
    return washed


if __name__ == "__main__":
    wash(sys.argv[1])
