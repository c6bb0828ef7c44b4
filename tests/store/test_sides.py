"""Hai bên: no table of one side refers to the other's; the bridge is one signed file."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from dantin.core.values import Side
from dantin.store import keyring
from dantin.store.actions.bridge import export_recognised_heads, import_recognised_heads
from dantin.store.models import HeadFromState, KeyCertificate
from dantin.store.refusals import Refused

from .test_road_to_the_head import agree, declared
from .world import VILLAGES, figures, moment, party_election, sheet_of, state_election

PARTY_ONLY = {
    "Cell",
    "CellVillage",
    "Member",
    "MemberChange",
    "Congress",
    "Absence",
    "AbsenceNote",
    "Attendance",
    "HandVote",
    "CongressOfficer",
    "PrimaryCell",
    "PresidingOfficial",
    "CongressNotice",
    "PilotLesson",
    "ReaderChoice",
    "CongressRuling",
    "HeadFromState",
    "HeadChange",
    "HeadMember",
    "CongressNominee",
    "PersonnelScheme",
    "SchemeName",
    "Endorsement",
}
STATE_ONLY = {
    "Conference",
    "ByElection",
    "ConferenceVote",
    "Household",
    "HouseholdRepresentative",
    "Nominee",
    "NomineeAgreement",
    "NomineeWithdrawal",
    "Recognition",
    "RegisterPosting",
    "ReportReceipt",
    "SecretaryAnswer",
    "Roll",
    "RollComplaint",
    "RollComplaintAnswer",
    "Ruling",
    "SlateFixed",
    "StandardEvidence",
    "StepDone",
    "TeamDecision",
    "TeamMember",
    "TurnoutSnapshot",
}


def test_no_foreign_key_leads_from_one_side_to_the_other():
    crossing = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("store").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model is not None
        for pair in [{model.__name__, field.related_model.__name__}]
        if pair & PARTY_ONLY and pair & STATE_ONLY
    ]
    assert crossing == []


def test_each_shared_table_that_can_hold_either_sides_rows_says_whose_they_are():
    for name in ("Person", "Term", "Election", "Contest", "Sheet", "Declaration", "Stream", "Standing"):
        assert any(field.name == "side" for field in apps.get_model("store", name)._meta.get_fields()), name


@pytest.fixture
def keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    for side in Side:
        keyring.create_keys(side, simulated=True, today=date(2022, 5, 1))
    return settings.KEYS_DIR


@pytest.fixture
def recognised(db, keys):
    from dantin.store.actions.record import RecognitionIn, recognise

    election = state_election()
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=60, b=38), 1)
    row = declared(sheet, 2)
    decision = RecognitionIn(declaration=row.id, decision_number="57/QĐ-UBND", decided_on=date(2022, 6, 8))
    recognise(decisions=[decision], actor="chu-tich", at=moment(3))
    return election


def test_the_signed_file_crosses_the_bridge(recognised):
    file = export_recognised_heads(election=recognised, actor="so-noi-vu", at=moment(4))
    assert import_recognised_heads(election=party_election(), file=file, actor="ban-to-chuc", at=moment(5)).heads == 1
    head = HeadFromState.objects.get()
    assert (head.name, head.village_code, head.decided_on) == ("Nguyễn Văn Thử 1", VILLAGES[0], date(2022, 6, 8))


def test_a_key_made_this_morning_is_valid_before_seven(recognised):
    file = export_recognised_heads(election=recognised, actor="so-noi-vu", at=moment(4))
    made_on = KeyCertificate.objects.filter(purpose="bridge", side="state").latest("id").valid_from
    half_past_six = datetime.combine(made_on, time(6, 30), tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert import_recognised_heads(election=party_election(), file=file, actor="a", at=half_past_six).heads == 1


def test_a_changed_file_is_refused(recognised):
    file = export_recognised_heads(election=recognised, actor="so-noi-vu", at=moment(4))
    forged = file.replace("Nguyễn Văn Thử 1".encode(), "Nguyễn Văn Thử 2".encode())
    assert forged != file
    with pytest.raises(Refused) as refusal:
        import_recognised_heads(election=party_election(), file=forged, actor="ban-to-chuc", at=moment(5))
    assert refusal.value.code == "bridge.bad_signature"
    assert not HeadFromState.objects.exists()


@pytest.mark.parametrize("file", ["", "[]", "{}", "\udcff", '{"body":{"format":"x","heads":1}}'], ids=repr)
def test_what_is_no_such_file_is_said_plainly(db, file):
    raw = file.encode(errors="surrogateescape")
    state_election()
    with pytest.raises(Refused) as refusal:
        import_recognised_heads(election=party_election(), file=raw, actor="ban-to-chuc", at=moment(5))
    assert refusal.value.code == "bridge.not_a_file"


@pytest.mark.django_db
def test_private_keys_are_for_the_owner_alone_and_demo_keys_say_so(keys):
    for path in keys.rglob("*.key"):
        assert path.stat().st_mode & 0o777 == 0o600
    assert all("DEMO" in label for label in KeyCertificate.objects.values_list("label", flat=True))


@pytest.mark.django_db
def test_keys_are_never_overwritten(keys):
    with pytest.raises(Refused) as refusal:
        keyring.create_keys(Side.STATE, simulated=True, today=date(2022, 5, 1))
    assert refusal.value.code == "keys.exists"


@pytest.mark.django_db
def test_a_key_signs_for_its_one_purpose_only(keys):
    signed = keyring.sign(Side.STATE, KeyCertificate.Purpose.HEAD, b"x")
    head = KeyCertificate.Purpose.HEAD
    bridge = KeyCertificate.Purpose.BRIDGE
    assert "DEMO" in (keyring.signed_by(b"x", signed, side=Side.STATE, purpose=head, on=date(2022, 6, 1)) or "")
    assert keyring.signed_by(b"x", signed, side=Side.STATE, purpose=bridge, on=date(2022, 6, 1)) is None
    assert keyring.signed_by(b"x", signed, side=Side.PARTY, purpose=head, on=date(2022, 6, 1)) is None
    assert keyring.signed_by(b"x", signed, side=Side.STATE, purpose=head, on=date(2030, 6, 1)) is None
