"""Invitations of operators: who is reached by which number, and whether it still holds."""

import secrets
from datetime import datetime

import msgspec

from hovorna.application.register import Book, Register

_DIGITS = 10


class Invitation(msgspec.Struct, frozen=True):
    id: int
    company_id: int
    #: What the guest enters; nobody else's in the whole store.
    number: str
    operator_id: int
    department_id: int
    created: datetime
    valid_until: datetime | None = None
    is_one_off: bool = False
    #: Of a one-off: when the session began that used it up, and the digest of that request.
    used: datetime | None = None
    used_by: str | None = None
    is_revoked: bool = False

    def why_over(self, now: datetime, request: str | None = None) -> str | None:
        """A sentence, or None while it holds. The request that used it up may be repeated."""
        if self.is_revoked:
            return "The invitation was withdrawn."
        if self.valid_until is not None and now > self.valid_until:
            return "The invitation has expired."
        if self.used is not None and (request is None or request != self.used_by):
            return "The invitation was used."
        return None


def invitations(register: Register) -> Book[Invitation]:
    return Book(register, "invitation", Invitation, lambda one: one.number)


def new_number() -> str:
    """Ten digits, the first of them no zero: ten thousand live invitations are hit by one guess in a million."""
    return str(10 ** (_DIGITS - 1) + secrets.randbelow(9 * 10 ** (_DIGITS - 1)))
