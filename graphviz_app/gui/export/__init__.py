"""Export from the window.

exports         all of it, as the table of actions calls it
copying         the picture on the clipboard
asking_dialog   what the dialogs have in common; file_row: where to, by its suffix as what
dialog          which picture, as what, where to; preview: what it will be
form            the choices; choice: a row of buttons
exporting       the job is done while the window lives; progress: how far it is
flow            the dialog asks, the job writes, the person hears how it went
told            a picture without covers
solution_flow   the same of the worked solution; solution_dialog, solution_form
worksheet_flow  the same of sheets for a class; worksheet_dialog, worksheet_form
remembered      what was chosen last time
"""
