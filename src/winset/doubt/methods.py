"""The methods behind an answer about doubt: how inputs are drawn, and what is made of the draws."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from winset.doubt.inputs import Input
from winset.doubt.records import Driven, FoundOut


@dataclass(frozen=True, slots=True)
class DrawMethod:
    """A way to draw an input, or something that is worked out from draws."""

    id: str
    name: str
    question: str
    source: str
    exact: bool
    assumes: str


PERT = DrawMethod(
    id="pert",
    name="PERT distribution",
    question="Which values of a number between bounds are how likely?",
    source="Malcolm, Roseboom, Clark and Fazar 1959, Application of a Technique for Research and Development Program "
    "Evaluation, Operations Research 7, 646-669; in the form of Vose 2000, Risk Analysis",
    exact=False,
    assumes="a beta distribution between low and high with the mean (low + 4 likely + high)/6; where no likely value "
    "is given it is the middle. Inputs are independent unless the case says which move together",
)
POLL_ERROR = DrawMethod(
    id="poll_error",
    name="total error of a poll",
    question="How far may a poll be off?",
    source="Shirani-Mehr, Rothschild, Goel and Gelman 2018, Disentangling Bias and Variance in Election Polls, Journal "
    "of the American Statistical Association 113, 607-614",
    exact=False,
    assumes="sampling as in a multinomial, an error beyond sampling of 3 points at a share of 50 unless the case gives "
    "another, and a drift of 3 points for the square root of a year since the poll; the drift is an assumption",
)
COPULA = DrawMethod(
    id="gaussian_copula",
    name="Gaussian copula",
    question="How do inputs vary that move together?",
    source="Nelsen 2006, An Introduction to Copulas, 3.1",
    exact=False,
    assumes="that inputs of a group share one factor, so that any two have the correlation that the case states",
)
FRECHET = DrawMethod(
    id="frechet_bounds",
    name="bounds on a conjunction",
    question="How likely can it be that everybody says yes, whatever hangs on what?",
    source="Frechet 1935, on the probabilities of joint events, Fundamenta Mathematicae 25, 379-387",
    exact=False,
    assumes="that the chance of each single yes comes from the draws; how they hang together is left open",
)
SOBOL = DrawMethod(
    id="sobol",
    name="Sobol indices",
    question="On which inputs does a verdict depend most?",
    source="Sobol 1993, Sensitivity estimates for nonlinear mathematical models, Mathematical Modelling and "
    "Computational Experiments 1, 407-414; Jacques, Lavergne and Devictor 2006 on groups of inputs",
    exact=False,
    assumes="that shares of the variance of the verdict's margin tell it. Inputs that move together count as one",
)
PERFECT_INFORMATION = DrawMethod(
    id="perfect_information",
    name="expected value of perfect information",
    question="What would it be worth to find something out?",
    source="Raiffa and Schlaifer 1961, Applied Statistical Decision Theory; of one input: Howard 1966, Information "
    "Value Theory, IEEE Transactions on Systems Science and Cybernetics 2, 22-26",
    exact=False,
    assumes="that what is found out is certain and comes before the choice. Where the party has no points: the chance "
    "that knowing it changes which outcome is the likeliest",
)
GIVEN_DATA = DrawMethod(
    id="given_data",
    name="sensitivity from given data",
    question="Which numbers drive what a course begins with?",
    source="Plischke, Borgonovo and Smith 2013, Global Sensitivity Measures from Given Data, European Journal of "
    "Operational Research 226, 536-550; less what chance alone would give: Kelley 1935, An Unbiased Correlation Ratio "
    "Measure, Proceedings of the National Academy of Sciences 21, 554-559",
    exact=False,
    assumes="that the variance of whether the leading step comes first tells it, between classes of equally many draws "
    "sorted by one number; what numbers do together is left out. What knowing one number is worth is read off the same "
    "classes (Strong and Oakley 2013, An Efficient Method for Computing Single-Parameter Partial Expected Value of "
    "Perfect Information, Medical Decision Making 33, 755-766)",
)
DRAW_METHODS = (PERT, POLL_ERROR, COPULA, FRECHET, SOBOL, PERFECT_INFORMATION, GIVEN_DATA)
"""The methods of `winset doubt`, in the order in which they are used."""


def methods_of(
    inputs: Sequence[Input], *, bounded: bool, driven: Sequence[Driven], found: Sequence[FoundOut]
) -> Iterator[str]:
    """The ids of the methods that an answer used: none where nothing is drawn.

    Args:
        inputs: all uncertain inputs of the case.
        bounded: whether a chance has bounds that hold whatever hangs on what.
        driven: the drivers of the verdicts.
        found: what finding out is worth.
    """
    drawn = [each for each in inputs if each.drawn]
    if not drawn:
        return
    if any(each.polled is None and each.low < each.high for each in drawn):
        yield PERT.id
    if any(each.polled is not None for each in drawn):
        yield POLL_ERROR.id
    if any(each.group != each.id for each in drawn):
        yield COPULA.id
    if bounded:
        yield FRECHET.id
    if any(row.drivers for row in driven):
        yield SOBOL.id
    if found:
        yield PERFECT_INFORMATION.id
