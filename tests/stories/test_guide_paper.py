"""Hướng dẫn vận hành by itself: a page for each role, its links, its pictures, its commands, and the desk shows it."""

import shlex
from importlib import import_module

import pytest
from django.core.management import load_command_class
from django.test import Client

from dantin.desk.guide_page import PAGE_OF, pages
from dantin.store.models.accounts import Role

from .guide import FOLDER, LINK, PICTURE, PICTURES, commands, papers, text_of
from .walk import size

MOST_OF_ONE, MOST_OF_ALL = 250_000, 4_000_000


def test_every_role_has_its_page():
    assert set(PAGE_OF) == set(Role)
    assert set(PAGE_OF.values()) < {paper.stem for paper in papers()}


def test_every_page_is_reached_from_the_first():
    assert {paper.name for paper in papers()} == {"README.md", *LINK.findall(text_of("README"))}


@pytest.mark.parametrize("paper", papers(), ids=lambda paper: paper.stem)
def test_every_link_and_picture_is_there(paper):
    text = paper.read_text(encoding="utf-8")
    for target in [*LINK.findall(text), *(target for _, target in PICTURE.findall(text))]:
        assert (FOLDER / target).is_file(), target
    for caption, target in PICTURE.findall(text):
        assert "mô phỏng" in caption, "a picture of simulated figures says so where it cannot be seen"
        assert max(size(FOLDER / target)) < 3000
        assert (FOLDER / target).stat().st_size < MOST_OF_ONE


def test_no_picture_lies_there_unused_and_all_together_are_small():
    shown = {target.removeprefix("hinh/") for paper in papers() for _, target in PICTURE.findall(paper.read_text())}
    there = list(PICTURES.glob("*"))
    assert {picture.name for picture in there} == shown
    assert sum(picture.stat().st_size for picture in there) < MOST_OF_ALL


@pytest.mark.parametrize(("page", "line"), commands(), ids=lambda given: given[:40])
def test_every_command_is_understood(page, line):
    """Parsed by the command itself, not run."""
    _, name, *given = shlex.split(line)
    module = name.replace("-", "_")
    import_module(f"dantin.store.management.commands.{module}")
    parser = load_command_class("dantin.store", module).create_parser("dantin", module)
    parser.parse_args(given)  # a wrong word or option raises here


@pytest.mark.django_db
def test_the_desk_shows_every_page_to_whoever_cannot_sign_in():
    client = Client()
    assert client.get("/lam-viec/huong-dan/").status_code == 200
    for slug in set(pages()) - {"README"}:
        answer = client.get(f"/lam-viec/huong-dan/{slug}/")
        assert answer.status_code == 200, slug
        assert answer.headers["Cache-Control"] == "private, max-age=86400"
        assert '.md"' not in answer.content.decode(), slug  # links lead to pages of the site
    for wrong in ("README/", "khong-co/", "hinh/khong-co.png", "hinh/..%2FREADME.md"):
        assert client.get(f"/lam-viec/huong-dan/{wrong}").status_code == 404, wrong
    for picture in sorted(PICTURES.glob("*.png"))[:1]:
        answer = client.get(f"/lam-viec/huong-dan/hinh/{picture.name}")
        assert answer.content == picture.read_bytes()
        assert answer.headers["Content-Type"] == "image/png"
