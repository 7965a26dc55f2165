# %% [markdown]
# # How long was it in each state?
#
# Every session of one day, the time that it spent in each state, and two pictures of it, with the
# [Python client](client.md). It needs `matplotlib` besides. An API client with the right `read` is enough.

# %%
import os
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

import matplotlib.pyplot as plt

from hovorna.client import Client, ClientCredentials
from hovorna.contract.session_durations import SessionDurations
from hovorna.domain.vocabulary import SessionStatus as State

# %% [markdown]
# ## Which day
#
# Yesterday, from midnight to midnight where the company is. `DAY` names another one, `ZONE` another place.

# %%
zone = ZoneInfo(os.environ.get("ZONE", "Europe/Prague"))
yesterday = datetime.now(zone).date() - timedelta(days=1)
day = date.fromisoformat(os.environ.get("DAY", yesterday.isoformat()))
# In UTC, as that is what the difference of two instants is reckoned in on days when clocks are changed.
start = datetime.combine(day, time(), zone).astimezone(UTC)
end = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)

# %% [markdown]
# ## The sessions, and the times of each
#
# `iterate` goes through all pages. `Created.Max` is inclusive, so the day ends a microsecond before the next begins.

# %%
with Client(
    os.environ.get("API", "http://127.0.0.1:8080"),
    ClientCredentials(os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"]),
) as client:
    sessions = list(client.sessions.iterate({"Created.Min": start, "Created.Max": end - timedelta(microseconds=1)}))
    told = [client.sessions.durations(session.id) for session in sessions]

# %% [markdown]
# ## Visits
#
# A session's visits to states join without a gap; the last one goes on. Being closed is no time that anybody spends,
# and some visits are over in the instant in which they begin.

# %%
FINAL = (State.CLOSED, State.BLACKLISTED)


def visits_of(times: SessionDurations) -> list[tuple[State, datetime, datetime]]:
    visits = [(visit.state, visit.begin, visit.end or times.as_of) for visit in times.visits]
    return [(state, since, until) for state, since, until in visits if state not in FINAL and until > since]


visits = [visits_of(times) for times in told]

# %% [markdown]
# That they add up is a law, and anybody can check it: without a gap from the session's beginning, and in all as long as
# it lived.

# %%
for session, times, its in zip(sessions, told, visits, strict=True):
    age = (times.since if times.state in FINAL else times.as_of) - session.created
    assert all(one[2] == other[1] for one, other in pairwise(its))
    assert sum((until - since for _, since, until in its), timedelta()) == age

# %% [markdown]
# ## In numbers
#
# Time in each state over all sessions, how many came into it, and how long half of those stayed at most.

# %%
spent: defaultdict[State, list[timedelta]] = defaultdict(list)
for its in visits:
    for state in State:
        length = sum((until - since for visited, since, until in its if visited is state), timedelta())
        if length:
            spent[state].append(length)

totals = {state: sum(spent[state], timedelta()) for state in State if spent[state]}
print(f"{day}: {len(sessions):,} sessions")
for state, total in totals.items():
    hours, half = total / timedelta(hours=1), median(length / timedelta(seconds=1) for length in spent[state])
    print(f"{state:10} {hours:9.2f} h in {len(spent[state]):6,} sessions, half of them up to {half:7.1f} s")

# %% [markdown]
# ## Over the day
#
# How many sessions were in each state, on average, in every quarter of an hour: the time spent in it, over the
# quarter's length. The coloured areas are the hours above.

# %%
QUARTER = timedelta(minutes=15)
quarters = [start + number * QUARTER for number in range((end - start) // QUARTER)]
at_once: dict[State, list[float]] = {state: [0.0] * len(quarters) for state in totals}
for its in visits:
    for state, since, until in its:
        first, last = (since - start) // QUARTER, (until - start) // QUARTER
        for number in range(max(first, 0), min(last + 1, len(quarters))):
            opened = quarters[number]
            inside = min(until, opened + QUARTER) - max(since, opened)
            at_once[state][number] += inside / QUARTER

# %% [markdown]
# ## The picture

# %%
COLOURS = {
    State.CREATED: "#8a8a8a",
    State.IN_QUEUE: "#d7a000",
    State.WAITING: "#ff8700",
    State.BCW: "#875fd7",
    State.ACTIVE: "#00a050",
    State.ACW: "#0087d7",
}
colours = [COLOURS[state] for state in totals]
figure, (bars, curves) = plt.subplots(2, 1, figsize=(10, 7), height_ratios=(1, 2), layout="constrained")
figure.suptitle(f"Time in each state: {len(sessions):,} sessions of {day}")

hours_in = [total / timedelta(hours=1) for total in totals.values()]
drawn = bars.barh([str(state) for state in totals], hours_in, color=colours)
bars.bar_label(drawn, fmt="%.1f h", padding=4)
bars.invert_yaxis()
bars.margins(x=0.12)
bars.set_xlabel("hours, all sessions together")

length_of_day = (end - start) / timedelta(hours=1)
if totals:
    hours_of_day = [(opened - start) / timedelta(hours=1) for opened in quarters]
    # Each quarter reaches to the next, and the last one to midnight.
    heights = [[*one, one[-1]] for one in at_once.values()]
    labels = [str(state) for state in totals]
    curves.stackplot([*hours_of_day, length_of_day], heights, step="post", labels=labels, colors=colours)
    curves.legend(loc="upper left", frameon=False)
curves.set_xlim(0, length_of_day)
curves.set_xticks(range(0, 25, 2))
curves.set_xlabel(f"hours since midnight, {zone}")
curves.set_ylabel("sessions at once, quarter by quarter")
for axes in (bars, curves):
    axes.spines[["top", "right"]].set_visible(False)

figure.savefig(os.environ.get("PICTURE", "time-in-each-state.png"), dpi=110)

# %% [markdown]
# ![Hours in each state, and how many sessions were in each over the day](images/time-in-each-state.png)
#
# One day of [a bank's calls of 1999](import.md#bank-calls-a-banks-call-centre-in-1999), with `DAY=1999-02-03` and
# `ZONE=Asia/Jerusalem`. In its hours alone nothing strikes the eye. Over the day one sees that something broke: of the
# 285 people who called between 12:50 and 13:20, three reached an agent. The others hung up in the voice menu, where a
# session is CREATED.
