"""Every path of logging in, in the order in which the documentation lists them."""

from hovorna.api.login import token
from hovorna.api.operation import Operation

OPERATIONS: tuple[Operation, ...] = (*token.OPERATIONS,)
