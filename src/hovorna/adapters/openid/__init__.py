"""OpenID providers elsewhere that people may log in with."""
