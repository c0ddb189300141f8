"""What every coalition of the reference conflicts would not leave."""

from pathlib import Path

import numpy as np
import pytest
from reference_conflicts import FILES, read, with_its_moves

from winset.conflict.coalitions import Coalitions

WITH_COALITIONS = [file for file in FILES if "coalitions_reference" in read(file)]


def test_the_reference_is_read_where_it_is() -> None:
    assert bool(WITH_COALITIONS) == bool(FILES)


@pytest.mark.parametrize("file", WITH_COALITIONS, ids=lambda file: file.stem)
def test_what_coalitions_would_not_leave(file: Path) -> None:
    data = read(file)
    coalitions = Coalitions.of(with_its_moves(data))
    expected = data["coalitions_reference"]
    assert sorted(tuple(each["members"]) for each in expected) == sorted(coalitions.every())
    for each in expected:
        for concept in ("nash", "gmr", "smr"):
            stable = coalitions.stable(each["members"], concept)
            assert (np.flatnonzero(stable) + 1).tolist() == each[f"c{concept}"]
