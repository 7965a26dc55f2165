"""How people log in: passwords, second factors, and the logins that tokens belong to."""
