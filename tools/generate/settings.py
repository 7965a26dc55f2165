"""The page of every setting that the API reads and changes, with its key, type, default and meaning."""

from collections.abc import Iterable
from types import ModuleType

from hovorna.application import company_settings
from hovorna.application.settings import catalogue
from hovorna.application.settings.catalogue import Scope
from hovorna.domain import settings as domain_settings
from tools.generate.configuration import field_notes
from tools.generate.markdown import NOTICE, table

_TOP = """# Settings

{notice}
Settings are read and changed as maps from key to text, at `settings` of whose they are; how, is told in
[Administration](administration.md). Keys may be in any letter case on the way in. What comes out is spelled one way
only, so that a program can compare it.

- A **duration** is ISO 8601 (`PT1M30S`), a clock time (`00:01:30`) or a number of seconds (`90`); it comes out as ISO
  8601.
- `null` sets a setting back to its default. An empty text is none, where the table says so.
- Whoever changes one changes it at once and for everybody; the log keeps since when (`SettingChanged`).

{scopes}"""

#: Where the notes stand, by scope, and what its part of the page is called.
_PARTS: tuple[tuple[Scope, ModuleType, str, str], ...] = (
    (catalogue.COMPANY, company_settings, "Company", "/api/v1/Companies/{id}/settings"),
    (catalogue.DEPARTMENT, domain_settings, "Department", "/api/v1/Departments/{id}/settings"),
    (catalogue.GROUP, domain_settings, "Group", "/api/v1/Groups/{id}/settings"),
    (catalogue.USER, domain_settings, "User", "/api/v1/Users/{id}/settings"),
    (catalogue.RULE_SET, domain_settings, "Routing rule set", "/api/v1/RoutingRuleSets/{id}/settings"),
)


def page() -> str:
    return _TOP.format(notice=NOTICE, scopes="\n".join(_part(*part) for part in _PARTS))


def _part(scope: Scope, module: ModuleType, heading: str, path: str) -> str:
    return f"## {heading}\n\n`{path}`\n\n" + table(("key", "type", "default", "meaning"), _rows(scope, module))


def _rows(scope: Scope, module: ModuleType) -> Iterable[tuple[str, ...]]:
    notes = field_notes(module, type(scope.blank).__name__)
    for setting in scope.settings:
        default = setting.form.write(getattr(scope.blank, setting.field))
        yield f"`{setting.key}`", setting.form.name, f"`{default}`" if default else "none", notes[setting.field]
