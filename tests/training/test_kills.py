"""A run that is killed, and started again, ends with the same bits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_process_that_is_killed_and_started_again_ends_like_one_that_is_not(tmp_path: Path) -> None:
    """50 kills at random moments; equal files are equal weights, states, histories and generators."""
    command = [sys.executable, "-m", "tests.training.killed_runs", str(tmp_path), "50"]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    result = json.loads(run.stdout)
    assert result["wrong"] == []
    assert result["kills"] >= 50
    assert any(stage[1:] in ([1], [2]) for stage in result["stages"])  # within an epoch of three batches
    assert any(stage[1:] == [3] for stage in result["stages"])  # at its end
