"""Pictures are read as the graph that they carry, wherever files are read."""

import io
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from graphviz_app.cli import main
from graphviz_app.core.view import View
from graphviz_app.errors import DocumentError, ParseError
from graphviz_app.formats import load, parse, to_json
from graphviz_app.formats.carrying.carried import SUFFIXES, Carried
from graphviz_app.formats.carrying.finding import found_in
from graphviz_app.formats.carrying.made import carried_of
from graphviz_app.formats.carrying.putting import can_carry, put
from graphviz_app.formats.limits import MAX_TEXT
from graphviz_app.resources import examples
from tests.formats.carrying.samples import FILES, NEURON, png

VIEW = View("neurons", "TB", values=False, marks=True)


def test_the_table_knows_all_kinds() -> None:
    assert {*FILES} <= {*SUFFIXES}
    assert all(can_carry(suffix) for suffix in SUFFIXES)


@pytest.mark.parametrize("suffix", FILES)
@pytest.mark.parametrize("name", ["a{}", "a.cg", "neuron"])
def test_a_picture_is_loaded_as_its_text_whatever_its_name(
    tmp_path: Path, suffix: str, name: str
) -> None:
    file = tmp_path / name.format(suffix)
    file.write_bytes(put(suffix, FILES[suffix], NEURON))
    graph = load(file)
    assert graph == parse(NEURON.text)
    assert graph.source == NEURON.text
    assert graph.view == NEURON.view


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_every_example_travels(path: Path, tmp_path: Path) -> None:
    graph = load(path)
    carried = carried_of(graph, VIEW, "forward:1", path.name, folder=path.parent)
    assert carried.text == path.read_text(encoding="utf-8")
    for suffix, content in FILES.items():
        file = tmp_path / f"a{suffix}"
        file.write_bytes(put(suffix, content, carried))
        assert found_in(file.read_bytes()) == carried
        assert load(file) == graph


def test_pins_labels_and_claims_travel() -> None:
    text = "w = parameter(2)\nL = w*w\nL == 4\n"
    graph = parse(text).with_pins("lines", {"w": (1.0, 2.0)}).with_label("w", "Weight & <b>")
    again = parse(carried_of(graph, View()).text)
    assert (again.pinned("lines"), again.labels) == (graph.pinned("lines"), graph.labels)
    assert again.claims == graph.claims


def test_what_the_view_does_not_say_is_as_the_document_says(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        to_json(parse("L = input(1)**2")).replace('"format"', '"view":{"reading":"lines"},"format"')
    )
    assert carried_of(load(tmp_path / "a.json"), View(marks=True)).view == View("lines", marks=True)


DATA = "x = input(0)\nt = target(0)\nw = parameter(1)\nL = (t - w*x)**2\nlearning_rate(0.1)\n"


def test_a_small_table_travels_along(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("x,t,other\n1,2,3\n4,5,6\n")
    graph = parse(f'{DATA}data("mine.csv")  # my own\n')
    text = carried_of(graph, View(), folder=tmp_path).text
    data = parse(text).data
    assert data is not None
    assert data.columns == {"x": (1.0, 4.0), "t": (2.0, 5.0)}
    assert text.startswith(DATA)


@pytest.mark.parametrize(
    "rows", ["x,t\n" + "1,2\n" * 5_000, "x,t\n" + "1,2\n" * 100_000, "", "x\n"]
)
def test_a_table_that_cannot_travel_is_named_as_before(tmp_path: Path, rows: str) -> None:
    (tmp_path / "mine.csv").write_text(rows)
    graph = parse(f'{DATA}data("mine.csv")\n')
    assert carried_of(graph, View(), folder=tmp_path).text == graph.source
    assert carried_of(graph, View()).text == graph.source


def test_a_table_outside_travels_only_if_it_was_chosen(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("x,t\n1,2\n")
    graph = parse(f'{DATA}data("{(tmp_path / "mine.csv").as_posix()}")\n')
    assert carried_of(graph, View(), folder=tmp_path / "other").text == graph.source
    chosen = [tmp_path / "mine.csv"]
    assert "x=[1]" in carried_of(graph, View(), chosen=chosen).text


def test_a_foreign_picture_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(FILES[".png"])
    expected = (
        "'a.png' is a PNG picture, which holds no graph: either it was not made here, or the site "
        "that it comes from has stripped it; open the .cg or .json file that it was made from"
    )
    with pytest.raises(DocumentError) as caught:
        load(tmp_path / "a.png")
    assert str(caught.value).startswith(expected)


def test_a_damaged_or_newer_one_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    for line, words in ((b"{", "is damaged"), (b'{"graphviz_app":9}', "by a newer version")):
        file.write_bytes(png((b"tEXt", b"graphviz_app\0" + line)))
        with pytest.raises(DocumentError, match=rf"^'a\.png' .*{words}"):
            load(file)


def test_a_mistake_in_what_is_carried_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(put(".png", FILES[".png"], Carried("x = input(1)\ny = (")))
    with pytest.raises(ParseError, match="line 2"):
        load(tmp_path / "a.png")


def test_a_picture_may_be_larger_than_a_text(tmp_path: Path) -> None:
    large = png((b"tEXt", b"other\0" + bytes(4 * MAX_TEXT)))
    (tmp_path / "a.png").write_bytes(put(".png", large, NEURON))
    assert load(tmp_path / "a.png").source == NEURON.text
    (tmp_path / "a.png").write_bytes(large)
    with pytest.raises(DocumentError, match="which holds no graph"):
        load(tmp_path / "a.png")


def test_commands_read_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "x = input(3)\nL = x**2\nL == 9\n"
    file = tmp_path / "a.svg"
    file.write_bytes(put(".svg", FILES[".svg"], Carried(text)))
    for command in ("eval", "check", "explain", "backward"):
        assert main([command, str(file)]) == 0
        assert capsys.readouterr().out
    assert main(["render", str(file), "-o", str(file)]) == 1
    assert "would replace the graph" in capsys.readouterr().err


def test_standard_input_may_be_a_picture(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = put(".pdf", FILES[".pdf"], Carried("x = input(3)\nL = x**2\n"))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    assert main(["eval", "-"]) == 0
    assert "9" in capsys.readouterr().out


def test_reading_a_text_loads_nothing_of_pictures(tmp_path: Path) -> None:
    (tmp_path / "a.cg").write_text("x = input(1)\nL = x*x\n")
    code = (
        "import sys, graphviz_app; graphviz_app.load(sys.argv[1]);"
        "sys.exit(any('carrying' in name for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.cg")], check=True)
