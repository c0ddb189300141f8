"""What the answers on a course are worked out by."""

from winset.settlement.searches import Method

BEST_COURSE = Method(
    id="best_course",
    name="best course",
    question="What is best done in every period and every state, and what does it come to?",
    source="Bellman 1957, Dynamic Programming; Puterman 1994, Markov Decision Processes (sections 4.5, 6.3 and 6.6); "
    "bounds without an end by MacQueen 1966, A Modified Dynamic Programming Method for Markovian Decision Problems, "
    "Journal of Mathematical Analysis and Applications 14, 38-43",
    exact=True,
    assumes="that chances, costs and points are as the case has them, that one thing is done in a period, and that "
    "what ratifiers say hangs on nothing but the state; a ratifier's doubt is drawn once, so that a refusal is "
    "remembered, and ratifiers' doubts are independent of each other",
)
REACHABILITY = Method(
    id="reachability",
    name="reachability",
    question="Does any course reach a deal at all, and what does every such course use?",
    source="Puterman 1994, Markov Decision Processes (appendix A on what can be reached from what)",
    exact=True,
    assumes="nothing about numbers: chances count as possible or not, open answers as possible, polls as stated, and "
    "levers move as much as they may",
)
PRICE_OF_EFFORT = Method(
    id="price_of_effort",
    name="the value of attention at which advice turns",
    question="At which worth of effort elsewhere is another course best?",
    source="Eisner and Severance 1976, Mathematical Techniques for Efficient Record Segmentation in Large Shared "
    "Databases, Journal of the ACM 23, 619-635 (the upper envelope of lines, one solution at a time)",
    exact=True,
    assumes="that all else is as the case has it",
)
DECISION_TREE = Method(
    id="decision_tree",
    name="decision tree of a course",
    question="Which few tests tell what the best course does?",
    source="Breiman, Friedman, Olshen and Stone 1984, Classification and Regression Trees",
    exact=False,
    assumes="that eight leaves are enough; the share of the time that they get right is told",
)
COURSE_METHODS = (BEST_COURSE, REACHABILITY, PRICE_OF_EFFORT, DECISION_TREE)
"""The methods of `winset course` and `winset goals`."""
