"""Lets clients write the static parts of a path in any letter case, and parameters in any bytes.

ASGI servers hand over the path decoded, which turns a tag name's `%2F` into a separator: so the raw path is what is
matched. Only static segments are respelled; parameters stay as they were sent.
"""

from urllib.parse import unquote

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send


class _Node:
    """`spelling` is how our routes write the static segment that leads here."""

    __slots__ = ("ends_here", "parameter", "spelling", "static")

    def __init__(self, spelling: str = "") -> None:
        self.spelling = spelling
        self.static: dict[str, _Node] = {}
        self.parameter: _Node | None = None
        self.ends_here = False


class PathSpelling:
    """Wraps an application; paths that fit no route go through unchanged, so that it says what is wrong with them."""

    def __init__(self, app: ASGIApp, paths: list[str]) -> None:
        self._app = app
        self._root = _Node()
        for path in paths:
            self._add(path)

    def _add(self, path: str) -> None:
        node = self._root
        for segment in filter(None, path.split("/")):
            if segment.startswith("{"):
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.static.setdefault(segment.lower(), _Node(segment))
        node.ends_here = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP:
            raw: bytes = scope["raw_path"] or scope["path"].encode()
            path = self.respelt(raw.partition(b"?")[0].decode("latin-1"))
            if path is not None:
                scope["path"] = path
        await self._app(scope, receive, send)

    def respelt(self, raw_path: str) -> str | None:
        """The path as our routes spell it; None where there is no such route. Doubled and last slashes are nothing."""
        segments = [segment for segment in raw_path.split("/") if segment]
        found = _find(self._root, segments, 0)
        return None if found is None else "/" + "/".join(found)


def _find(node: _Node, segments: list[str], place: int) -> list[str] | None:
    if place == len(segments):
        return [] if node.ends_here else None
    segment = segments[place]
    child = node.static.get(segment.lower())
    if child is not None:
        rest = _find(child, segments, place + 1)
        if rest is not None:
            return [child.spelling, *rest]
    if node.parameter is None:
        return None
    rest = _find(node.parameter, segments, place + 1)
    # A slash inside a parameter stays encoded until the handler has it.
    return None if rest is None else [unquote(segment).replace("/", "%2F"), *rest]
