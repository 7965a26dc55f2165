"""Where the time comes from: the machine, or a simulation."""
