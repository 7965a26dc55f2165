"""What tags were called as the log went on: a document shows a tag's name as it was when the document was made."""

from collections.abc import Iterator


class TagNames:
    def __init__(self) -> None:
        #: (version, tag, name), in log order.
        self._defined: list[tuple[int, int, str]] = []

    def define(self, version: int, tag_id: int, name: str) -> None:
        self._defined.append((version, tag_id, name))

    def possible(self, version: int, tag_ids: set[int]) -> Iterator[dict[int, str]]:
        """The names as of a version; then, because one commit may rename a tag after using it, as of each renaming."""
        names: dict[int, str] = {}
        later: list[tuple[int, str]] = []
        for defined, tag_id, name in self._defined:
            if defined <= version:
                names[tag_id] = name
            elif tag_id in tag_ids:
                later.append((tag_id, name))
        yield names
        for tag_id, name in later:
            names = {**names, tag_id: name}
            yield names
