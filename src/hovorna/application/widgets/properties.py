"""Everything that can be configured of a widget: one table for the API, the documentation and the widget itself."""

import re
from collections.abc import Callable
from enum import StrEnum
from urllib.parse import urlsplit

import msgspec

from hovorna.application.forms import predefined_of
from hovorna.application.settings.forms import FLAG, LANGUAGE, Form, number, optional, word
from hovorna.contract.forms import FormEntrypoint
from hovorna.contract.widgets import WidgetButtonType, WidgetConfigType

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_MOST_PARTS = 100


class ButtonPlace(StrEnum):
    BOTTOM_RIGHT = "bottom-right"
    BOTTOM_LEFT = "bottom-left"
    MIDDLE_RIGHT = "middle-right"
    MIDDLE_LEFT = "middle-left"


class WindowPlace(StrEnum):
    RIGHT = "right"
    LEFT = "left"


def _text(most: int) -> Form:
    def read(text: str) -> str:
        if len(text) > most:
            raise ValueError(f"Must not be longer than {most} characters.")
        return text

    return Form(f"text, at most {most:,} characters", read, str)


def _read_colour(text: str) -> str:
    if not _COLOUR.fullmatch(text.strip()):
        raise ValueError("Must be a colour such as #2E7D32.")
    return text.strip().upper()


def _read_url(text: str) -> str:
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or len(text) > 2000:
        raise ValueError("Must be an address that begins with http:// or https://.")
    return text.strip()


def _read_origin(text: str) -> str:
    parts = urlsplit(_read_url(text))
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username:
        raise ValueError("Must be origins such as https://www.example.com, with commas between.")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _list_of(read_one: Callable[[str], str], what: str) -> Form:
    def read(text: str) -> list[str]:
        parts = [read_one(part) for part in text.split(",") if part.strip()]
        if len(parts) > _MOST_PARTS:
            raise ValueError(f"Must not have more than {_MOST_PARTS} parts.")
        return list(dict.fromkeys(parts))

    return Form(f"{what}, with commas between; empty is none", read, ",".join)


_COLOR = Form("colour as `#RRGGBB`", _read_colour, str)
_URL = Form("address", _read_url, str)


class Property(msgspec.Struct, frozen=True, kw_only=True):
    type: WidgetConfigType
    name: str
    #: How the value is written; of properties that are forms: the number of one.
    form: Form
    default: str
    about: str
    #: May have another value for each language.
    is_told_by_language: bool = False
    #: Which forms it may be.
    entrypoint: FormEntrypoint | None = None

    def normal(self, text: str) -> str:
        """In the one spelling that is kept. Raises ValueError."""
        return self.form.write(self.form.read(text))


def _button(name: str, form: Form, default: str, about: str, *, by_language: bool = False) -> Property:
    kind = WidgetConfigType.BUTTON
    return Property(type=kind, name=name, form=form, default=default, about=about, is_told_by_language=by_language)


def _window(name: str, form: Form, default: str, about: str, *, by_language: bool = False) -> Property:
    kind = WidgetConfigType.WINDOW
    return Property(type=kind, name=name, form=form, default=default, about=about, is_told_by_language=by_language)


def _public(name: str, form: Form, default: str, about: str) -> Property:
    return Property(type=WidgetConfigType.PRESET_PUBLIC, name=name, form=form, default=default, about=about)


def _form(name: str, entrypoint: FormEntrypoint, about: str, *, is_shown: bool = True) -> Property:
    return Property(
        type=WidgetConfigType.PRESET_PRIVATE,
        name=name,
        form=optional(number(1, 2**31 - 1)),
        default=str(predefined_of(entrypoint).id) if is_shown else "",
        about=about,
        entrypoint=entrypoint,
    )


PROPERTIES: tuple[Property, ...] = (
    _button("label", _text(60), "Chat with us", "What stands on the button.", by_language=True),
    _button("color", _COLOR, "#2E7D32", "The button's own colour."),
    _button("textColor", _COLOR, "#FFFFFF", "The colour of its label and sign."),
    _button("position", word(ButtonPlace), ButtonPlace.BOTTOM_RIGHT, "Where on the page it is."),
    _button("offsetX", number(0, 500), "24", "Pixels from the side."),
    _button("offsetY", number(0, 500), "24", "Pixels from below, or from the middle."),
    _window("title", _text(100), "How can we help?", "The window's headline.", by_language=True),
    _window("subtitle", _text(200), "", "What stands below the headline.", by_language=True),
    _window("placeholder", _text(100), "Write a message", "In the empty input.", by_language=True),
    _window("greeting", _text(1000), "Hello, how can we help you?", "The first words.", by_language=True),
    _window(
        "queueText", _text(1000), "You will be connected shortly.", "While the guest waits in line.", by_language=True
    ),
    _window(
        "offlineText",
        _text(1000),
        "Nobody is here now. Leave us a message.",
        "Above the offline form.",
        by_language=True,
    ),
    _window("farewell", _text(1000), "Thank you for writing.", "When the conversation is over.", by_language=True),
    _window("primaryColor", _COLOR, "#2E7D32", "The headline's ground and the guest's own messages."),
    _window("textColor", _COLOR, "#FFFFFF", "What is written on the primary colour."),
    _window("backgroundColor", _COLOR, "#FFFFFF", "The ground of the conversation."),
    _window("position", word(WindowPlace), WindowPlace.RIGHT, "On which side of the page it opens."),
    _window("width", number(280, 600), "380", "Pixels; on narrow screens it fills the screen."),
    _window("height", number(320, 900), "620", "Pixels, as far as the page has them."),
    _window("showOperatorName", FLAG, "true", "Whether guests see who writes to them."),
    _window("allowFiles", FLAG, "true", "Whether guests may share files."),
    _window("playSound", FLAG, "true", "Whether a new message is heard."),
    _public("language", LANGUAGE, "en", "What is spoken where neither page nor browser says."),
    _public("languages", _list_of(LANGUAGE.read, "language tags"), "", "What may be spoken; none is any."),
    _public("buttonType", word(WidgetButtonType), WidgetButtonType.CHAT_MLUVII, "Which button is shown."),
    _public("openAfter", number(0, 3600), "0", "Seconds after which the window opens by itself; 0 is never."),
    _public("hideWhenOffline", FLAG, "false", "Hide the button instead of offering the offline form."),
    _public("gdprUrl", optional(_URL), "", "Where guests read what happens to their data."),
    _public("gdprVersion", _text(40), "", "The version of that text; sessions keep it."),
    _form("entryForm", FormEntrypoint.ENTRY, "What guests fill in before the queue.", is_shown=False),
    _form("offlineForm", FormEntrypoint.OFFLINE, "What they fill in when nobody is there."),
    _form("feedbackForm", FormEntrypoint.FEEDBACK, "What they fill in afterwards."),
    Property(
        type=WidgetConfigType.PRESET_PRIVATE,
        name="allowedOrigins",
        form=_list_of(_read_origin, "origins"),
        default="",
        about="Pages that may show the widget; none is all.",
    ),
)


def property_named(kind: WidgetConfigType, name: str) -> Property | None:
    folded = name.strip().casefold()
    return next((one for one in PROPERTIES if one.type is kind and one.name.casefold() == folded), None)


def form_property(name: str) -> Property | None:
    folded = name.strip().casefold()
    return next((one for one in PROPERTIES if one.entrypoint is not None and one.name.casefold() == folded), None)
