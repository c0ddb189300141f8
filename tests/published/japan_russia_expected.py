"""Japan and Russia 2020, worked by hand before the case was run: who refuses what, and what each lacks.

Packages: limits on troops 1 + 1 + 2 x 4 = 10; economy and dialogue (1 + 3) x 2 x 2 = 16. With a treaty 3 closures
without islands, 3 x 10 with two, 1 x 10 with four. So 16 without a treaty (one is the status quo), 48 with a treaty and
no island, 640 with islands, of which 8 x 16 = 128 are the formula of 1956.
"""

from fractions import Fraction
from typing import NamedTuple

Sets = frozenset[frozenset[str]]

PM, DIET, JP, BLOC = "japan.prime_minister", "japan.diet", "japan.public", "japan.territorial_bloc"
PRESIDENT, LAW, RU = "russia.president", "russia.constitution", "russia.public"
US = "united_states.administration"


def sets(*groups: str | tuple[str, ...]) -> Sets:
    return frozenset(frozenset([group] if isinstance(group, str) else group) for group in groups)


class Asked(NamedTuple):
    """The deals that match, those that are ratified, those that are not refused."""

    deals: int
    sure: int
    possible: int


COUNTS: dict[str, Asked] = {
    "{}": Asked(15 + 48 + 640, 1, 7),
    # One with a strategic dialogue and nothing else new. With more investment 2, with a special regime 4 are open.
    "{treaty: none}": Asked(15, 1, 1 + 2 + 4),
    "treaty_without_islands": Asked(48, 0, 0),
    "with_islands": Asked(640, 0, 0),
    "formula_1956": Asked(128, 0, 0),
    # 8 without a treaty: 1 yes, 1 + 2 open, 4 refused for the law of the joint activities. 24 with one, all refused.
    "strategic_without_islands": Asked(32, 1, 4),
}


class Groups(NamedTuple):
    """Definite conflict sets, possible waiver sets, sure waiver sets."""

    conflicts: Sets
    possible: Sets
    sure: Sets


# Seven are open on the formula or refuse it; the three that refuse it have to be waived at the least.
EVERYBODY = frozenset({PM, DIET, JP, PRESIDENT, LAW, RU, US})
BASE: dict[str, Groups] = {
    # The Russian public refuses every transfer: two at most 29, four at most 26 of 100. The president refuses the open
    # claim and four, the Japanese public two and closed: between them everything. The president refuses what does not
    # bind the United States, the administration what does.
    "with_islands": Groups(
        sets(RU, (JP, PRESIDENT), (PRESIDENT, US)), sets((RU, PRESIDENT), (RU, JP, US)), sets((RU, PRESIDENT, LAW))
    ),
    "formula_1956": Groups(sets(JP, RU, US), sets((JP, RU, US)), frozenset({EVERYBODY})),
    "treaty_without_islands": Groups(sets(PM, DIET, JP), sets((PM, DIET, JP)), sets((PM, DIET, JP))),
}

