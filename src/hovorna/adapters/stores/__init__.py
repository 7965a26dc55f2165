"""Stores of the log and its views; each passes the contract suites."""
