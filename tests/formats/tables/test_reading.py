"""Tables as they are written: to numbers, or to one sentence with row and column."""

import codecs

import numpy as np
import pytest

from graphviz_app import parse
from graphviz_app.core.learning.table import Feed, Table
from graphviz_app.errors import DataError
from graphviz_app.formats.tables.reading import table_in, table_of_text

GRAPH = parse("x = input(0)\nt = target(0)\nw = parameter(1)\nL = (t - w*x)**2")
ROWS = [[0.1, 1.0], [-2.5, 0.0]]


def read(text: str | bytes) -> Table:
    return table_in(text if isinstance(text, bytes) else text.encode(), "d.csv")


def fault(text: str | bytes) -> str:
    """Why the table cannot feed the graph."""
    with pytest.raises(DataError) as told:
        Feed.of(GRAPH, read(text))
    return str(told.value)


@pytest.mark.parametrize(
    "text",
    [
        "x,t\n0.1,1\n-2.5,0\n",
        "x,t\r\n0.1,1\r\n-2.5,0",
        "x,t\r0.1,1\r-2.5,0\r",
        "\n\nx,t\n\n0.1,1\n,\n-2.5,0\n\n",
        " x , t \n 0.1 , 1 \n −2.5 , 0 \n",
        '"x","t"\n"0.1","1"\n"-2.5",0\n',
        'x, t\n"0.1", "1"\n-2.5, "0"\n',
        "x;t\n0,1;1\n-2,5;0\n",
        "x;t\n,1;1,0\n-25e-1;0\n",
        "sep=;\nx;t\n0,1;1\n-2,5;0\n",
        "x\tt\n0.1\t1\n-2.5\t0\n",
        "x\tt\n0,1\t1\n-2,5\t0\n",
        'x,t\n"0,1",1\n"-2,5",0\n',
        "x t\n0.1   1\n-2.5 0\n",
        "x,t,\n0.1,1,\n-2.5,0,\n",
        "x,t\n.1,1.\n-25E-1,+0,,\n",
        "# seen on Monday\nx,t\n0.1,1\n-2.5,0\n",
        "# x,t\n0.1,1\n-2.5,0\n",
        "# x t\n0.1 1\n-2.5 0\n",
        "| x | t |\n|---|:-:|\n| 0.1 | 1 |\n| -2.5 | 0 |\n",
        "x | t\n--|--\n0.1 | 1\n-2.5 | 0\n",
        "┌──────┬───┐\n│ x    ┆ t │\n╞══════╪═══╡\n│ 0.1  ┆ 1 │\n│ -2.5 ┆ 0 │\n└──────┴───┘",
        '[["x", "t"], [0.1, 1], [-2.5, 0]]',
    ],
)
def test_a_table_is_read_as_it_is_written(text: str) -> None:
    table = read(text)
    assert table.names == ("x", "t")
    assert table.rows.tolist() == ROWS
    assert table.faults == {}
    assert Feed.of(GRAPH, table).values(1) == {"x": -2.5, "t": 0.0}


@pytest.mark.parametrize(
    "text",
    [
        "0.1,1\n-2.5,0\n",
        "0.1 1\n-2.5 0\n",
        "[[0.1, 1], [-2.5, 0]]",
        "X = np.array([[0.1, 1],\n  [-2.5, 0],\n], dtype=float)",
        "torch.tensor([[ 0.1000, 1.0000],\n        [-2.5000, 0.0000]])",
        "[[ 0.1  1. ]\n [-2.5  0. ]]",
        "((0.1, 1), (-2.5, 0))",
        "data = [(0.1, 1), (-2.5, 0)];",
    ],
)
def test_numbers_without_names_are_a_table_too(text: str) -> None:
    assert read(text).names == ()
    assert read(text).rows.tolist() == ROWS


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + b"x,\xc3\xa9\n1,2",
        codecs.BOM_UTF16_LE + "x,é\n1,2".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "x,é\n1,2".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + "x,é\n1,2".encode("utf-32-le"),
        "x,é\n1,2\n3,4\n5,6\n7,8".encode("utf-16-le"),
        "x,é\n1,2\n3,4\n5,6\n7,8".encode("utf-16-be"),
        b"x,\xe9\n1,2",
        "x,é\n1,2".encode(),
    ],
)
def test_every_coding_of_spreadsheets_is_read(content: bytes) -> None:
    assert read(content).names == ("x", "é")
    assert read(content).rows[0].tolist() == [1.0, 2.0]


def test_numbers_are_read_to_the_bit() -> None:
    values = (
        np.random.default_rng(3).standard_normal((200, 2)) * 10.0 ** np.arange(-100, 100)[:, None]
    )
    text = "x,t\n" + "".join(f"{float(a)!r},{float(b)!r}\n" for a, b in values)
    assert np.array_equal(read(text).rows, values)


def test_rows_names_of_a_printed_frame_are_a_column_that_feeds_nothing() -> None:
    table = read("     x  t\n0  0.1  1\n1 -2.5  0\n")
    assert Feed.of(GRAPH, table).values(1) == {"x": -2.5, "t": 0.0}


