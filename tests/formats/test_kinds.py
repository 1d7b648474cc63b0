"""Files of other kinds are named for what they are, with what can be done."""

import io
import json
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

from graphviz_app.core.autodiff import run
from graphviz_app.errors import DocumentError
from graphviz_app.formats import load


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def saved(write: object, *given: object) -> bytes:
    stream = io.BytesIO()
    write(stream, *given)  # type: ignore[operator]
    return stream.getvalue()


NODE_LINK = {"directed": True, "multigraph": False, "nodes": [{"id": 1}], "links": []}
KERAS = {"class_name": "Sequential", "config": {"layers": []}}
KINDS = [
    ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "a PDF document, which holds no graph: either it was"),
    ("a.cg", b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
    ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture, which holds no graph: either it was"),
    ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
    ("a.gif", b"GIF89a\1\0", "a GIF picture: open the .cg or .json file"),
    ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "a WebP picture"),
    ("a.svg", b'<?xml version="1.0"?>\n<svg xmlns="x"></svg>', "an SVG picture"),
    ("a.txt", b"<svg width='3'></svg>", "an SVG picture"),
    ("a.onnx", b"\x08\x07\x12\x07pytorch\x1a", "an ONNX model: write its layers as lines"),
    ("model", b"\x08\x07\x12\x07pytorch\x1a", "an ONNX model"),
    ("a.pb", b"\x08\x01\x12\xff\0", "a TensorFlow model"),
    ("a.h5", b"\x89HDF\r\n\x1a\n\0", "an HDF5 file, as Keras keeps weights in"),
    ("a.keras", zipped("metadata.json", "config.json", "model.weights.h5"), "a Keras model"),
    ("a.json", json.dumps(KERAS).encode(), "a Keras model (JSON)"),
    ("a.json", json.dumps(NODE_LINK).encode(), "a graph of nodes and links, as NetworkX writes it"),
    ("a.json", b"[1, 2, 3]", "a list in JSON, and no graph document"),
    ("a.json", b'{"a": 1}', "JSON, and no graph document: one begins with"),
    ("a.json", b'{"nbformat": 4, "cells": []}', "a Jupyter notebook"),
    ("a.dot", b"digraph G { a -> b }", "a Graphviz drawing (DOT)"),
    ("a.txt", b"strict digraph {\n a -> b }", "a Graphviz drawing (DOT)"),
    ("a.mmd", b"graph LR\n  a --> b", "a Mermaid diagram"),
    ("a.txt", b"flowchart TD\n  a --> b", "a Mermaid diagram"),
    ("a.csv", b"x,y\n1,2\n3,4\n", "a table (CSV): drop it on a graph whose inputs"),
    ("a.txt", b"1.5,2.5\n1,2\n3,4\n", "a table (CSV)"),
    ("a.tsv", b"x\ty\n1\t2\n", "a table (TSV)"),
    ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel table"),
    ("a.docx", zipped("[Content_Types].xml", "word/document.xml"), "a Word document"),
    ("a.pptx", zipped("ppt/presentation.xml"), "a PowerPoint presentation"),
    ("a.zip", zipped("neuron.cg"), "a ZIP archive: unpack it"),
    ("a.tar.gz", b"\x1f\x8b\x08\0\0", "a gzip archive"),
    ("a.npy", saved(np.save, np.eye(2)), "a NumPy array: put its numbers into a line"),
    ("a.npz", saved(np.savez, np.eye(2)), "NumPy arrays (.npz)"),
    ("a.pkl", pickle.dumps({"w": 1}), "a pickle: it is never opened"),
    ("weights", pickle.dumps([1.0, 2.0]), "a pickle: it is never opened"),
    ("a.pt", zipped("archive/data.pkl", "archive/version"), "a PyTorch file (a pickle)"),
    ("a.pth", pickle.dumps({"w": 1}), "a pickle: it is never opened"),
    ("a.safetensors", b"\x40\0\0\0\0\0\0\0{\"w\":{}}", "a safetensors file of weights"),
    ("a.html", b"<!DOCTYPE html>\n<html><body>y = 2</body></html>", "a web page"),
    ("a.yaml", b"layers:\n  - dense\n", "a YAML file"),
    ("a.xml", b"<?xml version='1.0'?><net/>", "an XML file"),
    ("a.rtf", b"{\\rtf1\\ansi y = 2}", "an RTF document: save it as plain text"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "an old Office document"),
    ("a.m", b"x = 2;\nfor i = 1:3\n y = x; end", "a MATLAB program"),
    ("a.md", b"Some *words*\n", "a Markdown page"),
    ("a.exe", b"MZ\x90\0\x03", "a program for Windows"),
    ("a.mp4", b"\0\0\0\x20ftypisom", "a film"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "sentence"), KINDS)
def test_a_file_is_named_for_what_it_is(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        load(tmp_path / name)
    assert f"'{name}' is {sentence}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_large_file_is_named_too(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as stream:
        stream.write(b"%PDF-1.4\n")
        stream.truncate(30_000_000)
    with pytest.raises(DocumentError, match="is a PDF document"):
        load(tmp_path / "a.pdf")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_that_says_how_it_is_coded_is_read(tmp_path: Path, coding: str) -> None:
    (tmp_path / "a.cg").write_text("# Größe\nx = 3\n", encoding=coding)
    graph = load(tmp_path / "a.cg")
    assert graph.title == "Größe"
    assert run(graph).value("x") == 3


@pytest.mark.parametrize("coding", ["utf-16-be", "utf-16-le", "utf-32-be", "utf-32-le"])
def test_a_text_with_a_mark_in_either_order_is_read(tmp_path: Path, coding: str) -> None:
    (tmp_path / "a.cg").write_bytes("\ufeffx = 3\n".encode(coding))
    assert run(load(tmp_path / "a.cg")).value("x") == 3


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("x = 3\n".encode("utf-16-le"), "text in UTF-16, but does not say so; save it as UTF-8"),
        (b"\xff\xfex\0=", "a damaged text in UTF-16; save it as UTF-8"),
        ("# Größe\nx = 3\n".encode("latin-1"), "perhaps Latin-1, with 'ö'; save it as UTF-8"),
        (b"\x01\x02\x03\0\xff\xfe", "is not text and not a graph document"),
    ],
)
def test_a_text_in_another_coding_says_what_to_do(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    (tmp_path / "a.cg").write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        load(tmp_path / "a.cg")
    assert sentence in str(caught.value)


def test_a_saved_model_is_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "saved_model.pb").write_bytes(b"\x08\x01")
    with pytest.raises(DocumentError, match=r"a folder with a TensorFlow model \(SavedModel\)"):
        load(tmp_path)


@pytest.mark.parametrize("name", ["a.cg", "a.txt", "a.csv", "a.md", "a.yaml", "a.html"])
def test_a_graph_is_a_graph_under_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x = input([1, 2])\ny = sum(x)\n", encoding="utf-8")
    assert run(load(tmp_path / name)).value("y") == 3


def test_a_graph_document_with_a_mistake_is_still_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"format": 1, "nodes": [{"id": 1}]}', encoding="utf-8")
    with pytest.raises(DocumentError, match=r"nodes\[0\]"):
        load(tmp_path / "a.json")
