"""The company that the demo plays: who works there, in which groups, by which rules."""
