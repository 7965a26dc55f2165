"""Draws a session to scale: its states as bars, and below them the queue, the operators and the guest."""

from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape

from hovorna.contract.durations import format_duration
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.vocabulary import SessionStatus as S
from tools.generate.state_colours import COLOURS
from tools.generate.story import GROUP_NAME, NAMES, Story

_WIDTH, _LEFT, _RIGHT = 980, 92, 28
_BAR_TOP, _BAR_HEIGHT = 46, 44
_LANE_TOP, _LANE_STEP, _LANE_HEIGHT = 112, 30, 16

_BLACK, _WHITE = "#10141a", "#ffffff"

_STYLE = """
  text { font: 12px system-ui, 'Segoe UI', Roboto, sans-serif; fill: #1c222b; }
  .small { font-size: 11px; font-variant-numeric: tabular-nums; }
  .soft { fill: #5b6472; }
  .name { font-weight: 600; }
  .mid { text-anchor: middle; }
  .end { text-anchor: end; }
  .paper { fill: #ffffff; }
  .lane { fill-opacity: 0.35; }
  .rule { stroke: #c9ced6; stroke-width: 1; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6e9ee; }
    .soft { fill: #a3acb9; }
    .paper { fill: #14181e; }
    .rule { stroke: #3a424e; }
  }
"""


class Stretch(NamedTuple):
    """A part of a lane: from an instant to another, and what it was."""

    begin: datetime
    end: datetime
    fill: str
    words: str


class _Scale:
    def __init__(self, begin: datetime, end: datetime) -> None:
        self._begin = begin
        self._per_second = (_WIDTH - _LEFT - _RIGHT) / (end - begin).total_seconds()

    def x(self, at: datetime) -> float:
        return round(_LEFT + (at - self._begin).total_seconds() * self._per_second, 1)


def draw(story: Story) -> str:
    visits = story.times.visits
    scale = _Scale(visits[0].since.at, visits[-1].since.at)
    lanes = _lanes(story)
    height = _LANE_TOP + len(lanes) * _LANE_STEP + 6
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
        f"<title>{escape(_in_words(story))}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{_WIDTH}" height="{height}" rx="6"/>',
        *_bars(story, scale),
        *_instants(story, scale, height),
    ]
    for place, (name, stretches) in enumerate(lanes):
        parts += _lane(place, name, stretches, scale)
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _in_words(story: Story) -> str:
    lasting = [visit for visit in story.times.visits if visit.until is not None]
    told = (f"{visit.state} {format_duration(visit.until.at - visit.since.at)}" for visit in lasting if visit.until)
    return "A callback session, to scale: " + ", ".join(told) + ", then CLOSED."


def _bars(story: Story, scale: _Scale) -> list[str]:
    parts = []
    for visit in story.times.visits:
        colour, x = COLOURS[visit.state], scale.x(visit.since.at)
        if visit.until is None:
            parts.append(f'<rect x="{x}" y="{_BAR_TOP}" width="6" height="{_BAR_HEIGHT}" fill="{colour}"/>')
            continue
        width = round(scale.x(visit.until.at) - x, 1)
        middle = round(x + width / 2, 1)
        length = format_duration(visit.until.at - visit.since.at)
        parts += [
            f'<rect x="{x}" y="{_BAR_TOP}" width="{width}" height="{_BAR_HEIGHT}" fill="{colour}"/>',
            _text(middle, _BAR_TOP + 19, visit.state, "name mid", _ink(colour)),
            _text(middle, _BAR_TOP + 35, length, "small mid", _ink(colour)),
        ]
    return parts


def _instants(story: Story, scale: _Scale, height: int) -> list[str]:
    parts = []
    for visit in story.times.visits:
        x = scale.x(visit.since.at)
        parts += [
            f'<line class="rule" x1="{x}" y1="{_BAR_TOP - 8}" x2="{x}" y2="{height - 10}" stroke-dasharray="2 3"/>',
            _text(x, _BAR_TOP - 14, f"{visit.since.at:%H:%M:%S}", "small soft mid"),
        ]
    return parts


def _lane(place: int, name: str, stretches: list[Stretch], scale: _Scale) -> list[str]:
    y = _LANE_TOP + place * _LANE_STEP
    parts = [_text(_LEFT - 12, y + 12, name, "soft end")]
    for stretch in stretches:
        x = scale.x(stretch.begin)
        width = round(scale.x(stretch.end) - x, 1)
        parts += [
            f'<rect class="lane" x="{x}" y="{y}" width="{width}" height="{_LANE_HEIGHT}" fill="{stretch.fill}"/>',
            _text(x + 5, y + 12, stretch.words, "small"),
        ]
    return parts


def _lanes(story: Story) -> list[tuple[str, list[Stretch]]]:
    waiting, talking, after = (COLOURS[state] for state in (S.WAITING, S.ACTIVE, S.ACW))
    session, facts = story.session, story.facts
    queue = _between(facts, f.GroupQueueEntered, f.GroupQueueLeft)
    lanes = [(GROUP_NAME, [Stretch(*queue, COLOURS[S.IN_QUEUE], "in the group's queue")])]
    for operator_id, name in NAMES.items():
        stretches = [Stretch(*offer, waiting, words) for offer, words in _offers(facts, operator_id)]
        for joining in session.joinings:
            if joining.operator_id == operator_id and joining.left and joining.concluded:
                stretches.append(Stretch(joining.joined.at, joining.left.at, talking, "in the session"))
                stretches.append(Stretch(joining.left.at, joining.concluded.at, after, "after-call work"))
        lanes.append((name, stretches))
    connected = _between(facts, f.GuestJoined, f.SessionEnded)
    lanes.append(("guest", [Stretch(*connected, talking, "connected")]))
    return lanes


def _between(facts: list[Fact], begin: type[f.Body], end: type[f.Body]) -> tuple[datetime, datetime]:
    first = next(fact.effective for fact in facts if isinstance(fact.body, begin))
    last = next(fact.effective for fact in facts if isinstance(fact.body, end))
    return first, last


def _offers(facts: list[Fact], operator_id: int) -> list[tuple[tuple[datetime, datetime], str]]:
    """From the assignment to what ended the offer, and whether the operator let the time to accept run out."""
    ends = {
        fact.body.offer_id: fact.effective
        for fact in facts
        if isinstance(fact.body, f.OfferAccepted | f.OfferRejected | f.OfferWithdrawn)
    }
    timed_out = {fact.body.offer_id for fact in facts if isinstance(fact.body, f.OfferTimedOut)}
    return [
        ((fact.effective, ends[fact.version]), "offered, late" if fact.version in timed_out else "offered")
        for fact in facts
        if isinstance(fact.body, f.OperatorOffered) and fact.body.operator_id == operator_id
    ]


def _text(x: float, y: float, words: str, style: str, fill: str | None = None) -> str:
    colour = f' style="fill: {fill}"' if fill else ""
    return f'<text x="{x}" y="{y}" class="{style}"{colour}>{escape(words)}</text>'


def _ink(paper: str) -> str:
    """Of the two inks the one that is easier to read on this colour (WCAG 2, contrast ratio)."""
    light = _luminance(paper)
    return _WHITE if 1.05 / (light + 0.05) > (light + 0.05) / (_luminance(_BLACK) + 0.05) else _BLACK


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
