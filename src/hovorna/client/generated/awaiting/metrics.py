"""Metrics. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request, segment
from hovorna.contract.metrics import CreateMetricModel, MetricDashboardModel, MetricModel, NewMetricDashboard


class MetricsCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self) -> builtins.list[MetricModel]:
        """List metrics."""
        return await self._sender.answer(Request(method="GET", path="/api/v1/Metrics"), builtins.list[MetricModel])

    async def create(self, body: CreateMetricModel, *, key: str | None = None) -> int:
        """Create a combination of one's own."""
        return await self._sender.answer(Request(method="POST", path="/api/v1/Metrics", body=body, key=key), int)

    async def dashboards(self, *, company_id: int | None = None) -> builtins.list[MetricDashboardModel]:
        """List dashboards."""
        return await self._sender.answer(
            Request(method="GET", path="/api/v1/MetricDashboards", query={"companyId": company_id}),
            builtins.list[MetricDashboardModel],
        )

    async def set_dashboard(
        self, metric_dashboard_key: str, body: NewMetricDashboard, *, key: str | None = None
    ) -> None:
        """Make or change a dashboard."""
        await self._sender.run(
            Request(method="PUT", path=f"/api/v1/MetricDashboards/{segment(metric_dashboard_key)}", body=body, key=key)
        )

    async def delete_dashboard(self, metric_dashboard_key: str, *, key: str | None = None) -> None:
        """Delete a dashboard."""
        await self._sender.run(
            Request(method="DELETE", path=f"/api/v1/MetricDashboards/{segment(metric_dashboard_key)}", key=key)
        )
