"""Roles of people as the published API names them, and the rights that each gives."""

from collections.abc import Iterable
from enum import StrEnum

from hovorna.contract.role_words import DepartmentRole, GlobalRole

__all__ = [
    "ANSWERING",
    "OF_A_CLIENT",
    "DepartmentRole",
    "GlobalRole",
    "Right",
    "rights_of_department",
    "rights_of_global",
    "with_implied",
]


class Right(StrEnum):
    """What a caller may do; scopes of a token are these words."""

    #: Read sessions, their times, recordings and files, and contacts.
    READ = "read"
    #: Change sessions and contacts: params, tags, notes, forward, end, delete files.
    WRITE = "write"
    #: Act for any operator, and create sessions for guests.
    OPERATE = "operate"
    #: Anonymise.
    ANONYMISE = "anonymise"
    #: Settings, people, groups, webhooks.
    ADMINISTER = "administer"
    #: See who works and how long the lines are. Whoever may read or administer may watch.
    WATCH = "watch"
    #: Act as the operator that one is. Only people have it.
    ANSWER = "answer"
    #: Make companies and see all of them. Never given unless it is asked for by name.
    HOST = "host"


#: What an API client may do unless less was asked for.
OF_A_CLIENT = frozenset(Right) - {Right.HOST, Right.ANSWER}

#: Rights that others bring along.
_IMPLIED = {
    Right.READ: {Right.WATCH},
    Right.ADMINISTER: {Right.WATCH},
    Right.OPERATE: {Right.ANSWER},
}


#: Who answers guests, by whatever channel.
ANSWERING = frozenset(
    {
        DepartmentRole.OPERATOR,
        DepartmentRole.TELEPHONIST,
        DepartmentRole.MLUVII_OPERATOR,
        DepartmentRole.EMAIL_OPERATOR,
        DepartmentRole.FACEBOOK_OPERATOR,
        DepartmentRole.WHATS_APP_OPERATOR,
        DepartmentRole.VK_OPERATOR,
        DepartmentRole.APPLE_OPERATOR,
        DepartmentRole.GENERIC_CHANNEL_OPERATOR,
    }
)

_GLOBAL: dict[GlobalRole, set[Right]] = {
    GlobalRole.ADMIN: {*OF_A_CLIENT, Right.HOST},
    GlobalRole.COMPANY_ADMIN: {*OF_A_CLIENT},
    GlobalRole.WALLBOARD: {Right.WATCH},
    GlobalRole.COMPANY_OPERATOR_METRICS_VIEW: {Right.WATCH},
    GlobalRole.COMPANY_STATISTICS: {Right.WATCH},
}

#: Roles for what does not exist yet (e-mail, campaigns, templates) give nothing.
_DEPARTMENT: dict[DepartmentRole, set[Right]] = {
    **{role: {Right.ANSWER, Right.WATCH} for role in ANSWERING},
    DepartmentRole.RECEPTION: {Right.WATCH},
    DepartmentRole.WALLBOARD: {Right.WATCH},
    DepartmentRole.TENANT_ADMIN: {*OF_A_CLIENT},
    DepartmentRole.TENANT_SESSIONS_VIEW: {Right.READ},
    DepartmentRole.TENANT_VISITORS: {Right.WATCH},
    DepartmentRole.TENANT_OPERATORS_VIEW: {Right.WATCH},
}


def with_implied(rights: Iterable[Right]) -> frozenset[Right]:
    found = set(rights)
    for right in tuple(found):
        found |= _IMPLIED.get(right, set())
    return frozenset(found)


def rights_of_global(roles: Iterable[GlobalRole]) -> frozenset[Right]:
    return with_implied(right for role in roles for right in _GLOBAL[role])


def rights_of_department(roles: Iterable[DepartmentRole]) -> frozenset[Right]:
    return with_implied(right for role in roles for right in _DEPARTMENT.get(role, set()))
