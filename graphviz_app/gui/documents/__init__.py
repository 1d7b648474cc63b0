"""What is open in the window, and that none of it is lost.

document        the only QObject that holds a Graph
state           what it is at one moment, broken text too; history: what is undone together
doing           how long work is done
desk            the document, and how the person is asked and told about it
opening         open, save, drop, paste; recent: which files were open last
dropping        what a drop or the clipboard brings
translating     programs of other dialects become texts; changes_list: what that has changed
outside         what other programs do to the open file; disk: the file, watched
compare         two versions side by side
recovery        copies of unsaved work; recovered: one of them; offers: after a crash
"""
