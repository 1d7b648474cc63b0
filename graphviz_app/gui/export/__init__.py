"""Export from the window.

exports         all of it, as the table of actions calls it
picture/        the picture of a moment, for a purpose; preview/: what it will be
animation/      what moves, as a film or as pages of steps
copying         the picture on the clipboard
asking_dialog   what the dialogs have in common; file_row: where to, by its suffix as what
choice          rows of buttons, of which forms are made; form_scroll: where a window is low
exporting       a job is done while the window lives; progress: how far it is; done: how it went
silent          work of which nobody wants to know how far it is
told            a picture without covers, and with them again
solution_flow   the same of the worked solution; solution_dialog, solution_form
worksheet_flow  the same of sheets for a class; worksheet_dialog, worksheet_form
"""
