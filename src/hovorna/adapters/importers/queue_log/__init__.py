"""Calls and presence from an Asterisk PBX."""
