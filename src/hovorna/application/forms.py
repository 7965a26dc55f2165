"""Forms: those that everybody has, and those that a department made."""

import msgspec

from hovorna.application.register import Book, Register
from hovorna.contract.departments import PublishedChannel
from hovorna.contract.forms import FieldType, FormEntrypoint, FormField


class Form(msgspec.Struct, frozen=True):
    """Predefined ones belong to no department; their numbers come before `FIRST_OWN`."""

    id: int
    company_id: int
    department_id: int | None
    type: FormEntrypoint
    channel: PublishedChannel
    name: str
    fields: tuple[FormField, ...] = ()

    @property
    def shown_id(self) -> int:
        return self.id if self.department_id is None else self.id + FIRST_OWN - 1


FIRST_OWN = 1001

_NAME = FormField(name="name", label="Your name", labels={"cs": "Vaše jméno"})
_EMAIL = FormField(name="email", type=FieldType.EMAIL, label="E-mail", labels={"cs": "E-mail"})
_PHONE = FormField(name="phone", type=FieldType.PHONE, label="Phone", labels={"cs": "Telefon"})
_MESSAGE = FormField(
    name="message", type=FieldType.TEXT_AREA, label="Message", labels={"cs": "Zpráva"}, is_required=True
)
_STARS = FormField(name="stars", type=FieldType.STARS, label="How did we do?", labels={"cs": "Jak jste spokojeni?"})
_COMMENT = FormField(name="text", type=FieldType.TEXT_AREA, label="Comment", labels={"cs": "Komentář"})

_CHANNEL = PublishedChannel.MLUVII


def _predefined(
    number: int, kind: FormEntrypoint, name: str, *fields: FormField, channel: PublishedChannel = _CHANNEL
) -> Form:
    return Form(number, 0, None, kind, channel, name, fields)


#: A number once given keeps its form.
PREDEFINED: tuple[Form, ...] = (
    _predefined(1, FormEntrypoint.ENTRY, "Entry form", _NAME, _EMAIL),
    _predefined(2, FormEntrypoint.FEEDBACK, "Feedback form", _STARS, _COMMENT),
    _predefined(3, FormEntrypoint.OFFLINE, "Offline form", _NAME, _EMAIL, _PHONE, _MESSAGE),
    _predefined(4, FormEntrypoint.CHAT, "Form in a chat", _NAME, _EMAIL, _PHONE),
    _predefined(5, FormEntrypoint.CALL_SCRIPT, "Call script", _NAME, _COMMENT, channel=PublishedChannel.PHONE),
)


def predefined_of(kind: FormEntrypoint) -> Form:
    return next(form for form in PREDEFINED if form.type is kind)


class Forms:
    """By the number that the API shows."""

    def __init__(self, register: Register) -> None:
        self.book = Book(register, "form", Form, _key)

    def of_departments(self, company_id: int, department_ids: set[int]) -> list[Form]:
        own = [form for form in self.book.all(company_id) if form.department_id in department_ids]
        return [*PREDEFINED, *own]

    def get(self, number: int) -> Form | None:
        if number < FIRST_OWN:
            return next((form for form in PREDEFINED if form.id == number), None)
        return self.book.get(number - FIRST_OWN + 1)

    def in_department(self, number: int, department_id: int) -> Form | None:
        form = self.get(number)
        return form if form is not None and form.department_id in (None, department_id) else None


def _key(form: Form) -> str:
    """A department's forms of one entry point have different names."""
    return f"{form.department_id}:{form.type}:{form.name.casefold()}"
