"""The command line's commands: a module says how one is typed, what it is for, and does it.

eval, render, explain, backward, train, check, worksheet, gui   the commands
given, told            what several of them read and print
report, update_report  a run as tables or JSON, and the step that it ends with, for eval
trained, progress      a training as text or document, and how far it is, for train
plotted                plots of a training, for render
checked, check_report  hand solutions judged, and told, for check
tables                 aligned columns, numbers as JSON
"""
