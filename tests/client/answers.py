"""A server of a few words: what it is to answer, one after the other, and what it was asked."""

from collections.abc import Callable, Iterator

import httpx

Answer = Exception | Callable[[httpx.Request], httpx.Response]


class Script:
    """Tokens are given out on their own; everything else is answered from the list."""

    def __init__(self, *answers: Answer, life: int = 3600) -> None:
        self._answers: Iterator[Answer] = iter(answers)
        self._life = life
        self.asked: list[httpx.Request] = []
        self.used_tokens: list[str] = []
        self.tokens = 0
        self.transport = httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/login/connect/token"):
            self.tokens += 1
            return httpx.Response(200, json={"access_token": f"token{self.tokens}", "expires_in": self._life})
        self.asked.append(request)
        # The client may sign the same request once more.
        self.used_tokens.append(request.headers["Authorization"].removeprefix("Bearer "))
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return answer(request)


def answer(status: int, content: bytes = b"", **headers: str) -> Callable[[httpx.Request], httpx.Response]:
    """Made anew whenever it is given."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: httpx.Response(status, content=content, headers=names)
