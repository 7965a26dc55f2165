"""Keeps logins: begun with a code, redeemed once, refreshed with changing tokens, ended by whoever may."""

import hmac
import re
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from hovorna.application.logins.login import Login, Proof, Request
from hovorna.application.logins.redirects import OUT_OF_BAND
from hovorna.application.logins.refresh_tokens import RefreshToken, digest_of, first_token, read_token
from hovorna.application.ports import Clock
from hovorna.application.register import Book, Register

CODE_LIFE = timedelta(seconds=60)
#: Of a code that a person copies by hand (RFC 6749, section 4.1.2 allows ten minutes).
COPIED_CODE_LIFE = timedelta(minutes=5)
#: Since the last refresh.
LOGIN_LIFE = timedelta(days=30)
#: Since the person showed who they are.
LONGEST_LIFE = timedelta(days=180)
#: Within it the token before the last is taken as a repetition.
RETRY = timedelta(seconds=30)

_SWEEP_EVERY = timedelta(minutes=10)
_CODE = re.compile(r"([0-9]{1,10})\.([A-Za-z0-9_-]{43})")

#: Looks at a login before its code is taken; raises what is to be refused.
Check = Callable[[Login], None]


class Reused(Exception):
    """A code or token came that was used before: somebody else has it, and the login is over."""

    def __init__(self, login: Login) -> None:
        super().__init__(f"Login {login.id}")
        self.login = login


class Opened(NamedTuple):
    login: Login
    refresh: RefreshToken


def _code_life(login: Login) -> timedelta:
    return COPIED_CODE_LIFE if login.request.redirect == OUT_OF_BAND else CODE_LIFE


class Logins:
    def __init__(self, register: Register, clock: Clock) -> None:
        self._clock = clock
        self._book = Book(register, "login", Login)
        self._swept: datetime | None = None

    def get(self, login_id: int) -> Login | None:
        """One that is going on: redeemed, and neither over nor ended."""
        login = self._book.get(login_id)
        return login if login is not None and self._goes_on(login) else None

    def of_user(self, company_id: int, user_id: int) -> list[Login]:
        everybodys = self._book.all(company_id)
        return [one for one in everybodys if one.user_id == user_id and self._goes_on(one)]

    def begin(self, request: Request, proof: Proof) -> str:
        """The code, which is good once, and not for long."""
        self._sweep()
        secret, now = secrets.token_urlsafe(32), self._clock.now()

        def make(number: int) -> Login:
            return Login(
                id=number,
                company_id=proof.company_id,
                user_id=proof.user_id,
                created=now,
                request=request,
                proof=proof,
                code_sha256=digest_of(secret),
                last_used=now,
                salt=secrets.token_urlsafe(32),
            )

        return f"{self._book.add(proof.company_id, make).id}.{secret}"

    def redeem(self, code: str, check: Check) -> Opened | None:
        """None if the code is none of ours or too old. Raises Reused, and what `check` raises."""
        found = _CODE.fullmatch(code)
        login = None if found is None else self._book.get(int(found[1]))
        if found is None or login is None or not hmac.compare_digest(digest_of(found[2]), login.code_sha256):
            return None
        now = self._clock.now()
        opened: list[RefreshToken] = []

        def take(login: Login) -> Login:
            if login.redeemed is not None:
                raise Reused(login)
            if now - login.created > _code_life(login):
                return login
            check(login)
            opened.append(first_token(login.id, login.salt))
            return msgspec.structs.replace(login, redeemed=now, last_used=now, refresh_sha256=opened[0].digest)

        changed = self._change(login.id, take)
        return None if changed is None or not opened else Opened(changed, opened[0])

    def refresh(self, text: str, check: Check) -> Opened | None:
        """None if the token is none of ours or its login is over. Raises Reused, and what `check` raises."""
        token = read_token(text)
        known = None if token is None else self.get(token.login_id)
        if token is None or known is None or not token.is_ours(known.salt):
            return None
        now, digest = self._clock.now(), token.digest
        opened: list[RefreshToken] = []

        def take(login: Login) -> Login:
            check(login)
            if digest == login.refresh_sha256:
                opened.append(token.following(login.salt))
                return msgspec.structs.replace(
                    login,
                    refresh_sha256=opened[0].digest,
                    previous_sha256=digest,
                    refreshed=now,
                    last_used=now,
                )
            is_repeated = digest == login.previous_sha256 and login.refreshed is not None
            if is_repeated and login.refreshed is not None and now - login.refreshed <= RETRY:
                opened.append(token.following(login.salt))
                return login
            raise Reused(login)

        changed = self._change(known.id, take)
        return None if changed is None else Opened(changed, opened[0])

    def named_by(self, text: str) -> Login | None:
        """The login of a refresh token that is still good."""
        token = read_token(text)
        login = None if token is None else self.get(token.login_id)
        if token is None or login is None or not token.is_ours(login.salt):
            return None
        return login if token.digest in (login.refresh_sha256, login.previous_sha256) else None

    def end(self, login_id: int) -> bool:
        return self._book.remove(login_id)

    def end_all(self, company_id: int, user_id: int, but: int | None = None) -> int:
        """How many there were; also those whose code nobody has exchanged yet."""
        logins = self._book.all(company_id)
        return self._remove(one.id for one in logins if one.user_id == user_id and one.id != but)

    def _change(self, login_id: int, deed: Callable[[Login], Login]) -> Login | None:
        try:
            return self._book.change(login_id, deed)
        except Reused:
            self._book.remove(login_id)
            raise

    def _goes_on(self, login: Login) -> bool:
        now = self._clock.now()
        if login.redeemed is None:
            return False
        return now - login.last_used <= LOGIN_LIFE and now - login.created <= LONGEST_LIFE

    def _sweep(self) -> None:
        """Now and then, so that a login costs the same however many there were."""
        now = self._clock.now()
        if self._swept is not None and now - self._swept < _SWEEP_EVERY:
            return
        self._swept = now
        old = (one for one in self._book.all() if not self._goes_on(one))
        self._remove(one.id for one in old if one.redeemed is not None or now - one.created > _code_life(one))

    def _remove(self, login_ids: Iterable[int]) -> int:
        return sum(self._book.remove(login_id) for login_id in login_ids)
