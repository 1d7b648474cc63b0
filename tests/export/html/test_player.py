"""The page as a file: whole, alone, small, and without a hold for what a graph is called."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graphviz_app.core.graph import Graph
from graphviz_app.core.view import View
from graphviz_app.export.html.page import as_data
from graphviz_app.formats import load, parse
from graphviz_app.resources import examples
from graphviz_app.typing_compat import override
from tests.export.html.made import NEURON, data_of, page_of

MOST = 300_000
VOID = {"meta", "input", "br"}
HOSTILE = "</script><script>alert(1)</script> \"quoted\" 'x' <!-- & $title"


class Reader(HTMLParser):
    """Notes ids, and whether what is opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.open: list[str] = []
        self.scripts = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.scripts += tag == "script"
        if tag not in VOID:
            self.open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


@pytest.fixture(scope="module")
def neuron(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> str:
    return page_of(NEURON, tmp_path_factory.mktemp("page") / "neuron.html")


def test_the_parts_of_a_run_fill_its_timeline(neuron: str) -> None:
    bars = re.search(r'<div id="parts"[^>]*>(.*?)<i id="cursor">', neuron)
    assert bars
    found = re.findall(r'<span class="(\w+)" style="flex:([\d.]+)">(\w+)</span>', bars[1])
    assert [(tone, title) for tone, _, title in found] == [
        ("value", "Forward"),
        ("gradient", "Backward"),
    ]
    assert len(re.findall("<span", bars[1])) == len(found)
    last = re.search(r'id="time"[^>]* max="(\d+)"', neuron)
    assert last
    assert sum(float(length) for _, length, _ in found) == float(last[1])


def test_what_is_opened_is_closed_and_ids_are_unique(neuron: str) -> None:
    reader = read(neuron)
    assert not reader.open
    assert len(reader.ids) == len({*reader.ids})
    assert {"graph", "time", "play", "caption", "node-w"} <= {*reader.ids}


def test_it_asks_for_nothing_from_elsewhere(neuron: str) -> None:
    markup = neuron.partition("<script>")[0]
    links = re.findall(r'(?:src|href|action|url)\s*[=(]\s*["\']?([^"\')\s>]+)', markup)
    assert links
    assert all(link.startswith(("#", "data:")) for link in links)
    assert "default-src 'none'" in neuron
    assert "eval(" not in neuron


def test_only_its_own_script_may_run(neuron: str) -> None:
    script = neuron.rpartition("<script>")[2].partition("</script>")[0]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in neuron


def test_a_neuron_is_far_smaller_than_it_may_be(neuron: str) -> None:
    assert len(neuron.encode()) < MOST / 2


@pytest.mark.parametrize("name", ["two-two-two-network.cg", "lstm-cell.cg", "heart.cg"])
def test_examples_fit(name: str, tmp_path: Path, qapp: object) -> None:
    path = next(path for path in examples() if path.name == name)
    text = page_of(load(path), tmp_path / "page.html")
    assert len(text.encode()) <= MOST
    assert not read(text).open


@pytest.mark.parametrize("reading", ["operators", "lines", "neurons"])
def test_every_reading_can_be_played(reading: str, tmp_path: Path, qapp: object) -> None:
    view = View(reading=reading)  # type: ignore[arg-type]  # one of them
    data = data_of(page_of(NEURON, tmp_path / "page.html", view))
    assert data["live"]
    assert len(data["captions"]) == len(data["steps"]) == len(data["moments"]) + 1


def test_a_title_is_no_markup(tmp_path: Path, qapp: object) -> None:
    graph = parse(f"# {HOSTILE}\n{NEURON.split('neuron')[1]}")
    text = page_of(graph, tmp_path / "page.html")
    assert "<script>alert" not in text
    assert read(text).scripts == read(page_of(NEURON, tmp_path / "other.html")).scripts


def test_labels_are_no_markup(tmp_path: Path, qapp: object) -> None:
    graph = parse(f'{NEURON}\n# label w "{HOSTILE}"')
    graph = Graph(**{**vars(graph), "labels": {"w": HOSTILE}})
    text = page_of(graph, tmp_path / "page.html")
    assert "<script>alert" not in text
    assert not read(text).open


def test_data_is_no_markup() -> None:
    made = as_data({"title": HOSTILE})
    assert "</" not in made
    assert "<!" not in made


def test_numbers_of_other_values_have_a_place_in_every_formula(neuron: str) -> None:
    data = data_of(neuron)
    rows = [row for caption in data["captions"] for row in caption["rows"]]
    assert rows
    assert all(safe for _, _, _, safe, _ in rows)


def test_what_is_asked_is_covered_at_first(tmp_path: Path, qapp: object) -> None:
    data = data_of(page_of(NEURON, tmp_path / "page.html", hidden=("gradients",)))
    covered = [data["numbers"][q] for q in data["hidden"]]
    assert covered
    assert all(kind in ("g", "c") for kind, _ in covered)


def test_what_cannot_be_computed_is_shown_as_it_is(tmp_path: Path, qapp: object) -> None:
    data = data_of(page_of("x = input(2)\ny = x*...", tmp_path / "page.html"))
    assert not data["live"]


def test_forward_mode_is_shown_as_it_was_run(tmp_path: Path, qapp: object) -> None:
    data = data_of(page_of(NEURON, tmp_path / "page.html", View(tangents=True, wrt="w")))
    assert not data["live"]
    assert data["captions"]


def test_cells_of_tables_are_numbered_row_by_row(tmp_path: Path, qapp: object) -> None:
    text = page_of("W = parameter([[1, 2], [3, 4], [5, 6]])\nL = sum(W)", tmp_path / "page.html")
    found = re.findall(r'data-q="1" data-c="(\d)"[^>]*>(\d)\.000<', text)
    assert {(int(cell) + 1, int(number)) for cell, number in found} == {(n, n) for n in range(1, 7)}
