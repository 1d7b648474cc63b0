"""Words that people write into a graph, in the form in which text and document both hold them."""

from collections.abc import Sequence

from graphviz_app.formats.limits import MAX_NAME, MAX_NOTE, MAX_TITLE, thousands
from graphviz_app.patterns import late

_CONTROL = late("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_COMMENT = late(r"[#\s]+")


def one_line(words: str) -> str:
    """With single spaces for every piece of white space."""
    return " ".join(words.split())


def title_of(comment: str) -> str:
    """The title that a comment gives: one line, without signs of comments, shortened."""
    begin = _COMMENT.match(comment)
    title = one_line(comment[begin.end() if begin else 0 :][: 8 * MAX_TITLE])
    return title if len(title) <= MAX_TITLE else f"{title[: MAX_TITLE - 1].rstrip()}…"


def title_problem(title: str) -> str:
    """Why these words cannot be a title; '' if they can."""
    if len(title) > MAX_TITLE:
        return f"a title has at most {MAX_TITLE} characters, this one has {thousands(len(title))}"
    return (
        "a title is a line of text without control characters"
        if _CONTROL.search(one_line(title))
        else ""
    )


def note_problem(note: str) -> str:
    """Why these words cannot be the remark of a claim; '' if they can."""
    if len(note) > MAX_NOTE:
        length = thousands(len(note))
        return f"a remark has at most {thousands(MAX_NOTE)} characters, this one has {length}"
    if _CONTROL.search(one_line(note)):
        return "a remark is a line of text without control characters"
    return "" if closes(note) else "the round brackets of a remark must match"


def closes(note: str) -> bool:
    """Whether every round bracket has its partner."""
    depth = 0
    for sign in note:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return not depth


def group_problem(names: Sequence[str]) -> str:
    """Why these words cannot be names of groups; '' if they can."""
    if max(map(len, names)) > MAX_NAME:
        return f"the name of a group has at most {MAX_NAME} characters"
    if not all(name.strip() and name.isprintable() for name in names):
        return "a group needs a name of printable characters"
    return ""
