"""Written by `make generate` from the table of operations."""

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.generated.awaiting.break_states import BreakStatesCalls
from hovorna.client.generated.awaiting.calls import CallsCalls
from hovorna.client.generated.awaiting.companies import CompaniesCalls
from hovorna.client.generated.awaiting.contacts import ContactsCalls
from hovorna.client.generated.awaiting.departments import DepartmentsCalls
from hovorna.client.generated.awaiting.forms import FormsCalls
from hovorna.client.generated.awaiting.groups import GroupsCalls
from hovorna.client.generated.awaiting.guest import GuestCalls
from hovorna.client.generated.awaiting.health import HealthCalls
from hovorna.client.generated.awaiting.login import LoginCalls
from hovorna.client.generated.awaiting.metrics import MetricsCalls
from hovorna.client.generated.awaiting.operator import OperatorCalls
from hovorna.client.generated.awaiting.recordings import RecordingsCalls
from hovorna.client.generated.awaiting.routing import RoutingCalls
from hovorna.client.generated.awaiting.sessions import SessionsCalls
from hovorna.client.generated.awaiting.tags import TagsCalls
from hovorna.client.generated.awaiting.users import UsersCalls
from hovorna.client.generated.awaiting.webhooks import WebhooksCalls
from hovorna.client.generated.awaiting.whats_app import WhatsappCalls
from hovorna.client.generated.awaiting.widgets import WidgetsCalls


class AllCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self.login = LoginCalls(sender)
        self.sessions = SessionsCalls(sender)
        self.companies = CompaniesCalls(sender)
        self.departments = DepartmentsCalls(sender)
        self.groups = GroupsCalls(sender)
        self.routing = RoutingCalls(sender)
        self.tags = TagsCalls(sender)
        self.contacts = ContactsCalls(sender)
        self.forms = FormsCalls(sender)
        self.widgets = WidgetsCalls(sender)
        self.whats_app = WhatsappCalls(sender)
        self.users = UsersCalls(sender)
        self.break_states = BreakStatesCalls(sender)
        self.webhooks = WebhooksCalls(sender)
        self.guest = GuestCalls(sender)
        self.operator = OperatorCalls(sender)
        self.calls = CallsCalls(sender)
        self.recordings = RecordingsCalls(sender)
        self.metrics = MetricsCalls(sender)
        self.health = HealthCalls(sender)
