"""The page Learn.

learn_page      the page: what is missing, else the parts below
head            which step is shown, its loss, why it goes no further
play_row        buttons that train, and how steps go by
runs            runs beside each other, and what may be tried besides; line_key: how each is drawn
data_part       the data, with the losses of the step that is shown
parameter_part  every parameter with its step
descent_form    optimizer, learning rate and the rest of a descent; settings_told: what is asked
setting_field   a number of it; count_field: a whole number, or none
"""
