"""Where the bytes of recordings and files lie."""
