"""The Public API and the operator and guest API over HTTP, as one ASGI application."""

from hovorna.api.app import create_app
from hovorna.api.operation import Operation
from hovorna.api.parts import ApiParts, ApiSettings

__all__ = ["ApiParts", "ApiSettings", "Operation", "create_app"]
