"""The main window: it puts the rooms together.

main_window     what an action does; window_frame: where things are
actions         the one table of everything a person can do; menus and keys read it
conversation    who tells whom: document → drawing → player → scene
top_bar         the row at the top; side_panels: left of the graph; status: the sentence below it
columns         how wide they are
looks           which theme the window wears; presentation: full screen, and the black screen
settings        what is remembered
"""
