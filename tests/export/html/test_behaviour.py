"""What the page does: driven in a browser, where one is found."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.core.trace import Trace
from graphviz_app.formats import parse
from graphviz_app.numbers import on_graph
from tests.export.html.made import NEURON, page_of

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or ""
pytestmark = pytest.mark.skipif(not BROWSER, reason="chromium is not installed")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--virtual-time-budget=3000", "--window-size=1280,720", "--dump-dom"),
)
_HELP = """
const key = (name) => document.body.dispatchEvent(
  new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
const seen = (node) => [...document.querySelectorAll(`[data-node="${node}"] text[data-q]`)]
  .filter((e) => !e.closest(".off") && !e.classList.contains("asked")).map((e) => e.textContent);
const told = () => document.getElementById("told").textContent.replace(/\\s+/g, "");
const note = () => document.getElementById("note").textContent;
const click = (e) => e.dispatchEvent(new MouseEvent("click", { bubbles: true }));
const put = (id, text) => { document.getElementById(id).value = text; };
const enter = (id) => document.getElementById(id).dispatchEvent(
  new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
const leaf = (node) => [...document.querySelectorAll(`[data-node="${node}"] text.leaf`)]
  .find((e) => !e.closest(".off"));
const field = (node) => [...document.querySelectorAll(`[data-node="${node}"] .field`)]
  .filter((e) => !e.closest(".off"));
"""
Asked = Callable[[str], Any]


@pytest.fixture(scope="module")
def neuron(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> str:
    return page_of(NEURON, tmp_path_factory.mktemp("page") / "neuron.html")


@pytest.fixture
def ask(neuron: str, tmp_path: Path) -> Asked:
    """Does what a script says in the page, and returns what it returns."""
    return lambda script: answer(neuron, script, tmp_path)


def answer(text: str, script: str, at: Path) -> Any:
    """Only here another script may run in the page."""
    free = re.sub(r"script-src '[^']*'", "script-src 'unsafe-inline'", text)
    asked = (
        f"<script>setTimeout(() => {{ {_HELP} const found = (() => {{ {script} }})();"
        'const place = document.createElement("pre"); place.id = "answer";'
        "place.textContent = JSON.stringify(found); document.body.append(place); }, 500)</script>"
    )
    page = at / "page.html"
    page.write_text(free.replace("</body>", f"{asked}</body>"), encoding="utf-8")
    command = [BROWSER, *FLAGS, f"--user-data-dir={at / 'browser'}", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    found = re.search(r'<pre id="answer">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr[-2000:]
    return json.loads(unescape(found[1]))


def trace_of(**values: float) -> Trace:
    return run(parse(NEURON), values)


def shown(trace: Trace, node: str) -> list[str]:
    return [on_graph(trace.value(node)), on_graph(trace.gradient(node))]


def test_keys_go_step_by_step_both_ways(ask: Asked) -> None:
    found = ask(
        'const notes = []; for (const k of ["ArrowRight", "PageDown", "ArrowLeft", "End", "Home"])'
        " { key(k); notes.push(note()); } return notes;"
    )
    assert found[0].startswith("step 1 of 13")
    assert found[1].startswith("step 2 of 13")
    assert found[2] == found[0]
    assert found[3].startswith("end of")
    assert found[4].startswith("start of")


def test_numbers_come_when_they_are_known(ask: Asked) -> None:
    start, value, end = ask(
        'const all = [seen("z")]; key("ArrowRight"); key("ArrowRight"); all.push(seen("z"));'
        ' key("End"); all.push(seen("z")); return all;'
    )
    assert not start
    assert value == [on_graph(trace_of().value("z"))]
    assert end == shown(trace_of(), "z")


@pytest.mark.parametrize("w", [2.0, -3.5, 0.0])
def test_a_value_that_is_typed_is_computed_with(ask: Asked, w: float) -> None:
    found = ask(
        f'key("End"); click(leaf("w")); put("editor-number", "{w}"); enter("editor-number");'
        'return ["w", "z", "a", "L"].map(seen);'
    )
    trace = trace_of(w=w)
    assert found == [shown(trace, node) for node in ("w", "z", "a", "L")]


def test_the_caption_of_other_values_has_their_numbers(ask: Asked) -> None:
    found = ask(
        'click(leaf("w")); put("editor-number", "2"); enter("editor-number");'
        'key("ArrowRight"); key("ArrowRight"); return told();'
    )
    assert "=3.0000+0.2500=3.2500" in found


def test_reset_brings_the_values_back(ask: Asked) -> None:
    found = ask(
        'key("End"); click(leaf("w")); put("editor-number", "2"); enter("editor-number");'
        'const before = seen("a"); click(document.getElementById("reset"));'
        'return [before, seen("a"), document.getElementById("reset").hidden];'
    )
    assert found == [shown(trace_of(w=2.0), "a"), shown(trace_of(), "a"), True]


def test_guesses_are_judged_as_rounded_numbers(ask: Asked) -> None:
    found = ask(
        'key("End"); click(document.getElementById("predict")); const all = [seen("a")];'
        'const guess = (text) => { click(field("a")[0]); put("guess-number", text);'
        'document.getElementById("guess").requestSubmit(); };'
        'guess("0.4"); all.push(document.getElementById("verdict").textContent, seen("a"));'
        'guess("-0.279"); all.push(document.getElementById("verdict").textContent);'
        'guess("0.28"); all.push(seen("a"), document.getElementById("score").textContent);'
        "return all;"
    )
    none, wrong, still_none, sign, right, score = found
    assert none == still_none == []
    assert wrong.startswith("Wrong")
    assert "sign" in sign
    assert right == [on_graph(trace_of().value("a"))]
    assert score == "1 right, 2 wrong"


def test_covered_numbers_are_not_told_below(ask: Asked) -> None:
    found = ask(
        'click(document.getElementById("predict")); const all = [];'
        'for (let i = 0; i < 13; i++) { key("ArrowRight"); all.push(told()); } return all;'
    )
    trace = trace_of()
    assert not any(f"{trace.value('a'):.4f}" in text for text in found)
    assert not any(f"{abs(float(trace.gradient('z'))):.4f}" in text for text in found)


def test_playing_backwards_comes_to_the_start(ask: Asked) -> None:
    found = ask(
        'key("ArrowRight"); click(document.getElementById("back"));'
        'return document.getElementById("back").getAttribute("aria-pressed");'
    )
    assert found == "true"


def test_a_reason_is_told_where_the_pointer_is(ask: Asked) -> None:
    found = ask(
        'key("End"); const node = document.getElementById("node-a");'
        'const over = { bubbles: true, pointerType: "mouse" };'
        'node.dispatchEvent(new PointerEvent("pointermove", over));'
        'return document.getElementById("reason").textContent;'
    )
    assert str(trace_of().value("a")) in found


def test_a_large_page_is_unpacked(tmp_path: Path, qapp: object) -> None:
    lines = [f"x{i} = input({i / 7:.3f})\ny{i} = tanh(x{i})*x{i}" for i in range(14)]
    lines.append("L = " + " + ".join(f"y{i}" for i in range(14)))
    text = page_of("\n".join(lines), tmp_path / "page.html")
    assert 'id="packed"' in text
    trace = run(parse("\n".join(lines)))
    found = answer(text, 'key("End"); return [seen("y3"), seen("L")];', tmp_path)
    assert found == [shown(trace, "y3"), shown(trace, "L")]
