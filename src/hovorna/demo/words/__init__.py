"""What the simulated people say, write down and send: Czech and English."""
