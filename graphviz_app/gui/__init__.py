"""The window. It never computes: gestures go to the document as a new graph, a run comes back.

app             starts it all; main_window: what an action does; window_frame: where things are
actions         the one table of everything a person can do; menus, keys read it
document        the graph that is open; the only QObject that holds a Graph; doing: long work,
                in a thread of its own: patience
state, history  what it is at one moment, broken text too; what is undone together
conversation    who tells whom: document → drawing → player → scene
drawing         from a trace to a picture in the scene, without blocking; turns: a piece at a time;
                large_graph: what is not drawn unasked, large_card: told in its place
player          the clock of the animation

top_bar, stage, transport, status, side_panels     the window's parts, from the top
columns         how wide they are; narrow, elided: what gives way where room is short
graph_view      the graph, zoomed and chosen; zoom_control, find_bar, notice over it
search          what the find_bar finds is marked and selected; finding: what is meant
caption         what happens now, as mathematics; caption_text: the words; caption_layout: where
wrapping        formulas in lines that fit
timeline_bar    the scrubbed timeline; icons: the signs on the buttons

text_panel      the graph as text: code_editor on code_view, highlighter, completion, nudge;
                spacing; long_text: what is shown of longer ones
error_card      a mistake is told below its line
operator_list   everything that can be typed; typed: how
inspector       node_page, edge_page, graph_page on a sheet; value_field
tensor_table    many numbers: tensor_model, and heat, their colours
value_editor    typing a value over the canvas; node_entry: a node; both are a canvas_field
editing         adding, deleting, copying nodes
language_page   all that can be typed, to be read
gallery         examples as pictures: gallery_cards, thumbnails
help_overlay    all keys, and how to read the picture: legend

files           open, save, recent, drop, paste
outside, disk   what other programs do to the open file; compare: two versions side by side
recovery        copies of unsaved work; recovered: one of them; offers: after a crash; crash
export_dialog   asks what picture; export_preview shows it; export_flow writes it
looks, style    the theme the window wears; pieces: small widgets; plain: text is only text
presentation    full screen, and the black screen; kept_focus: who had the keys before
settings        what is remembered
"""
