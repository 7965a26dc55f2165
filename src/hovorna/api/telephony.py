"""What the telephone system reports of calls, and dials on its own account."""

from hovorna.api.answers import Answer
from hovorna.api.call import Call
from hovorna.api.call_params import as_map
from hovorna.api.operation import Handler, Operation
from hovorna.application import documents
from hovorna.application.jobs import Room
from hovorna.application.roles import Right
from hovorna.contract.operations_operator import DialReport, NewDial
from hovorna.domain.switchboard import commands as c


async def dial(call: Call) -> Answer:
    session = call.session()
    body = await call.body(NewDial)
    return await call.write(session.department_id, c.Dial(session.id, None, body.number))


async def report_dial(call: Call) -> Answer:
    session = call.session()
    state = (await call.body(DialReport)).state

    def commands(room: Room) -> tuple[c.Command, ...]:
        params = as_map(documents.read_params(room.switchroom.values(session.id)))
        return (c.ReportDial(session.id, state, params),)

    return await call.write(session.department_id, commands)


async def report_forward(call: Call) -> Answer:
    session = call.session()
    state = (await call.body(DialReport)).state
    return await call.write(session.department_id, c.ReportPhoneForward(session.id, state))


def _telephony(path: str, summary: str, handle: Handler, body: type) -> Operation:
    return Operation(
        method="POST",
        path="/api/v1/calls/{id}" + path,
        summary=summary,
        handle=handle,
        access=Right.OPERATE,
        tag="Calls",
        body=body,
        status=204,
    )


OPERATIONS = (
    _telephony("/dial", "The system dials: a predictive campaign", dial, NewDial),
    _telephony("/dial-result", "How far the dial of the guest's number is", report_dial, DialReport),
    _telephony("/forward-result", "How far the dial of a forward to a number is", report_forward, DialReport),
)
