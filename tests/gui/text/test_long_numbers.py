"""Numbers with all their digits, as learning writes them, are whole in a narrow editor."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.gui.widgets.code.view import CodeView
from graphviz_app.theme import LIGHT


@pytest.fixture
def narrow(qtbot: QtBot) -> CodeView:
    """As wide as it is in a small window."""
    made = CodeView(LIGHT)
    qtbot.addWidget(made)
    made.resize(283, 300)
    made.show()
    return made


def narrowed(view: CodeView) -> list[str]:
    """What is drawn narrow in the first line."""
    block = view.document().firstBlock()
    parts: list[Any] = block.layout().formats()
    return [
        block.text()[part.start : part.start + part.length]
        for part in parts
        if part.format.fontStretch() not in (0, 100)
    ]


@pytest.mark.parametrize(
    "number",
    [
        "3.97689",
        "3.9768929536564",
        "3.976892953656497",
        "-5.8809123456789012",
        "0.3818669061358254",
    ],
)
def test_a_number_is_never_parted_and_a_line_keeps_its_height(
    narrow: CodeView, number: str
) -> None:
    narrow.setPlainText(f"w11 = parameter({number})")
    layout = narrow.document().firstBlock().layout()
    assert layout.lineCount() <= 2
    last = layout.lineAt(layout.lineCount() - 1)
    text = narrow.toPlainText()[last.textStart() :]
    assert number in text


@pytest.mark.parametrize(
    ("number", "tail"),
    [
        ("3.9768929536564976", ["9536564976"]),
        ("-3.9768929536564976e-05", ["29536564976"]),
        ("123456789012.125", ["25"]),
        ("12345678901234567", []),
        ("0.123456789", []),
    ],
)
def test_only_decimals_that_nobody_reads_are_narrow(
    narrow: CodeView, number: str, tail: list[str]
) -> None:
    narrow.setPlainText(f"w = parameter({number})")
    assert narrowed(narrow) == tail
    assert narrow.toPlainText() == f"w = parameter({number})"
