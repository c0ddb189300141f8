"""Draws the picture of the README: `python docs/make_picture.py` writes docs/panama-1978.svg."""

from pathlib import Path

import winset
from winset.settlement.worth_showing import answer_deals
from winset.show.figures.matrix import matrix

PICTURE = Path(__file__).with_name("panama-1978.svg")


def picture() -> str:
    """The ratifiers against the eight texts, as the briefing shows them."""
    case = winset.load("panama-1978")
    answer = winset.deals(case)
    return matrix(answer, answer_deals(case, answer, most=8)).svg + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
