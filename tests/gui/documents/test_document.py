"""The document: edits, history, saving, drafts, and what survives a crash."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from graphviz_app.errors import DocumentError, GraphAppError, ParseError
from graphviz_app.formats import parse, with_leaf_value
from graphviz_app.gui.documents.disk import stamp_of
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.documents.recovery import Recovery, forget
from graphviz_app.gui.documents.state import read_fully, understood
from graphviz_app.resources import examples

TEXT = "# Title\nx = input(2)  # two\ny = x*x\n"


@pytest.fixture
def document(qtbot: QtBot, tmp_path: Path) -> Document:
    path = tmp_path / "square.cg"
    path.write_text(TEXT, encoding="utf-8")
    document = Document()
    document.open(path)
    return document


def _double(document: Document) -> None:
    document.edit("Change x", with_leaf_value(document.graph, "x", 4.0))


def test_opening_runs_the_graph_and_is_clean(document: Document) -> None:
    assert document.trace.value("y") == 4
    assert document.trace.gradient("x") == 4
    assert document.name == "square.cg"
    assert not document.unsaved


def test_an_edit_is_run_at_once(document: Document) -> None:
    _double(document)
    assert document.trace.graph is document.graph
    assert document.trace.value("y") == 16
    assert document.unsaved


def test_undo_and_redo_put_graphs_back(document: Document) -> None:
    before = document.graph
    _double(document)
    after = document.graph
    document.stack.undo()
    assert document.graph is before
    assert document.trace.value("y") == 4
    assert not document.unsaved
    document.stack.redo()
    assert document.graph is after


def test_an_edit_that_changes_nothing_is_no_history(document: Document) -> None:
    document.edit("Edit text", parse(TEXT))
    assert document.stack.count() == 0


def test_quick_edits_of_one_subject_are_undone_together(document: Document) -> None:
    for number in ("3", "31", "314"):
        document.edit("Edit text", parse(f"x = input({number})\n"), subject="text")
    assert document.stack.count() == 1
    document.stack.undo()
    assert document.trace.value("y") == 4


def test_edits_of_different_subjects_stay_apart(document: Document) -> None:
    document.edit("Edit text", parse("x = input(3)\n"), subject="text")
    _double(document)
    assert document.stack.count() == 2


def test_a_file_that_does_not_open_leaves_the_present_document(
    document: Document, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.cg"
    broken.write_text("x = = 2", encoding="utf-8")
    _double(document)
    graph, path = document.graph, document.path
    for file, error in ((broken, ParseError), (tmp_path / "gone.cg", DocumentError)):
        with pytest.raises(error):
            document.open(file)
    assert document.graph is graph
    assert document.path == path
    assert document.unsaved


def test_saving_makes_it_clean_and_keeps_comments(document: Document, tmp_path: Path) -> None:
    _double(document)
    document.save(tmp_path / "other.cg")
    assert not document.unsaved
    assert document.name == "other.cg"
    assert (tmp_path / "other.cg").read_text(encoding="utf-8") == TEXT.replace("(2)", "(4)")


def test_a_file_that_cannot_be_written_is_a_sentence_and_stays_unsaved(
    document: Document, tmp_path: Path
) -> None:
    _double(document)
    with pytest.raises(DocumentError, match="cannot be written"):
        document.save(tmp_path / "no folder" / "x.cg")
    assert document.unsaved


def _type(document: Document, text: str) -> None:
    document.take_text(understood(text, document.graph))


def _age(document: Document) -> None:
    """Let the last change be of long ago, so that the next is one of its own."""
    document.stack.command(document.stack.count() - 1)._made_at -= 60  # type: ignore[attr-defined]


def test_a_draft_is_unsaved_and_what_it_says_is_run(document: Document) -> None:
    _type(document, "x = input(2)\ny = x*x\nz = (")
    assert document.unsaved
    assert document.trace.value("y") == 4
    assert document.text == "x = input(2)\ny = x*x\nz = ("
    assert not document.state.stale


def test_a_draft_that_says_nothing_keeps_the_last_good_graph(document: Document) -> None:
    _type(document, "= (")
    assert document.state.stale
    assert document.trace.value("y") == 4


def test_a_good_edit_ends_the_draft(document: Document) -> None:
    _type(document, TEXT + "z = (")
    _type(document, TEXT)
    assert document.draft is None
    assert not document.unsaved
    assert document.stack.count() == 0, "typed and taken back at once is no change"


def test_broken_text_is_undone_and_redone_like_any_other(document: Document) -> None:
    texts = [TEXT + "z = (", TEXT + "z = (\nq = )", TEXT + "z = (\nq = 3 +", TEXT + "z = 1\nq = 3"]
    for text in texts:
        _type(document, text)
        _age(document)
    for text in [*reversed(texts[:-1]), TEXT]:
        document.stack.undo()
        assert document.text == text
    assert not document.stack.canUndo()
    assert not document.unsaved
    for text in texts:
        document.stack.redo()
        assert document.text == text
    assert not document.stack.canRedo()
    assert document.draft is None
    assert document.trace.value("q") == 3


def test_typing_in_one_line_is_one_entry_and_another_line_another(document: Document) -> None:
    for typed in ("z = x", "z = x*", "z = x*y"):
        _type(document, TEXT + typed)
    for typed in ("\nq", "\nq = z"):
        _type(document, TEXT + "z = x*y" + typed)
    assert document.stack.count() == 2
    document.stack.undo()
    assert document.text == TEXT + "z = x*y"
    document.stack.undo()
    assert document.text == TEXT


def test_opening_broken_text_is_the_bottom_of_the_history(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "broken.cg"
    path.write_bytes(b"x = input(2)\r\ny = x*\r\n")
    document = Document()
    document.take_file(read_fully(path), path, stamp_of(path))
    assert not document.stack.canUndo()
    assert not document.unsaved
    assert document.text == "x = input(2)\r\ny = x*\r\n"
    assert document.trace.value("x") == 2
    document.stack.undo()
    assert document.text.startswith("x = input(2)")


def test_a_draft_is_saved_as_typed(document: Document, tmp_path: Path) -> None:
    _type(document, "x = (")
    document.save(tmp_path / "draft.cg")
    assert (tmp_path / "draft.cg").read_text(encoding="utf-8") == "x = ("
    assert not document.unsaved
    changes = []
    for step in (document.stack.undo, document.stack.redo):
        step()
        changes.append(document.unsaved)
    assert changes == [True, False]


def test_a_draft_does_not_fit_into_a_json_document(document: Document, tmp_path: Path) -> None:
    _type(document, "x = (")
    with pytest.raises(GraphAppError, match=r"only a \.cg file"):
        document.save(tmp_path / "draft.json")
    assert not (tmp_path / "draft.json").exists()


def test_a_text_of_comments_is_an_empty_graph_that_keeps_them(document: Document) -> None:
    _type(document, "# only a plan\n")
    assert document.draft is None
    assert document.text == "# only a plan\n"
    assert document.unsaved


def test_going_back_by_hand_to_what_was_saved_is_nothing_unsaved(document: Document) -> None:
    for value in (4.0, 2.0):
        document.edit("Change x", with_leaf_value(document.graph, "x", value))
    assert document.stack.count() == 2
    assert not document.unsaved


def test_an_example_opens_as_a_copy_without_a_name(document: Document) -> None:
    example = examples()[0]
    document.open(example)
    assert document.path is None
    assert document.name == f"Copy of {example.name}"
    assert not document.unsaved


def test_pasted_graphs_are_unsaved_and_untitled(document: Document) -> None:
    document.adopt(parse("a = input(1)\n"))
    assert document.unsaved
    assert document.path is None
    assert document.name == "Untitled"


def test_an_empty_document_is_clean(document: Document) -> None:
    document.new()
    assert document.is_empty
    assert not document.unsaved


def test_unsaved_work_is_found_after_a_crash(document: Document, tmp_path: Path) -> None:
    recovery = Recovery(document, tmp_path)
    _double(document)
    recovery.write()
    crashed = next(tmp_path.glob("recovery/*.lock"))
    assert Recovery(Document(), tmp_path).found() == []  # its window still runs
    recovery._lock.unlock()  # type: ignore[union-attr]
    assert not crashed.exists()
    (work,) = Recovery(Document(), tmp_path).found()
    assert work.name == "square.cg"
    other = Document()
    work.restore(other)
    assert other.trace.value("y") == 16
    assert other.unsaved
    forget(work)
    assert Recovery(Document(), tmp_path).found() == []


def test_a_broken_draft_is_recovered_too(document: Document, tmp_path: Path) -> None:
    recovery = Recovery(document, tmp_path)
    _type(document, TEXT + "z = (")
    recovery.write()
    recovery._lock.unlock()  # type: ignore[union-attr]
    (work,) = recovery.found()
    other = Document()
    work.restore(other)
    assert other.draft == TEXT + "z = ("
    assert other.trace.value("y") == 4
    assert other.unsaved


def test_nothing_is_left_when_work_is_saved_or_the_window_closes(
    document: Document, tmp_path: Path
) -> None:
    recovery = Recovery(document, tmp_path)
    _double(document)
    recovery.write()
    document.save(tmp_path / "square.cg")
    recovery.write()
    assert list(tmp_path.glob("recovery/*.json")) == []
    _double(document)
    document.edit("Change x", with_leaf_value(document.graph, "x", 7.0))
    recovery.write()
    recovery.close()
    assert list(tmp_path.glob("recovery/*")) == []


def test_damaged_recovery_files_are_passed_over(document: Document, tmp_path: Path) -> None:
    folder = tmp_path / "recovery"
    folder.mkdir()
    (folder / "1.json").write_text("{", encoding="utf-8")
    (folder / "2.json").write_text("[]", encoding="utf-8")
    assert Recovery(document, tmp_path).found() == []