ISLANDS = BASE["with_islands"].conflicts
FORMULA = BASE["formula_1956"].conflicts
# The definite conflict sets that a reading changes: of the deals with islands, and of the formula.
READINGS: dict[str, tuple[Sets, Sets]] = {
    "washington_welcomes": (ISLANDS - sets((PRESIDENT, US)), sets(JP, RU)),
    "washington_stays_out": (ISLANDS, FORMULA),
    "rapprochement_needs_washington": (ISLANDS, FORMULA),
    "whole_alliance": (sets(RU, PRESIDENT), FORMULA | sets(PRESIDENT)),
    "demand_was_a_bluff": (ISLANDS - sets((PRESIDENT, US)), FORMULA),
    "term_of_years": (ISLANDS, FORMULA),
    "recognition_first": (ISLANDS, FORMULA | sets(PRESIDENT)),
    "moscow_means_1956": (ISLANDS, FORMULA),
    "president_decides": (ISLANDS - sets(RU), FORMULA - sets(RU)),
    "russian_public_costs": (ISLANDS - sets(RU), FORMULA - sets(RU)),
    "japanese_public_costs": (ISLANDS - sets((JP, PRESIDENT)), FORMULA - sets(JP)),
    "territorial_bloc_stops_it": (ISLANDS | sets((BLOC, PRESIDENT)), FORMULA | sets(BLOC)),
    "territory_only": (ISLANDS, FORMULA),
    "valued": (ISLANDS, FORMULA),
    "law_bars_transfer": (ISLANDS | sets(LAW), FORMULA | sets(LAW)),
    "demarcation_covers_it": (ISLANDS, FORMULA),
    "russian_law_only": (ISLANDS, FORMULA),
    "two_way_wording": (ISLANDS, FORMULA),
    "nhk_wording": (ISLANDS, FORMULA),
    "fom_wording": (ISLANDS, FORMULA),
}
# Ratified and possible among the 15 packages without a treaty, where a reading changes them.
WITHOUT_TREATY: dict[str, tuple[int, int]] = {
    "rapprochement_needs_washington": (0, 3),  # the 4 strategic ones that were possible are refused
    "territorial_bloc_stops_it": (0, 3),
    "territory_only": (0, 7),  # the one that was sure is open
    "valued": (4, 4),  # the dialogue, each with more investment or a special regime, or both, or neither
    "russian_law_only": (1, 3),  # the 4 with a special regime are refused
}


class Lacks(NamedTuple):
    """Points of the Japanese public, red lines of the president and the administration, points of the Russians."""

    japanese: Fraction
    president: int
    administration: int
    russian: Fraction


def lacks(japanese: str, president: int, administration: int, russian: str) -> Lacks:
    return Lacks(Fraction(japanese), president, administration, Fraction(russian))


TWO, FOUR = "treaty: signed, islands: two", "treaty: signed, islands: four, closure: closed"
BINDING = "troops: us_binding, form: agreement, duration: for_ever"
# At the least: Russians 50 - 29 = 21 on two, 50 - 26 = 24 on four; Japanese 50 - 24 = 26 on two and closed.
NEAREST: dict[str, Lacks] = {
    f"{TWO}, closure: left_open, troops: free": lacks("0", 2, 0, "21"),
    f"{TWO}, closure: left_open, {BINDING}": lacks("0", 1, 2, "21"),
    f"{TWO}, closure: closed, troops: free": lacks("26", 1, 0, "21"),
    f"{TWO}, closure: closed, {BINDING}": lacks("26", 0, 2, "21"),
    f"{FOUR}, troops: free": lacks("0", 2, 0, "24"),
    f"{FOUR}, {BINDING}": lacks("0", 1, 2, "24"),
}
# Two ways for joint activities, two each for investment and dialogue; where nothing binds, with a promise or without.
NEAREST_COUNT = 8 * (2 + 1 + 2 + 1 + 2 + 1)

# The same package read by other wordings: what the Japanese and the Russian public lack at the least.
FORMULA_PACKAGE = f"{TWO}, closure: closed, {BINDING}"
WORDINGS: dict[str, tuple[Fraction, Fraction]] = {
    "two_way_wording": (50 - (100 - Fraction("61.6")), Fraction(21)),  # 35.9, and 2.5 that are not printed
    "nhk_wording": (Fraction(26), Fraction(21)),  # 10, and 14 that are not printed: no more than Asahi's 24
    "fom_wording": (Fraction(26), Fraction(5)),  # 45 did not choose the printed answer
}

# Counting only the two leads: two islands, closed or recognised, binding for ever, in two forms, with activities as now
# or under a special regime, any investment and dialogue.
LEADS_DO_NOT_REFUSE = 2 * 2 * 2 * 2 * 2

STATEMENTS = {"japan": 12, "russia": 14, "united_states": 3}
SIZES = {
    "issues": 10,
    "conditions": 8,
    "levers": 10,
    "variants": 20,
    "claims": 85,
    "statements": sum(STATEMENTS.values()),
}
# Of "C01<tab>its quote" and so on, a line each: the list of claims that the case was built from.
CLAIMS_DIGEST = "9c6105555ce8e3ca20f8fc2865fd941a6e76c7aa8356a5e0b5192b1a6fef725b"
STRENGTHS = {"hedges": 9, "advises": 15, "denies": 1, "asserts": 51}
