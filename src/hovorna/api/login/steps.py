"""What people do on the login page: the password, then the code of a second factor where there is one."""

import asyncio
import logging
from datetime import timedelta

import msgspec

from hovorna.api.answers import Answer
from hovorna.api.call import Call
from hovorna.api.limits import NAME
from hovorna.api.login.attempts import STEP_LIFE, Attempt, open_attempt, seal, until
from hovorna.api.login.authorize import password_page, sent_back, target_of
from hovorna.api.login.forms import Unfit, read_form
from hovorna.api.login.pages import code_body, page, sentence_body, shown_code_body, wait_sentence
from hovorna.api.operation import Access, Handler, Operation
from hovorna.application.accounts import User
from hovorna.application.logins import people, second_factor
from hovorna.application.logins.login import Means, Proof
from hovorna.application.logins.programs import program
from hovorna.application.logins.redirects import OUT_OF_BAND
from hovorna.contract.logins import CodeForm, PasswordForm

logger = logging.getLogger(__name__)

_WRONG = "The user name or the password is not right."
_WRONG_CODE = "The code is not right, or it was used before."
_LONGEST_BROWSER = 300


async def password(call: Call) -> Answer:
    form, attempt = await _form(call)
    if attempt is None or attempt.user_id is not None:
        return too_old()
    name, limits = form.get("username", ""), call.server.login_desk.limits
    guesser = f"name:{name[:NAME].strip().casefold()}"
    wait = limits.take(guesser, call.address())
    if wait is not None:
        return _wait(wait)
    user = await _who(call, attempt, name, form.get("password", ""))
    if user is None:
        logger.info("A login was refused.", extra={"event": "login_refused", "why": "password"})
        return password_page(call, attempt, _WRONG, user_name=name[:NAME])
    limits.give_back(guesser, call.address())
    return await passed(call, attempt, user, (Means.PASSWORD,))


async def _who(call: Call, attempt: Attempt, name: str, secret: str) -> User | None:
    accounts, desk = call.parts.accounts, call.server.login_desk
    client = program(accounts, attempt.request.client_id)
    companies = people.company_ids(accounts, client.company_id) if client is not None else []
    return await desk.at_work(people.with_password, accounts, desk.passwords, companies, name, secret)


async def passed(call: Call, attempt: Attempt, user: User, means: tuple[Means, ...]) -> Answer:
    """Who it is has been shown by these means; a second factor, where there is one, comes now."""
    if user.totp_secret is None:
        return await _finish(call, attempt, user, means)
    following = msgspec.structs.replace(attempt, user_id=user.id, means=means, until=until(call, STEP_LIFE), trip=None)
    return page("One more step", code_body(seal(call, following)), target=target_of(attempt.request))


async def code(call: Call) -> Answer:
    form, attempt = await _form(call)
    if attempt is None or attempt.user_id is None:
        return too_old()
    guesser, limits = f"user:{attempt.user_id}", call.server.login_desk.limits
    wait = limits.take(guesser, call.address())
    if wait is not None:
        return _wait(wait)
    user = await asyncio.to_thread(take_code, call, attempt.user_id, form.get("code", ""))
    if user is None or not user.is_enabled:
        logger.info("A login was refused.", extra={"event": "login_refused", "why": "code", "user_id": attempt.user_id})
        body = code_body(seal(call, attempt), _WRONG_CODE)
        return page("One more step", body, 400, target=target_of(attempt.request))
    limits.give_back(guesser, call.address())
    return await _finish(call, attempt, user, (*attempt.means, Means.ONE_TIME_CODE))


def take_code(call: Call, user_id: int, word: str) -> User | None:
    """Uses the code up, in one step with finding it good."""
    now, is_good = call.parts.clock.now(), False

    def deed(user: User) -> User:
        nonlocal is_good
        changed = second_factor.take_code(user, word, now)
        is_good = changed is not None
        return changed or user

    user = call.parts.accounts.change_user(user_id, deed)
    return user if is_good else None


async def _finish(call: Call, attempt: Attempt, user: User, means: tuple[Means, ...]) -> Answer:
    proof = Proof(
        user_id=user.id,
        company_id=user.company_id,
        means=means,
        provider=attempt.provider,
        address=call.address(),
        browser=(call.header(b"user-agent") or "")[:_LONGEST_BROWSER] or None,
    )
    request = attempt.request
    word = await asyncio.to_thread(call.server.login_desk.logins.begin, request, proof)
    logger.info("Somebody logged in.", extra={"event": "login_begun", "user_id": user.id})
    if request.redirect == OUT_OF_BAND:
        return page("Your code", shown_code_body(word))
    return sent_back(call, request.redirect, request.state, {"code": word})


async def _form(call: Call) -> tuple[dict[str, str], Attempt | None]:
    try:
        form = await read_form(call)
    except Unfit:
        return {}, None
    return form, open_attempt(call, form.get("attempt", ""))


def too_old() -> Answer:
    return page(
        "This page is too old",
        sentence_body("Go back to the program that you want to use, and log in from there again."),
        400,
    )


def _wait(wait: timedelta) -> Answer:
    seconds = int(wait.total_seconds()) + 1
    headers = ((b"retry-after", b"%d" % seconds),)
    return page("Wait a little", sentence_body(wait_sentence(wait)), 429, headers)


def _step(path: str, summary: str, handle: Handler, form: type) -> Operation:
    return Operation(
        method="POST",
        path=path,
        summary=summary,
        handle=handle,
        access=Access.OPEN,
        tag="Login",
        form=form,
        statuses=(303, 400, 429),
        media_type="text/html",
    )


OPERATIONS = (
    _step("/login/password", "Of the login page: user name and password", password, PasswordForm),
    _step("/login/code", "Of the login page: the second factor", code, CodeForm),
)
