"""Ids for the names of a source: known groups and people keep theirs, new ones are made."""

from hovorna.application.accounts import Accounts, Department
from hovorna.domain.settings import GroupSettings, OperatorSettings
from hovorna.domain.switchboard.commands import Command, ConfigureGroup, ConfigureOperator


class Naming:
    """New groups and operators get default settings and no memberships: a source tells who took what, not who may.

    `groups` by name and `operators` are what the department's switchboard has already.
    """

    def __init__(self, department: Department, accounts: Accounts, groups: dict[str, int], operators: set[int]) -> None:
        self._department, self._accounts = department, accounts
        self._groups = dict(groups)
        #: Users that the switchboard knows as operators.
        self._configured = set(operators)
        self._users = {user.user_name: user.id for user in accounts.users(department.company_id)}
        self._operators: dict[str, int] = {}
        self._new: list[Command] = []

    def group(self, name: str) -> int:
        known = self._groups.get(name)
        if known is not None:
            return known
        made = self._groups[name] = self._accounts.next_id("group")
        self._new.append(ConfigureGroup(GroupSettings(made, name)))
        return made

    def operator(self, user_name: str) -> int:
        known = self._operators.get(user_name)
        if known is not None:
            return known
        user_id = self._users.get(user_name)
        if user_id is None:
            # The source knows no other name; without one the person would have none in the documents.
            department = self._department
            user_id = self._accounts.add_user(department.company_id, department.id, user_name, user_name, "").id
        if user_id not in self._configured:
            self._configured.add(user_id)
            self._new.append(ConfigureOperator(OperatorSettings(user_id)))
        self._operators[user_name] = user_id
        return user_id

    def take_new(self) -> list[Command]:
        """The commands that tell the switchboard of what was made since the last time."""
        new, self._new = self._new, []
        return new
