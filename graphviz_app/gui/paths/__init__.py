"""The path ledger beside the graph: every path between two nodes, and what they add up to.

paths_page      the page: of what is selected, or typed
head, foot      which derivative, how many paths; and their sum
ends            the two fields in which source and target are typed; meant: which they are else
path_lines      the rows as a list model; path_delegate paints them, small_heat their matrices
path_view       the list: what is pointed at is lit, what is chosen stays so
reckoning       works a ledger out, beside the window where that takes long
offer           where each leaf's paths are counted, when nothing is selected
saving          copied, and saved as CSV, Markdown, LaTeX
"""
