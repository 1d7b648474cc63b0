"""An SVG that moves by style sheets alone."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtGui import QImage

from graphviz_app.core.view import View
from graphviz_app.errors import ExportError
from graphviz_app.export.animated import svg as writer
from graphviz_app.export.moving import card
from graphviz_app.export.moving.job import MovingJob
from graphviz_app.export.moving.made import Wish, moving_of
from graphviz_app.export.moving.moving import Moving
from graphviz_app.export.moving.screen import Screen
from graphviz_app.formats import load, parse
from graphviz_app.resources import examples
from tests.export.svg.drawings import CHROMIUM, apart, pixels

pytestmark = pytest.mark.usefixtures("qapp")
NODE = shutil.which("node")
SVG = "{http://www.w3.org/2000/svg}"
SMALL = "x = input(2)\nw = parameter(3)\ny = w*x\nL = y**2\n"


@cache
def neuron() -> Moving:
    file = next(path for path in examples() if path.stem == "neuron")
    return moving_of(load(file), View(), Wish((640, 360), caption=False))


@cache
def small() -> Moving:
    return moving_of(parse(SMALL), View(), Wish((640, 360), caption=False))


def written(moving: Moving, folder: Path) -> str:
    MovingJob(moving, folder / "a.svg").run()
    return (folder / "a.svg").read_text(encoding="utf-8")


def stops(text: str, name: str) -> list[tuple[float, str]]:
    """The visibility of what has this animation, by seconds' shares of the loop in percent."""
    (frames,) = re.findall(rf"@keyframes {name}\{{((?:[^{{}}]*\{{[^{{}}]*\}})*)\}}", text)
    found = re.findall(r"([\d.]+)%\{visibility:(\w+)\}", frames)
    return [(float(at), value) for at, value in found]


def test_it_has_no_script_and_is_a_well_formed_document(tmp_path: Path) -> None:
    root = ElementTree.fromstring(written(neuron(), tmp_path))
    assert not list(root.iter(f"{SVG}script"))
    assert root.get("viewBox") == "0 0 640 360"
    assert (tmp_path / "a.svg").stat().st_size < 200_000


def test_a_number_appears_at_the_end_of_its_step(tmp_path: Path) -> None:
    moving = small()
    text = written(moving, tmp_path)
    root = ElementTree.fromstring(text)
    part = next(one for one in root.iter(f"{SVG}g") if one.get("id") == "node-y")
    (shown,) = [one for one in part.iter(f"{SVG}g") if "6.000" in "".join(one.itertext())][1:2]
    name = shown.get("class", "").split()[-1]
    script = moving.script
    seen = next(at for at, value in stops(text, name) if value == "visible")
    assert seen == pytest.approx(100 * script.second_of(1.0) / script.seconds, abs=0.01)


def test_times_are_those_of_the_script() -> None:
    script = small().script
    for before, after in pairwise(script.steps):
        middle = (before + after) / 2
        for t in (middle, after):
            assert script.t_at(script.second_of(t)) == pytest.approx(t)


def test_who_wants_no_motion_sees_the_end(tmp_path: Path) -> None:
    text = written(small(), tmp_path)
    assert "@media (prefers-reduced-motion:reduce){.a,.l{animation:none}}" in text
    last = re.findall(r"\.k\d+\{animation-name:(k\d+);visibility:(\w+)\}", text)
    assert last
    for name, value in last:
        assert stops(text, name)[-1][1] == value


def test_it_plays_once_where_no_loop_is_wanted(tmp_path: Path) -> None:
    assert "infinite" in written(small(), tmp_path)
    text = written(replace(small(), loop=False), tmp_path)
    assert "infinite" not in text
    assert "1 forwards" in text


def test_its_title_comes_first_where_it_is_asked_for(tmp_path: Path) -> None:
    text = written(replace(small(), title=True), tmp_path)
    whole = small().script.seconds + card.SECONDS
    assert f"animation:{whole:.3f}s" in text


def test_what_would_be_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST", 1000)
    with pytest.raises(ExportError, match="go by level"):
        written(small(), tmp_path)
    assert not list(tmp_path.iterdir())


def test_given_up_it_leaves_nothing(tmp_path: Path) -> None:
    pieces = MovingJob(small(), tmp_path / "a.svg").pieces()
    for _ in range(4):
        next(pieces)
    pieces.close()
    assert not list(tmp_path.iterdir())


PLAYED = """
const { chromium } = require("playwright-core");
(async () => {
  const [file, program, seconds] = process.argv.slice(1);
  const quiet = ["quic", "background-networking", "component-update", "sync", "gpu"];
  const args = ["--no-sandbox", "--no-first-run", ...quiet.map((what) => "--disable-" + what)];
  const browser = await chromium.launch({ executablePath: program, args });
  const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
  await page.goto(file);
  for (const second of JSON.parse(seconds)) {
    await page.evaluate((at) => {
      for (const one of document.getAnimations()) { one.pause(); one.currentTime = at; }
    }, second * 1000);
    await page.screenshot({ path: second + ".png" });
  }
  await browser.close();
})();
"""
MODULES = os.environ.get("NODE_PATH", "")
"""Where playwright-core is."""


@pytest.mark.skipif(
    CHROMIUM is None or NODE is None or not MODULES, reason="no browser to play it in"
)
def test_chromium_shows_what_a_film_shows(tmp_path: Path) -> None:
    moving = neuron()
    written(moving, tmp_path)
    seconds = [0.5, 1.4, 4.0, 9.1, 13.0, round(moving.script.seconds - 0.2, 2)]
    command = [NODE or "", "-e", PLAYED, (tmp_path / "a.svg").as_uri(), CHROMIUM or ""]
    where = {"NODE_PATH": MODULES, "HOME": str(tmp_path)}
    told = json.dumps(seconds)
    subprocess.run([*command, told], cwd=tmp_path, env=where, check=True, timeout=120)
    screen = Screen(moving)
    for second in seconds:
        screen.show(moving.script.instant(second))
        shown = pixels(QImage(str(tmp_path / f"{second:g}.png")))
        mean, clear = apart(np.asarray(pixels(screen.image)), shown)
        assert mean < 1.0
        assert clear < 0.003
