"""What the tests of the command line share."""

import pytest

from graphviz_app.cli import main
from graphviz_app.resources import examples

NEURON = str(examples()[0])
Captured = pytest.CaptureFixture[str]


def fails(capsys: Captured, *argv: str) -> str:
    """Run into a user's error: exit 1, one line on stderr, nothing on stdout."""
    assert main(argv) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("graphviz-app: ")
    return err
