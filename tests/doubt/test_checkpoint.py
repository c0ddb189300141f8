"""Blocks kept in a folder: whole or not at all, and damage is told."""

import errno
import io
import json
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.case.problems import CaseError
from winset.doubt import checkpoint
from winset.doubt.checkpoint import MANIFEST, Checkpoint, Identity

IDENTITY = Identity("task", 1, 8)
ARRAYS: checkpoint.Arrays = {"codes": np.arange(8, dtype=np.int8)[None], "through_0": np.ones((2, 3), dtype=np.int64)}


def kept(folder: Path, blocks: int = 2) -> Checkpoint:
    held = Checkpoint.open(folder, IDENTITY, resume=False)
    for number in range(blocks):
        held.keep(number, ARRAYS)
    return held


def again(folder: Path) -> tuple[dict[int, checkpoint.Arrays], list[str]]:
    held = Checkpoint.open(folder, IDENTITY, resume=True)
    return dict(held.blocks()), held.damaged


def placed(folder: Path, content: bytes) -> None:
    """Put in something as block 0, with the name that it would have."""
    (folder / f"block-000000-{Checkpoint(folder, IDENTITY).mark(0, content)}.npz").write_bytes(content)


def test_what_is_kept_comes_back_bit_by_bit(tmp_path: Path) -> None:
    kept(tmp_path / "draws")
    blocks, damaged = again(tmp_path / "draws")
    assert sorted(blocks) == [0, 1]
    assert damaged == []
    for arrays in blocks.values():
        assert arrays.keys() == ARRAYS.keys()
        assert all((arrays[name] == ARRAYS[name]).all() and arrays[name].dtype == ARRAYS[name].dtype for name in ARRAYS)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_no_byte_can_be_changed_unnoticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("draws")
    kept(folder, 1)
    (block,) = folder.glob("block-*")
    content = bytearray(block.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    block.write_bytes(bytes(content))
    blocks, damaged = again(folder)
    assert blocks == {}
    assert len(damaged) == 1
    assert "drawn again" in damaged[0]


def test_a_block_that_was_cut_short_is_damaged(tmp_path: Path) -> None:
    kept(tmp_path, 2)
    first, _ = sorted(tmp_path.glob("block-*"))
    first.write_bytes(first.read_bytes()[:40])
    blocks, damaged = again(tmp_path)
    assert sorted(blocks) == [1]
    assert len(damaged) == 1


def test_links_and_objects_are_no_blocks(tmp_path: Path) -> None:
    kept(tmp_path / "draws", 1)
    (block,) = (tmp_path / "draws").glob("block-*")
    moved = tmp_path / block.name
    block.rename(moved)
    block.symlink_to(moved)
    assert again(tmp_path / "draws")[0] == {}
    block.unlink()
    odd = tmp_path / "odd.npz"
    np.savez(odd, codes=np.array([{}], dtype=object))
    content = odd.read_bytes()
    placed(tmp_path / "draws", content)
    blocks, damaged = again(tmp_path / "draws")
    assert blocks == {}
    assert len(damaged) == 1


def test_a_block_is_not_taken_for_another(tmp_path: Path) -> None:
    kept(tmp_path, 1)
    (block,) = tmp_path.glob("block-*")
    block.rename(block.with_name(block.name.replace("000000", "000007")))
    blocks, damaged = again(tmp_path)
    assert blocks == {}
    assert len(damaged) == 1


def test_a_block_of_another_folder_is_not_taken(tmp_path: Path) -> None:
    kept(tmp_path / "draws", 0)
    Checkpoint.open(tmp_path / "other", Identity("task", 2, 8), resume=False).keep(0, ARRAYS)
    (block,) = (tmp_path / "other").glob("block-*")
    block.rename(tmp_path / "draws" / block.name)
    blocks, damaged = again(tmp_path / "draws")
    assert blocks == {}
    assert len(damaged) == 1


def test_a_small_file_that_unpacks_to_much_is_no_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path, 0)
    out = io.BytesIO()
    np.savez_compressed(out, codes=np.zeros((1, 1_000_000), dtype=np.int8))
    placed(tmp_path, out.getvalue())
    assert sorted(again(tmp_path)[0]) == [0]
    monkeypatch.setattr(checkpoint, "_LARGEST_BLOCK", 100_000)
    assert len(out.getvalue()) < 100_000
    blocks, damaged = again(tmp_path)
    assert blocks == {}
    assert len(damaged) == 1


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    kept(tmp_path, 1)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / ".block-000001-x.npz.1.part").write_bytes(b"half")
    blocks, damaged = again(tmp_path)
    assert sorted(blocks) == [0]
    assert damaged == []


def test_a_full_disk_leaves_no_half_of_a_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = kept(tmp_path, 1)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        held.keep(1, ARRAYS)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.endswith(".part")) == []
    assert sorted(again(tmp_path)[0]) == [0]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"seed": 2}, "another seed"),
        ({"size": 9}, "other blocks"),
        ({"task": "else"}, "another case or another question"),
        ({"winset": "0.0.0"}, "another version of winset"),
        ({"numpy": "1.0"}, "another version of numpy"),
    ],
)
def test_a_folder_of_something_else_is_not_gone_on_with(tmp_path: Path, changed: dict[str, object], said: str) -> None:
    kept(tmp_path)
    manifest = tmp_path / MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | changed))
    with pytest.raises(CaseError, match=said):
        again(tmp_path)


@pytest.mark.parametrize("content", ["", "[1]", "{", "null", "[" * 5000, "x" * 70_000])
def test_a_manifest_that_is_none_is_told(tmp_path: Path, content: str) -> None:
    kept(tmp_path)
    (tmp_path / MANIFEST).write_text(content)
    with pytest.raises(CaseError, match="is no manifest of draws"):
        again(tmp_path)


def test_blocks_without_a_manifest_are_nobodys(tmp_path: Path) -> None:
    kept(tmp_path)
    (tmp_path / MANIFEST).unlink()
    for resume in (True, False):
        with pytest.raises(CaseError, match="does not say of what"):
            Checkpoint.open(tmp_path, IDENTITY, resume=resume)


def test_draws_are_not_written_over(tmp_path: Path) -> None:
    kept(tmp_path)
    with pytest.raises(CaseError, match="has draws already"):
        Checkpoint.open(tmp_path, IDENTITY, resume=False)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CaseError, match="cannot be used"):
        Checkpoint.open(tmp_path / "file" / "draws", IDENTITY, resume=False)
