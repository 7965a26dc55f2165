"""A client of the API, for programs that wait and for programs that do not."""

from hovorna.client.access import ClientCredentials, Credentials, FixedToken
from hovorna.client.addresses import ForeignAddress
from hovorna.client.awaiting_client import AsyncClient
from hovorna.client.blocking_client import Client
from hovorna.client.errors import ApiError, ClientError, UnexpectedAnswer, Unreachable
from hovorna.client.event_log import Place
from hovorna.client.options import Options
from hovorna.client.request import Upload
from hovorna.client.retries import Retries

__all__ = [
    "ApiError",
    "AsyncClient",
    "Client",
    "ClientCredentials",
    "ClientError",
    "Credentials",
    "FixedToken",
    "ForeignAddress",
    "Options",
    "Place",
    "Retries",
    "UnexpectedAnswer",
    "Unreachable",
    "Upload",
]
