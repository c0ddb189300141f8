"""What a case becomes in another program."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """The texts of files by their names, and what the case says that they do not, as sentences."""

    files: Mapping[str, str]
    left_out: tuple[str, ...]
