"""The text about Nà Ếch by itself: its pictures, its links, and that it is the first thing a reader is led to."""

import re

import pytest

from .walk import LINK, PAPER, ROOT, size, steps

STEPS = steps()
MOST_BYTES = 150_000


def test_the_steps_go_forward_in_time():
    moments = [step.at for step in STEPS]
    assert len(moments) >= 12
    assert moments == sorted(moments)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.picture.name)
def test_each_picture_is_there_small_and_as_large_as_its_page(step):
    assert step.picture.is_file(), "make pictures"
    assert step.picture.stat().st_size < MOST_BYTES
    width, height = size(step.picture)
    assert width == step.width
    assert height <= step.height
    assert "mô phỏng" in step.caption, "a picture of simulated figures says so where it cannot be seen"


def test_no_picture_lies_there_unused():
    assert {p.name for p in STEPS[0].picture.parent.glob("*.png")} == {step.picture.name for step in STEPS}


def test_every_link_leads_somewhere():
    for target in LINK.findall(PAPER.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (PAPER.parent / target).exists(), target


def test_each_step_of_the_law_names_its_rule_and_leads_to_its_page():
    for step in STEPS:
        for code, target in re.findall(r"\[((?:VH|PC)-[A-Z]+-\d+)\]\(([^)]+)\)", step.text):
            heading = (PAPER.parent / target).read_text(encoding="utf-8")
            assert code in heading, (step.title, code)


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_it_is_the_first_link_of_both_readmes(readme):
    links = re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert links[0] == "docs/mot-ngay-o-na-ech.md"
