"""Files that are written beside the old one and take its place: what goes wrong leaves the old one whole and nothing
else."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from minigrad import Mismatch, plotting
from minigrad.archive import write_archive
from minigrad.files import write_atomically

ERRORS = [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]


@pytest.mark.parametrize("error", ERRORS, ids=["full disk", "Ctrl-C"])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_goes_wrong_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    path = tmp_path / "receipt.json"
    path.write_text("old", "utf-8")

    def fail(*arguments: object) -> None:
        del arguments
        raise error

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(type(error)) as caught:
        write_atomically(path, "new")
    monkeypatch.undo()
    assert [(each.name, each.read_text("utf-8")) for each in tmp_path.iterdir()] == [("receipt.json", "old")]
    if isinstance(caught.value, OSError):
        assert (caught.value.errno, caught.value.filename) == (errno.ENOSPC, str(path))


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_disk_that_fills_up_in_the_middle_leaves_the_old_file(tmp_path: Path) -> None:
    import resource

    path = write_atomically(tmp_path / "a.npz", "old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
        with pytest.raises(OSError, match=r"File too large: .*a\.npz"):
            write_archive(path, "network", {}, {"theta": np.zeros(100_000)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.npz", b"old")]


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_atomically(tmp_path / "a.npz", "old")

    def refuse(self: Path, mode: str) -> None:
        raise OSError(errno.EROFS if mode == "xb" else errno.EIO, "Read-only file system")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(OSError, match=rf"Read-only file system: no file can be made in {tmp_path}: .*a\.npz"):
        write_archive(path, "network", {}, {"theta": np.zeros(1)})
    monkeypatch.undo()
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.npz", b"old")]


@pytest.mark.parametrize("what", ["evidence", "picture"])
def test_evidence_and_pictures_are_written_that_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    path = tmp_path / ("a.npz" if what == "evidence" else "a.png")
    path.write_bytes(b"old")

    def full(*arguments: object) -> None:
        del arguments
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    mismatch, picture = Mismatch(np.ones(2), np.ones((1, 2)), np.zeros(1, dtype=np.int64)), plotting.canvas()
    with pytest.raises(OSError, match="No space left on device"):
        mismatch.save(path) if what == "evidence" else plotting.save(picture, path)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [(path.name, b"old")]


@pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old", "utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    write_atomically(link, "neu: ä")
    assert link.is_symlink()
    assert target.read_text("utf-8") == "neu: ä"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    write_atomically(tmp_path / "fresh", b"\x00")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "fresh").stat().st_mode) == 0o666 & ~mask


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_device_is_written_to_and_not_replaced() -> None:
    with pytest.raises(OSError, match="No space left on device"):
        write_atomically("/dev/full", "text")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
    write_atomically("/dev/null", "text")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


WRITE_ON = """
import sys
from minigrad.files import write_atomically
for n in range(10**6):
    write_atomically(sys.argv[1], str(n % 10) * 100_000)
    print(flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_kill_at_any_moment_leaves_a_whole_file_and_its_remains_are_removed(tmp_path: Path) -> None:
    path, rng = tmp_path / "a.txt", np.random.default_rng(0)
    for _ in range(6):
        command = [sys.executable, "-S", "-c", WRITE_ON, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(rng.uniform(0.0, 0.01))
            process.kill()
        assert re.fullmatch(r"(\d)\1{99999}", path.read_text("utf-8"))
        assert len(list(tmp_path.iterdir())) <= 2  # what the last process left, and nothing older
    write_atomically(path, "last")
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_what_another_process_is_writing_is_no_leftover(tmp_path: Path) -> None:
    import fcntl

    unfinished, other = tmp_path / ".minigrad-0123456789abcdef", tmp_path / ".minigrad-mine"
    other.write_text("a user's file", "utf-8")
    with unfinished.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_atomically(tmp_path / "a.txt", "one")
        assert unfinished.exists()
    write_atomically(tmp_path / "a.txt", "two")
    assert sorted(each.name for each in tmp_path.iterdir()) == [".minigrad-mine", "a.txt"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"missing.*receipt\.json"):
        write_atomically(tmp_path / "missing" / "receipt.json", "text")
