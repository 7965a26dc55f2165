"""Codes that change every half minute (RFC 6238), and recovery codes for who has lost the device."""

import hmac
import secrets
from datetime import datetime
from hashlib import sha256

import msgspec
import pyotp

from hovorna.application.accounts import User

ISSUER = "Hovorna"
#: Clocks of telephones are not ours: one step before and one after.
_DRIFT = 1
_RECOVERY_CODES = 10
_RECOVERY_BYTES = 8


def new_secret() -> str:
    return pyotp.random_base32()


def address_of(secret: str, user_name: str) -> str:
    """The otpauth address that an authenticator takes, usually as a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=user_name, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The half minute that this is the code of, if that is about now."""
    totp = pyotp.TOTP(secret)
    middle = totp.timecode(now)
    code = code.replace(" ", "")
    if not (code.isascii() and code.isdigit()):
        return None
    # All are compared, so that the time does not tell which one it was.
    found = [
        step
        for step in range(middle - _DRIFT, middle + _DRIFT + 1)
        if hmac.compare_digest(totp.generate_otp(step), code)
    ]
    return found[-1] if found else None


def take_code(user: User, code: str, now: datetime) -> User | None:
    """The user after this code was used up, be it of the device or for recovery; None if it is not good."""
    if user.totp_secret is None:
        return None
    step = step_of(user.totp_secret, code, now)
    if step is not None:
        # A code that somebody saw being typed must not open anything again (RFC 6238, section 5.2).
        return None if step <= user.totp_last_step else msgspec.structs.replace(user, totp_last_step=step)
    digest = digest_of(code)
    if digest not in user.recovery_codes:
        return None
    return msgspec.structs.replace(user, recovery_codes=tuple(one for one in user.recovery_codes if one != digest))


def begin(user: User, secret: str) -> User:
    """The secret waits until a code shows that a device has it."""
    return msgspec.structs.replace(user, totp_waiting=secret)


def confirm(user: User, code: str, now: datetime) -> tuple[User, tuple[str, ...]] | None:
    """The user with the second factor, and the recovery codes to show once; None if the code is not good."""
    if user.totp_waiting is None:
        return None
    step = step_of(user.totp_waiting, code, now)
    if step is None:
        return None
    codes = tuple(_recovery_code() for _ in range(_RECOVERY_CODES))
    changed = msgspec.structs.replace(
        user,
        totp_secret=user.totp_waiting,
        totp_waiting=None,
        totp_last_step=step,
        recovery_codes=tuple(digest_of(one) for one in codes),
    )
    return changed, codes


def without(user: User) -> User:
    return msgspec.structs.replace(user, totp_secret=None, totp_waiting=None, totp_last_step=0, recovery_codes=())


def digest_of(recovery_code: str) -> str:
    """They are random enough for a plain digest; blanks, hyphens and letter case are the writer's."""
    plain = "".join(character for character in recovery_code.lower() if character.isalnum())
    return sha256(plain.encode()).hexdigest()


def _recovery_code() -> str:
    code = secrets.token_hex(_RECOVERY_BYTES)
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))
