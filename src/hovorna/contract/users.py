"""People as the published API shows and takes them."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from hovorna.contract.role_words import DepartmentRole, GlobalRole

Id = Annotated[int, Meta(ge=1, le=2**31 - 1)]
PersonName = Annotated[str, Meta(max_length=200)]
Email = Annotated[str, Meta(max_length=254)]


class OpenIDProvider(StrEnum):
    """Where a person logs in who has no password here."""

    GOOGLE = "Google"
    MICROSOFT = "Microsoft"


class UserModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    first_name: str | None
    last_name: str | None
    username: str | None
    #: Null to callers who may not administer the person.
    email: str | None
    note: str | None
    enabled: bool
    #: These lists are never null.
    departments: tuple[int, ...]
    groups: tuple[int, ...]
    global_roles: tuple[GlobalRole, ...]


class CreateUserModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    first_name: PersonName
    last_name: PersonName
    username: PersonName
    email: Email
    open_id_provider: OpenIDProvider | None = msgspec.field(name="openIDProvider", default=None)


class UpdateUserModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    first_name: PersonName
    last_name: PersonName
    username: PersonName
    email: Email


class UserChanges(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One of several people; what is null or left out stays as it is."""

    id: Id
    first_name: PersonName | None = None
    last_name: PersonName | None = None
    username: PersonName | None = None
    email: Email | None = None
    enabled: bool | None = None


class SetEnabledModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    is_enabled: bool


class SetDepartmentMembershipModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    departments: tuple[Id, ...]


class DepartmentRolesModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    roles: tuple[DepartmentRole, ...]


class SetGlobalRolesModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    global_roles: tuple[GlobalRole, ...]
