"""The ways in which guests arrive: every source of the contract, and what guests do once they are there."""

from hovorna.demo.guests.app_user import API
from hovorna.demo.guests.caller import CALLBACK, INCOMING_CALL, OUTGOING_CALL
from hovorna.demo.guests.campaign import PREDICTIVE, PREVIEW
from hovorna.demo.guests.invited import CHAT_INVITATION, INVITATION
from hovorna.demo.guests.messengers import APPLE, FACEBOOK, GENERIC_CHANNEL, VK, WHATSAPP
from hovorna.demo.guests.newcomer import Kind
from hovorna.demo.guests.web_visitor import CHAT, VIDEO

#: In the order in which they come first: those that need a free operator before the lines fill.
KINDS: tuple[Kind, ...] = (
    OUTGOING_CALL,
    INCOMING_CALL,
    CHAT_INVITATION,
    CHAT,
    INVITATION,
    CALLBACK,
    FACEBOOK,
    PREVIEW,
    WHATSAPP,
    API,
    PREDICTIVE,
    APPLE,
    VK,
    GENERIC_CHANNEL,
    VIDEO,
)
