"""The refusal of input that can't be read; it becomes a 400 answer."""


class BadInput(Exception):
    """What was wrong, per field as the contract spells it: `guest.os`, `callParams.x`, `Created.Min`, `body`."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__("; ".join(f"{field}: {message}" for field, message in fields.items()))
        self.fields = fields
