"""F-18: what a person certified or fixed at the desk no file changes; before that, files may (decision 0015)."""

from datetime import date

import pytest

from dantin.core.values import Side
from dantin.store.actions import nominate, territory
from dantin.store.actions.households import certify_village
from dantin.store.models import Candidacy, Conference, Household, HouseholdRepresentative, Place, Roll, Standing
from tests.desk.test_register_page import called

from . import world
from .importing import counts, load, read, told

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

VILLAGE, OTHER = world.VILLAGES
ROLLS = ("Mã thôn", "Tổng số", "Ngày xác nhận")
HOUSEHOLDS = ("Mã thôn", "Số hộ", "Chủ hộ", "Từ ngày")
SLATES = ("Mã thôn", "Chức danh", "Thứ tự", "Họ và tên", "Năm sinh")


@pytest.fixture
def election():
    election = called()
    territory.load_households(
        village=Place.objects.get(code=VILLAGE),
        households=[
            territory.HouseholdIn(
                number=n,
                head_name=f"Lý Văn {n}",
                representative=f"Lý Văn {n}",
                sex="male",
                born_in=1960,
                authority=HouseholdRepresentative.Authority.HEAD,
            )
            for n in (1, 2, 3)
        ],
        since=date(2022, 5, 1),
    )
    return election


def certify(election, village=VILLAGE, count=3):
    certify_village(
        election=election, village_code=village, count=count, on=date(2022, 5, 22), actor="can-bo-xa", at=world.MORNING
    )


def test_f18_a_roll_of_a_file_is_corrected_by_a_file_until_somebody_certifies_it_at_the_desk(election):
    def rolls(count):
        return read("rolls", ROLLS, (VILLAGE, count, "20/5/2022"))

    assert counts(load(rolls(4), election=election)) == (1, 0, 0)
    assert counts(load(rolls(3), election=election)) == (0, 1, 0)
    Roll.objects.all().delete()
    certify(election)
    refused = rolls(5)
    assert not load(refused, election=election).written
    [sentence] = told(refused)
    assert "đã chốt 3 ở bàn làm việc ngày 22/5/2022, can-bo-xa chốt" in sentence
    assert "gửi khiếu nại tới Ủy ban nhân dân xã" in sentence
    assert Roll.objects.get().count == 3
    # the same number again is no change
    assert counts(load(rolls(3), election=election)) == (0, 0, 1)


def test_f18_no_household_comes_in_while_the_election_goes_on(election):
    def households(village=VILLAGE):
        return read("households", HOUSEHOLDS, (village, 4, "Lý Văn Bốn", "20/5/2022"))

    certify(election)
    refused = households()
    assert not load(refused, day=date(2022, 5, 23)).written
    assert "đã chốt ở bàn làm việc" in told(refused)[0]
    assert Household.objects.count() == 3
    assert load(households(OTHER), day=date(2022, 5, 23)).written
    Standing.objects.filter(village_code=VILLAGE).update(state="elected")
    assert load(households(), day=date(2022, 6, 23)).written


def test_f18_a_slate_fixed_at_the_desk_is_not_changed_by_a_file_nor_a_name_on_it(election):
    def slate(name="Lý Văn An", born_in=1980):
        return read("candidates", SLATES, (VILLAGE, "Trưởng thôn", 1, name, born_in))

    def filing(actor):
        return nominate.Filing(
            election=election, village_code=VILLAGE, actor=actor, today=date(2022, 5, 25), at=world.MORNING
        )

    put = {"sex": "", "origin": Candidacy.Origin.INTRODUCED, "put_on": date(2022, 5, 20)}
    nominate.put_forward(filing=filing("front"), name="Lý Văn An", born_in=1980, **put)
    nominate.hold_conference(
        filing=filing("front"),
        kind=Conference.Kind.FRONT,
        held_on=date(2022, 5, 20),
        minutes_number="1/BB",
        present=9,
        votes={1: (9, 0)},
    )
    nominate.note_agreement(filing=filing("front"), nominee=1, paper_number="2", agreed_on=date(2022, 5, 21))
    nominate.fix_slate(
        filing=filing("other"),
        minutes_number="3/BB",
        fixed_on=date(2022, 5, 22),
        reason="giấy tờ bổ sung sau",
        procedure="meeting",
        vote_form="secret_ballot",
        words=str,
    )
    for changed in (slate("Lý Văn Bình"), slate(born_in=1981), slate("Lý Vân An")):
        assert not load(changed, election=election).written
        assert "biên bản 3/BB: tệp không đổi được" in told(changed)[0]
    candidacy = Candidacy.objects.get()
    assert (candidacy.person.name, candidacy.person.born_in, candidacy.person.side) == (
        "Lý Văn An",
        1980,
        Side.STATE.value,
    )
    assert counts(load(slate(), election=election)) == (0, 0, 1)
