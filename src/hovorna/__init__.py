"""Hovorna, an open contact-centre session engine."""

__version__ = "0.1.0"
