"""Widgets' presets, and everything that can be set about one."""

import re
from enum import StrEnum

import msgspec

from hovorna.application.accounts import Department
from hovorna.application.register import Book, KeyTaken, Register
from hovorna.contract.forms import FormEntrypoint
from hovorna.contract.widgets import WidgetButtonType, WidgetConfigType

FIRST_PRESET = "Default"


class Kind(StrEnum):
    TEXT = "text"
    COLOUR = "colour, such as #2E7D32"
    NUMBER = "whole number"
    SWITCH = "true or false"
    SIDE = "left or right"
    LANGUAGE = "language tag"
    BUTTON = "type of button"


class Property(msgspec.Struct, frozen=True):
    type: WidgetConfigType
    name: str
    kind: Kind
    default: str
    meaning: str
    #: Has a value for each language beside the one for all of them.
    is_translated: bool = False

    def fault_of(self, value: str) -> str | None:
        """What is wrong with it, as a sentence."""
        if self.kind is Kind.BUTTON:
            return None if value in list(WidgetButtonType) else f"Must be one of {', '.join(WidgetButtonType)}."
        pattern, sentence = _FORMS[self.kind]
        return None if re.fullmatch(pattern, value) else sentence


_FORMS: dict[Kind, tuple[str, str]] = {
    Kind.TEXT: (r"[^\0]*", "Must be a text."),
    Kind.COLOUR: (r"#[0-9A-Fa-f]{6}", "Must be a colour such as #2E7D32."),
    Kind.NUMBER: (r"[0-9]{1,4}", "Must be a whole number between 0 and 9999."),
    Kind.SWITCH: (r"true|false", "Must be true or false."),
    Kind.SIDE: (r"left|right", "Must be left or right."),
    Kind.LANGUAGE: (r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "Must be a language tag such as en or cs-CZ."),
}

LANGUAGE = _FORMS[Kind.LANGUAGE]

_BUTTON, _WINDOW = WidgetConfigType.BUTTON, WidgetConfigType.WINDOW
_PUBLIC, _PRIVATE = WidgetConfigType.PRESET_PUBLIC, WidgetConfigType.PRESET_PRIVATE

PROPERTIES: tuple[Property, ...] = (
    Property(_BUTTON, "text", Kind.TEXT, "Chat with us", "what stands on the button", is_translated=True),
    Property(_BUTTON, "color", Kind.COLOUR, "#2E7D32", "the button"),
    Property(_BUTTON, "textColor", Kind.COLOUR, "#FFFFFF", "the text on the button"),
    Property(_BUTTON, "side", Kind.SIDE, "right", "the edge of the page that the button sits at"),
    Property(_BUTTON, "offset", Kind.NUMBER, "24", "pixels between the button and the edges"),
    Property(_WINDOW, "title", Kind.TEXT, "How can we help?", "the head of the window", is_translated=True),
    Property(_WINDOW, "greeting", Kind.TEXT, "", "shown before the first message", is_translated=True),
    Property(_WINDOW, "placeholder", Kind.TEXT, "Write a message", "in the empty input", is_translated=True),
    Property(_WINDOW, "offlineText", Kind.TEXT, "Nobody is here now.", "while no group is open", is_translated=True),
    Property(_WINDOW, "color", Kind.COLOUR, "#2E7D32", "the head of the window"),
    Property(_WINDOW, "textColor", Kind.COLOUR, "#FFFFFF", "the text in the head"),
    Property(_WINDOW, "showOperatorName", Kind.SWITCH, "true", "guests see who writes"),
    Property(_WINDOW, "fileUpload", Kind.SWITCH, "true", "guests may send files"),
    Property(_PUBLIC, "language", Kind.LANGUAGE, "en", "of guests whose own is not known"),
    Property(_PUBLIC, "buttonType", Kind.BUTTON, WidgetButtonType.CHAT_CUSTOM, "which button is shown"),
    Property(_PUBLIC, "hideWhenOffline", Kind.SWITCH, "false", "no button while no group is open"),
    Property(_PRIVATE, "allowedOrigins", Kind.TEXT, "", "addresses of pages, separated by commas; none is any page"),
)

#: Property -> where its form is shown, and the form that it is at first.
FORMS: dict[str, tuple[FormEntrypoint, int | None]] = {
    "entryForm": (FormEntrypoint.ENTRY, None),
    "offlineForm": (FormEntrypoint.OFFLINE, 3),
    "feedbackForm": (FormEntrypoint.FEEDBACK, 2),
}


class Setting(msgspec.Struct, frozen=True):
    type: WidgetConfigType
    name: str
    value: str
    button: WidgetButtonType | None = None
    language: str | None = None

    @property
    def place(self) -> tuple[str, str, str, str]:
        return self.type, self.button or "", self.name, self.language or ""


class Preset(msgspec.Struct, frozen=True):
    id: int
    company_id: int
    department_id: int
    name: str
    is_button_visible: bool = True
    #: What differs from the defaults.
    settings: tuple[Setting, ...] = ()
    #: Property -> number of the form; None is none.
    forms: dict[str, int | None] = {}


def presets_of(register: Register) -> Book[Preset]:
    return Book(register, "widget", Preset, lambda one: f"{one.department_id}:{one.name.casefold()}")


def ensure_preset(register: Register, department: Department) -> None:
    """A department without any gets one that shows the defaults."""
    book = presets_of(register)
    if any(one.department_id == department.id for one in book.all(department.company_id)):
        return
    try:
        book.add(
            department.company_id,
            lambda number: Preset(number, department.company_id, department.id, FIRST_PRESET),
        )
    except KeyTaken:
        return  # Somebody else was quicker.


def known_property(kind: WidgetConfigType, name: str) -> Property | None:
    """Whatever the letter case."""
    return next((one for one in PROPERTIES if one.type is kind and one.name.lower() == name.lower()), None)


def with_settings(preset: Preset, changes: dict[tuple[str, str, str, str], Setting | None]) -> Preset:
    """None takes what was set away."""
    merged: dict[tuple[str, str, str, str], Setting | None] = {one.place: one for one in preset.settings}
    merged.update(changes)
    kept = tuple(one for _, one in sorted(merged.items()) if one is not None)
    return msgspec.structs.replace(preset, settings=kept)
