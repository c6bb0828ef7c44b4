"""A small province for the public pages: two districts, every kind of unit, as many villages as asked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dantin.core.contract import answer
from dantin.core.vietnamese import fold, name_sort_key, place_sort_key
from dantin.locale.words import LOCAL
from dantin.store import models

KINDS = ("thon", "ban", "khu_pho", "to_dan_pho")


def local(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2022, month, day, hour, minute, tzinfo=LOCAL)


@dataclass
class SmallProvince:
    """The rows a test may change, and the villages' codes in the order they were made."""

    heads: models.Election
    cells: models.Election
    villages: list[str]
    clock: models.SimulatedClock


def place(level: str, kind: str, code: str, name: str, parent: models.Place | None) -> models.Place:
    above = f" {parent.search_key}" if parent and level != "district" else ""
    return models.Place.objects.create(
        level=level,
        kind=kind,
        code=code,
        name=name,
        parent=parent,
        sort_key=place_sort_key(name),
        search_key=fold(name) + above,
    )


def build(*, villages_each: int = 4, shown_at: datetime | None = None) -> SmallProvince:
    """Two districts of two communes of `villages_each` villages; all heads elected on 5/6, all congresses done."""
    province = place("province", "tinh", "22", "Tỉnh Quảng Ninh", None)
    heads, cells = elections(province)
    made, standings = [], []
    units = (
        ("198", "Huyện Bình Liêu", (("06847", "xa", "Xã Húc Động"), ("06838", "thi_tran", "Thị trấn Bình Liêu"))),
        ("207", "Huyện Cô Tô", (("07192", "thi_tran", "Thị trấn Cô Tô"), ("07198", "xa", "Xã Thanh Lân"))),
    )
    for district_code, district_name, communes in units:
        district = place("district", "huyen", district_code, district_name, province)
        for commune_code, kind, commune_name in communes:
            commune = place("commune", kind, commune_code, commune_name, district)
            for i in range(villages_each):
                name = "Nà Ếch" if (commune_code, i) == ("06847", 0) else f"Mẫu {i + 1}"
                code = f"{commune_code}{i + 1:02d}"
                place("village", KINDS[i % 4], code, name, commune)
                made.append(code)
                where = {"village_code": code, "commune_code": commune_code, "district_code": district_code}
                standings += [head_standing(heads, where), cell_standing(cells, where)]
    # there were districts until then: a page of 2022 must still show them
    models.Place.objects.filter(level="district").update(valid_to=date(2025, 6, 30))
    models.Standing.objects.bulk_create(standings)
    models.Installation.objects.create(simulated=True, side="both", seed=1, built_at=datetime.now(UTC))
    clock = models.SimulatedClock.objects.create(
        shown_at=shown_at or local(7, 3, 16, 42), set_at=datetime.now(UTC), speed=60, running=False
    )
    return SmallProvince(heads, cells, made, clock)


def elections(province: models.Place) -> tuple[models.Election, models.Election]:
    def election(
        side: str, code: str, called: date, held: date, rulebook: str, previous: models.Election | None = None
    ):
        return models.Election.objects.create(
            side=side, code=code, title=code, province=province, called_on=called, rulebook=rulebook, held_on=held,
            term_begins_in=held.year, term_ends_in=held.year + 3, previous=previous,
        )  # fmt: skip

    before = election("state", "QN-2020", date(2020, 3, 1), date(2020, 4, 5), "VH-2008")
    heads = election("state", "QN-2022", date(2022, 5, 10), date(2022, 6, 5), "VH-2008", before)
    return heads, election("party", "QN-DH-2022", date(2022, 5, 25), date(2022, 7, 3), "PC-2014")


def head_standing(heads: models.Election, where: dict[str, str], **changed: Any) -> models.Standing:
    at = local(6, 5, 18)
    given = {"state": "elected", "roll": 100, "voted": 98, "winner_votes": 95, "winner_base": 100, "done_at": at}
    return models.Standing(side="state", election=heads, changed_at=at, **where, **{**given, **changed})


def cell_standing(cells: models.Election, where: dict[str, str], **changed: Any) -> models.Standing:
    at = local(7, 3, 10, 26)
    given = {"state": "unified", "incumbency": "new", "done_at": at}
    return models.Standing(side="party", election=cells, changed_at=at, **where, **{**given, **changed})


def event(election: models.Election) -> None:
    """What every action leaves behind: one more event."""
    stream, _ = models.Stream.objects.get_or_create(side=election.side, place_code="x", election=election)
    seq = stream.events.count() + 1
    models.Event.objects.create(
        stream=stream, seq=seq, prev_hash=f"{seq - 1:064d}", hash=f"{seq:064d}", type="count.signed", actor="a",
        at=local(6, 5), body={},
    )  # fmt: skip


