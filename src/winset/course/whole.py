"""Every order in which all approaches can be made, where they are few enough to be listed."""

from itertools import permutations

from winset.course.orders import Orders

MOST_LISTED = 5
"""Up to so many approaches every order of them is listed."""


def whole_orders(orders: Orders) -> list[tuple[str, ...]] | None:
    """Every order of all approaches that precedence allows, in that of the case; None where they are too many."""
    if len(orders.approaches) > MOST_LISTED:
        return None
    after = {approach.id: approach.after for approach in orders.approaches}
    return [
        order
        for order in permutations(after)
        if all(after[id_] <= frozenset(order[:place]) for place, id_ in enumerate(order))
    ]
