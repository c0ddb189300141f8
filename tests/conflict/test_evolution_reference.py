"""The fewest moves from the status quo in the reference conflicts, by any moves and by improvements."""

from pathlib import Path

import pytest
from reference_conflicts import FILES, read, with_its_moves

from winset.conflict.evolution import evolve


def test_the_reference_is_read_where_it_is() -> None:
    assert not FILES or any("status_quo_reference" in read(file) for file in FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_moves_that_are_needed(file: Path) -> None:
    data = read(file)
    expected = data["status_quo_reference"]
    conflict = with_its_moves(data)
    for kind, improving in (("um", False), ("ui", True)):
        found = evolve(conflict, expected["from"] - 1, improving=improving)
        told = {str(state + 1): int(moves) for state, moves in enumerate(found.moves) if moves >= 0}
        assert told == expected[f"moves_needed_{kind}"]
