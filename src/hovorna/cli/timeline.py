"""A session told in the terminal: its states drawn to scale, its routing under them, its durations with their ends."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from hovorna.cli.state_looks import LOOKS
from hovorna.contract.durations import parse_duration
from hovorna.contract.routing_history import RoutingTimeLine, RoutingTimelineOperator
from hovorna.contract.session_durations import DurationEnd, SessionDurations, StateVisit
from hovorna.domain.vocabulary import SessionStatus

_LABEL = 13
_TOTAL = 13


def timeline(durations: SessionDurations, history: Sequence[RoutingTimeLine]) -> RenderableType:
    """Fits the console's width when it is printed."""
    return _Timeline(durations, history)


class _Timeline:
    def __init__(self, durations: SessionDurations, history: Sequence[RoutingTimeLine]) -> None:
        self._durations = durations
        self._history = history

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        told, history = self._durations, self._history
        scale = _Scale(told, max(options.max_width - _LABEL - _TOTAL, 10))
        is_plain = options.ascii_only
        yield _heading(told, is_plain)
        yield Text("")
        yield _ruler(scale)
        for state in dict.fromkeys(visit.state for visit in told.visits):
            yield _lane(told, state, scale, is_plain)
        if history:
            yield Text("")
            for row in history:
                yield _routing_line(row, scale, is_plain)
        yield Text("")
        yield _durations_table(told, is_plain)
        if told.operators:
            yield Text("")
            yield _operators_table(told, history, is_plain)


class _Scale:
    """Puts instants into columns."""

    def __init__(self, told: SessionDurations, width: int) -> None:
        last = told.visits[-1]
        self.width = width
        self.begin = told.visits[0].begin
        #: A final state has no length: the picture ends where it begins.
        self.end = last.begin if last.state.is_final else max(told.as_of, last.begin)
        self.is_living = not last.state.is_final
        self._length = self.end - self.begin

    def column(self, at: datetime) -> int:
        if not self._length:
            return 0
        share = (min(max(at, self.begin), self.end) - self.begin) / self._length
        return round(share * (self.width - 1))


def clock(at: datetime, begin: datetime) -> str:
    """The day is said only where it is not the one that the session began on."""
    text = at.strftime("%H:%M:%S.") + f"{at.microsecond // 1000:03}"
    return text if at.date() == begin.date() else f"{at:%m-%d} {text}"


def span(length: timedelta) -> str:
    """Hours, minutes and seconds; milliseconds only where there are any, so that columns of figures stay quiet."""
    total = round(length / timedelta(milliseconds=1))
    seconds, millis = divmod(total, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02}:{seconds:02}"
    return f"{text}.{millis:03}" if millis else text


def _wire_span(text: str | None, is_plain: bool) -> str:
    return span(parse_duration(text)) if text is not None else _dash(is_plain)


def _dash(is_plain: bool) -> str:
    return "-" if is_plain else "–"


def _sign(state: SessionStatus, is_plain: bool) -> str:
    look = LOOKS[state]
    return look.letter if is_plain else look.sign


def _heading(told: SessionDurations, is_plain: bool) -> Text:
    text = Text(f"Session {told.session_id}  ", style="bold")
    text.append(f"{_sign(told.state, is_plain)} {told.state.value}", style=LOOKS[told.state].colour)
    text.append(f"  since {told.since:%Y-%m-%d %H:%M:%S} UTC", style="not bold")
    return text


