"""What CONTRIBUTING.md shows runs and prints what it says; the hooks and the workflow run what the README runs."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
SECTIONS = [section for section in re.split(r"^## ", TEXT, flags=re.MULTILINE) if "```python" in section]
BLOCK = re.compile(r"^ *```(python|text)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
COMMAND = next(line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if ".venv/bin/mypy" in line)


@pytest.mark.parametrize("section", SECTIONS, ids=[section.splitlines()[0] for section in SECTIONS])
def test_its_code_runs_and_prints_what_it_says(section: str, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {"__name__": "contributing"}
    blocks = {"python": "", "text": ""}
    for kind, block in BLOCK.findall(section):
        blocks[kind] += dedent(block) + "\n"
    exec(compile(blocks["python"], "CONTRIBUTING.md", "exec", dont_inherit=True), names)
    assert capsys.readouterr().out.split() == blocks["text"].split()


def test_it_says_how_to_add_each_kind_of_part() -> None:
    assert [section.splitlines()[0] for section in SECTIONS] == [
        "Add a layer",
        "Add a layer that trains differently or remembers",
        "Add an objective",
        "Add an optimizer",
        "Add a schedule",
        "Add a penalty",
        "Add a callback",
        "Add a differentiator",
    ]


def test_every_link_leads_somewhere() -> None:
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in target]
    assert targets
    assert [target for target in targets if not (ROOT / ".github" / target).exists()] == []


def test_hooks_run_tools_of_the_second_command() -> None:
    entries = re.findall(r"entry: (.+)", (ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert len(entries) == 3
    assert [entry for entry in entries if f".venv/bin/{re.split(r' --', entry)[0]}" not in COMMAND] == []


def test_the_workflow_runs_each_script_of_the_checks() -> None:
    text = (ROOT / ".github" / "workflows" / "checks.yml").read_text("utf-8")
    assert [path.name for path in (ROOT / ".ci").iterdir() if f"bash .ci/{path.name}" not in text] == []
