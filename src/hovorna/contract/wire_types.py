"""Types of members that Python's own do not tell apart: 64-bit numbers and GUIDs.

A plain `int` in a model is a number of 32 bits on the wire, as nearly all of the published ones are.
"""

from typing import Annotated

from msgspec import Meta

INT32, INT64 = "int32", "int64"
LARGEST = {INT32: 2**31 - 1, INT64: 2**63 - 1}

Long = Annotated[int, Meta(extra_json_schema={"format": INT64})]
Guid = Annotated[str, Meta(extra_json_schema={"format": "uuid"})]

#: What people call things by.
Name = Annotated[str, Meta(max_length=200)]
Phone = Annotated[str, Meta(max_length=40)]
Address = Annotated[str, Meta(max_length=2_000)]
Colour = Annotated[str, Meta(max_length=9)]
Locale = Annotated[str, Meta(max_length=100)]

#: A note on a list of words: its official clients send the place in the list instead.
NUMBERED = "x-numbered"
Numbered = Meta(extra_json_schema={NUMBERED: True})

#: Texts and lists in bodies whose models name no limit of their own.
LONGEST_TEXT = 10_000
MOST_ITEMS = 10_000
