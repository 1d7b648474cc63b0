"""A Python program as it is written: where each part stands, and the remarks beside it."""

import ast
import io
import tokenize

from graphviz_app.errors import ParseError
from graphviz_app.formats.language.words.grammar import quiet


class Source:
    """The letters of a program; places are counted in characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._comments: dict[int, tuple[int, str]] | None = None

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Where something begins and ends."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self._place(node.lineno, node.col_offset),
            self._place(node.end_lineno, node.end_col_offset),
        )

    def words(self, node: ast.expr | ast.stmt) -> str:
        """What is written there."""
        start, end = self.span(node)
        return self.text[start:end]

    def comment(self, line: int) -> tuple[int, str]:
        """The remark in a 1-based line: where it begins and what it says; (-1, '') if none."""
        if self._comments is None:
            self._comments = dict(_comments(self.text))
        return self._comments.get(line, (-1, ""))

    def enclosed(self, start: int, end: int) -> bool:
        """Whether round brackets stand right around a part."""
        while self.text[start - 1 : start].isspace():
            start -= 1
        while self.text[end : end + 1].isspace():
            end += 1
        return self.text[start - 1 : start] == "(" and self.text[end : end + 1] == ")"

    def error(self, node: ast.expr | ast.stmt, reason: str) -> ParseError:
        """A mistake that is found at some part."""
        start, end = self.span(node)
        column = start - self._starts[node.lineno - 1] + 1
        line = self.lines[node.lineno - 1]
        length = min(end - start, len(line) - column + 1)
        return ParseError(reason, node.lineno, column, line, length)

    def _place(self, line: int, column: int) -> int:
        words = self.lines[line - 1]
        if not words.isascii():
            column = len(words.encode()[:column].decode())
        return self._starts[line - 1] + column


def _comments(text: str) -> list[tuple[int, tuple[int, str]]]:
    with quiet():
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        return [
            (token.start[0], (token.start[1], token.string))
            for token in tokens
            if token.type == tokenize.COMMENT
        ]
