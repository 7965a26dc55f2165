"""The story as `hovorna session` tells it in a terminal."""

import io

from rich.console import Console

from hovorna.application import documents, names, personal
from hovorna.application.names import OperatorName
from hovorna.cli.timeline import timeline
from hovorna.contract.durations_view import view_of
from tools.generate.story import GROUP, GROUP_NAME, NAMES, Story

_WIDTH = 110


def told(story: Story) -> str:
    values = {personal.group_name(GROUP): GROUP_NAME}
    for operator_id, name in NAMES.items():
        values[personal.operator_name(operator_id)] = names.encode_operator(OperatorName(name.lower(), name))
    console = Console(file=io.StringIO(), width=_WIDTH, color_system=None, force_terminal=False, legacy_windows=False)
    with console.capture() as capture:
        console.print(timeline(view_of(story.times), documents.routing_history(story.session, values)))
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"
