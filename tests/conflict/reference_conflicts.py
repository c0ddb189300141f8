"""The conflicts of ../shared/reference/graph-model, which are no part of this project."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from winset.conflict.conflict import Conflict, Decider, graph_form

FOLDER = Path(__file__).parents[3] / "shared" / "reference" / "graph-model"
FILES = sorted(FOLDER.glob("*.json"))


def read(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return data


def with_its_moves(data: Mapping[str, Any]) -> Conflict:
    """The conflict by its moves as they are listed, so that who moved last is looked at."""
    who = [Decider(f"d{at}", each["name"]) for at, each in enumerate(data["dms"])]
    moves = [[[state - 1 for state in row] for row in rows] for rows in data["moves"]]
    payoffs = [each["payoff"] for each in data["preferences"]]
    return graph_form(who, [str(each["id"]) for each in data["states"]], moves, payoffs)
