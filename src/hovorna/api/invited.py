"""Guests who enter the number of an operator's invitation."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from hovorna.api.call import Call
from hovorna.api.users_invitations import answers, book_of
from hovorna.application.people_invitations import Invitation
from hovorna.contract.bad_input import BadInput
from hovorna.contract.operations_guest import NewSession
from hovorna.contract.refusals import INVITATION_OVER, Refused
from hovorna.domain.vocabulary import Source

_FIELD = "invitationNumber"


class Use:
    """One invitation in the hands of one guest; `body` is the request with what the invitation tells."""

    def __init__(self, call: Call, invitation: Invitation, body: NewSession, request: str | None) -> None:
        self._call, self._invitation, self._request = call, invitation, request
        self.body = body

    @contextmanager
    def spent(self) -> Iterator[None]:
        """A one-off is used up from here on, unless no session comes of it. Raises Refused where it holds no longer."""
        has_spent = self._spend()
        try:
            yield
        except BaseException:
            if has_spent:
                self._change(lambda known: msgspec.structs.replace(known, used=None, used_by=None))
            raise

    def _spend(self) -> bool:
        now, spent = self._call.parts.clock.now(), list[bool]()

        def deed(known: Invitation) -> Invitation:
            require_holding(self._call, known, self._request)
            spent.append(known.is_one_off and known.used is None)
            return msgspec.structs.replace(known, used=now, used_by=self._request) if spent[0] else known

        self._change(deed)
        return spent == [True]

    def _change(self, deed: Callable[[Invitation], Invitation]) -> None:
        book_of(self._call).change(self._invitation.id, deed)


async def use_of(call: Call, body: NewSession, number: str) -> Use:
    """Raises BadInput for a number that is nobody's, and Refused where it holds no longer."""
    invitation = book_of(call).find("".join(number.split()))
    if invitation is None or (call.caller is not None and invitation.company_id != call.caller.company_id):
        raise BadInput({_FIELD: "There is no invitation with this number."})
    idempotency = await call.idempotency()
    request = None if idempotency is None else f"{idempotency.caller} {idempotency.key}"
    require_holding(call, invitation, request)
    if not await answers(call, invitation.operator_id, invitation.department_id):
        raise Refused(INVITATION_OVER, {_FIELD: "The operator is not there any more."})
    return Use(call, invitation, _filled(body, invitation), request)


def require_holding(call: Call, invitation: Invitation, request: str | None) -> None:
    why = invitation.why_over(call.parts.clock.now(), request)
    if why is not None:
        raise Refused(INVITATION_OVER, {_FIELD: why})


def _filled(body: NewSession, invitation: Invitation) -> NewSession:
    errors = {}
    if body.source not in (Source.DEFAULT, Source.INVITATION):
        errors["source"] = f"Is {Source.INVITATION} where an invitation's number is given."
    if body.department_id not in (None, invitation.department_id):
        errors["departmentId"] = "The invitation is of another department."
    if body.operator_user_id not in (None, invitation.operator_id):
        errors["operatorUserId"] = "The invitation is another operator's."
    if errors:
        raise BadInput(errors)
    return msgspec.structs.replace(
        body,
        source=Source.INVITATION,
        department_id=invitation.department_id,
        operator_user_id=invitation.operator_id,
        direct_call_number=invitation.number,
    )
