"""What a text or document can ask for is bounded, and the message names the bound."""

import json
import subprocess
import sys
import time

import pytest

from graphviz_app.errors import DocumentError, ParseError
from graphviz_app.formats import from_json, parse
from graphviz_app.formats.language.text import read_whole
from graphviz_app.formats.language.words.blocks import WHOLE
from graphviz_app.formats.limits import MAX_CLAIMS, MAX_DEFS, MAX_NODES, thousands

HUNGRY = {
    "operators": """"".join(f"b{i}=" + "*".join("x"*1000) + chr(10) for i in range(2400))""",
    "claims": """"x == 5\\n" * 690_000""",
    "defs": """"".join(f"def f{i}(u): return u" + chr(10) for i in range(190_000))""",
    "numbers": """"y = [" + "1,"*999_999 + "1]\\nz = [" + "0x1,"*400_000 + "1]" """,
    "groups": """"".join(f"with group('g{i}'):" + chr(10) + f" a{i}=1" + chr(10)
        for i in range(140_000))""",
}
MEASURE = """
import sys
from pathlib import Path
from graphviz_app.errors import ParseError
from graphviz_app.formats import parse
try:
    parse("x = 1\\n" + eval(sys.argv[1]))
except ParseError as error:
    print(error)
status = Path("/proc/self/status").read_text()  # ru_maxrss would count the parent's memory too
print(status.split("VmHWM:")[1].split()[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is asked of Linux")
@pytest.mark.parametrize("kind", HUNGRY)
def test_no_text_takes_half_a_gigabyte(kind: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, HUNGRY[kind]], capture_output=True, text=True, check=True
    )
    assert int(done.stdout.split("\n")[-2]) < 500 * 1024


def bomb(depth: int) -> str:
    lines = [f"def f{i}(u): return f{i - 1}(f{i - 1}(u))" for i in range(1, depth)]
    return "\n".join(["def f0(u): return u + u*u", *lines, "x = 1", f"y = f{depth - 1}(x)"])


@pytest.mark.parametrize("depth", [15, 40, 190])
def test_defs_that_multiply_each_other_are_refused_before_they_are_written_out(depth: int) -> None:
    start = time.process_time()
    with pytest.raises(ParseError, match="a text may have 20,000 of them, and 2 for each"):
        parse(bomb(depth))
    assert time.process_time() - start < 1


def test_defs_that_nobody_calls_are_not_written_out() -> None:
    start = time.process_time()
    text = bomb(150)
    assert len(parse(text[: text.rindex("y = ")]).nodes) == 1
    assert time.process_time() - start < 1


def test_too_many_of_anything_is_told_with_the_bound() -> None:
    lines = MAX_NODES + 1
    for text, bound in (
        ("a = 1\n" + "".join(f"b{i}=a\n" for i in range(lines)), MAX_NODES),
        ("x = 1\n" + "x == 1\n" * (MAX_CLAIMS + 1), MAX_CLAIMS),
        ("".join(f"def f{i}(u): return u\n" for i in range(MAX_DEFS // 20)), MAX_DEFS),
    ):
        with pytest.raises(ParseError, match=thousands(bound)):
            parse(text)


def test_defs_call_each_other_in_a_bounded_depth() -> None:
    lines = [f"def f{i}(u): return f{i - 1}(u)" for i in range(1, 250)]
    with pytest.raises(ParseError, match="at most 200 defs can call each other in turn"):
        parse("\n".join(["def f0(u): return u", *lines, "x = 1", "y = f249(x)"]))


def test_a_long_text_in_pieces_reads_as_in_one() -> None:
    head = "# A title\nx = input(1)\ndef f(u):\n    return u*u\nlearning_rate(0.5)\n"
    body = "".join(
        f'with group("g{i}"):\n    a{i} = f(x) + {i}\n\n# remark\nb{i} = max(a{i},\n  x)\n'
        f"grad(b{i} (note {i})) == 0.50\n"
        for i in range(5_000)
    )
    text = head + body
    assert len(text) > 2 * WHOLE
    graph = parse(text)
    assert graph == read_whole(text)
    assert graph.nodes["a4999.mul1"].group == "g4999/a4999/f"
    assert graph.claims[-1].line == text[:-1].count("\n") + 1
    assert (graph.title, graph.output, graph.learning_rate) == ("A title", "b4999", 0.5)
    assert graph.nodes.keys() >= {"a0", "a2500", "b4999"}


@pytest.mark.parametrize(
    ("slip", "reason", "column"),
    [("z = = 1", "one = too many", 5), ("z = (1", "never closed", 5), ("z = qq", "not defined", 5)],
)
def test_a_mistake_in_a_long_text_is_told_in_its_place(slip: str, reason: str, column: int) -> None:
    lines = ["x = 1", *(f"a{i} = x*{i}" for i in range(40_000))]
    lines.insert(30_000, slip)
    with pytest.raises(ParseError, match=reason) as caught:
        parse("\n".join(lines))
    assert (caught.value.line, caught.value.column) == (30_001, column)


def test_long_comments_and_empty_lines_are_no_block() -> None:
    assert len(parse(f"#{' a' * 1_000_000}\n{chr(10) * 1_000_000}x = 1\n").nodes) == 1


def test_a_block_has_a_bound() -> None:
    text = 'with group("g"):\n' + "".join(f" a{i} = {i}\n" for i in range(80_000))
    with pytest.raises(ParseError, match="at most 500,000 characters"):
        parse(text)


@pytest.mark.parametrize(
    ("number", "value"),
    [("7", 7), ("-0.25", -0.25), ("1.", 1), (".5", 0.5), ("1_000", 1000), ("0xFF", 255),
     ("+3", 3), ("2e-3", 0.002), ("\N{MINUS SIGN}1", -1)],
)  # fmt: skip
@pytest.mark.parametrize("count", [10, 5_000])
def test_long_lists_are_read_as_short_ones(number: str, value: float, count: int) -> None:
    rows = ",\n  ".join([f"[{number}, {number},]"] * count)
    graph = parse(f"b = 1\nx = input([{rows}])  # remark\ny = sum(x, axis=0)")
    assert graph.nodes["x"].attrs["value"] == ((value, value),) * count
    assert graph.nodes["y"].attrs["axis"] == 0


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        ("1 2, " * 100_000, "with commas between them"),
        ("1, " * 200_000 + "[1]", "the rows of a tensor must all have the same length"),
        ("1, " * 200_000 + "1e999", "finite"),
        ("1, " * 2_000 + "1e999", "too large"),
        ("1, " * 2_000 + "[1]", "the rows of this tensor differ"),
    ],
)
def test_a_long_list_with_a_mistake_is_refused(items: str, reason: str) -> None:
    with pytest.raises(ParseError, match=reason) as caught:
        parse(f"x = 1\ny = [{items}]")
    assert caught.value.line == 2


def test_a_text_that_is_not_the_graphs_is_read_no_further_than_the_graph() -> None:
    node = {"id": "x", "op": "input"}
    for text in ("a = 1\n" * 500_000, "x = input(0)\n" + "x == 1\n" * 400_000):
        start = time.process_time()
        graph = from_json(json.dumps({"format": 1, "nodes": [node], "text": text}))
        assert graph.source == ""
        assert time.process_time() - start < 3


def test_a_document_of_too_much_is_refused_with_the_bound() -> None:
    for key, most in (("nodes", MAX_NODES), ("claims", MAX_CLAIMS)):
        with pytest.raises(DocumentError, match=f"{key}: at most {thousands(most)} are read"):
            from_json(json.dumps({"format": 1, "nodes": [], key: [[]] * (most + 1)}))
