"""Ids for names of other programs: small letters, digits and underscores, each once, and near to the name."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from winset.case.written import RESERVED

MAX_ID = 40
_NOTHING = "null"  # without quotes it is no text in YAML


def ids_for(names: Sequence[str], prefix: str, taken: Iterable[str] = ()) -> list[str]:
    """An id for each name, in order; none of them is taken.

    prefix: what stands before an id that would not begin with a letter, and for a name that has neither letters of
    the Latin alphabet nor digits.
    """
    found: list[str] = []
    used = {*RESERVED, _NOTHING, *taken}
    for name in names:
        id_ = wanted = _near(name, prefix)
        number = 1
        while id_ in used:
            number += 1
            id_ = f"{wanted}_{number}"
        used.add(id_)
        found.append(id_)
    return found


def _near(name: str, prefix: str) -> str:
    plain = unicodedata.normalize("NFKD", name[: 4 * MAX_ID]).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:MAX_ID].strip("_")
    if not words:
        return prefix
    return words if words[0].isalpha() else f"{prefix}_{words}"
