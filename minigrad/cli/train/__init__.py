"""``minigrad train``: verify the gradient, train, and report what was reached on held-out data.

- ``progress``: The progress of training: a bar on a terminal with tqdm, ten lines otherwise.
- ``recipe``: Networks and trainers from the names of the command line.
- ``train_options``: The options of ``minigrad train``.
- ``task``: What a network is to learn: classes, or a quantity; how its targets are prepared and its outputs judged.
- ``classification``: Classes as targets: cross entropy, stratified parts, and figures for each class.
- ``regression``: A quantity as the target: squared errors of what is standardised, judged in the quantity's own units.
- ``samples``: All samples of a data set, and the parts to train on and to hold out, prepared for a network.
- ``train_data``: The data of ``minigrad train``: reading what ``--data`` names.
- ``fold_scores``: ``--folds``: what each fold of a cross-validation reached, and all of them together.
- ``gradient_verdict``: The verdict on the gradient, before anything is trained.
- ``fitting``: Training for all epochs that are left, with its progress, and kept in a file where that is asked for.
- ``checkpoints/``: ``--checkpoint FILE``: a run is kept in a file while it is trained; ``--resume`` goes on from there.
- ``train_result``: The result of ``minigrad train``, as lines for a reader or as JSON for a program.
- ``train_pictures``: The pictures of ``minigrad train --plot``.
- ``keeping``: ``--save FILE``: the trained network is kept, with what belongs to it, for ``minigrad predict``.
- ``train_command``: The command ``train``: verify the gradient, train, and report what was reached on held-out data.
"""
