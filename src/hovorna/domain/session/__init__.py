"""A session: its state, its fold over facts, the table of legal moves and its durations."""
