"""Going through a list of sessions page by page, while new ones come in at its front."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from hovorna.client.request import QueryValue
from hovorna.contract.session_model import SessionModel

PAGE = 200


class SessionPages:
    """Newest first. A page begins where the last one ended, not at a number of sessions that new ones would shift."""

    def __init__(self, query: Mapping[str, QueryValue], size: int = PAGE) -> None:
        if "offset" in query:
            raise ValueError("Whoever goes through all pages has no use for an offset.")
        self._query = dict(query)
        self._left = self._query.pop("limit", None)
        self._size = size
        self._bound: datetime | None = None
        #: How many sessions with exactly the bound's instant have been seen.
        self._at_bound = 0
        self.is_over = self._left == 0

    def next_query(self) -> dict[str, QueryValue]:
        query = {**self._query, "limit": self._size, "offset": self._at_bound}
        return query if self._bound is None else {**query, "Created.Max": self._bound}

    def take(self, page: Sequence[SessionModel]) -> Sequence[SessionModel]:
        """What of the page is wanted."""
        self.is_over = len(page) < self._size
        if isinstance(self._left, int):
            page = page[: self._left]
            self._left -= len(page)
            self.is_over = self.is_over or not self._left
        if page:
            last = page[-1].created
            self._at_bound = (self._at_bound if last == self._bound else 0) + sum(one.created == last for one in page)
            self._bound = last
        return page
