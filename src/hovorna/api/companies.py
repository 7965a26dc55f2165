"""Companies: one's own, and for whoever hosts the server all of them."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from hovorna.api.answers import NO_CONTENT, Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.finding import require_new_name
from hovorna.api.founding import founded
from hovorna.api.limits import NAME, required_name
from hovorna.api.operation import Handler, Operation
from hovorna.api.settings import given_settings
from hovorna.application.accounts import Company, Department
from hovorna.application.company_settings import settings_of, with_settings
from hovorna.application.metric_settings import MetricSettingsBook
from hovorna.application.roles import Right
from hovorna.application.settings import catalogue
from hovorna.application.settings.catalogue import merged, texts_of
from hovorna.application.settings.forms import LANGUAGE, ZONE, Form
from hovorna.application.setup import FIRST_DEPARTMENT
from hovorna.contract.bad_input import BadInput
from hovorna.contract.companies import (
    CompanyMetricSettingsModel,
    CompanyModel,
    CreateCompanyModel,
    NewMetricSettings,
)
from hovorna.contract.refusals import NOT_FOUND, RIGHT_MISSING, Refused
from hovorna.contract.settings import CompanySettingsModel, CompanySettingsUpdate
from hovorna.domain.switchboard.commands import AnnounceSetting

_LONGEST_URL = 2000


def _model(company: Company) -> CompanyModel:
    return CompanyModel(
        id=company.id,
        name=company.name,
        # One that is older than this field has none; a client can't read an empty one.
        company_guid=company.guid or str(UUID(int=company.id)),
        language=company.language,
        timezone=company.timezone,
    )


def _own(call: Call) -> Company:
    company = call.parts.accounts.company(call.client.company_id)
    if company is None:
        raise Refused(NOT_FOUND)
    return company


def _in_path(call: Call) -> Company:
    """One's own, where one has the right in all of it; any for whoever hosts the server."""
    number = call.number("id")
    company = call.parts.accounts.company(number)
    if company is not None and number != call.client.company_id and call.client.may(Right.HOST):
        return company
    if company is None or number != call.client.company_id:
        raise Refused(NOT_FOUND)
    if call.right is not Right.WATCH:
        call.require()
    return company


async def show(call: Call) -> Answer:
    if not call.client.may(Right.HOST):
        return json_answer(_model(_own(call)))
    return json_answer([_model(company) for company in call.parts.accounts.companies()])


async def show_one(call: Call) -> Answer:
    return json_answer(_model(_in_path(call)))


async def create(call: Call) -> Answer:
    """With a first department that works at once."""
    body = await call.body(CreateCompanyModel)
    name = required_name("name", body.name)
    errors: dict[str, str] = {}
    language = _fitting("language", body.language, LANGUAGE, errors)
    timezone = _fitting("timezone", body.timezone, ZONE, errors)
    if errors:
        raise BadInput(errors)
    call.require()
    accounts = call.parts.accounts

    def make() -> int:
        require_new_name((one.name for one in accounts.companies()), name, "company")
        company = accounts.add_company(name, language, timezone)
        accounts.add_department(company.id, FIRST_DEPARTMENT)
        return company.id

    def place(company_id: int) -> Department | None:
        return next(iter(accounts.departments(company_id)), None)

    return await founded(call, make, place)


def _fitting(field: str, text: str | None, form: Form, errors: dict[str, str]) -> str | None:
    if not text:
        return None
    try:
        return str(form.read(text))
    except ValueError as error:
        errors[field] = str(error)
        return None


# --- settings -----------------------------------------------------------------------------------------------------


async def show_settings(call: Call) -> Answer:
    company = _in_path(call)
    texts = texts_of(catalogue.COMPANY, settings_of(company))
    return json_answer(CompanySettingsModel(company_id=company.id, settings=texts))


