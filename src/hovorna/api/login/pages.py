"""The pages of logging in: whole without a script, a picture or anything from elsewhere."""

import base64
import math
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from urllib.parse import urlencode

import msgspec

from hovorna.api.answers import Answer, Headers

_FIRST_FORM = """\
{fault}<p class="faint">To go on to {program}.</p>
<form method="post" action="/login/password">
<input type="hidden" name="attempt" value="{attempt}">
<label for="username">User name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="200" \
value="{user_name}" required{focus_name}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" \
required{focus_password}>
<button>Log in</button>
</form>
"""
_CODE_FORM = """\
{fault}<p class="faint">Type the code that your authenticator shows, or one of your recovery codes.</p>
<form method="post" action="/login/code">
<input type="hidden" name="attempt" value="{attempt}">
<label for="code">Code</label>
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="40" \
required autofocus>
<button>Log in</button>
</form>
"""
_SHOWN_CODE = """\
<p>You are logged in. Copy this code into the program that asked for it. It is good for five minutes.</p>
<code tabindex="0">{code}</code>
"""


class PasswordPage(msgspec.Struct, frozen=True, kw_only=True):
    attempt: str
    #: What the program is called.
    program: str
    #: Names of OpenID providers.
    providers: tuple[str, ...] = ()
    user_name: str = ""
    fault: str | None = None


def password_body(page: PasswordPage) -> str:
    form = _FIRST_FORM.format(
        fault=_fault(page.fault),
        program=escape(page.program),
        attempt=escape(page.attempt),
        user_name=escape(page.user_name),
        # Where one types next.
        focus_name="" if page.user_name else " autofocus",
        focus_password=" autofocus" if page.user_name else "",
    )
    return form + _provider_links(page.attempt, page.providers)


def code_body(attempt: str, fault: str | None = None) -> str:
    return _CODE_FORM.format(attempt=escape(attempt), fault=_fault(fault))


def shown_code_body(code: str) -> str:
    return _SHOWN_CODE.format(code=escape(code))


def sentence_body(sentence: str) -> str:
    return f"<p>{escape(sentence)}</p>\n"


def wait_sentence(wait: timedelta) -> str:
    minutes = math.ceil(wait / timedelta(minutes=1))
    return f"There were too many wrong attempts. Try again in {minutes} minute{'s' if minutes > 1 else ''}."


def page(title: str, body: str, status: int = 200, headers: Headers = (), target: str | None = None) -> Answer:
    """`target`: the origin beside ours to which a form of the page may lead in the end."""
    text = _frame().format(title=escape(title), style=_style(), body=body)
    return Answer(status, text.encode(), (*_headers(target), *headers))


def _headers(target: str | None) -> Iterable[tuple[bytes, bytes]]:
    # Browsers hold a form to this list also where its answer sends them on.
    leads_to = f"'self' {target}" if target else "'self'"
    digest = base64.b64encode(sha256(_style().encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action {leads_to}; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    yield b"content-type", b"text/html; charset=utf-8"
    yield b"content-security-policy", policy.encode()
    yield b"x-frame-options", b"DENY"
    yield b"x-content-type-options", b"nosniff"
    yield b"referrer-policy", b"no-referrer"
    yield b"cache-control", b"no-store"


def _provider_links(attempt: str, providers: tuple[str, ...]) -> str:
    """Links, not forms: a form could not lead to whatever address a provider has."""
    links = [
        f'<a class="button" href="/login/provider?{escape(urlencode({"name": name, "attempt": attempt}))}">'
        f"Log in with {escape(name)}</a>\n"
        for name in providers
    ]
    return "<hr>\n" + "".join(links) if links else ""


def _fault(sentence: str | None) -> str:
    return f'<p class="fault" role="alert">{escape(sentence)}</p>\n' if sentence else ""


@cache
def _frame() -> str:
    return files("hovorna.api.login").joinpath("page.html").read_text(encoding="utf-8")


@cache
def _style() -> str:
    return files("hovorna.api.login").joinpath("page.css").read_text(encoding="utf-8")
