"""What tags were called as the log went on: a document shows a tag's name as it was when the document was made."""

from collections.abc import Iterator

from hovorna.domain.facts import TagDefined


class TagNames:
    """Names do not change any more, but logs from before may hold a tag that was given another one."""

    def __init__(self) -> None:
        #: (version, tag), in log order.
        self._defined: list[tuple[int, TagDefined]] = []

    def define(self, version: int, tag: TagDefined) -> None:
        self._defined.append((version, tag))

    def possible(self, version: int, tag_ids: set[int]) -> Iterator[dict[int, TagDefined]]:
        """The tags as of a version; then, because one commit may rename a tag after using it, as of each renaming."""
        tags: dict[int, TagDefined] = {}
        later: list[TagDefined] = []
        for defined, tag in self._defined:
            if defined <= version:
                tags[tag.tag_id] = tag
            elif tag.tag_id in tag_ids:
                later.append(tag)
        yield tags
        for tag in later:
            tags = {**tags, tag.tag_id: tag}
            yield tags
