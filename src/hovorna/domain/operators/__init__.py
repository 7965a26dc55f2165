"""Operators: presence, load and the timeline of their states."""
