"""What the comparison of orders is, and where it comes from."""

from winset.settlement.searches import Method

ORDERS = Method(
    id="order_of_approaches",
    name="order of approaches",
    question="Whom to ask first, when everybody must say yes and the first no ends it?",
    source="Lax and Sebenius 1991, Thinking Coalitionally, on mapping backwards from the yes that is wanted; ascending "
    "cost over the chance of a no as in Simon and Kadane 1975, Optimal Problem-Solving Search: All-or-None Solutions, "
    "Artificial Intelligence 6, 235-247; every order by a dynamic programme over sets as in Held and Karp 1962, A "
    "Dynamic Programming Approach to Sequencing Problems, Journal of the Society for Industrial and Applied "
    "Mathematics 10, 196-210",
    exact=True,
    assumes="that each approach is made once, that the first no ends it, and that a chance hangs on nothing but who "
    "has said yes before. Costs and exposure are in the case's unit of effort, and so is what success is worth",
)
ORDER_METHODS = (ORDERS,)
"""The methods of `winset order`."""
