"""How it is told how a claim stands."""

from winset.settlement.searches import Method

RESTATED = Method(
    id="restated",
    name="claims that are typed in",
    question="Does the claim still come out without the inputs that are cited to nothing but its own words?",
    source="Walton 1991, Begging the Question: Circular Reasoning as a Tactic of Argumentation (here by leaving out)",
    exact=True,
    assumes="that a cite names all that an input rests on; words are the same where one quotation stands in the other",
)
RESTS_ON_ASSUMPTION = Method(
    id="rests_on_assumption",
    name="claims that rest on assumption",
    question="Does the claim still come out without the inputs that nobody cites?",
    source="Funtowicz and Ravetz 1990, Uncertainty and Quality in Science for Policy (pedigree of inputs)",
    exact=True,
    assumes="that without an input nothing is known: a number is anything within its bounds, a red line is open; rules "
    "and what a case cannot do without stay. Of courses and orders it is told whether they stand at every number",
)
FRAGILE_CLAIMS = Method(
    id="fragile",
    name="fragile claims",
    question="In which readings, and in what share of draws, does the claim come out otherwise?",
    source="Leamer 1985, Sensitivity Analyses Would Help, American Economic Review 75, 308-313; Metropolis and Ulam "
    "1949, The Monte Carlo Method, Journal of the American Statistical Association 44, 335-341",
    exact=False,
    assumes="that readings are tried one at a time; what is not a verdict on deals is not drawn, and "
    "that in draws who leaves deals open does not refuse them",
)
LEAVE_ONE_OUT = Method(
    id="leave_one_out",
    name="claims without a source",
    question="Which claims come out without a source, and which without the document itself?",
    source="Quenouille 1956, Notes on Bias in Estimation, Biometrika 43, 353-360, and Tukey 1958 (leaving one out)",
    exact=True,
    assumes="that what is cited to no other source is not known without it",
)
CLAIMS = (RESTATED, RESTS_ON_ASSUMPTION, FRAGILE_CLAIMS, LEAVE_ONE_OUT)
"""The methods of `winset claims`."""
