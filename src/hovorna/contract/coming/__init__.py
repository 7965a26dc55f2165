"""Models of published operations that are not built yet: documented, and answered 501."""
