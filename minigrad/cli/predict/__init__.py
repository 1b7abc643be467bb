"""``minigrad predict``: a model that was kept, applied to the samples of a CSV file.

- ``predictions``: Predictions as the text of a CSV file.
- ``predict_command``: The command ``predict``: read a model and samples, print what it predicts for each.
"""

from minigrad.cli.predict.predict_command import NAME as NAME
from minigrad.cli.predict.predict_command import configure as configure
from minigrad.cli.predict.predict_command import run as run
