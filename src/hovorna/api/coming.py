"""Published operations that are not built yet: documented, guarded like all others, and answered 501."""

from datetime import datetime
from typing import Any

import msgspec

from hovorna.api.answers import Answer
from hovorna.api.call import Call
from hovorna.api.operation import Handler, Operation, Parameter
from hovorna.application.roles import Right
from hovorna.contract.coming import campaigns, chatbots, email, generic_channels, phones
from hovorna.contract.refusals import NOT_BUILT, Refused
from hovorna.contract.wire_types import Guid, Long

#: Tag in the documentation -> what is missing, in a sentence for whoever called.
WHAT_IS_MISSING = {
    "Campaigns": "Campaigns are not built yet: Hovorna dials nobody from a list.",
    "Chatbot": "Chatbot connections are not built yet: Hovorna takes no activities of chatbots.",
    "EmailThreads": "E-mail is not built yet: Hovorna fetches and sends none.",
    "EmailMessages": "E-mail is not built yet: Hovorna fetches and sends none.",
    "Phones": "Dialling is not built yet: Hovorna is connected to no telephone exchange.",
    "GenericChannel": "Generic channels are not built yet: create such sessions at POST /api/v1/guest/sessions.",
}

_PAGE = (Parameter("limit", int), Parameter("offset", int))


def _refusing(tag: str) -> Handler:
    async def refuse(call: Call) -> Answer:
        if call.request.path_params.get("id") is not None and tag != "GenericChannel":
            call.number("id")
        raise Refused(NOT_BUILT, {"error": WHAT_IS_MISSING[tag]})

    return refuse


def _coming(
    tag: str,
    call: str,
    summary: str,
    *,
    status: int = 200,
    **given: Any,  # Any: further members of an operation
) -> Operation:
    """`call` is the method and the path behind /api/v1."""
    method, _, path = call.partition(" ")
    return Operation(
        method=method,
        path=f"/api/v1{path}",
        summary=summary,
        handle=_refusing(tag),
        access=Right.READ if method == "GET" else Right.WRITE,
        tag=tag,
        status=status,
        statuses=(501,),
        is_contract=True,
        **given,
    )


def _with(status: int, operation: Operation) -> Operation:
    """One that is published with a further status."""
    return msgspec.structs.replace(operation, statuses=(status, *operation.statuses))


def _text(name: str) -> tuple[Parameter, ...]:
    return Parameter(f"{name}.Null", bool), Parameter(f"{name}.Text", str), Parameter(f"{name}.Exact", bool)


def _range(name: str) -> tuple[Parameter, ...]:
    return Parameter(f"{name}.Null", bool), Parameter(f"{name}.Min", datetime), Parameter(f"{name}.Max", datetime)


_THREAD_FILTERS = (
    *_PAGE,
    Parameter("ThreadId", list[Long]),
    Parameter("State", list[email.EmailThreadState]),
    Parameter("Clients", list[str]),
    Parameter("Inbox", list[str]),
    *_text("Subject"),
    *_range("Created"),
    Parameter("Initiator", list[email.EmailThreadInitiator]),
    *_range("LastClientMessage"),
    *_range("LastOperatorMessage"),
    Parameter("OperatorUserId", list[Long]),
    Parameter("HasAttachment", bool),
    Parameter("AutoReplySent", bool),
    Parameter("Tags", list[str]),
    *_text("Client"),
    Parameter("MessageCount", list[Long]),
)

_MESSAGE_FILTERS = (
    *_PAGE,
    Parameter("MessageId", list[Long]),
    Parameter("Client", list[str]),
    Parameter("Inbox", list[str]),
    Parameter("ThreadId", list[Long]),
    *_text("Subject"),
    *_range("Created"),
    *_range("SLAExpires"),
    *_range("Processed"),
    Parameter("OperatorUserId", list[Long]),
    Parameter("Status", list[email.EmailMessageState]),
    Parameter("HasAttachment", bool),
    Parameter("BodyContain", str),
)

_BY_NAME = {"name": str}

