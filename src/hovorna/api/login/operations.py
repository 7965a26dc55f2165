"""Every path of logging in, in the order in which the documentation lists them."""

from hovorna.api.login import authorize, discovery, elsewhere, ending, listing, myself, steps, token
from hovorna.api.operation import Operation

OPERATIONS: tuple[Operation, ...] = (
    *token.OPERATIONS,
    *authorize.OPERATIONS,
    *steps.OPERATIONS,
    *elsewhere.OPERATIONS,
    *discovery.OPERATIONS,
    *ending.OPERATIONS,
    *myself.OPERATIONS,
    *listing.OPERATIONS,
)
