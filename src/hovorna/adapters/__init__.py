"""Where the application meets the outside: stores, blobs, clocks, channels."""
