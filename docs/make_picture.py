"""Draws the picture of the README: `python docs/make_picture.py` writes docs/japan-russia.svg."""

from pathlib import Path

import winset
from winset.settlement.worth_showing import answer_deals
from winset.show.figures.matrix import MOST, matrix

PICTURE = Path(__file__).with_name("japan-russia.svg")


def picture() -> str:
    """The ratifiers against a deal of each kind, as the briefing shows them."""
    case = winset.load("japan-russia")
    answer = winset.deals(case)
    return matrix(answer, answer_deals(case, answer, most=MOST)).svg + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