def test_words_in_a_column_that_feeds_nothing_do_not_matter() -> None:
    feed = Feed.of(GRAPH, read("name,x,t\nfirst,0.1,1\n,-2.5,0\n"))
    assert feed.ignored == ("name",)
    assert feed.values(1) == {"x": -2.5, "t": 0.0}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x,t\n1,2\nyes,3\n", "d.csv, row 3, column x: 'yes' is not a number"),
        ("x,t\n\n1,2\n3,\n", "d.csv, row 4, column t: the cell is empty"),
        ("x,t\n1,nan\n", "d.csv, row 2, column t: 'nan' is no finite number"),
        ("x,t\n1,2\n1,-Inf\n", "d.csv, row 3, column t: '-Inf' is no finite number"),
        ("x,t\n1,1e999\n", "d.csv, row 2, column t: '1e999' is too large"),
        ("x,t\n1,1/2\n", "d.csv, row 2, column t: '1/2' is not a number"),
        ("x,t\n1,50 %\n", "d.csv, row 2, column t: '50 %' is not a number"),
        ("x,t\n1,#N/A\n", "d.csv, row 2, column t: '#N/A' is not a number"),
        ("x,t\n#N/A,1\n", "d.csv, row 2, column x: '#N/A' is not a number"),
        ("x,t\n1,0x10\n", "d.csv, row 2, column t: '0x10' is not a number"),
        ("x,t\n1,1\n2,3\n4,b\n5,nan\n6,a", "d.csv, row 4, column t: 'b' is not a number"),
        ("x,t\n1,1\n2,nan\n4,b\n", "d.csv, row 3, column t: 'nan' is no finite number"),
        ("x,t\n1,b\nc,1\n", "d.csv, row 2, column t: 'b' is not a number"),
        ("x,t\n1,\u200b2\n", "d.csv, row 2, column t: '<U+200B>2' is not a number"),
        ("x,t\n1,\u202e2\n", "d.csv, row 2, column t: '<U+202E>2' is not a number"),
        ("x,t\n1,2\n3\n", "d.csv, row 3 has 1 cell, and the header has 2"),
        ("x;t\n1;2\n3;4;5\n", "d.csv, row 3 has 3 cells, and the header has 2"),
        ("1;2\n3;4;5\n", "d.csv, row 2 has 3 cells, and the first row has 2"),
        ("x,t\n1,a,b\n", "d.csv, row 2 has 3 cells, and the header has 2"),
        (
            "x,t\n0,5,1,5\n",
            ("d.csv, row 2 has 4 cells, and the header has 2; "
             "where commas are decimal, cells are separated by semicolons or tabs"),
        ),
        ("[[1, 2], [3]]", "d.csv, row 2 has 1 cell, and the first row has 2"),
        ("x,t,x\n1,2,3\n", "d.csv has two columns called x"),
        ("x,t\n", "d.csv has only a header, and no rows of numbers"),
        ("# nothing\n", "d.csv has no rows"),
        ("", "d.csv is empty"),
        ('x,t\n1,"2\n3,4\n', "d.csv, row 2: a quotation mark is not closed"),
        ("[[1, 2], [3, 4]", "d.csv is no list of rows, such as [[0, 1, 1], [1, 1, 0]]"),
        ("[[[1, 2], [3, 4]]]", "d.csv is no list of rows, such as [[0, 1, 1], [1, 1, 0]]"),
        ("x,u\n1,2\n", "d.csv has no column for the target t; its columns are x, u"),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_with_its_place(text: str, told: str) -> None:
    assert fault(text) == told


@pytest.mark.parametrize(
    "written", ["1,234.5", "1.234,5", "1 234", "1_000", "1'234", "1\u202f234,5", "1,234,567"]
)
def test_signs_between_thousands_are_refused(written: str) -> None:
    assert "has a sign between thousands; write it without" in fault(f"x\tt\n{written}\t1\n")


def test_a_comma_that_may_be_one_between_thousands_is_read_only_if_another_is_none() -> None:
    assert "may have thousands or decimals" in fault("x\tt\n1,234\t1\n")
    assert read("x\tt\n1,234\t1\n5,5\t1\n").rows[0, 0] == 1.234
    assert read("x;t\n1,234;1\n").rows[0, 0] == 1.234


def test_points_and_commas_in_one_column_are_refused() -> None:
    told = "d.csv, row 3, column x: '0.5' has a point, and row 2 has a comma, '0,5'"
    assert fault("x;t\n0,5;1\n0.5;1\n") == told


def test_what_is_too_large_is_told_with_its_bound() -> None:
    assert "20,000,000 bytes" in fault(b"1,2\n" * 5_000_001)
    assert "100,000 rows" in fault("x,t\n" + "1,2\n" * 100_001)
    assert "1,000 columns" in fault(",".join(f"c{i}" for i in range(1001)) + "\n")
    assert "131,072 characters" in fault("x,t\n1," + "1" * 200_000)
    assert read("x,t\n" + "1,2\n" * 100_000).count == 100_000


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04" + bytes(22) + b"\x0b\0\0\0xl/workbook", "an Excel table: save it as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "an old Office document: save it as CSV"),
        (b"%PDF-1.7\n1 0 obj", "a PDF document: choose a .csv file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG picture: choose a .csv file"),
        (b"x,t\n1,\x01\x02\x03", "is not text; choose a table such as a .csv file"),
        (b"\0\0\0", "is empty"),
    ],
)
def test_files_of_other_kinds_are_named(content: bytes, told: str) -> None:
    assert told in fault(content)


def test_a_pasted_table_has_no_name_in_messages() -> None:
    with pytest.raises(DataError, match="the table, row 2, column t: 'a' is not a number"):
        Feed.of(GRAPH, table_of_text("x\tt\n1\ta\n"))
