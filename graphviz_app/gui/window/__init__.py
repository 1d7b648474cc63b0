"""The main window: it puts the rooms together.

main_window     what an action does; window_frame: where things are
learning_window the window's part in learning
actions         the one table of everything a person can do; action: a row of it
tables/         its parts: about what is selected, about learning, …
built_actions   what menus and keys trigger, from that table; needs: which of them are on
panels          the list of what stands beside the graph; side_panels: the text's
right_panel     the pages of reasons, a tab each
walks           a path that is lit, and gone along
conversation    who tells whom: document → drawing → player → scene; listeners: all
                who only hear of it, while runs hurry past of some
top_bar         the row at the top; status: the sentence below the graph
about_moments   what a step is about, for them
middle          the graph or the examples, with what stands below
columns         how wide they are; folding: which of them give way in a narrow window
looks           which theme the window wears
presentation    full screen, and the black screen; curtain: controls while the mouse moves
settings        what is remembered; memory: from whom, and for whom
guide           the pages that explain the program
"""
