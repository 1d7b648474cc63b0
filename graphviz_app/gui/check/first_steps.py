"""What the page says where a graph has no claims: what it is for, and how to begin."""

from collections.abc import Iterator

from graphviz_app.core.graph import Graph
from graphviz_app.core.questions import questions
from graphviz_app.gui.check.reasons import Offers
from graphviz_app.gui.widgets.rows import Heading, Sentence
from graphviz_app.gui.widgets.sheet import Row

FOR = (
    "Write down what you have worked out by hand. Each number is compared with the run, with your "
    "own earlier numbers carried on, and the first one that went wrong is named with its likely "
    "slip."
)
IN_TEXT = "Write a line such as {claim} in the text; or ask for numbers and type them here:"


def first_steps(graph: Graph) -> Iterator[Row]:
    """The rows of the page."""
    yield Heading("Check my work", "")
    yield Sentence(FOR, "muted")
    values = questions(graph, "values")
    if not values:
        yield Sentence("There is no graph to be checked against yet.", "muted", above=12)
        return
    yield Sentence(IN_TEXT.format(claim=f"{values[0].of} == 0.5"), above=12)
    yield Offers((("Ask for all values", "values"),))
    if questions(graph, "gradients"):
        yield Offers((("Ask for all gradients", "gradients"),), above=8)
    if questions(graph, "updates"):
        yield Offers((("Ask for all updates", "updates"),), above=8)
    yield Sentence("Or bring a table of names and values:", above=16)
    yield Offers((("Paste answers", "paste"), ("Import…", "import")), above=8)
