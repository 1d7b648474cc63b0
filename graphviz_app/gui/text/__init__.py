"""The panel in which the graph is typed.

text_panel      what is typed becomes a graph after a short pause
code_editor     typing; completion: of names
error_card      a mistake is told below its line
operator_list   everything that can be typed
"""
