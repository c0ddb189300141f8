"""Blocks of draws kept in a folder, so that an interrupted run can be resumed with the same bits.

A block is one file of plain arrays. In its name is a hash of its content, its number and what the folder is of, so that
a block of another place or another folder is not taken for it. It is written aside, synced and renamed, so that it is
there whole or not at all. What is damaged is told and drawn again.
"""

import io
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt

from winset.case.problems import CaseError, Problem, visible
from winset.version import __version__

Arrays = dict[str, npt.NDArray[np.generic]]

MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 64 * 1024
_LARGEST_BLOCK = 1 << 30
_BLOCK = re.compile(r"block-(\d{6})-([0-9a-f]{32})\.npz")
_NO_BLOCK = (
    OSError,
    ValueError,
    KeyError,
    EOFError,
    MemoryError,
    RuntimeError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What a file that is no block may be met with."""

_KINDS = "biuf"  # truth, whole numbers and floating point; never objects


@dataclass(frozen=True, slots=True)
class Identity:
    """What a folder is of: the task's digest, its seed, and how many draws a block has."""

    task: str
    seed: int
    size: int


@dataclass
class Checkpoint:
    """A folder of blocks. damaged: what was found to be no whole block, in words."""

    folder: Path
    identity: Identity
    damaged: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, folder: Path, identity: Identity, *, resume: bool) -> "Checkpoint":
        """Begin a folder, or go on with one.

        Raises:
            CaseError: it cannot be written to, it has blocks and is not to be resumed, or it is of something else.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held = folder / MANIFEST
            if held.exists() or held.is_symlink():
                _same(_manifest(held), identity, folder, resume=resume)
            elif any(_BLOCK.fullmatch(path.name) for path in folder.iterdir()):
                what = f"the folder {_shown(folder)} has draws and does not say of what: its {MANIFEST} is gone"
                raise CaseError([Problem(what, "choose another folder")])
            else:
                _write(held, json.dumps(_said(identity), indent=2).encode())
        except OSError as error:
            what = f"the folder {_shown(folder)} cannot be used: {error.strerror or error}"
            raise CaseError([Problem(what, "choose a folder that can be written to")]) from error
        return cls(folder, identity)

    def blocks(self) -> Iterator[tuple[int, Arrays]]:
        """The whole blocks that are there, by number; what is damaged is taken note of."""
        for path in self._files():
            match = _BLOCK.fullmatch(path.name)
            if match is None:
                continue
            arrays = self._read(path, int(match[1]), match[2])
            if arrays is None:
                self.damaged.append(f"{visible(path.name)} is damaged, and its block is drawn again")
            else:
                yield int(match[1]), arrays

    def _files(self) -> list[Path]:
        try:
            return sorted(self.folder.iterdir())
        except OSError as error:
            self.damaged.append(f"the folder cannot be read ({visible(error.strerror or str(error))})")
            return []

    def _read(self, path: Path, number: int, mark: str) -> Arrays | None:
        try:
            if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST_BLOCK:
                return None
            content = path.read_bytes()
            if self.mark(number, content) != mark:
                return None
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                if sum(part.file_size for part in parts.infolist()) > _LARGEST_BLOCK:
                    return None
            with np.load(io.BytesIO(content), allow_pickle=False) as held:
                arrays = {name: held[name] for name in held.files}
        except _NO_BLOCK:
            return None
        fits = all(array.dtype.kind in _KINDS and array.ndim for array in arrays.values())
        return arrays if fits and arrays else None

    def keep(self, number: int, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        """Keep a block.

        Raises:
            OSError: it cannot be written, such as where the disk is full; no half of it stays.
        """
        out = io.BytesIO()
        np.savez(out, allow_pickle=False, **dict(arrays))
        content = out.getvalue()
        _write(self.folder / f"block-{number:06d}-{self.mark(number, content)}.npz", content)

    def mark(self, number: int, content: bytes) -> str:
        """What the name of a block ends in: a hash of all that makes it this block."""
        whose = json.dumps([_said(self.identity), number]).encode()
        return sha256(whose + b"\n" + content).hexdigest()[:32]


def _said(identity: Identity) -> dict[str, object]:
    return {
        "winset": __version__,
        "numpy": np.__version__,
        "task": identity.task,
        "seed": identity.seed,
        "size": identity.size,
    }


def _manifest(path: Path) -> Mapping[str, object]:
    problem = CaseError([Problem(f"{_shown(path)} is no manifest of draws", "choose another folder")])
    if path.is_symlink() or path.stat().st_size > _LARGEST_MANIFEST:
        raise problem
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise problem from error
    if not isinstance(found, dict):
        raise problem
    return found


def _same(found: Mapping[str, object], identity: Identity, folder: Path, *, resume: bool) -> None:
    """Raise CaseError where a folder is not to be resumed, or is of something else."""
    if not resume:
        what = f"the folder {_shown(folder)} has draws already"
        raise CaseError([Problem(what, "go on with them with `--resume`, or choose another folder")])
    others = {
        "winset": "another version of winset",
        "numpy": "another version of numpy, whose draws may differ",
        "seed": "another seed",
        "size": "other blocks",
    }
    for word, said in others.items():
        if found.get(word) != _said(identity)[word]:
            what = f"the folder {_shown(folder)} was begun with {said}"
            raise CaseError([Problem(what, "choose another folder, or ask as it was asked then")])
    if found.get("task") != identity.task:
        what = f"the folder {_shown(folder)} is of another case or another question"
        raise CaseError([Problem(what, "choose another folder, or ask as it was asked then")])


def _shown(path: Path) -> str:
    return visible(str(path))


def _write(path: Path, content: bytes) -> None:
    """Write a file aside, sync it, and give it its name."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        aside.replace(path)
        _sync(path.parent)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    """See to it that a new name survives a crash of the machine, where the system can."""
    if os.name != "posix":
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