def _ruler(scale: _Scale) -> Text:
    """The first and the last instant at the ends, the middle between them where there is room."""
    line = [" "] * scale.width
    middle = scale.begin + (scale.end - scale.begin) / 2
    last = clock(scale.end, scale.begin)[:-4]
    marks = [(0, clock(scale.begin, scale.begin)[:-4]), (scale.width - len(last), last)]
    if scale.width >= 40 and scale.end > scale.begin:
        text = clock(middle, scale.begin)[:-4]
        marks.append((scale.column(middle) - len(text) // 2, text))
    for place, text in marks:
        line[max(place, 0) : max(place, 0) + len(text)] = text
    return Text(" " * _LABEL + "".join(line)[: scale.width], style="dim")


def _lane(told: SessionDurations, state: SessionStatus, scale: _Scale, is_plain: bool) -> Text:
    """A bar for each visit; one too short for its column is a thin line, so that no visit is hidden."""
    look = LOOKS[state]
    line = [" "] * scale.width
    for visit in told.visits:
        if visit.state is state:
            _draw(line, visit, scale, is_plain)
    text = Text(f"{_sign(state, is_plain)} {state.value}".ljust(_LABEL), style=look.colour)
    text.append("".join(line), style=look.colour)
    if not state.is_final:
        visited = next(one.visited for one in told.durations if one.name == state.value)
        text.append(_wire_span(visited, is_plain).rjust(_TOTAL), style="default")
    return text


def _draw(line: list[str], visit: StateVisit, scale: _Scale, is_plain: bool) -> None:
    first = scale.column(visit.begin)
    if visit.state.is_final:
        line[first] = _sign(visit.state, is_plain)
        return
    last = scale.column(visit.end if visit.end is not None else scale.end)
    if first == last:
        if line[first] == " ":
            line[first] = "|" if is_plain else "▏"
        return
    for place in range(first, last):
        line[place] = "=" if is_plain else "█"
    if visit.end is None:
        line[last] = ">" if is_plain else "▶"


def _routing_line(row: RoutingTimeLine, scale: _Scale, is_plain: bool) -> Text:
    """The mark stands under its instant, the words on a side where there is room; without the time if need be."""
    mark, place = "^" if is_plain else "▲", scale.column(row.timestamp)
    room_left, room_right = _LABEL + place - 1, scale.width + _TOTAL - place - 2
    short = f"{row.activity_type.value}{_about(row)}"
    for words in (f"{clock(row.timestamp, scale.begin)[:-4]} {short}", short):
        if len(words) <= room_right:
            return Text(" " * (_LABEL + place) + mark + " ").append(words, style="dim")
        if len(words) <= room_left:
            return Text(words.rjust(room_left), style="dim").append(f" {mark}", style="not dim")
    text = Text(" " * (_LABEL + place) + mark + " ").append(short, style="dim")
    text.truncate(_LABEL + scale.width + _TOTAL, overflow="ellipsis")
    return text


def _about(row: RoutingTimeLine) -> str:
    """Whom it concerns, in the words of the trade."""
    parts = []
    if row.group is not None:
        parts.append(row.group.name or f"group {row.group.id}")
    if row.operator is not None:
        parts.append(_name(row.operator))
    if row.phone_number is not None:
        parts.append(row.phone_number)
    others = (row.forwarded_by_operator, row.invited_by_operator)
    parts += [f"by {_name(by)}" for by in others if by is not None]
    return "".join(f", {part}" if place else f": {part}" for place, part in enumerate(parts))


def _name(operator: RoutingTimelineOperator) -> str:
    full = " ".join(part for part in (operator.first_name, operator.last_name) if part)
    return full or f"operator {operator.user_id}"


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for name in columns:
        is_figure = name in ("duration", "visited", "queue", "ACW")
        is_end = name in ("from", "to")
        table.add_column(name, justify="right" if is_figure else "left", no_wrap=not is_end, overflow="fold")
    return table


def _durations_table(told: SessionDurations, is_plain: bool) -> Table:
    table = _table("", "duration", "visited", "from", "to")
    begin = told.visits[0].begin
    for one in told.durations:
        look = LOOKS.get(SessionStatus(one.name)) if one.name in SessionStatus.__members__ else None
        table.add_row(
            Text(one.name, style=look.colour if look else ""),
            _wire_span(one.duration, is_plain),
            _wire_span(one.visited, is_plain) if one.visited is not None else "",
            _end(one.begin, begin, is_plain),
            _end(one.end, begin, is_plain),
        )
    return table


def _end(end: DurationEnd | None, begin: datetime, is_plain: bool) -> Text:
    if end is None:
        return Text(_dash(is_plain), style="dim")
    return Text(clock(end.time, begin)).append(f" v{end.version} {end.fact}", style="dim")


def _operators_table(told: SessionDurations, history: Sequence[RoutingTimeLine], is_plain: bool) -> Table:
    table = _table("operator", "joined", "left", "concluded", "queue", "ACW")
    names = dict(_names(history))
    begin = told.visits[0].begin
    for row in told.operators:
        moments = [clock(at, begin) if at is not None else _dash(is_plain) for at in (row.left, row.concluded)]
        table.add_row(
            names.get(row.user_id, f"operator {row.user_id}"),
            clock(row.joined, begin),
            *moments,
            _wire_span(row.queue, is_plain),
            _wire_span(row.acw, is_plain),
        )
    return table


def _names(history: Sequence[RoutingTimeLine]) -> Iterator[tuple[int, str]]:
    for row in history:
        for operator in (row.operator, row.forwarded_by_operator, row.invited_by_operator):
            if operator is not None:
                yield operator.user_id, _name(operator)
