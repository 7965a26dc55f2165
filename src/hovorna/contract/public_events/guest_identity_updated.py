"""GuestIdentityUpdated: a contact of the directory is another now, or none any more; it is asked for."""

import msgspec

from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact

_ENTITY = "contact:"


class GuestIdentityUpdatedPayload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    tenant_id: int


def entities_of(fact: Fact) -> tuple[str, ...]:
    """Of a merge, the contact that stays and then those that are none any more."""
    body = fact.body
    if isinstance(body, f.ContactMerged):
        return tuple(f"{_ENTITY}{number}" for number in (body.contact_id, *body.merged_ids))
    if isinstance(body, f.ContactChanged | f.ContactRemoved | f.ContactAnonymised):
        return (f"{_ENTITY}{body.contact_id}",)
    return ()


def payload(entity: str, department_id: int) -> GuestIdentityUpdatedPayload:
    return GuestIdentityUpdatedPayload(id=int(entity.removeprefix(_ENTITY)), tenant_id=department_id)


EVENT = PublicEvent(
    WebhookEventType.GUEST_IDENTITY_UPDATED,
    GuestIdentityUpdatedPayload,
    facts=(f.ContactChanged, f.ContactRemoved, f.ContactMerged, f.ContactAnonymised),
    when="A contact was added, changed, merged, anonymised or removed; of a merge, once for each contact.",
)
