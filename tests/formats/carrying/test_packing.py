"""A line of JSON that nothing does harm to, and of which nothing is believed unchecked."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphviz_app.core.view import USUAL, View
from graphviz_app.errors import DocumentError
from graphviz_app.formats.carrying.carried import Carried
from graphviz_app.formats.carrying.packing import MAX_PACKED, packed, unpacked
from tests.formats.carrying.samples import DOCUMENTS, HARD, NEURON


@pytest.mark.parametrize("carried", DOCUMENTS)
def test_a_line_is_plain_ascii_without_markup_and_breaks(carried: Carried) -> None:
    line = packed(carried)
    assert line.isascii()
    assert line.isprintable()
    assert not {"<", ">", "&", "\x7f"} & {*line}
    assert "  " not in line
    assert unpacked(line) == carried


def test_every_field_of_a_view_travels() -> None:
    assert unpacked(packed(NEURON._replace(view=USUAL))).view == USUAL
    assert unpacked(packed(NEURON._replace(view=View()))).view == View()


def test_breaks_between_words_do_no_harm() -> None:
    assert unpacked(f"\n  {packed(HARD)} \t".replace(" ", "\r\n   ")) == HARD


@settings(deadline=None, max_examples=150)
@given(st.text(), st.text(st.characters(exclude_characters="/\\")))
def test_any_text_travels(text: str, name: str) -> None:
    assert unpacked(packed(Carried(text, name))).text == text


def said(**fields: object) -> Carried:
    return unpacked(json.dumps({"graphviz_app": 1, "text": "x", **fields}))


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\a\\passwd", "/passwd", "pass\0w\nd", "\u2028passwd "]
)
def test_a_name_is_one_without_folders_and_breaks(name: str) -> None:
    assert said(name=name).name == "passwd"


def test_a_long_name_keeps_its_end() -> None:
    assert said(name="n" * 100_000 + ".cg").name.endswith("nn.cg")
    assert len(said(name="n" * 100_000).name) <= 200


@pytest.mark.parametrize("wrong", [None, 3, {}, True, "x" * 500, 1e999, ["a", 1], {"a": []}])
def test_what_is_not_right_of_a_view_is_as_if_it_were_not_said(wrong: object) -> None:
    for name in View._fields:
        view = said(view={name: wrong, "unknown": 3}).view
        assert getattr(view, name) in (None, wrong)
        if getattr(view, name) is not None:
            assert type(wrong) is type(getattr(USUAL, name))
    assert said(view=wrong, at=wrong, name=wrong)._replace(name="") in (
        Carried("x"), Carried("x", at="True"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "3", "null", '"a"', "{}", '{"graphviz_app":1}', '{"graphviz_app":true}',
        '{"graphviz_app":0,"text":""}', '{"graphviz_app":-1,"text":""}',
        '{"graphviz_app":"1","text":""}', '{"graphviz_app":1.5,"text":""}',
        '{"graphviz_app":1,"text":3}', '{"graphviz_app":1,"text":null}',
        '{"graphviz_app":1,"text":' + "[" * 100_000, '{"graphviz_app":1,"a":' + "9" * 10_000 + "}",
        '{"graphviz_app":' + "9" * 4_000 + ',"text":3',
    ],
)  # fmt: skip
def test_a_damaged_one_is_told(content: str) -> None:
    with pytest.raises(DocumentError, match="carries a graph that is damaged"):
        unpacked(content)


def test_one_of_a_newer_version_is_told() -> None:
    with pytest.raises(DocumentError, match="was written by a newer version of this program"):
        unpacked('{"graphviz_app":2,"document":{}}')


def test_a_large_one_is_refused_with_the_bound() -> None:
    with pytest.raises(DocumentError, match="10,000,000"):
        unpacked(" " * (MAX_PACKED + 1))


def test_the_largest_is_read_in_bounded_time() -> None:
    began = time.perf_counter()
    with pytest.raises(DocumentError):
        unpacked('{"graphviz_app":1,"x":[' + "[]," * (MAX_PACKED // 60))
    assert time.perf_counter() - began < 10
