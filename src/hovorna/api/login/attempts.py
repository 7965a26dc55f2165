"""One person's way through the pages of logging in, carried by the pages themselves and bound to their browser.

Nothing is stored before somebody has shown who they are, so that asking for the page costs us nothing.
"""

import re
import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import msgspec

from hovorna.api.answers import Headers
from hovorna.api.call import Call
from hovorna.application.logins.login import Means, Request

#: How long somebody may look at the page.
PAGE_LIFE = timedelta(minutes=30)
#: From the password to the code of the second factor.
STEP_LIFE = timedelta(minutes=5)

_PURPOSE = "login attempt"
_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}")


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    request: Request
    #: SHA-256 of the browser's cookie.
    browser: str
    #: Until when it may go on; seconds since 1970.
    until: int
    #: Who has shown it, but for the second factor.
    user_id: int | None = None
    means: tuple[Means, ...] = ()
    provider: str | None = None
    #: Names the way to a provider and back.
    trip: str | None = None


def browser_of(call: Call) -> tuple[str, Headers]:
    """The digest of the browser's cookie, and the headers that give it one if it has none."""
    word = _cookie(call)
    headers: Headers = ()
    if word is None:
        word = secrets.token_urlsafe(32)
        secure = "; Secure" if _is_https(call) else ""
        cookie = f"{_cookie_name(call)}={word}; Path=/; HttpOnly; SameSite=Lax{secure}"
        headers = ((b"set-cookie", cookie.encode()),)
    return _digest(word), headers


def seal(call: Call, attempt: Attempt) -> str:
    return call.server.login_desk.seals.seal(_PURPOSE, msgspec.json.encode(attempt))


def open_attempt(call: Call, sealed: str) -> Attempt | None:
    """None where it is too old, not ours, or another browser's."""
    content, word = call.server.login_desk.seals.open(_PURPOSE, sealed), _cookie(call)
    if content is None or word is None:
        return None
    try:
        attempt = msgspec.json.decode(content, type=Attempt)
    except msgspec.MsgspecError:
        # Sealed by a version that knew other members.
        return None
    is_in_time = call.parts.clock.now() <= datetime.fromtimestamp(attempt.until, UTC)
    return attempt if is_in_time and attempt.browser == _digest(word) else None


def until(call: Call, life: timedelta) -> int:
    return int((call.parts.clock.now() + life).timestamp())


def _is_https(call: Call) -> bool:
    return call.base.startswith(b"https:")


def _cookie_name(call: Call) -> str:
    # Browsers take the prefix from nobody but this very host, over https.
    return "__Host-hovorna-login" if _is_https(call) else "hovorna-login"


def _cookie(call: Call) -> str | None:
    wanted = _cookie_name(call)
    for part in (call.header(b"cookie") or "").split(";"):
        name, _, word = part.strip().partition("=")
        if name == wanted and _COOKIE.fullmatch(word):
            return word
    return None


def _digest(word: str) -> str:
    return sha256(word.encode()).hexdigest()
