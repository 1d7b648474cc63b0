"""The command line's commands: a module says how one is typed, what it is for, and does it.

eval, render, explain, backward, check, worksheet, gui   the commands
given, told            what several of them read and print
report, update_report  a run as tables or JSON, and the step that it ends with, for eval
checked, check_report  hand solutions judged, and told, for check
tables                 aligned columns, numbers as JSON
"""
