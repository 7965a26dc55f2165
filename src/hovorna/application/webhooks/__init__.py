"""Webhooks: who wants to be told what, and the follower of the log that tells them."""
