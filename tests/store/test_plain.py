"""Câu lệnh viết thẳng: rows become the same models, whichever database hands them out."""

import pytest
from django.apps import apps

from dantin.store.readers import plain

from .test_migrations import a_row_of_each

__all__ = ["a_row_of_each"]

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.mark.usefixtures("a_row_of_each")
def test_every_model_reads_as_the_orm_reads_it():
    compared = 0
    for model in apps.get_app_config("store").get_models():
        sql = f"SELECT {plain.columns(model, 't')} FROM {model._meta.db_table} AS t"
        read = {row.pk: vars(row) for (row,) in plain.instances(sql, [], model)}
        for row in model.objects.all():
            mine, theirs = read.pop(row.pk), vars(row)
            assert {**mine, "_state": None} == {**theirs, "_state": None}, model
            assert [type(mine[name]) for name in theirs] == [type(value) for value in theirs.values()], model
            compared += 1
        assert not read, model
    assert compared > 40


@pytest.mark.usefixtures("a_row_of_each")
def test_where_a_join_finds_nothing_there_is_no_model():
    from dantin.store.models import ByElection, Election

    joined = (
        f"SELECT {plain.columns(Election, 'e')}, {plain.columns(ByElection, 'b')} FROM {Election._meta.db_table} AS e "
        f"LEFT JOIN {ByElection._meta.db_table} AS b ON b.election_id = e.id"
    )
    found = plain.instances(joined, [], Election, ByElection)
    assert found
    assert all(isinstance(election, Election) and none is None for election, none in found)
