"""Whatever the bytes are: a table, or a DataError, and soon."""

import random
import time
from contextlib import suppress

import numpy as np
import pytest

from graphviz_app.errors import DataError
from graphviz_app.formats.tables.reading import table_in

SEEDS = (
    b"x1,x2,t\n0,0.5,1e3\n-1,2,3\n",
    b'"a";"b"\r\n0,5;1,25\r\n"1";2\r\n',
    b"| x | t |\n|---|---|\n| 1 | 2 |\n",
    b"np.array([[0, 1], [1, 0]], dtype=float)",
    "\ufeffx\tt\n1\t2\n".encode("utf-16"),
    b"# x t\n1 2\n3 4\n",
)


def mutated(content: bytes, chance: random.Random) -> bytes:
    letters = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(letters) + 1)
        match chance.randrange(4):
            case 0:
                letters[at:at] = bytes([chance.randrange(256)])
            case 1:
                del letters[at : at + chance.randint(1, 4)]
            case 2:
                letters[at:at] = chance.choice(
                    (b'"', b"\n", b",", b";", b"[", b"]", b"|", b"_", b"#")
                )
            case _:
                letters[at:at] = letters[: chance.randint(0, 9)]
    return bytes(letters)


def test_ten_thousand_mutations_raise_nothing_but_data_errors() -> None:
    chance = random.Random(11)
    read, told = 0, []
    for at in range(10_000):
        try:
            table = table_in(mutated(SEEDS[at % len(SEEDS)], chance), "d.csv")
        except DataError as error:
            told.append(str(error))
            continue
        read += 1
        assert table.rows.shape == (table.count, len(table.names) or table.rows.shape[1])
        sound = [at for at in range(table.rows.shape[1]) if at not in table.faults]
        assert np.isfinite(table.rows[:, sound]).all()
    assert read > 1_000
    assert all("\n" not in sentence and len(sentence) < 700 for sentence in told)


@pytest.mark.parametrize(
    "content",
    [b"[" * 2_000_000, b"[[1,2]" + b" " * 2_000_000, b"," * 2_000_000, b"1 " * 1_000_000,
     b"|" * 2_000_000, b"a." * 1_000_000, b"a" * 2_000_000 + b"=", b'a,"' + b"x\n" * 900_000,
     b"1\0" * 1_000_000, b"#,1\n" * 90_000, b"1,\xe9\n" * 90_000],
    ids=lambda content: repr(content[:6]),
)  # fmt: skip
def test_large_nonsense_is_refused_soon(content: bytes) -> None:
    begin = time.thread_time()
    with suppress(DataError):
        table_in(content, "d.csv")
    assert time.thread_time() - begin < 3.0