def round_of_a_head(
    small: SmallProvince, village: str, *, number: int = 1, roll: int, votes: tuple[int, ...], invalid: int = 0
) -> models.Declaration:
    """A round by separate poll, decided by the core."""
    contest, _ = models.Contest.objects.get_or_create(
        side="state", election=small.heads, wave=_wave(small.heads), unit_code=village, village_code=village,
        post="village_head", seats=1,
    )  # fmt: skip
    names = ("Lương Thị Mẫu", "Hoàng Văn Thử", "Nguyễn Thị Tên Rất Dài Để Thử Xem Có Vừa Trang Hay Không")
    for i, _ in enumerate(votes):
        person = models.Person.objects.create(side="state", name=names[i], sort_key=name_sort_key(names[i]))
        models.Candidacy.objects.get_or_create(
            contest=contest, key=f"c{i + 1}", defaults={"person": person, "position": i + 1, "origin": "introduced"}
        )
    place_row = models.Place.objects.get(code=village)
    models.Roll.objects.get_or_create(
        election=small.heads, village=place_row,
        defaults={"electorate": "household_representatives", "count": roll, "source": "certified_total",
                  "certified_on": date(2022, 5, 31)},
    )  # fmt: skip
    held = date(2022, 6, 5) + timedelta(days=7 * (number - 1))
    keys = [f"c{i + 1}" for i, _ in enumerate(votes)]
    voted = models.Round.objects.create(
        contest=contest, number=number, held_on=held, procedure="separate_poll", vote_form="secret_ballot", seats=1,
        slate=keys,
    )  # fmt: skip
    valid = sum(votes)
    given: dict[str, Any] = {
        "kind": "village_head", "called_on": "2022-05-10", "held_on": held.isoformat(), "procedure": "separate_poll",
        "vote_form": "secret_ballot", "electorate": "household_representatives", "roll": roll,
        "attended": valid + invalid, "round": number,
        "ballots": {"issued": valid + invalid, "collected": valid + invalid, "valid": valid, "invalid": invalid},
        "candidates": [{"name": names[i], "id": keys[i], "votes": n} for i, n in enumerate(votes)],
    }  # fmt: skip
    if number == 2:
        given["first_held_on"] = "2022-06-05"
    judged = answer(given)
    return models.Declaration.objects.create(
        side="state", round=voted, rulebook="VH-2008", outcome=judged["outcome"], elected=judged["elected"],
        question=given, answer=judged, declared_at=local(6, 5, 20),
    )  # fmt: skip


def term_before(small: SmallProvince, village: str, **figures: int | None) -> models.Term:
    """The head's term before this election, with what its record says."""
    person = models.Person.objects.create(side="state", name="Trần Văn Cũ", sort_key="x")
    begins = small.heads.term_begins_in - 2
    return models.Term.objects.create(
        side="state", person=person, post="village_head", unit_code=village, village_code=village, begins_in=begins,
        ends_in=small.heads.term_begins_in, **figures,
    )  # fmt: skip


def congress_of(small: SmallProvince, village: str, *, endorsed: bool) -> models.Congress:
    """A congress that closed at 10:26, its secretary elected, endorsed or not yet."""
    cell = models.Cell.objects.create(code=f"CB{village}", name="Chi bộ Mẫu", higher_committee="Đảng ủy Mẫu")
    held = models.Congress.objects.create(
        election=small.cells, wave=_wave(small.cells), cell=cell, village_code=village, held_on=date(2022, 7, 3),
        present=21, opened_at=local(7, 3, 8), closed_at=local(7, 3, 10, 26), signed_at=local(7, 3, 10, 40),
    )  # fmt: skip
    contest = models.Contest.objects.create(
        side="party", election=small.cells, wave=_wave(small.cells), unit_code=cell.code, village_code=village,
        post="secretary", seats=1,
    )  # fmt: skip
    person = models.Person.objects.create(side="party", name="Trần Thị Bí Thư", sort_key="x")
    models.Candidacy.objects.create(contest=contest, key="c1", person=person, position=1, origin="committee")
    voted = models.Round.objects.create(
        contest=contest, number=1, held_on=date(2022, 7, 3), procedure="congress", vote_form="secret_ballot", seats=1,
        slate=["c1"],
    )  # fmt: skip
    models.Declaration.objects.create(
        side="party", round=voted, rulebook="PC-2014", outcome="elected", elected=["c1"],
        question={"official_members": 23, "present": 21}, answer={"shares": [{"name": "x", "votes": 19}]},
        declared_at=local(7, 3, 10),
    )  # fmt: skip
    if endorsed:
        models.Endorsement.objects.create(congress=held, decision_number="12-QĐ/ĐU", decided_on=date(2022, 7, 11))
    return held


def _wave(election: models.Election) -> models.Wave:
    wave, _ = models.Wave.objects.get_or_create(
        election=election, name="một đợt",
        defaults={"is_pilot": False, "begins_on": election.held_on, "ends_on": election.held_on},
    )  # fmt: skip
    return wave
