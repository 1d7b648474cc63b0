"""What the inspector says about a folded group: what leaves it, and what it is made of."""

from collections.abc import Iterator

from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.wording import counted
from graphviz_app.explain.boxes import entries
from graphviz_app.explain.explain import forward_caption
from graphviz_app.explain.titles import shown_name
from graphviz_app.gui.inspector.why import why_row
from graphviz_app.gui.widgets.parts import PROBLEM_TITLES
from graphviz_app.gui.widgets.rows import (
    Heading,
    Message,
    Number,
    Section,
    Sentence,
    Space,
    Words,
    told,
)
from graphviz_app.gui.widgets.sheet import Row

MOST = 12
"""What enters or leaves that is listed one by one."""


def box_page(run: ReadRun, id_: str) -> Iterator[Row]:
    """The rows about one folded group of the reading."""
    box, members = run.reading.boxes[id_], run.reading.members[id_]
    yield Heading(shown_name(run, id_), "folded group")
    for problem in run.trace.problems:
        if problem.node in members:
            yield Message(PROBLEM_TITLES[problem.kind], f"{problem.node}: {problem.message}")
    yield Words("Holds", counted(len(members), "node"))
    if "/" in box.path:
        yield Words("Group", box.path.rpartition("/")[0])
    yield Sentence("A double-click or F opens it.", "caption")
    given = entries(run, id_)
    yield Section("What enters", str(len(given)))
    for source in given[:MOST]:
        yield Number(shown_name(run, source), run.trace.values.get(source), "value")
    yield from _rest(len(given))
    yield Section("What leaves", str(len(box.exits)))
    for exit_ in box.exits[:MOST]:
        yield Number(shown_name(run, exit_), run.trace.values.get(exit_), "value")
        if exit_ in run.trace.gradients:
            yield Number(
                f"Gradient of {shown_name(run, exit_)}", run.trace.gradients[exit_], "gradient"
            )
            yield why_row(run, exit_)
    yield from _rest(len(box.exits))
    yield Space(8)
    yield from told(forward_caption(run, id_)._replace(remarks=()))


def _rest(count: int) -> Iterator[Row]:
    if count > MOST:
        yield Sentence(f"… and {count - MOST:,} more", "caption")
