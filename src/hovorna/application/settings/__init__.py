"""Settings as the API knows them: a key, a text, and what it sets."""
