"""What a file of another kind is, and what can be done with it."""

import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from graphviz_app.formats.dialects.notebook import is_notebook
from graphviz_app.patterns import late

_TYPE = "type its formulas as lines, such as y = w*x + b"
_PICTURE = "open the .cg or .json file that it was made from, or type the graph anew"
_NONE = (
    "which holds no graph: either it was not made here, or the site that it comes from has "
    "stripped it"
)
_NUMBERS = "put its numbers into a line, such as X = input([[1, 2], [3, 4]])"
_ROWS = (
    "drop it on a graph whose inputs and targets have the names of its columns, "
    'or write data("table.csv") there'
)
_MODEL = "write its layers as lines, such as h = relu(x @ W + b), with the weights as parameters"
_UNPACK = "unpack it, and open the .cg, .json or .py file that is in it"
_NEVER = "it is never opened, because that could run code; print the weights and type them"
_CODE = "write its formulas as lines, such as a = sigmoid(z)"


class Kind(NamedTuple):
    """What a file is, as ``a PDF document``, and what can be done with it."""

    what: str
    advice: str
    could_carry: bool = False
    """Whether one that was made here holds the graph that it shows."""

    @property
    def sentence(self) -> str:
        """All of it, to stand behind the file's name."""
        if self.could_carry:
            return f"is {self.what}, {_NONE}; {self.advice}"
        return f"is {self.what}: {self.advice}"


