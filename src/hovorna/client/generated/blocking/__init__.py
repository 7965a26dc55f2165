"""Written by `make generate` from the table of operations."""

from hovorna.client.blocking_sender import Sender
from hovorna.client.generated.blocking.break_states import BreakStatesCalls
from hovorna.client.generated.blocking.calls import CallsCalls
from hovorna.client.generated.blocking.companies import CompaniesCalls
from hovorna.client.generated.blocking.contacts import ContactsCalls
from hovorna.client.generated.blocking.departments import DepartmentsCalls
from hovorna.client.generated.blocking.forms import FormsCalls
from hovorna.client.generated.blocking.groups import GroupsCalls
from hovorna.client.generated.blocking.guest import GuestCalls
from hovorna.client.generated.blocking.health import HealthCalls
from hovorna.client.generated.blocking.login import LoginCalls
from hovorna.client.generated.blocking.metrics import MetricsCalls
from hovorna.client.generated.blocking.operator import OperatorCalls
from hovorna.client.generated.blocking.recordings import RecordingsCalls
from hovorna.client.generated.blocking.routing import RoutingCalls
from hovorna.client.generated.blocking.sessions import SessionsCalls
from hovorna.client.generated.blocking.tags import TagsCalls
from hovorna.client.generated.blocking.users import UsersCalls
from hovorna.client.generated.blocking.webhooks import WebhooksCalls
from hovorna.client.generated.blocking.whats_app import WhatsappCalls
from hovorna.client.generated.blocking.widgets import WidgetsCalls


class AllCalls:
    def __init__(self, sender: Sender) -> None:
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
