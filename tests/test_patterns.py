"""Regular expressions that wait until they are used."""

import gc
import importlib
import re

import pytest

from graphviz_app.patterns import _Late, late
from tests.test_architecture import MODULES, ROOT


def test_it_finds_what_the_compiled_one_does() -> None:
    words, compiled = late(r"(?P<word>\w+) ", re.ASCII), re.compile(r"(?P<word>\w+) ", re.ASCII)
    for text in ("one two ", "zwölf ", ""):
        assert words.findall(text) == compiled.findall(text)
        found, wanted = words.match(text), compiled.match(text)
        assert (found and found["word"]) == (wanted and wanted["word"])
    assert words.pattern == compiled.pattern


def test_a_mistake_is_found_when_it_is_used() -> None:
    broken = late("(")
    with pytest.raises(re.error):
        broken.match("")


def test_all_that_wait_can_be_compiled() -> None:
    for path in MODULES:
        name = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
        if "import late\n" in path.read_text(encoding="utf-8"):
            importlib.import_module(name.removesuffix(".__init__"))
    waiting = [one for one in gc.get_objects() if type(one) is _Late]
    assert len(waiting) > 100
    for one in waiting:
        re.compile(one.pattern, one._flags)
