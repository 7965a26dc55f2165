"""The generated pages leave nothing out; that they are fresh is shown in tests/tools."""

import msgspec
import pytest

from hovorna.cli.state_looks import LOOKS
from hovorna.contract.problems import LINES
from hovorna.contract.refusals import KINDS
from hovorna.domain import settings
from hovorna.domain.errors import ERRORS
from hovorna.domain.session.durations import DurationName
from hovorna.domain.vocabulary import SessionStatus
from tests.docs.pages import page
from tools.generate import configuration, errors, one_session
from tools.generate.state_colours import COLOURS
from tools.generate.story import tell


def test_every_refusal_has_its_advice_once() -> None:
    assert [type(error) for error, _ in errors.ADVICE] == list(ERRORS)
    assert set(LINES) == set(ERRORS)
    assert list(errors.EDGE_ADVICE) == [kind.code for kind in KINDS]


def test_every_code_stands_on_the_page_of_errors() -> None:
    text = page("docs/errors.md").text
    codes = ["bad_input", *(error.code for error in ERRORS), *(kind.code for kind in KINDS)]
    assert [code for code in codes if text.count(f"| `{code}` |") != 1] == []


def test_every_kind_of_settings_stands_on_the_page_of_settings() -> None:
    kinds = [one for one in vars(settings).values() if isinstance(one, type) and issubclass(one, msgspec.Struct)]
    assert {kind for kind, _ in configuration.STRUCTS} == {kind for kind in kinds if kind is not msgspec.Struct}


@pytest.mark.parametrize("kind", [kind for kind, _ in configuration.STRUCTS], ids=lambda kind: kind.__name__)
def test_every_setting_that_its_name_does_not_tell_has_a_note(kind: type[msgspec.Struct]) -> None:
    told = {"id", "name", "is_deleted", "user_id", "group_id", "memberships", "rules", "conditions", "priority"}
    if kind in (settings.Segment, settings.OpeningHours, settings.Condition, settings.Rule):
        # One sentence above the table tells all of it.
        return
    notes = configuration.field_notes(settings, kind.__name__)
    assert [one.name for one in msgspec.structs.fields(kind) if one.name not in told | set(notes)] == []


def test_the_story_passes_through_every_state_once_and_keeps_the_laws() -> None:
    times = tell().times
    states = [visit.state for visit in times.visits]
    assert sorted(states) == sorted(set(SessionStatus) - {SessionStatus.BLACKLISTED})
    assert all(one.until == other.since for one, other in zip(times.visits, times.visits[1:], strict=False))
    told = {one.name: one.duration for one in times.durations}
    visited = {one.name: one.visited for one in times.durations}
    named = [name for name in DurationName if name in SessionStatus.__members__]
    assert [told[name] for name in named] == [visited[name] for name in named]


def test_every_duration_has_its_formula() -> None:
    assert list(one_session.FORMULAS) == list(DurationName)


def test_a_state_has_the_same_colour_in_the_docs_and_in_the_terminal() -> None:
    assert {state: look.colour for state, look in LOOKS.items()} == COLOURS
