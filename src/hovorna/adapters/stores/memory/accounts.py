"""Companies, departments, people and API clients in memory."""

from collections import Counter

from hovorna.application.accounts import Client, Company, Department, SigningKey, User


class MemoryAccounts:
    """Implements Accounts."""

    def __init__(self) -> None:
        self._companies: dict[int, Company] = {}
        self._departments: dict[int, Department] = {}
        self._users: dict[int, User] = {}
        self._clients: dict[str, Client] = {}
        self._keys: list[SigningKey] = []
        self._last: Counter[str] = Counter()

    def companies(self) -> list[Company]:
        return list(self._companies.values())

    def departments(self, company_id: int | None = None) -> list[Department]:
        return [each for each in self._departments.values() if company_id is None or each.company_id == company_id]

    def department_ids(self) -> list[int]:
        return list(self._departments)

    def users(self, company_id: int) -> list[User]:
        return [user for user in self._users.values() if user.company_id == company_id]

    def user(self, user_id: int) -> User | None:
        return self._users.get(user_id)

    def client(self, client_id: str) -> Client | None:
        return self._clients.get(client_id)

    def signing_keys(self) -> list[SigningKey]:
        return sorted(self._keys, key=lambda key: (key.created, key.id))

    def add_company(self, name: str) -> Company:
        company = Company(self.next_id("company"), name)
        self._companies[company.id] = company
        return company

    def add_department(self, company_id: int, name: str) -> Department:
        department = Department(self.next_id("department"), company_id, name)
        self._departments[department.id] = department
        return department

    def add_user(self, company_id: int, department_id: int, user_name: str, first_name: str, last_name: str) -> User:
        user = User(self.next_id("user"), company_id, (department_id,), user_name, first_name, last_name)
        self._users[user.id] = user
        return user

    def add_client(self, client: Client) -> None:
        self._clients[client.id] = client

    def add_signing_key(self, key: SigningKey) -> None:
        self._keys.append(key)

    def next_id(self, kind: str) -> int:
        self._last[kind] += 1
        return self._last[kind]
