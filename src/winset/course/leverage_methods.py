"""What the ways of working out leverage are, and whose they are."""

from winset.settlement.searches import Method

ALTERNATING = Method(
    id="alternating_offers",
    name="alternating offers",
    question="Which share of a surplus does patience give to whoever offers first?",
    source="Rubinstein 1982, Perfect Equilibrium in a Bargaining Model, Econometrica 50, 97-109",
    exact=True,
    assumes="that two sides take turns, know each other's patience, and can split the surplus at will",
)
PATIENCE = Method(
    id="asymmetric_nash",
    name="bargain by patience",
    question="Which package do two sides agree on, given how patient each is?",
    source="Binmore, Rubinstein and Wolinsky 1986, The Nash Bargaining Solution in Economic Modelling, RAND Journal of "
    "Economics 17, 176-188; over separate packages by the largest product of gains",
    exact=True,
    assumes="that offers follow each other fast, and that points are utilities; ties are decided to forty digits, "
    "exactly where patience is equal",
)
OUTSIDE = Method(
    id="outside_options",
    name="outside options",
    question="From which value on does what a side gets by walking away move the bargain?",
    source="Binmore, Shaked and Sutton 1989, An Outside Option Experiment, Quarterly Journal of Economics 104, 753-770",
    exact=True,
    assumes="that an option is taken only by leaving for good, so that one worth less than the bargain changes "
    "nothing; what a side has while talks go on is its `no_deal`, which does move it",
)
CONSTRAINTS = Method(
    id="domestic_constraints",
    name="constraints at home",
    question="Does it help or hurt a side that its own ratifiers have to agree?",
    source="Schelling 1960, The Strategy of Conflict, for the conjecture; Tarar 2001, International Bargaining with "
    "Two-Sided Domestic Constraints, Journal of Conflict Resolution 45, 320-340, for why the sign can go either way",
    exact=True,
    assumes="that both sides know what ratifiers accept; where answers are open the sign is given only if it is the "
    "same over sure and over possible packages",
)
AUDIENCE = Method(
    id="audience_cost",
    name="audience cost",
    question="How large a cost of agreeing would pin a leader to no deal?",
    source="Fearon 1994, Domestic Political Audiences and the Escalation of International Disputes, American Political "
    "Science Review 88, 577-592",
    exact=True,
    assumes="that the cost is in the leader's own points and is borne only where it agrees",
)
BLUFF = Method(
    id="bluff",
    name="calling a demand",
    question="How likely must a demand be a bluff before ignoring it pays?",
    source="Expected value with one chance, as in Pauker and Kassirer 1980, The Threshold Approach to Clinical "
    "Decision Making, New England Journal of Medicine 302, 1109-1117",
    exact=True,
    assumes="that a proposal across a red line that is real is refused and ends in no deal, with no second try",
)
LEVERAGE_METHODS = (ALTERNATING, PATIENCE, OUTSIDE, CONSTRAINTS, AUDIENCE, BLUFF)
"""The methods of `winset leverage`."""
