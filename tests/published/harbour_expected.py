"""The harbour case, counted by two scripts that share only the points, with some agreements worked by hand."""

from typing import NamedTuple

PACKAGES = 960  # agreements: 4 depths x 3 nights x 4 wetlands x 5 levies x 4 ways; the status quo is one more
PASSING = 59  # both vetoes and at least five of six
PASSING_ALL_SIX = 18  # variant all_six
PASSING_FOUR = 150  # variant four_of_six
BOTH_VETOES = 311
AT_LEAST_FIVE = 96
FIVE_WITHOUT_A_VETO = 37  # all of them fail at the port company

YES = {"port": 525, "province": 472, "dockworkers": 449, "fishers": 572, "town": 490, "nature": 495}
LEFT_OUT_OF_PASSING = {"port": 0, "province": 0, "dockworkers": 9, "fishers": 19, "town": 2, "nature": 11}


class Worked(NamedTuple):
    """The points of port, province, dockworkers, fishers, town and nature, and whether the agreement passes."""

    points: tuple[int, int, int, int, int, int]
    passes: bool


# Thresholds: port 52, province 56, dockworkers 55, fishers 46, town 58, nature 50. The sums are in the README.
WORKED: dict[tuple[str, str, str, str, str], Worked] = {
    ("very_deep", "weekdays", "full", "two", "shared_rail"): Worked((66, 73, 82, 42, 61, 53), True),  # not the fishers
    ("deep", "weekdays", "full", "two", "shared_rail"): Worked((59, 79, 72, 50, 71, 59), True),  # all six
    ("very_deep", "all_week", "quarter", "none", "road"): Worked((100, 48, 64, 0, 0, 0), False),  # two of six
    ("deep", "weekdays", "full", "two", "road"): Worked((65, 59, 68, 50, 47, 47), False),  # four of six
    ("medium", "weekdays", "half", "two", "new_rail"): Worked((47, 70, 55, 58, 77, 56), False),  # five, not the port
}

# Worth 66 to the port company; no other agreement that passes is worth as much to it.
PORTS_BEST = ("very_deep", "weekdays", "full", "two", "shared_rail")
