"""Puts the parts together: the only place where adapters, application and entry points meet."""
