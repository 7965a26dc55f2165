"""A store that forgets everything with its process: for simulations and tests, as fast as lists and dicts are."""
