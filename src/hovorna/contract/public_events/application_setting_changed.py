"""ApplicationSettingChanged: somebody changed a setting; what it is now is asked for."""

import msgspec

from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.domain import facts as f


class ApplicationSettingChangedPayload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One of the ids tells whose setting it is."""

    name: str | None
    company_id: int | None
    department_id: int | None
    operator_group_id: int | None
    user_id: int | None
    routing_rule_set_id: int | None


def payload(body: f.SettingChanged) -> ApplicationSettingChangedPayload:
    return ApplicationSettingChangedPayload(
        name=body.name,
        company_id=body.company_id,
        department_id=body.department_id,
        operator_group_id=body.group_id,
        user_id=body.user_id,
        routing_rule_set_id=body.rule_set_id,
    )


EVENT = PublicEvent(
    WebhookEventType.APPLICATION_SETTING_CHANGED,
    ApplicationSettingChangedPayload,
    facts=(f.SettingChanged,),
    when="A setting of the company, a department, a group, a user or a rule set was changed.",
)
