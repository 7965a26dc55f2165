"""Written by `make generate` from the table of operations."""
