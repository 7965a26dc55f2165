"""The company's operators: their shifts, how they take offers, and what they do in a session until they conclude."""
