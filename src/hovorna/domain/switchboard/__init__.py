"""The switchboard of a department: the unit of truth that decides commands."""
