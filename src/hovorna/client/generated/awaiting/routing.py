"""Routing. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request
from hovorna.contract.rule_sets import NewRoutingRuleSet, RoutingRuleSetModel, RoutingRuleSetUpdate
from hovorna.contract.settings import RoutingRuleSetSettingsModel, RoutingRuleSetSettingsUpdate


class RoutingCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self, *, department_id: int | None = None) -> builtins.list[RoutingRuleSetModel]:
        """List routing rule sets."""
        return await self._sender.answer(
            Request(method="GET", path="/api/v1/RoutingRuleSets", query={"departmentId": department_id}),
            builtins.list[RoutingRuleSetModel],
        )

    async def create(self, body: NewRoutingRuleSet, *, key: str | None = None) -> int:
        """Create a routing rule set."""
        return await self._sender.answer(
            Request(method="POST", path="/api/v1/RoutingRuleSets", body=body, key=key), int
        )

    async def get(self, routing_rule_set_id: int) -> RoutingRuleSetModel:
        """One routing rule set."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/RoutingRuleSets/{routing_rule_set_id}"), RoutingRuleSetModel
        )

    async def update(self, routing_rule_set_id: int, body: RoutingRuleSetUpdate, *, key: str | None = None) -> None:
        """Replace name and rules; at once also for who waits."""
        await self._sender.run(
            Request(method="PUT", path=f"/api/v1/RoutingRuleSets/{routing_rule_set_id}", body=body, key=key)
        )

    async def delete(self, routing_rule_set_id: int, *, key: str | None = None) -> None:
        """Delete it, unless it is the default; who waits by it goes on by it."""
        await self._sender.run(Request(method="DELETE", path=f"/api/v1/RoutingRuleSets/{routing_rule_set_id}", key=key))

    async def settings(self, routing_rule_set_id: int) -> RoutingRuleSetSettingsModel:
        """Settings."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/RoutingRuleSets/{routing_rule_set_id}/settings"),
            RoutingRuleSetSettingsModel,
        )

    async def set_settings(
        self, routing_rule_set_id: int, body: RoutingRuleSetSettingsUpdate, *, key: str | None = None
    ) -> None:
        """Change settings (given keys only)."""
        await self._sender.run(
            Request(method="PUT", path=f"/api/v1/RoutingRuleSets/{routing_rule_set_id}/settings", body=body, key=key)
        )
