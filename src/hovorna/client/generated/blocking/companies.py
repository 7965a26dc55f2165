"""Companies. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.blocking_sender import Sender
from hovorna.client.request import Request
from hovorna.contract.companies import CompanyMetricSettingsModel, CompanyModel, CreateCompanyModel, NewMetricSettings
from hovorna.contract.settings import CompanySettingsModel, CompanySettingsUpdate


class CompaniesCalls:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(self) -> CompanyModel | builtins.list[CompanyModel]:
        """One's own company, as an object; all of them, as a list, for whoever hosts the server."""
        answer: CompanyModel | builtins.list[CompanyModel] = self._sender.answer(
            Request(method="GET", path="/api/v1/Companies"), CompanyModel | builtins.list[CompanyModel]
        )
        return answer

    def create(self, body: CreateCompanyModel, *, key: str | None = None) -> int:
        """Create a company with a first department."""
        return self._sender.answer(Request(method="POST", path="/api/v1/Companies", body=body, key=key), int)

    def get(self, company_id: int) -> CompanyModel:
        """One company."""
        return self._sender.answer(Request(method="GET", path=f"/api/v1/Companies/{company_id}"), CompanyModel)

    def settings(self, company_id: int) -> CompanySettingsModel:
        """Settings."""
        return self._sender.answer(
            Request(method="GET", path=f"/api/v1/Companies/{company_id}/settings"), CompanySettingsModel
        )

    def set_settings(self, company_id: int, body: CompanySettingsUpdate, *, key: str | None = None) -> None:
        """Change settings (given keys only)."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/Companies/{company_id}/settings", body=body, key=key))

    def metric_settings(self, company_id: int) -> CompanyMetricSettingsModel:
        """Where the statistics of a company lie."""
        return self._sender.answer(
            Request(method="GET", path=f"/api/v1/Companies/{company_id}/metricSettings"), CompanyMetricSettingsModel
        )

    def set_metric_settings(self, company_id: int, body: NewMetricSettings, *, key: str | None = None) -> None:
        """Say where the statistics of a company lie."""
        self._sender.run(
            Request(method="PUT", path=f"/api/v1/Companies/{company_id}/metricSettings", body=body, key=key)
        )

    def delete_metric_settings(self, company_id: int, *, key: str | None = None) -> None:
        """Forget where they lie."""
        self._sender.run(Request(method="DELETE", path=f"/api/v1/Companies/{company_id}/metricSettings", key=key))
