"""How a store of any earlier release becomes one of this release: numbered, forward only."""
