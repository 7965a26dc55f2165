"""WhatsApp numbers of the caller's departments."""

from hovorna.api.answers import Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.operation import Operation
from hovorna.application.roles import Right
from hovorna.application.whatsapp import subscriptions_of
from hovorna.contract.whatsapp import WhatsAppSubscriptionModel


async def show(call: Call) -> Answer:
    departments = {department.id for department in call.departments()}
    listed = subscriptions_of(call.parts.accounts.register).all(call.client.company_id)
    return json_answer(
        [
            WhatsAppSubscriptionModel(
                id=one.id, department_id=one.department_id, name=one.name, phone_number=one.phone_number
            )
            for one in listed
            if one.department_id in departments
        ]
    )


OPERATIONS = (
    Operation(
        method="GET",
        path="/api/v1/WhatsApp/subscriptions",
        summary="List WhatsApp numbers",
        handle=show,
        access=Right.WATCH,
        tag="WhatsApp",
        answer=list[WhatsAppSubscriptionModel],
        is_contract=True,
    ),
)
