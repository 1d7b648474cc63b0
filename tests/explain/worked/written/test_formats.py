"""Every graph in every format: nothing is lost, nothing of another format is left in it."""

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graphviz_app.explain.worked.written.formats import FORMATS, format_of
from graphviz_app.explain.worked.written.html import as_html
from graphviz_app.explain.worked.written.latex import as_latex
from graphviz_app.explain.worked.written.markdown import as_markdown
from graphviz_app.explain.worked.written.text import as_text
from graphviz_app.numbers import MINUS, in_panel
from tests.explain.worked.sheets import FILES, graph_of, solved, stem

HOSTILE = r"""# 100% of <script>alert(1)</script> & $x_1$ \alpha {b} ~^ #5 `t` “Größe” — αβ 中 | *a*
frac = input(1.5)
begin = parameter(2)
größe = parameter(0.5)
λ = parameter(0.25)
é = input(2)
end_of_it = input(-1)
w2_11 = parameter(3)
x1 = frac*begin + größe*λ
c = x1*end_of_it + é*w2_11
c = c + 1
yhat1 = c**2
learning_rate(0.1)
"""
NEEDS_TEX = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no pdflatex here")
TYPESET = ("neuron", "three-two-one-network", "softmax-vector", "huber", "27-attention.works")


@pytest.mark.parametrize("path", FILES, ids=stem)
def test_text_is_lines_of_bounded_width_without_latex(path: Path) -> None:
    text = as_text(solved(path))
    assert max(map(len, text.splitlines())) <= 104
    assert not re.search(r"[\\{}$?\ue000-\ue002]", text.partition("Given")[2])
    assert all(line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("path", FILES, ids=stem)
def test_latex_is_ascii_and_balanced(path: Path) -> None:
    text = as_latex(solved(path))
    assert text.isascii()
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")
    assert text.count("$") % 2 == 0
    assert text.count(r"\left") - text.count(r"\leftarrow") == text.count(r"\right")
    assert text.count(r"\begin{") == text.count(r"\end{")
    assert set(re.findall(r"\\usepackage\S*", text)) == {r"\usepackage{amsmath}"}


@pytest.mark.parametrize("path", FILES, ids=stem)
def test_markdown_has_its_formulas_between_dollars(path: Path) -> None:
    text = as_markdown(solved(path))
    assert text.count("\n$$\n") % 2 == 0
    outside = re.sub(r"\$\$.*?\$\$|\$[^$]*\$", "", text.replace(r"\$", ""), flags=re.DOTALL)
    assert not re.search(r"\\[a-z]{2,}", outside)
    assert all(
        line.count(" | ") == line.count("|") - 2 or line[0] != "|"
        for line in text.splitlines()
        if line
    )


@pytest.mark.parametrize("path", FILES, ids=stem)
def test_html_is_one_wellformed_file_that_asks_for_nothing(path: Path) -> None:
    text = as_html(solved(path))
    ElementTree.fromstring(text[text.index("<main>") : text.index("</body>")])
    assert not re.search(r"src=|href=|url\(|@import|<script|\\[a-zA-Z]", text)
    assert text.count("<section>") == text.count("</section>") > 2


@pytest.mark.parametrize("path", FILES[:6], ids=stem)
def test_every_format_has_the_engines_numbers(path: Path) -> None:
    from graphviz_app.core.autodiff import run

    trace = run(graph_of(path))
    assert trace.output is not None
    value = in_panel(trace.value(trace.output)).partition("·")[0]
    for one in FORMATS:
        text = one.write(solved(path))
        assert value in text or value.replace(MINUS, "-") in text or value.strip(MINUS) in text


def test_names_and_titles_survive_every_format() -> None:
    solution = solved(HOSTILE)
    assert "the" not in as_text(solution).splitlines()[0]
    assert "größe · λ" in as_text(solution)
    assert "<script>alert(1)</script>" in as_text(solution)
    html = as_html(solution)
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "größe" in html
    markdown = as_markdown(solution)
    assert r"\`t\`" in markdown.splitlines()[0]
    assert "<script" not in markdown
    latex = as_latex(solution)
    assert r"100\% of \textless{}script" in latex
    assert r"\text{gr\"{o}\ss{}e}" in latex
    assert r"\hat{y}_1" in latex
    assert "w_{2,11}" in latex
    assert "c'" in latex


@NEEDS_TEX
@pytest.mark.parametrize(
    "given", [*(path for path in FILES if path.stem in TYPESET), HOSTILE], ids=str
)
def test_latex_compiles_with_a_plain_installation(given: Path | str, tmp_path: Path) -> None:
    (tmp_path / "sheet.tex").write_text(as_latex(solved(given)), encoding="ascii")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "sheet.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, said[-2000:]
    wide = re.findall(r"Overfull \\hbox \(([\d.]+)pt", said)
    assert all(float(points) < 10 for points in wide), wide


def test_a_long_title_is_underlined_once_it_is_over() -> None:
    title, rule = as_text(solved(f"# {'long ' * 30}\nx = input(1)\ny = 2*x\n")).splitlines()[1:3]
    assert title.startswith("long")
    assert set(rule) == {"="}


def test_a_format_is_found_by_its_name_or_a_files_ending() -> None:
    assert [format_of(name).name for name in ("md", ".tex", ".html", "text")] == [
        "md",
        "latex",
        "html",
        "text",
    ]
    assert format_of(".doc").name == "text"
