"""What webhooks tell: one file per event."""
