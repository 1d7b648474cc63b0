"""The command line: films."""

import signal
import sys
from pathlib import Path

import av
import pytest

from graphviz_app.cli import main
from graphviz_app.commands import animate
from graphviz_app.export.table import formats
from tests.cli_steps import NEURON, Captured, fails

pytestmark = pytest.mark.usefixtures("qapp")
QUICK = ["--size", "160x100", "--fps", "5", "--speed", "20", "--hold", "0"]


@pytest.mark.parametrize("suffix", [format_.suffix for format_ in formats("many")])
def test_animate_writes_what_the_table_has(capsys: Captured, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"neuron{suffix}"
    assert main(["animate", NEURON, "-o", str(path), *QUICK, "--theme", "dark"]) == 0
    assert path.exists() or path.with_suffix("").is_dir()
    assert len(list(tmp_path.iterdir())) == 1
    assert capsys.readouterr().err == ""


def test_what_a_format_has_no_use_for_is_told(capsys: Captured, tmp_path: Path) -> None:
    path = str(tmp_path / "neuron.html")
    assert main(["animate", NEURON, "-o", path, "--title", "--camera", "off"]) == 0
    assert capsys.readouterr().err.strip().endswith("HTML has no use for --title and --camera")


def test_options_say_size_rate_and_part(tmp_path: Path) -> None:
    path = tmp_path / "neuron.mp4"
    options = ["--size", "320x200", "--fps", "10", "--from", "forward", "--to", "backward:2"]
    assert main(["animate", NEURON, "-o", str(path), *options, "--hold", "1", "--speed", "2"]) == 0
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height) == (320, 200)
        assert stream.average_rate == 10
        assert stream.frames == 48  # 1 s, two steps of 0.4 s, 1 s between them, 2 s


def test_by_level_it_has_fewer_steps(tmp_path: Path) -> None:
    seconds = {}
    for by in ("node", "level"):
        path = tmp_path / f"{by}.mp4"
        source = "examples/two-two-two-network.cg"
        assert main(["animate", source, "-o", str(path), *QUICK, "--by", by]) == 0
        with av.open(str(path)) as film:
            seconds[by] = film.streams.video[0].frames
    assert seconds["level"] < seconds["node"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--size", "1x1"], "is not a size such as 1280x720"),
        (["--fps", "0"], "is not a number from 1 to 120"),
        (["--fps", "1000"], "is not a number from 1 to 120"),
        (["--speed", "nan"], "is not a number from 0.05 to 50"),
        (["--hold", "-1"], "is not a number from 0 to 60"),
    ],
)
def test_wrong_numbers_are_wrong_usage(capsys: Captured, options: list[str], sentence: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["animate", NEURON, "-o", "a.mp4", *options])
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--from", "backward", "--to", "forward"], "time goes from one to the other"),
        (["--to", "backward:99"], "beyond the last one"),
        (["--to", "soon"], "is not a moment"),
    ],
)
def test_moments_that_are_not_there_are_told(
    capsys: Captured, tmp_path: Path, options: list[str], sentence: str
) -> None:
    if sentence is not None:
        assert sentence in fails(capsys, "animate", NEURON, "-o", str(tmp_path / "a.mp4"), *options)
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: signal.Signals
) -> None:
    told = []

    def interrupt(_: object) -> bool:
        told.append(list(tmp_path.iterdir()))
        if len(told) == 3:
            signal.raise_signal(sign)
        return False

    monkeypatch.setattr("graphviz_app.commands.progress.Progress.tell", interrupt)
    assert main(["animate", NEURON, "-o", str(tmp_path / "a.mp4"), *QUICK]) == 130
    assert told[-1]  # it was under way
    assert not list(tmp_path.iterdir())


def test_a_person_sees_how_long_it_goes_on(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("graphviz_app.commands.progress._EVERY", -1.0)
    monkeypatch.setattr(animate, "_AFTER", -1.0)
    assert main(["animate", NEURON, "-o", str(tmp_path / "a.mp4"), *QUICK]) == 0
    err = capsys.readouterr().err
    assert "% done, " in err
    assert " s left (Ctrl+C gives it up)" in err
    assert err.endswith(" \r")
