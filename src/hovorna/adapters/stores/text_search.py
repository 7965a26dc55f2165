"""Looking for words in texts, whatever the case of their letters."""


def contains(text: str | None, folded: str) -> bool:
    """Whether the text holds the words; they come folded. A text that is not there holds nothing."""
    return text is not None and folded in text.casefold()
