"""A file is replaced as a whole: who may read it, what a kill leaves, what a disk refuses."""

import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from graphviz_app.formats.replacing import reason_of, replace_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no permission bits here")
needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away"
)


@pytest.fixture
def umask() -> Iterator[Callable[[int], object]]:
    before = os.umask(0o022)
    os.umask(before)
    yield os.umask
    os.umask(before)


def write(path: Path, words: bytes = b"new") -> None:
    replace_file(path, lambda stream: stream.write(words))


def bits(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def temporary(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix == ".part"]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o027, 0o077])
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666, 0o604, 0o755])
def test_a_replaced_file_keeps_its_permissions(
    tmp_path: Path, umask: Callable[[int], object], mask: int, mode: int
) -> None:
    path = tmp_path / "a.cg"
    path.write_bytes(b"old")
    path.chmod(mode)
    umask(mask)
    write(path)
    assert (path.read_bytes(), bits(path)) == (b"new", mode)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o027, 0o077])
def test_a_new_file_has_the_permissions_of_all_new_files(
    tmp_path: Path, umask: Callable[[int], object], mask: int
) -> None:
    umask(mask)
    write(tmp_path / "a.cg")
    assert bits(tmp_path / "a.cg") == 0o666 & ~mask


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_what_is_written_can_never_be_read_by_more_people_than_the_file(
    tmp_path: Path, umask: Callable[[int], object], mode: int
) -> None:
    path = tmp_path / "secret.cg"
    path.write_bytes(b"old")
    path.chmod(mode)
    umask(0)
    seen: list[int] = []

    def fill(stream: BinaryIO) -> None:
        stream.write(b"new")
        stream.flush()
        seen.extend(bits(beside) for beside in temporary(tmp_path))

    replace_file(path, fill)
    assert len(seen) == 1
    assert not seen[0] & ~mode


@needs_root
def test_a_replaced_file_keeps_its_owner_and_group(tmp_path: Path) -> None:
    path = tmp_path / "a.cg"
    path.write_bytes(b"old")
    os.chown(path, 1234, 2345)
    path.chmod(0o640)
    write(path)
    found = path.stat()
    assert (found.st_uid, found.st_gid, bits(path)) == (1234, 2345, 0o640)


@needs_root
def test_a_group_that_cannot_be_kept_leaves_no_more_to_another_group() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _save_from_another_group(Path(folder))


def _save_from_another_group(tmp_path: Path) -> None:
    path = tmp_path / "a.cg"
    path.write_bytes(b"old")
    os.chown(path, 1234, 2345)
    path.chmod(0o664)
    tmp_path.chmod(0o777)
    code = (
        "import os, sys; from pathlib import Path; from graphviz_app.formats import replacing\n"
        "os.setgroups([]); os.setgid(99); os.setuid(1234)\n"
        "os.chdir(sys.argv[1])\n"
        "replacing.replace_file(Path('a.cg'), lambda stream: stream.write(b'new'))"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    found = path.stat()
    assert (path.read_bytes(), found.st_uid, found.st_gid) == (b"new", 1234, 99)
    assert bits(path) == 0o644


KILLED = """
import os, signal, sys
from pathlib import Path
from graphviz_app.formats.replacing import replace_file

def fill(stream):
    stream.write(b"half of the n")
    stream.flush()
    os.kill(os.getpid(), signal.SIGKILL)

replace_file(Path(sys.argv[1]), fill)
"""


@pytest.mark.parametrize("name", ["a.cg", "ä" * 80 + ".json", "[a]*?.cg", ".cg", "a\nb.cg"])
@pytest.mark.parametrize("existing", [True, False])
def test_what_a_kill_left_behind_goes_with_the_next_save(
    tmp_path: Path, name: str, existing: bool
) -> None:
    path = tmp_path / name
    if existing:
        path.write_bytes(b"old")
    for _ in range(2):
        subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert len(temporary(tmp_path)) == 1, "the second has removed what the first left"
    assert path.exists() == existing
    if existing:
        assert path.read_bytes() == b"old"
    write(path)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_belongs_to_another_file_is_not_removed(tmp_path: Path) -> None:
    kept = [tmp_path / name for name in (".a.cg.part", ".a.12345678.12345678.part", "a.part", "b")]
    for path in kept:
        path.write_bytes(b"mine")
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "b.cg")], check=False)
    left = temporary(tmp_path)
    write(tmp_path / "a.cg")
    assert all(path.exists() for path in (*kept, *left))


