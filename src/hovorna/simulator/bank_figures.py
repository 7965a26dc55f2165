"""Figures of a real call centre that the simulated one is like, measured on two weeks of a bank's calls.

From the "Anonymous Bank" data, Service Engineering group, Technion (A. Mandelbaum, I. Guedj): 17,456 calls,
1-14 February 1999. Only these figures are here, none of the calls.
"""

from datetime import timedelta

CALLS_PER_DAY = 1250

#: Calls by local hour of their arrival, all days together.
CALLS_BY_HOUR = (
    *(60, 15, 11, 3, 5, 13, 59, 464, 1181, 1260, 1414, 1310),
    *(1125, 1447, 1185, 1138, 1286, 976, 925, 829, 730, 843, 665, 512),
)

#: Service times of the answered calls.
SERVICE_MEAN = timedelta(seconds=166.856)
SERVICE_DEVIATION = timedelta(seconds=205.029)

#: Time in the voice response unit before the caller asks for an agent.
IVR_MEAN = timedelta(seconds=10)

#: Callers who hang up in the voice response unit: 1,023 of 17,456.
IVR_HANG_UP_SHARE = 0.0586

#: Time in queue of all who queued, divided by those who gave up: the mean of an exponential patience.
PATIENCE_MEAN = timedelta(seconds=330)
