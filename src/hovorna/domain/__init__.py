"""The rules of a contact centre: pure, without clock, ids or input and output."""
