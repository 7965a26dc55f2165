"""The laws of session-semantics, judged by a second reading of the facts: none of it uses the fold that it watches."""
