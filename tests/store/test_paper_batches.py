"""Cả bộ văn bản: one ZIP by folder with an index; what was cut short goes on, the same records are the same bytes."""

import csv
import io
import zipfile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from dantin.papers import files
from dantin.store import paper_batches
from dantin.store.paper_batches import INDEX, make_batch

from .test_head_papers import counted
from .world import VILLAGES, figures, sheet_of, state_election

pytestmark = pytest.mark.django_db


@pytest.fixture
def election(monkeypatch):
    monkeypatch.setattr(files.os, "sched_getaffinity", lambda _: {0})  # no processes for eleven papers
    found = state_election()
    counted(sheet_of(VILLAGES[0]), figures(a=60, b=38))
    return found


def test_every_paper_of_a_commune_stands_in_its_folder_and_in_the_index(election, tmp_path):
    done = make_batch(election, "06847", tmp_path / "xa.zip")
    with zipfile.ZipFile(tmp_path / "xa.zip") as archive:
        names = [name for name in archive.namelist() if name != INDEX]
        rows = list(csv.DictReader(io.TextIOWrapper(archive.open(INDEX), encoding="utf-8-sig")))
        assert archive.read(names[0])[:5] == b"%PDF-"
    assert len(names) == len(set(names)) == done.papers
    assert [row["Tệp"] for row in rows] == names
    assert "xa-huc-dong/quyet-dinh-ngay-bau-cu.pdf" in names
    assert f"xa-huc-dong/{VILLAGES[0]}-thon-na-ech/bien-ban-kiem-phieu-1.pdf" in names
    assert not [name for name in names if "ban-2/bien-ban-kiem-phieu" in name]  # nothing was counted there
    assert all(len(row["Mã kiểm chứng"]) == 64 for row in rows)
    assert list(tmp_path.iterdir()) == [tmp_path / "xa.zip"]


def test_the_same_records_are_the_same_bytes(election, tmp_path):
    make_batch(election, "", tmp_path / "a.zip")
    make_batch(election, "22", tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_batch_that_was_cut_short_makes_no_paper_twice(election, tmp_path, monkeypatch):
    made, whole = [], paper_batches.made_all

    def counted_and_cut(orders, ending):
        for raw in whole(orders, ending):
            made.append(raw)
            yield raw
            if len(made) == 4:
                raise KeyboardInterrupt

    monkeypatch.setattr(paper_batches, "made_all", counted_and_cut)
    with pytest.raises(KeyboardInterrupt):
        make_batch(election, "", tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()
    done = make_batch(election, "", tmp_path / "a.zip")
    # the fourth was made but not yet kept when the power went
    assert len(made) <= done.papers + 1
    make_batch(election, "", tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_command_tells_how_far_it_is_and_where_there_is_nothing(election, tmp_path, capsys):
    call_command("papers", "batch", cuoc_bau=election.code, noi="06847", out=tmp_path / "a.zip")
    said = capsys.readouterr().out
    assert "2 trong 2 nơi" in said
    with pytest.raises(CommandError, match="không có thôn"):
        call_command("papers", "batch", cuoc_bau=election.code, noi="99999", out=tmp_path / "b.zip")