async def set_settings(call: Call) -> Answer:
    values = await given_settings(call, catalogue.COMPANY, CompanySettingsUpdate)
    company, accounts = _in_path(call), call.parts.accounts
    _, changed = merged(catalogue.COMPANY, settings_of(company), values)
    if not changed:
        return NO_CONTENT
    if set(changed) & catalogue.OF_THE_HOST and not _is_host(call):
        raise Refused(RIGHT_MISSING)
    # The log first: a PUT that was cut off here is sent again, and tells of the change again.
    home = next(iter(accounts.departments(company.id)), None)
    if home is not None:
        words = [AnnounceSetting(key, company_id=company.id) for key in changed]
        await call.parts.engine.execute(home.id, lambda _: words)
    accounts.change_company(company.id, lambda known: _with(known, values))
    return NO_CONTENT


def _is_host(call: Call) -> bool:
    """Where there is one company only, who administers it hosts the server."""
    return call.client.may(Right.HOST) or len(call.parts.accounts.companies()) == 1


def _with(company: Company, values: catalogue.Values) -> Company:
    settings, _ = merged(catalogue.COMPANY, settings_of(company), values)
    return with_settings(company, settings)


# --- where the statistics lie -------------------------------------------------------------------------------------


def _book(call: Call) -> MetricSettingsBook:
    return MetricSettingsBook(call.parts.accounts.register)


async def show_metric_settings(call: Call) -> Answer:
    company = _in_path(call)
    found = _book(call).of(company.id)
    if found is None:
        raise Refused(NOT_FOUND)
    may_see = call.client.may(Right.ADMINISTER) or call.client.may(Right.HOST)
    return json_answer(
        CompanyMetricSettingsModel(
            database_url=found.url,
            database_organization=found.organization,
            database_bucket=found.bucket,
            database_token=found.token if may_see else None,
        )
    )


async def set_metric_settings(call: Call) -> Answer:
    body = await call.body(NewMetricSettings)
    company = _in_path(call)
    errors: dict[str, str] = {}
    if not _is_web_address(body.database_url):
        errors["databaseUrl"] = f"Must be an http or https address of at most {_LONGEST_URL} characters."
    given = {
        "databaseOrganization": body.database_organization,
        "databaseBucket": body.database_bucket,
        "databaseToken": body.database_token,
    }
    for field, text in given.items():
        if not text.strip() or len(text) > NAME:
            errors[field] = f"Must have between 1 and {NAME} characters."
    if errors:
        raise BadInput(errors)
    _book(call).set(company.id, body.database_url, *given.values())
    return NO_CONTENT


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and len(text) <= _LONGEST_URL
    except ValueError:
        return False


async def forget_metric_settings(call: Call) -> Answer:
    _book(call).forget(_in_path(call).id)
    return NO_CONTENT


def _company(method: str, path: str, summary: str, handle: Handler, **more: Any) -> Operation:  # Any: its fields
    given = {"access": Right.ADMINISTER, "is_contract": True, **more}
    path = "/api/v1/Companies" + path
    return Operation(method=method, path=path, summary=summary, handle=handle, tag="Companies", **given)


_METRICS = "/{id}/metricSettings"

OPERATIONS = (
    _company(
        "GET",
        "",
        "One's own company, as an object; all of them, as a list, for whoever hosts the server",
        show,
        access=Right.WATCH,
        answer=CompanyModel | list[CompanyModel],
    ),
    _company(
        "POST",
        "",
        "Create a company with a first department",
        create,
        access=Right.HOST,
        body=CreateCompanyModel,
        answer=int,
        status=201,
    ),
    _company("GET", "/{id}", "One company", show_one, access=Right.WATCH, answer=CompanyModel),
    _company("GET", "/{id}/settings", "Settings", show_settings, answer=CompanySettingsModel),
    _company(
        "PUT",
        "/{id}/settings",
        "Change settings (given keys only)",
        set_settings,
        body=CompanySettingsUpdate,
        status=204,
    ),
    _company(
        "GET",
        _METRICS,
        "Where the statistics of a company lie",
        show_metric_settings,
        access=Right.WATCH,
        answer=CompanyMetricSettingsModel,
    ),
    _company(
        "PUT",
        _METRICS,
        "Say where the statistics of a company lie",
        set_metric_settings,
        body=NewMetricSettings,
        status=204,
        is_contract=False,
    ),
    _company("DELETE", _METRICS, "Forget where they lie", forget_metric_settings, status=204, is_contract=False),
)
