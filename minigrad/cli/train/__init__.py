"""``minigrad train``: verify the gradient, train, and report what was reached on held-out data.

- ``progress``: The progress of training: a bar on a terminal with tqdm, ten lines otherwise.
- ``recipe``: Networks and trainers from the names of the command line.
- ``train_result``: The result of ``minigrad train``, as lines for a reader or as JSON for a program.
- ``train_data``: The data of ``minigrad train``: the options of a CSV file, reading it.
- ``train_command``: The command ``train``: verify the gradient, train, and report the accuracy on held-out data.
"""
