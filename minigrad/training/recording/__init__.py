"""What is measured after each epoch, and the record of it.

- ``metrics``: Metrics by name: functions of outputs and targets that training records.
- ``evaluation``: Loss, accuracy and metrics of a network on given data.
- ``validation_data``: The data on which a network is evaluated after each epoch, and not trained.
- ``epoch_record``: ``EpochRecord``: what was measured after one epoch.
- ``history_table``: A history as text, as HTML and as CSV.
- ``history``: ``History``: loss, accuracy and metrics after each epoch, on training and on validation data.
"""