_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", Kind("a PDF document", _TYPE, True)),
    (b"\x89PNG\r\n\x1a\n", Kind("a PNG picture", _PICTURE, True)),
    (b"\xff\xd8\xff", Kind("a JPEG picture", _PICTURE, True)),
    (b"GIF8", Kind("a GIF picture", _PICTURE)),
    (b"BM", Kind("a BMP picture", _PICTURE)),
    (b"II*\0", Kind("a TIFF picture", _PICTURE)),
    (b"MM\0*", Kind("a TIFF picture", _PICTURE)),
    (b"\0\0\1\0", Kind("an icon", _PICTURE)),
    (b"\x89HDF\r\n\x1a\n", Kind("an HDF5 file, as Keras keeps weights in", _MODEL)),
    (b"\x93NUMPY", Kind("a NumPy array", _NUMBERS)),
    (b"MATLAB 5.0 MAT", Kind("a MATLAB data file", _NUMBERS)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind("an old Office document", _TYPE)),
    (b"{\\rtf", Kind("an RTF document", "save it as plain text (.txt)")),
    (b"\x1f\x8b", Kind("a gzip archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("a 7z archive", _UNPACK)),
    (b"Rar!", Kind("a RAR archive", _UNPACK)),
    (b"BZh", Kind("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ\0", Kind("an xz archive", _UNPACK)),
    (b"SQLite format 3\0", Kind("an SQLite data base", _NUMBERS)),
    (b"GGUF", Kind("a GGUF model", _MODEL)),
    (b"\x7fELF", Kind("a program for the computer", "open the text that it was made from")),
    (b"MZ", Kind("a program for Windows", "open the text that it was made from")),
    (b"%!PS", Kind("a PostScript document", _TYPE)),
    (b"OggS", Kind("a recording", _TYPE)),
    (b"ID3", Kind("a recording", _TYPE)),
    (b"wOF2", Kind("a font", "choose a .cg or .json file")),
)
"""The bytes with which files begin."""
_IN_ZIP: tuple[tuple[bytes, Kind], ...] = (
    (b"word/", Kind("a Word document", f"copy its formulas, or {_TYPE}")),
    (b"xl/", Kind("an Excel table", _NUMBERS)),
    (b"ppt/", Kind("a PowerPoint presentation", _TYPE, True)),
    (b"mimetypeapplication/vnd.oasis", Kind("an OpenDocument file", _TYPE)),
    (b"/data.pkl", Kind("a PyTorch file (a pickle)", _NEVER)),
    (b"metadata.json", Kind("a Keras model", _MODEL)),
    (b"config.json", Kind("a Keras model", _MODEL)),
    (b".npy", Kind("NumPy arrays (.npz)", _NUMBERS)),
)
"""Names in a ZIP archive that say what it is."""
_SUFFIXES: Mapping[str, Kind] = {
    ".onnx": Kind("an ONNX model", _MODEL),
    ".pb": Kind("a TensorFlow model (SavedModel)", _MODEL),
    ".pt": Kind("a PyTorch file (a pickle)", _NEVER),
    ".pth": Kind("a PyTorch file (a pickle)", _NEVER),
    ".ckpt": Kind("a checkpoint", _NEVER),
    ".pkl": Kind("a pickle", _NEVER),
    ".pickle": Kind("a pickle", _NEVER),
    ".safetensors": Kind("a safetensors file of weights", _MODEL),
    ".tflite": Kind("a TensorFlow Lite model", _MODEL),
    ".h5": Kind("a Keras model", _MODEL),
    ".mat": Kind("a MATLAB data file", _NUMBERS),
    ".svg": Kind("an SVG picture", _PICTURE, True),
    ".csv": Kind("a table (CSV)", _ROWS),
    ".tsv": Kind("a table (TSV)", _ROWS),
    ".html": Kind("a web page", _TYPE, True),
    ".htm": Kind("a web page", _TYPE, True),
    ".xml": Kind("an XML file", _TYPE),
    ".yaml": Kind("a YAML file", _TYPE),
    ".yml": Kind("a YAML file", _TYPE),
    ".toml": Kind("a TOML file", _TYPE),
    ".dot": Kind("a Graphviz drawing (DOT)", _TYPE),
    ".gv": Kind("a Graphviz drawing (DOT)", _TYPE),
    ".mmd": Kind("a Mermaid diagram", _TYPE),
    ".md": Kind("a Markdown page", _TYPE),
    ".m": Kind("a MATLAB program", _CODE),
    ".r": Kind("an R program", _CODE),
    ".jl": Kind("a Julia program", _CODE),
    ".js": Kind("a JavaScript program", _CODE),
    ".java": Kind("a Java program", _CODE),
    ".c": Kind("a C program", _CODE),
    ".cpp": Kind("a C++ program", _CODE),
    ".rs": Kind("a Rust program", _CODE),
    ".bib": Kind("a list of references", "choose a .cg or .json file"),
    ".log": Kind("a log", "choose a .cg or .json file"),
}
_TEXTS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (late(r"\s*<(?:!doctype html|html|head|body)\b", re.I), _SUFFIXES[".html"]),
    (
        late(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<svg\b", re.I | re.S),
        _SUFFIXES[".svg"],
    ),
    (late(r"\s*<(?:\?xml|\w+(?:\s[^<>]*)?>)"), _SUFFIXES[".xml"]),
    (late(r"\s*(?://[^\n]*\s*)*(?:strict\s+)?(?:di)?graph\b[^\n]*\{"), _SUFFIXES[".dot"]),
    (
        late(
            r"\s*(?:```mermaid\s*)?(?:(?:graph|flowchart)\s+(?:TD|TB|LR|RL|BT)\b|sequenceDiagram\b"
            r"|classDiagram\b|stateDiagram)"
        ),
        _SUFFIXES[".mmd"],
    ),
    (late(r"(?:%YAML|---\s*\n)"), _SUFFIXES[".yaml"]),
    (late(r"[^=\n]*\t[^=]*\Z"), _SUFFIXES[".tsv"]),
    (late(r"(?:[^=\n,;]*[,;][^=\n]*\n){2,}[^=]*\Z"), _SUFFIXES[".csv"]),
)
"""How texts of other kinds begin."""


def kind_of_bytes(suffix: str, content: bytes) -> Kind | None:
    """What a file certainly is, by how it begins; None for text, or what is not known."""
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_zip(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind("a WebP picture", _PICTURE, True)
    if content[4:8] == b"ftyp":
        return Kind("a film", _PICTURE)
    if content[257:262] == b"ustar":
        return Kind("a tar archive", _UNPACK)
    for begins, kind in _SIGNATURES:
        if content.startswith(begins) and (len(begins) > 3 or not _is_text(content)):
            return kind
    if re.match(rb"\x80[\x02-\x05][\x95}\]c(K\x8a]", content):
        return _SUFFIXES[".pkl"]
    if suffix in (".pt", ".pth", ".pkl", ".pickle", ".ckpt") or _is_text(content):
        return _SUFFIXES.get(suffix) if not _is_text(content) else None
    if suffix not in _SUFFIXES and re.match(rb"\x08[\x01-\x14]\x12", content):
        return _SUFFIXES[".onnx"]
    return _SUFFIXES.get(suffix)


def kind_of_text(suffix: str, text: str) -> Kind | None:
    """What a text that is not understood is, by how it begins, or by the ending of its name."""
    for begins, kind in _TEXTS:
        if begins.match(text[:20_000]):
            return kind
    return _SUFFIXES.get(suffix)


_DOCUMENTS: tuple[tuple[Callable[[Mapping[str, object]], bool], Kind], ...] = (
    (
        lambda c: ("class_name" in c and "config" in c) or "modelTopology" in c,
        Kind("a Keras model (JSON)", _MODEL),
    ),
    (
        lambda c: "nodes" in c and ("links" in c or "edges" in c or "multigraph" in c),
        Kind(
            "a graph of nodes and links, as NetworkX writes it",
            "it does not say what its nodes compute; write each as a line, such as c = a*b",
        ),
    ),
    (lambda c: "elements" in c, Kind("a graph of Cytoscape", _TYPE)),
    (lambda c: "irVersion" in c or "opsetImport" in c, Kind("an ONNX model (JSON)", _MODEL)),
    (lambda c: c.get("type") == "excalidraw", Kind("an Excalidraw drawing", _PICTURE)),
    (lambda c: str(c.get("$schema", "")).find("vega") >= 0, Kind("a Vega chart", _PICTURE)),
)
"""What JSON documents of other programs hold."""


def kind_of_json(text: str) -> Kind | None:
    """What a JSON file is that is no graph document; None if it may be a broken one."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if is_notebook(content):
        return Kind("a Jupyter notebook", _CODE)
    if isinstance(content, list):
        return Kind("a list in JSON, and no graph document", _NUMBERS)
    if not isinstance(content, Mapping) or "format" in content:
        return None
    found = next((kind for test, kind in _DOCUMENTS if test(content)), None)
    if found is None and "nodes" not in content:
        return Kind(
            "JSON, and no graph document",
            'one begins with {"format": 1, "nodes": [ …; File, Save as… writes it',
        )
    return found


def _kind_of_zip(content: bytes) -> Kind:
    names = b"\n".join(_names_in(content))
    for part, kind in _IN_ZIP:
        if part in names or part in content[30:200]:
            return kind
    return Kind("a ZIP archive", _UNPACK)


def _names_in(content: bytes) -> list[bytes]:
    """Names of the files in an archive, as far as it is there."""
    found = re.finditer(rb"PK\x03\x04.{22}(..)..", content, re.DOTALL)
    return [content[m.end() : m.end() + int.from_bytes(m[1], "little")] for m in found]


def _is_text(content: bytes) -> bool:
    return b"\0" not in content[:4000] and not re.search(rb"[\x01-\x08\x0e-\x1a]", content[:4000])
