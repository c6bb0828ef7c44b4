"""304 and 200: a save changes the tag, nothing else does."""

import pytest

from .small_province import event, local

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PARTS = ["/?manh=1", "/tien-do.json", "/huyen/198/?manh=1", "/thon/0684701/?manh=1", "/gioi-thieu-so-lieu/?manh=1"]


@pytest.mark.parametrize("url", PARTS)
def test_nothing_new_is_304_for_one_query(client, small, url, django_assert_num_queries):
    tag = client.get(url)["ETag"]
    client.get("/tien-do.json")
    with django_assert_num_queries(2 if "/thon/" in url or "/huyen/" in url else 1):
        again = client.get(url, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["X-Tinh-Den"] == "2022-07-03T16:42:00+07:00"


@pytest.mark.parametrize("url", PARTS)
def test_every_save_changes_the_tag(client, small, url):
    tags = set()
    for _ in range(3):
        tags.add(client.get(url)["ETag"])
        event(small.heads)
    assert len(tags) == 3


def test_compression_on_the_way_does_not_defeat_the_tag(client, small):
    tag = client.get("/?manh=1")["ETag"]
    assert client.get("/?manh=1", headers={"If-None-Match": f'"other", W/{tag}'}).status_code == 304


def test_one_second_of_shared_cache(client, small):
    assert client.get("/")["Cache-Control"] == "public, max-age=1"


def test_turning_the_clock_changes_the_tag(client, small):
    before = client.get("/?manh=1")["ETag"]
    small.clock.shown_at = local(7, 3, 9)
    small.clock.save()
    assert client.get("/?manh=1")["ETag"] != before


def test_the_parts_of_the_same_minute_are_the_same_bytes(client, small):
    first = client.get("/?manh=1")
    small.clock.shown_at = local(7, 3, 16, 42)
    assert first.content == client.get("/?manh=1").content
