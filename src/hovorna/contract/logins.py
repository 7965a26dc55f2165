"""What logging in takes and tells: forms by the names of their standards, the rest is ours to shape."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from hovorna.contract.role_words import DepartmentRole, GlobalRole

Word = Annotated[str, Meta(max_length=1000)]


class TokenForm(msgspec.Struct, frozen=True, kw_only=True):
    grant_type: Literal["client_credentials", "authorization_code", "refresh_token"]
    client_id: str
    client_secret: str = ""
    scope: Annotated[str, Meta(extra_json_schema={"description": "optional; mluviiPublicApi"})] = ""
    response_type: Annotated[
        str, Meta(extra_json_schema={"description": 'optional, ignored; clients send "token"'})
    ] = ""
    code: str = ""
    code_verifier: str = ""
    redirect_uri: str = ""
    refresh_token: str = ""
