"""examples/README.md names every lesson, with its own title and its thumbnail, and nothing that does not exist."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

pytest.importorskip("matplotlib")

from examples.thumbnails import PICTURES
from minigrad.cli.demo.page import load_pages
from tests import article_code
from tests.examples.lessons import FOLDER, NAMES
from tests.examples.reading_order import entries

README = (FOLDER / "README.md").read_text("utf-8")
ARTICLE, CONTENTS = README.split("## From the article to minigrad")[1].split("## All lessons")
ROWS = [
    [cell.strip() for cell in line.strip("| ").split(" | ")] for line in ARTICLE.splitlines() if line.startswith("| ")
][1:]


def test_lessons_stand_in_the_order_of_reading() -> None:
    listed = re.findall(r"^\| \[`(\w+)\.py`\]", CONTENTS, re.M)
    assert sorted(listed) == NAMES
    assert [name for name in entries(FOLDER) if name in NAMES] == listed


@pytest.mark.parametrize("name", NAMES)
def test_each_lesson_has_its_title_and_thumbnail(name: str) -> None:
    title = (import_module(f"examples.{name}").__doc__ or "").splitlines()[0].replace("``", "`")
    assert f'| [`{name}.py`]({name}.py)<br>{title} | <img src="pictures/{name}.png" width="160" alt=""> |' in CONTENTS


def test_links_lead_somewhere() -> None:
    for target in re.findall(r'\]\(([^)#]+)\)|src="([^"]+)"', README):
        assert (FOLDER / "".join(target)).is_file(), target


def test_every_row_of_the_article_names_a_lesson_and_its_picture() -> None:
    assert len(ROWS) >= 18
    for *_, lesson, picture in ROWS:
        (name,) = re.findall(r"\((\w+)\.py\)", lesson)
        assert picture == f"[picture](pictures/{name}.png)"
        assert name in NAMES
        assert (PICTURES / f"{name}.png").is_file()


def test_every_function_of_the_article_is_the_articles() -> None:
    named = {name for row in ROWS for name in re.findall(r"`(\w+)\(", row[1])}
    assert {
        "numerical_diff",
        "numerical_gradient",
        "gradient_descent",
        "softmax",
        "cross_entropy_error",
        "simpleNet",
    } <= named
    for name in named:
        assert hasattr(article_code, name)


def test_every_page_of_the_demo_that_is_named_exists() -> None:
    named = re.findall(r'page "([^"]+)"', ARTICLE)
    assert len(named) > 4
    assert set(named) <= {page.title for page in load_pages()}


def test_the_article_and_the_book_are_named() -> None:
    assert "深度学习入门(3)神经网络参数梯度的计算方式" in README
    assert "Deep Learning from Scratch" in README
    assert "2016" in README
