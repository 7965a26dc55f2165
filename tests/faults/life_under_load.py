"""Guests and operators who keep at it while the server dies under them, and who write down all that they were told."""

import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.faults.server_process import ServerProcess

ACCEPT, LEAVE, CONCLUDE = "accepted", "left", "concluded"


@dataclass
class Diary:
    """What was answered 2xx: every line of it must be found again."""

    sessions: list[int] = field(default_factory=list)
    #: text -> (session, activity).
    messages: dict[str, tuple[int, int]] = field(default_factory=dict)
    #: (session, operator, deed).
    deeds: list[tuple[int, int, str]] = field(default_factory=list)
    refused: int = 0
    faults: list[str] = field(default_factory=list)


class Person(threading.Thread):
    """Repeats a request that was not answered, with its key, until it is."""

    def __init__(self, server: ServerProcess, token: str, diary: Diary, seed: int) -> None:
        super().__init__(daemon=True)
        self.server, self.token, self.diary = server, token, diary
        self.chance = random.Random(seed)
        self.stopping = threading.Event()
        self._client = httpx.Client(timeout=10)
        self._keys = 0
        self._seed = seed

    def run(self) -> None:
        try:
            while not self.stopping.is_set():
                self.live()
        except Exception as fault:  # noqa: BLE001 - told by the test, which looks at the diary
            self.diary.faults.append(repr(fault))
        finally:
            self._client.close()

    def live(self) -> None:
        raise NotImplementedError

    def ask(self, method: str, path: str, token: str, **body: Any) -> httpx.Response | None:  # Any: of httpx
        """None when the test is over before an answer came."""
        self._keys += 1
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"{self._seed}-{self._keys}"}
        while not self.stopping.is_set():
            try:
                answer = self._client.request(method, self.server.url + path, headers=headers, **body)
            except httpx.HTTPError:
                time.sleep(0.05)
                continue
            if answer.status_code == 503:
                time.sleep(0.05)
                continue
            if answer.status_code >= 500:
                self.diary.faults.append(f"{method} {path}: {answer.status_code} {answer.text}")
            if answer.status_code >= 400:
                self.diary.refused += 1
            return answer
        return None


class Guest(Person):
    """Comes, says a few things, and goes now and then before anybody answers."""

    def live(self) -> None:
        created = self.ask("POST", "/api/v1/guest/sessions", self.token, json={"source": "Default"})
        if created is None or created.status_code != 201:
            return
        session_id, token = created.json()["sessionId"], created.json()["guestToken"]
        self.diary.sessions.append(session_id)
        path = f"/api/v1/guest/sessions/{session_id}"
        for place in range(self.chance.randint(1, 4)):
            text = f"{session_id} says {place} {self.chance.random()}"
            answer = self.ask("POST", f"{path}/messages", token, json={"text": text})
            if answer is not None and answer.status_code == 201:
                self.diary.messages[text] = (session_id, answer.json()["activityId"])
        if self.chance.random() < 0.3:
            self.ask("POST", f"{path}/leave", token)


class Operator(Person):
    """Takes what is offered, ends it and concludes."""

    def __init__(self, server: ServerProcess, token: str, diary: Diary, user_id: int) -> None:
        super().__init__(server, token, diary, seed=1000 + user_id)
        self.user_id = user_id
        self.path = f"/api/v1/operators/{user_id}"

    def live(self) -> None:
        self.ask("PUT", f"{self.path}/presence", self.token, json={"presence": "ONLINE"})
        offers = self.ask("GET", f"{self.path}/offers", self.token)
        for offer in offers.json() if offers is not None and offers.status_code == 200 else []:
            taken = self.ask("POST", f"{self.path}/offers/{offer['offerId']}/accept", self.token)
            if taken is not None and taken.status_code == 200:
                self.diary.deeds.append((offer["sessionId"], self.user_id, ACCEPT))
        mine = self.ask("GET", f"{self.path}/sessions", self.token)
        for session in mine.json() if mine is not None and mine.status_code == 200 else []:
            self._finish(session["id"])

    def _finish(self, session_id: int) -> None:
        for word, deed in (("leave", LEAVE), ("conclude", CONCLUDE)):
            answer = self.ask("POST", f"{self.path}/sessions/{session_id}/{word}", self.token)
            if answer is not None and answer.status_code == 204:
                self.diary.deeds.append((session_id, self.user_id, deed))
