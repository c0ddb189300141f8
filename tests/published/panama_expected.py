"""Panama 1978, worked by hand: what each ratifier answers to each of the eight texts, and why.

The Senate's blocs: supporters 45, noninterventionists 6, opponents 33, won by clarifications 9, DeConcini 1,
undeclared 6. That is 100. Two thirds of 100 present is 66 2/3, so 67 votes carry and 34 surely stop a text.
"""

from typing import Literal, NamedTuple

Answer = Literal["yes", "no", "open"]


class Text(NamedTuple):
    """A text of the treaties: the options of the three issues that exist when there is a treaty."""

    clarifications: str
    reservation: str
    non_intervention: str


class Expected(NamedTuple):
    """The Senate's sure, negative and open votes, the answers, and the votes that the Senate lacks, least and most."""

    sure: int
    no: int
    open: int
    senate: Answer
    government: Answer
    lacking: tuple[int, int]


VOTES_NEEDED = 67

EXPECTED: dict[Text, Expected] = {
    # 45+6 | 33 | 9+1+6: the clarifications are missing, the reservation too. 51+16 = 67.
    Text("as_signed", "none", "silent"): Expected(51, 33, 16, "open", "yes", (0, 16)),
    # The same votes: the wording asks nothing of Panama, and no bloc of the Senate reads it without the reservation.
    Text("as_signed", "none", "renounced"): Expected(51, 33, 16, "open", "yes", (0, 16)),
    # 45+1 | 33+6 | 9+6: the six leave. 46+15 = 61, so 6 noes must change at least, and 67-46 = 21 at most.
    Text("as_signed", "deconcini", "silent"): Expected(46, 39, 15, "no", "no", (6, 21)),
    # 45+6+1 | 33 | 9+6: the six are back. 52+15 = 67.
    Text("as_signed", "deconcini", "renounced"): Expected(52, 33, 15, "open", "open", (0, 15)),
    # 45+6+9 | 33 | 1+6: the nine come over. 60+7 = 67.
    Text("october", "none", "silent"): Expected(60, 33, 7, "open", "yes", (0, 7)),
    Text("october", "none", "renounced"): Expected(60, 33, 7, "open", "yes", (0, 7)),
    # 45+9+1 | 33+6 | 6: DeConcini for six others. 55+6 = 61, so 6 at least and 67-55 = 12 at most.
    Text("october", "deconcini", "silent"): Expected(55, 39, 6, "no", "no", (6, 12)),
    # 45+6+9+1 | 33 | 6: the text that was put. 61+6 = 67.
    Text("october", "deconcini", "renounced"): Expected(61, 33, 6, "open", "open", (0, 6)),
}

# Where `bakers_word` holds, what lacks the clarifications is refused by the nine and the six, and by DeConcini too
# unless the text has his reservation.
BAKERS_WORD: dict[Text, tuple[int, int, int]] = {
    Text("as_signed", "none", "silent"): (51, 33 + 9 + 1 + 6, 0),
    Text("as_signed", "none", "renounced"): (51, 33 + 9 + 1 + 6, 0),
    Text("as_signed", "deconcini", "silent"): (46, 33 + 6 + 9 + 6, 0),
    Text("as_signed", "deconcini", "renounced"): (52, 33 + 9 + 6, 0),
}

# The count of March: won 12 or 13, opponents 28 to 30, so that 5 to 8 are left undeclared. (least, most) of the sure
# votes and of the noes, and the answer.
COUNT_OF_MARCH: dict[Text, tuple[tuple[int, int], tuple[int, int], Answer]] = {
    Text("as_signed", "none", "silent"): ((51, 51), (28, 30), "open"),
    Text("as_signed", "deconcini", "silent"): ((46, 46), (34, 36), "no"),
    Text("october", "none", "silent"): ((63, 64), (28, 30), "open"),
    Text("october", "deconcini", "silent"): ((58, 59), (34, 36), "no"),
    Text("october", "deconcini", "renounced"): ((64, 65), (28, 30), "open"),
}

# In `treaties_as_signed` nothing is tabled: the smallest sets of levers that make a possible deal, by what else holds.
UNLOCKS: dict[str, list[set[str]]] = {
    "every deal": [set()],  # the text as signed is open as it stands
    "every deal, bakers_word": [{"leadership_amendments"}],
    "with the reservation": [{"deconcini_reservation", "non_intervention_wording"}],
    "with the reservation, bakers_word": [
        {"leadership_amendments", "deconcini_reservation", "non_intervention_wording"},
    ],
}
