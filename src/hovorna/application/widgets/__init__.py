"""Widgets: how the chat on a web page looks, and with which forms it begins and ends."""
