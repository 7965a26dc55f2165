"""Calls of a bank's call centre of 1999."""
