"""The page of widgets and forms: every property of a preset, and the forms that everybody has."""

from collections.abc import Iterable

from hovorna.application.forms import FIRST_OWN, PREDEFINED
from hovorna.application.widgets.properties import PROPERTIES
from hovorna.contract.forms import FieldType
from hovorna.contract.widgets import WidgetButtonType, WidgetConfigType
from tools.generate.markdown import NOTICE, table

_TOP = """# Widgets and forms

{notice}
A widget is the chat on a web page. What it looks like is a **preset**: a department has one from the start, named
`Default`, and may make more. The widget itself is not here yet; it will read exactly this configuration. Reading
needs the right `watch`, changing `administer`. The block on this page is run by a test against a real server.

## Setting a preset

`GET /api/v1/Widgets/{{id}}/config` tells every property with its default and its current value, and after it the
values that are other in a language or for a button. `PUT` of the same changes what is given, all of it or nothing: a
name that is not in the table below, a value that its type does not take, a language where there are none are refused
by their place, `configRecords[2].value`. A value of null is the default again.

<!-- tested -->
```python
import httpx

form = {{"grant_type": "client_credentials", "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}}
token = httpx.post(f"{{API}}/login/connect/token", data=form).raise_for_status().json()["access_token"]
api = httpx.Client(base_url=f"{{API}}/api/v1", headers={{"Authorization": f"Bearer {{token}}"}})

[preset] = api.get("/Widgets").json()
records = [
    {{"configType": "WINDOW", "propertyName": "title", "value": "Ask us"}},
    {{"configType": "WINDOW", "propertyName": "title", "value": "Zeptejte se", "language": "cs"}},
    {{"configType": "BUTTON", "propertyName": "color", "value": "#004488"}},
]
api.put(f"/Widgets/{{preset['id']}}/config", json={{"configRecords": records}}).raise_for_status()
api.put(f"/Widgets/{{preset['id']}}/button", json={{"displayButton": True}}).raise_for_status()

fields = [{{"name": "topic", "type": "Select", "label": "About what?", "options": ["An order", "Something else"]}}]
new = {{"departmentId": preset["departmentId"], "formType": "Entry", "name": "Before the chat", "fields": fields}}
entry = api.post("/Forms", json=new).raise_for_status().json()
chosen = [{{"propertyName": "entryForm", "formId": entry}}]
api.put(f"/Widgets/{{preset['id']}}/forms", json={{"configRecords": chosen}}).raise_for_status()
```

Values are kept in one spelling: colours in capitals, lists without blanks and doubles.

{properties}
A property of type `BUTTON` may have values of its own for a button: {buttons}.

## Forms

Guests fill in the entry form before the queue, the offline form when nobody is there, the feedback form afterwards;
operators fill in call scripts. The name of a field becomes that of a call param. A form has at most 50 fields of the
types {types}; a `Radio` or `Select` has options. `labels` say a label in other languages.

These are there from the start, in every department, and stay as they are. Numbers of a department's own begin at
{first}. A form that a preset shows can't be deleted.

{forms}"""


def page() -> str:
    return _TOP.format(
        notice=NOTICE,
        properties="\n".join(_part(kind) for kind in WidgetConfigType),
        buttons=", ".join(f"`{button}`" for button in WidgetButtonType),
        types=", ".join(f"`{kind}`" for kind in FieldType),
        first=FIRST_OWN,
        forms=table(("id", "type", "channel", "name", "fields"), _forms()),
    )


_ABOUT = {
    WidgetConfigType.BUTTON: "The button on the page.",
    WidgetConfigType.WINDOW: "The window of the conversation.",
    WidgetConfigType.PRESET_PUBLIC: "What else the browser is told.",
    WidgetConfigType.PRESET_PRIVATE: "What the server goes by.",
}


def _part(kind: WidgetConfigType) -> str:
    rows = [one for one in PROPERTIES if one.type is kind]
    columns = ("property", "type", "default", "meaning")
    described = (
        (
            f"`{one.name}`" + (", by language" if one.is_told_by_language else ""),
            f"number of a form of type `{one.entrypoint}`; empty is none" if one.entrypoint else one.form.name,
            f"`{one.default}`" if one.default else "none",
            one.about,
        )
        for one in rows
    )
    return f"### {kind}\n\n{_ABOUT[kind]}\n\n" + table(columns, described)


def _forms() -> Iterable[tuple[object, ...]]:
    for form in PREDEFINED:
        yield form.id, form.type, form.channel, form.name, ", ".join(f"`{field.name}`" for field in form.fields)
