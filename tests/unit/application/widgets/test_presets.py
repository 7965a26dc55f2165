"""A preset keeps what is not as it is by default."""

from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.application.widgets.presets import DEFAULT_NAME, Place, Preset, Presets, Value, rows_of, with_values
from hovorna.application.widgets.properties import PROPERTIES, form_property, property_named
from hovorna.contract.widgets import WidgetButtonType, WidgetConfigType

TITLE = Place(WidgetConfigType.WINDOW, "title")
CZECH = Place(WidgetConfigType.WINDOW, "title", language="cs")
LABEL = Place(WidgetConfigType.BUTTON, "label", WidgetButtonType.VIDEO)


def _preset() -> Preset:
    return Preset(1, 1, 1, "Shop")


def test_values_are_kept_in_one_order_whatever_the_order_they_came_in() -> None:
    first = with_values(_preset(), {CZECH: "b", TITLE: "a", LABEL: "c"})
    assert with_values(with_values(_preset(), {LABEL: "c", TITLE: "a"}), {CZECH: "b"}) == first
    assert first.values == (Value(LABEL, "c"), Value(TITLE, "a"), Value(CZECH, "b"))


def test_what_is_the_default_is_not_kept_but_where_it_differs_from_the_common_value() -> None:
    default = "How can we help?"
    assert with_values(_preset(), {TITLE: default}) == _preset()
    both = with_values(_preset(), {TITLE: "Ask", CZECH: default})
    assert with_values(both, {TITLE: default}).values == (Value(CZECH, default),)
    assert with_values(both, {TITLE: None, CZECH: None}) == _preset()


def test_each_property_has_a_row_and_after_it_those_of_languages_and_buttons() -> None:
    preset = with_values(_preset(), {CZECH: "Ptejte se", LABEL: "Hovor"})
    rows = list(rows_of(preset))
    assert len(rows) == len(PROPERTIES) + 2
    places = [row.place for row in rows]
    assert places.index(CZECH) == places.index(TITLE) + 1
    assert {row.place: row.current for row in rows}[LABEL] == "Hovor"


def test_a_department_gets_its_first_preset_once() -> None:
    presets = Presets(MemoryRegister())
    [first] = presets.of_department(1, 7)
    assert (first.name, first.is_default, first.department_id) == (DEFAULT_NAME, True, 7)
    presets.add(1, 7, "Shop")
    assert [one.name for one in presets.of_department(1, 7)] == ["Default", "Shop"]
    assert [one.department_id for one in presets.of_department(1, 8)] == [8]


def test_it_is_known_which_preset_uses_a_form() -> None:
    presets = Presets(MemoryRegister())
    preset = presets.add(1, 7, "Shop")
    place = Place(WidgetConfigType.PRESET_PRIVATE, "entryForm")
    presets.change(preset.id, lambda old: with_values(old, {place: "1001", TITLE: "1002"}))
    found = presets.using_form(1, 1001)
    assert found is not None
    assert found.id == preset.id
    assert presets.using_form(1, 1002) is None


def test_properties_are_named_in_any_letter_case_within_their_type() -> None:
    assert property_named(WidgetConfigType.WINDOW, " Title") is property_named(WidgetConfigType.WINDOW, "title")
    assert property_named(WidgetConfigType.BUTTON, "title") is None
    assert form_property("ENTRYFORM") is not None
    assert form_property("title") is None


def test_no_two_properties_have_the_same_name_and_type() -> None:
    names = [(one.type, one.name.casefold()) for one in PROPERTIES]
    assert len(names) == len(set(names))
