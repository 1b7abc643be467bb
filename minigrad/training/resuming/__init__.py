"""What a run remembers, as plain data and arrays, from which it goes on as if never interrupted.

- ``bit_states``: The state of a random generator as plain data, and back, bit for bit.
- ``stored_state``: What an optimizer or a callback remembers, as plain data and arrays, and back by a template.
- ``data_identity``: Which data a fit has, compared by their numbers or by their checksums.
- ``fit_identity``: The arguments of a fit that must not change where it goes on.
- ``stored_callback``: What a callback remembered, until the callback itself is passed again.
"""
