"""The command line's commands: a module says how one is typed, what it is for, and does it.

eval, render, animate, explain, backward, train, check, worksheet, gui   the commands
python/                what other programs call: show, trace, render, animate
given, told            what several of them read and print
looked_at              how a graph is looked at, as it is typed, for render and animate
carrying               what a picture carries of its graph, for render and animate
progress               how far long work is
report, update_report  a run as tables or JSON, and the step that it ends with, for eval
trained                a training as text or document, for train
plotted                plots of a training, for render
checked, check_report  hand solutions judged, and told, for check
tables                 aligned columns, numbers as JSON
"""
