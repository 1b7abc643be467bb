"""How a fit runs: batches, steps, and a run that is one value, replaced after each batch.

- ``batches``: Mini-batches: every sample once in each epoch, in a new random order.
- ``training_lock``: A lock for one trainer: a second call of ``fit`` is refused while the first one runs.
- ``fit_options``: The options of ``fit``, besides its data.
- ``fit_plan``: What one call of ``fit`` shall do, and with which data.
- ``run_state``: All that a trainer is between two batches, as one value.
- ``run_content``: A run as plain data and arrays, and back.
- ``checkpoint_file``: A run in a file, whole or not at all, and its comparison with the trainer that reads it.
- ``published_run``: A run, and what others see of it: the parameters of the network, and the random generator.
- ``batch_step``: One step of training: from a batch and the run so far to the run after it.
- ``backups``: The backup of a fit: written while it runs, and read where a script is started again.
- ``asked_callbacks``: The callbacks of one fit: when they are asked, and what becomes of their states.
- ``epoch_evaluation``: The record of an epoch, evaluated if it is due.
- ``read_only_state``: A copy of an optimizer's state to look at.
- ``loop``: The training loop: epochs of mini-batches, and what is done after each.
- ``trainer_parts``: The parts that a trainer is made of, which never change.
"""
