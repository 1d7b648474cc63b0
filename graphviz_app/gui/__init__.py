"""The window. It never computes: gestures go to the document as a new graph, a run comes back.

app             starts it all; crash: what happens when something is raised that nobody expected

The rooms; each uses those above it, never one below:

widgets/        what all rooms are furnished with: labels, formulas, plain text, long work
documents/      what is open: its states and history, files, copies of unsaved work
text/           the panel in which the graph is typed
play/           the clock, the timeline, and the caption that says what happens now
canvas/         the graph, looked at and edited
inspector/      the panel of reasons: every number, and where it comes from
gallery/        the examples as pictures
export/         which picture, as what, where to
check/          a hand solution, claim by claim; proof/: gradients by differences
covers/         numbers that are asked for on the graph itself, and covered in a lecture
learn/          who trains, how it goes by, the page about it, pictures of it
backward/       the backward pass as text
help/           all keys, the legend, the page on the language
window/         the main window: actions, menus, columns, and who tells whom
"""
