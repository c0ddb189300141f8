"""Which states are stable for whom, as one wide table: for spreadsheets, and for programs that read it."""

from collections.abc import Iterator, Sequence

import numpy as np

from winset.conflict.concepts import CONCEPTS
from winset.conflict.conflict import Conflict
from winset.conflict.stable import Stability, Truths
from winset.show.table import Column, Table, right


def stability_table(conflict: Conflict, stability: Stability) -> Table:
    """A row for each state, with the columns of `stability_columns`."""
    concepts = ", ".join(CONCEPTS[id_].short for id_ in stability.stable)
    return Table(
        "stability",
        "Stability of every state",
        f"payoff: rank from 1, higher is better; {concepts}: 1 where stable, otherwise 0",
        stability_columns(conflict, stability),
        tuple(stability_rows(conflict, stability)),
    )


def stability_columns(conflict: Conflict, stability: Stability) -> tuple[Column, ...]:
    """The headings of the rows of `stability_rows`.

    The state by number and name, the level of each option, the payoff to each decision maker, for each concept its
    stability for each decision maker, and for each concept whether it is an equilibrium. Options and decision makers go
    by their ids: names may be the same.
    """
    who = [decider.id for decider in conflict.deciders]
    concepts = [CONCEPTS[id_].short for id_ in stability.stable]
    return (
        right("state"),
        Column("name"),
        *(Column(f"option {choice.id}") for choice in conflict.choices),
        *(right(f"payoff {id_}") for id_ in who),
        *(right(f"{concept} {id_}") for concept in concepts for id_ in who),
        *(right(f"{concept} equilibrium") for concept in concepts),
    )


def stability_rows(conflict: Conflict, stability: Stability) -> Iterator[tuple[str, ...]]:
    """The rows, state by state, so that a conflict of many states need not be held as text.

    Payoffs are ranks from 1, higher is better; states are numbered from 1. A conflict whose states have no names leaves
    theirs empty.
    """
    payoffs = conflict.payoffs.T + 1
    stable = list(stability.stable.values())
    rows: list[Truths] = [row for each in stable for row in each] + [each.all(axis=0) for each in stable]
    truths: Truths = np.array(rows, np.bool_).reshape(len(rows), conflict.size)
    for state in range(conflict.size):
        yield (
            str(state + 1),
            conflict.labels.get(state, ""),
            *_levels(conflict, state),
            *map(str, payoffs[state].tolist()),
            *("1" if holds else "0" for holds in truths[:, state].tolist()),
        )


def _levels(conflict: Conflict, state: int) -> Sequence[str]:
    return [
        choice.levels[level] for choice, level in zip(conflict.choices, conflict.levels[state].tolist(), strict=True)
    ]
