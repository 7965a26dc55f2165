"""A store in a folder: one SQLite database, and the blobs beside it."""
