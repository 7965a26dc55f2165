"""How programs get tokens and how people log in (OAuth 2, OpenID Connect)."""
