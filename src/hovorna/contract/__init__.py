"""The shapes and words that others see: requests, answers, filters and refusals of the Public API."""