def test_two_saves_of_one_file_do_not_take_each_others_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / "a.cg"

    def fill(stream: BinaryIO) -> None:
        write(path, b"inner")
        assert path.read_bytes() == b"inner"
        stream.write(b"outer")

    replace_file(path, fill)
    assert path.read_bytes() == b"outer"
    assert list(tmp_path.iterdir()) == [path]


def test_processes_that_save_one_file_all_succeed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from graphviz_app.formats.replacing import replace_file\n"
        "for i in range(200):\n"
        "    replace_file(Path(sys.argv[1]), lambda s: s.write(sys.argv[2].encode() * 1000))"
    )
    path = tmp_path / "a.cg"
    running = [subprocess.Popen([sys.executable, "-c", code, path, word]) for word in "abc"]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert path.read_bytes() in (b"a" * 1000, b"b" * 1000, b"c" * 1000)
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_while_it_is_written_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.cg"
    path.write_bytes(b"old")

    def fill(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_file(path, fill)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_symbolic_name_stays_one_also_where_it_leads_nowhere_yet(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    link = tmp_path / "a.cg"
    link.symlink_to(tmp_path / "other" / "b.cg")
    write(link)
    assert link.is_symlink()
    assert (tmp_path / "other" / "b.cg").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.cg", "other"]


def test_another_name_of_the_same_file_keeps_the_old_content(tmp_path: Path) -> None:
    path, other = tmp_path / "a.cg", tmp_path / "b.cg"
    path.write_bytes(b"old")
    other.hardlink_to(path)
    write(path)
    assert (path.read_bytes(), other.read_bytes()) == (b"new", b"old")


ON_A_DISK = """
mount -t tmpfs -o size=64k tmpfs "$1" && echo old > "$1/a.cg" && chmod 640 "$1/a.cg" || exit 9
if [ "$2" = full ]; then dd if=/dev/zero of="$1/fill" bs=1k 2>/dev/null
else mount -o remount,ro "$1"; fi
shift; shift
"$@"
"""
SAVES = """
import sys
from pathlib import Path
from graphviz_app.formats.replacing import reason_of, replace_file
for name in ("a.cg", "b.cg"):
    try:
        replace_file(Path(sys.argv[1], name), lambda stream: stream.write(b"new" * 30_000))
    except OSError as error:
        print(reason_of(error))
names = sorted(path.name for path in Path(sys.argv[1]).iterdir())
print(*names, Path(sys.argv[1], "a.cg").read_text())
"""


@pytest.mark.parametrize(
    ("state", "reason"), [("full", "the disk is full"), ("ro", "the disk is read-only")]
)
def test_a_disk_that_takes_nothing_is_called_what_it_is(
    tmp_path: Path, state: str, reason: str
) -> None:
    command = ["unshare", "-rm", "sh", "-c", ON_A_DISK, "sh", str(tmp_path), state]
    try:
        done = subprocess.run(
            [*command, sys.executable, "-c", SAVES, str(tmp_path)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("there is no 'unshare' here")
    if not done.stdout:
        pytest.skip(f"no disk of its own can be had here: {done.stderr.strip()}")
    names = "a.cg fill old" if state == "full" else "a.cg old"
    assert done.stdout.split("\n")[:3] == [reason, reason, names]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EROFS, "read-only"),
        (errno.EDQUOT, "share"),
        (errno.EIO, "fault"),
        (errno.EFBIG, "lar"),
    ],
)
def test_a_failure_is_told_as_a_clause(number: int, reason: str) -> None:
    assert reason in reason_of(OSError(number, os.strerror(number)))


def test_a_file_larger_than_the_process_may_write_is_told(tmp_path: Path) -> None:
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n" + SAVES
    (tmp_path / "a.cg").write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:3] == [
        *["it is larger than a file may be here"] * 2,
        "a.cg old",
    ]