_CAMPAIGNS = (
    _coming(
        "Campaigns",
        "GET /Campaigns",
        "List campaigns",
        query=(Parameter("departmentId", int), *_PAGE),
        answer=list[campaigns.CampaignModel],
    ),
    _coming(
        "Campaigns",
        "POST /Campaigns",
        "Create a campaign",
        query=(Parameter("departmentId", int),),
        body=campaigns.CampaignCreateModel,
        answer=int,
        status=201,
    ),
    _coming("Campaigns", "GET /Campaigns/{id}", "One campaign", answer=campaigns.CampaignModel),
    _coming("Campaigns", "PUT /Campaigns/{id}", "Change a campaign", body=campaigns.CampaignUpdateModel, status=204),
    _with(409, _coming("Campaigns", "DELETE /Campaigns/{id}", "Delete a campaign that has not begun", status=204)),
    _coming(
        "Campaigns",
        "PUT /Campaigns/{id}/state",
        "Start, pause or end a campaign",
        body=campaigns.CampaignStateModel,
        status=204,
    ),
    _coming(
        "Campaigns",
        "GET /Campaigns/{id}/identities",
        "Contacts of a campaign",
        query=_PAGE,
        answer=list[campaigns.CampaignIdentity],
    ),
    _coming(
        "Campaigns",
        "POST /Campaigns/{id}/identities",
        "Add contacts to a campaign",
        body=campaigns.AddCampaignIdentitiesModel,
        status=204,
    ),
    _coming(
        "Campaigns",
        "DELETE /Campaigns/{id}/identities",
        "Take contacts from a campaign",
        body=campaigns.DeleteCampaignIdentitiesModel,
        status=204,
    ),
)

_CHATBOTS = (
    _coming(
        "Chatbot",
        "PUT /Chatbot/{id}",
        "Where a chatbot is called back",
        query=(Parameter("callbackUrl", str),),
        status=204,
    ),
    _coming("Chatbot", "POST /Chatbot/{id}/activity", "An activity of a chatbot", body=chatbots.ChatbotActivity),
)

_EMAIL = (
    _coming(
        "EmailThreads", "GET /EmailThreads", "List threads", query=_THREAD_FILTERS, answer=list[email.EmailThreadModel]
    ),
    _coming(
        "EmailThreads",
        "POST /EmailThreads",
        "Begin a thread",
        body=email.EmailThreadCreateModel,
        answer=Long,
        status=201,
    ),
    _coming("EmailThreads", "GET /EmailThreads/{id}", "One thread", answer=email.EmailThreadModel),
    _coming("EmailThreads", "GET /EmailThreads/{id}/params", "Params of a thread", answer=email.EmailThreadParamsModel),
    _coming(
        "EmailThreads",
        "PUT /EmailThreads/{id}/params",
        "Set params of a thread",
        body=email.UpdateEmailThreadParamsModel,
        status=204,
    ),
    _coming("EmailThreads", "PUT /EmailThreads/{id}/tags/{name}", "Tag a thread", path_types=_BY_NAME, status=204),
    _coming("EmailThreads", "DELETE /EmailThreads/{id}/tags/{name}", "Untag a thread", path_types=_BY_NAME, status=204),
    _coming(
        "EmailMessages",
        "GET /EmailMessages",
        "List messages",
        query=_MESSAGE_FILTERS,
        answer=list[email.EmailMessageModel],
    ),
    _coming("EmailMessages", "GET /EmailMessages/{id}", "One message", answer=email.EmailMessageModel),
)

_PHONES = (
    _coming("Phones", "GET /Phones/callerIds", "Numbers to call from", answer=phones.CallerIdModel),
    _coming(
        "Phones",
        "POST /Phones/outboundCall",
        "Let an operator call a number",
        body=phones.OutboundCallModel,
        answer=Long,
        status=201,
    ),
    _coming(
        "Phones",
        "POST /Phones/twoWayCall",
        "Call two numbers and connect them",
        body=phones.TwoWayCallModel,
        answer=Long,
        status=201,
    ),
    _coming("Phones", "GET /Phones/calls/{id}", "What the exchange told of a call", answer=phones.PhoneCall),
)

_GENERIC_CHANNELS = (
    _coming(
        "GenericChannel",
        "POST /GenericChannels/{id}/activities",
        "Activities of an external channel",
        body=generic_channels.GenericChannelWebhookPayload,
        path_types={"id": Guid},
        status=204,
    ),
)

OPERATIONS = (*_CAMPAIGNS, *_CHATBOTS, *_EMAIL, *_PHONES, *_GENERIC_CHANNELS)
