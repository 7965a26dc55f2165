"""Audio that the demo makes itself: a babble of two voices, each recording another."""
