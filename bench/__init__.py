"""Measures speed and capacity: `python -m bench [names]`, or `make bench` for all."""
