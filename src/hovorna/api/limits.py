"""How long what people write may be; the documentation lists these."""

from collections.abc import Mapping

from hovorna.contract.bad_input import BadInput

NAME = 200
PHONE = 40
TEXT = 10_000
PARAMS = 200
PARAM_NAME = 200
PARAM_VALUE = 10_000


def require_short(field: str, text: str | None, most: int) -> None:
    if text is not None and len(text) > most:
        raise BadInput({field: f"Must not be longer than {most} characters."})


def required_name(field: str, text: str | None) -> str:
    """Without the blanks around it."""
    name = (text or "").strip()
    if not name:
        raise BadInput({field: "Is required."})
    require_short(field, name, NAME)
    return name


def require_params(params: Mapping[str, str | None]) -> None:
    if len(params) > PARAMS:
        raise BadInput({"callParams": f"A session can't have more than {PARAMS} call params."})
    for name, value in params.items():
        if not name.strip() or len(name) > PARAM_NAME:
            raise BadInput({"callParams": f"A name must have between 1 and {PARAM_NAME} characters."})
        require_short(f"callParams.{name}", value, PARAM_VALUE)
