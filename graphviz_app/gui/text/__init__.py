"""The panel in which the graph is typed.

text_panel      what is typed becomes a graph after a short pause
code_editor     typing; completion: of names
margin          verdicts beside the lines of claims
trouble         what is wrong, underlined and told; error_card: below its line
operator_list   the palette of operators; operator_row: one of them
"""
