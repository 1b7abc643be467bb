"""What is measured after each epoch, and the record of it.

- ``accuracy``: The share of samples that a classifier gets right.
- ``top_k_accuracy``: ``TopKAccuracy``: the share of samples whose class is among the k most likely ones.
- ``r_squared``: The share of the targets' variance that a regression explains.
- ``metrics``: Metrics by name: functions of outputs and targets that training records.
- ``evaluation``: Loss, accuracy and metrics of a network on given data.
- ``validation_data``: The data on which a network is evaluated after each epoch, and not trained.
- ``epoch_record``: ``EpochRecord``: what was measured after one epoch.
- ``history_table``: A history as text, as HTML and as CSV.
- ``history``: ``History``: loss, accuracy and metrics after each epoch, on training and on validation data.
"""
