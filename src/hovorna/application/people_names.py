"""The names of people as they are now, for the sessions that they take part in."""

from hovorna.application.accounts import Accounts, User
from hovorna.application.names import OperatorName

#: A contact centre with more people reads some of them again and again.
_REMEMBERED = 10_000


class OperatorNames:
    """Asked once for each operator of each session, so what was read is remembered until it changes."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._names: dict[int, OperatorName] = {}
        #: Counts changes: what was read before one is not remembered after it.
        self._changes = 0
        accounts.user_listeners.append(self._forget)

    def __call__(self, user_id: int) -> OperatorName:
        known = self._names.get(user_id)
        if known is not None:
            return known
        changes = self._changes
        user = self._accounts.user(user_id)
        if user is None:
            return OperatorName()
        name = OperatorName(user.user_name, user.first_name, user.last_name)
        if len(self._names) >= _REMEMBERED:
            self._names.clear()
        if changes == self._changes:
            self._names[user_id] = name
        return name

    def _forget(self, user: User) -> None:
        self._changes += 1
        self._names.pop(user.id, None)
