"""Takes deliveries to their receivers."""
