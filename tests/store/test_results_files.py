"""Kết quả một cuộc bầu thành JSON, ours and NIST's: what is public and nothing else, valid at every step."""

import json
from datetime import UTC, date, datetime

import jsonschema_rs
import pytest
from django.core.management import CommandError, call_command

from dantin.core.afterwards import RulingKind
from dantin.core.aggregate import HeadState, Totals
from dantin.core.decide import Step
from dantin.core.plan import Procedure, VoteForm
from dantin.core.publish import ANNOUNCED_OUTCOMES
from dantin.core.register import Electorate
from dantin.core.values import Side
from dantin.store.actions.by_election import ByElectionIn, call_by_election
from dantin.store.actions.plan import open_rounds
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.actions.rulings import RulingIn, record_rulings
from dantin.store.management.commands import export
from dantin.store.models import Election, Installation, Person, Standing
from dantin.store.readers.clock import moment as page_moment
from dantin.store.readers.incumbency import Incumbency
from dantin.store.readers.results import election_results
from dantin.store.refusals import Refused
from dantin.store.results_json import SIMULATED, results_json, schema_text
from dantin.store.results_nist import results_nist

from .nist_profile import faults
from .test_road_to_the_head import agree, declared
from .world import VIETNAM, VILLAGES, figures, moment, party_election, rerun_of, sheet_of, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HERE, THERE = VILLAGES
SCHEMA = json.loads(schema_text())
VALIDATOR = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)


def files(code="VH-2022"):
    """Both files of an election, each valid and adding up; (ours, NIST's)."""
    results = election_results(code, page_moment())
    ours, nist = json.loads("".join(results_json(results))), json.loads("".join(results_nist(results)))
    assert [f"{fault.instance_path}: {fault.message}" for fault in VALIDATOR.iter_errors(ours)] == []
    assert faults(nist) == []
    assert ours["province"]["sums"] == added([v for c in ours["communes"] for v in c["villages"]])
    for unit in ours["communes"]:
        assert unit["sums"] == added(unit["villages"])
    for unit in ours["districts"]:
        within = [commune for commune in ours["communes"] if commune["district"] == unit["code"]]
        assert unit["sums"] == added([village for commune in within for village in commune["villages"]])
    units = {unit["@id"]: unit for unit in nist["GpUnit"]}
    for unit in nist["GpUnit"]:
        for figure in ("VotersRegistered", "VotersParticipated", "SubUnitsReported", "TotalSubUnits"):
            below = [units[each][figure] for each in unit.get("ComposingGpUnitIds", ())]
            assert not below or unit[figure] == sum(below)
    return ours, nist


def added(villages):
    """The sums again, village by village, as a careful reader of the file would add them."""
    told = [each for village in villages for each in village["rounds"] if each["status"] == "announced"]
    roll, voted = sum(village["roll"] for village in villages), sum(village["voted"] for village in villages)
    return {
        "villages": len(villages),
        "announced": sum(any(each["status"] == "announced" for each in village["rounds"]) for village in villages),
        "elected": sum(village["winner"] is not None for village in villages),
        "recognised": sum(village["recognition"] is not None for village in villages),
        "roll": roll,
        "voted": voted,
        "turnout": Totals(roll=roll, voted=voted).turnout,
        "rounds": [
            {
                "number": number,
                "announced": sum(each["number"] == number for each in told),
                "by_ballot": sum(each["number"] == number and each["ballots"] is not None for each in told),
                "votes": sum(who["votes"] for each in told if each["number"] == number for who in each["candidates"]),
                "ballots": {
                    name: sum(each["ballots"][name] for each in told if each["number"] == number and each["ballots"])
                    for name in ("issued", "collected", "valid", "invalid")
                },
            }
            for number in range(1, max((each["number"] for each in told), default=0) + 1)
        ],
    }


def villages(ours):
    return {village["code"]: village for commune in ours["communes"] for village in commune["villages"]}


def contests(nist, kind):
    """{id: contest} of the Election of that kind; none where there is none."""
    return {one["@id"]: one for each in nist["Election"] if each["Type"] == kind for one in each["Contest"]}


def became(nist, kind):
    """{id: post-election status} of its candidates."""
    found = [one for each in nist["Election"] if each["Type"] == kind for one in each["Candidate"]]
    return {one["@id"]: one.get("PostElectionStatus") for one in found}


def votes_in(contest):
    return [count["Count"] for selection in contest["ContestSelection"] for count in selection.get("VoteCounts", ())]


def counted(contest):
    [status] = contest["CountStatus"]
    return status["Status"]


def runs_again():
    """The first village: exactly half, then a second vote that elects."""
    sheet = sheet_of(HERE)
    agree(sheet, figures(a=50, b=45, invalid=3), 1)
    declared(sheet, 2)
    open_rounds(side=Side.STATE, rounds=[rerun_of(sheet)], actor="to-truong", at=moment(3))


def elects_at_last():
    sheet = sheet_of(HERE, number=2)
    agree(sheet, figures(a=61, b=37), 4)
    return declared(sheet, 5)


def rule(kind, **more):
    paper = RulingIn(
        village_code=HERE, kind=kind, decided_on=date(2022, 6, 13), decision_number="88/QĐ-UBND", reason="theo hồ sơ",
        **more,
    )  # fmt: skip
    at = datetime(2022, 6, 14, 9, tzinfo=VIETNAM)
    [done] = record_rulings(election=Election.objects.get(side="state"), rulings=[paper], actor="xa", at=at)
    assert not isinstance(done, Refused), done


def test_before_the_vote_the_files_hold_the_list_and_no_figure():
    state_election()
    ours, nist = files()
    here = villages(ours)[HERE]
    assert here["standing"] == ["Nguyễn Văn Thử 1", "Trần Thị Mẫu 1"]
    assert (here["state"], here["winner"], here["roll"]) == ("not_started", None, 100)
    assert [each["status"] for each in here["rounds"]] == ["waiting"]
    assert nist["Status"] == "pre-election"
    contest = contests(nist, "general")[f"contest-{HERE}-1"]
    assert (contest["Name"], contest["VotesAllowed"]) == ("Trưởng thôn, Thôn Nà Ếch, Xã Húc Động", 1)
    assert (counted(contest), votes_in(contest), len(contest["ContestSelection"])) == ("not-processed", [], 2)
    assert "Trưởng bản, Bản 2, Xã Húc Động" in [one["Name"] for one in contests(nist, "general").values()]


def test_figures_that_nobody_signed_are_in_no_file():
    state_election()
    before = json.dumps(files()[1])
    agree(sheet_of(HERE), figures(a=61, b=37), 1)
    ours, nist = files()
    assert villages(ours)[HERE]["rounds"][0].keys() == {"number", "held_on", "procedure", "vote_form", "status"}
    assert nist["Status"] == "unofficial-partial"
    assert counted(contests(nist, "general")[f"contest-{HERE}-1"]) == "in-process"
    assert "VoteCounts" not in before + json.dumps(nist)


def test_a_second_vote_is_a_runoff_of_its_own_with_its_own_ballots():
    state_election()
    runs_again()
    first = files()[1]
    assert set(became(first, "general").values()) == {None}  # who goes on is told with the second vote
    elects_at_last()
    ours, nist = files()
    assert [each["Type"] for each in nist["Election"]] == ["general", "runoff"]
    assert became(nist, "general")[f"candidate-{HERE}-1-c1"] == "advanced-to-runoff"
    assert became(nist, "runoff") == {f"candidate-{HERE}-2-c1": "winner", f"candidate-{HERE}-2-c2": "defeated"}
    one, two = contests(nist, "general")[f"contest-{HERE}-1"], contests(nist, "runoff")[f"contest-{HERE}-2"]
    assert (votes_in(one), votes_in(two), two["NumberRunoff"]) == ([50, 45], [61, 37], 2)
    assert one["OtherCounts"][0]["Undervotes"] == 0
    cast = [(each["Type"], one["BallotsCast"], one["BallotsRejected"]) for each in nist["Election"]
            for one in each["BallotCounts"]]  # fmt: skip
    assert cast == [("general", 98, 3), ("runoff", 98, 0)]
    [runoff] = [each for each in nist["Election"] if each["Type"] == "runoff"]
    assert (runoff["StartDate"], runoff["EndDate"]) == ("2022-06-12", "2022-06-12")
    here = villages(ours)[HERE]
    assert here["winner"] == {"name": "Nguyễn Văn Thử 1", "votes": 61, "percent": "61.00", "incumbency": "reelected"}
    assert [each["outcome"] for each in here["rounds"]] == ["nobody_elected", "elected"]
    assert here["rounds"][0]["ballots"] == {"issued": 98, "collected": 98, "valid": 95, "invalid": 3}
    assert here["rounds"][0]["base"] == {"count": 100, "needed": 51}


def test_the_report_is_certified_when_every_head_is_recognised():
    state_election()
    rows = []
    for code in VILLAGES:
        agree(sheet_of(code), figures(a=61, b=37), 1)
        rows.append(declared(sheet_of(code), 2))
    assert files()[1]["Status"] == "unofficial-complete"
    decisions = [
        RecognitionIn(declaration=row.id, decision_number="57/QĐ-UBND", decided_on=date(2022, 6, 8)) for row in rows
    ]
    recognise(decisions=decisions, actor="chu-tich", at=moment(3))
    ours, nist = files()
    assert nist["Status"] == "certified"
    assert villages(ours)[HERE]["recognition"] == {"decision_number": "57/QĐ-UBND", "decided_on": "2022-06-08"}
    incumbent = {one["@id"]: one.get("IsIncumbent") for one in nist["Election"][0]["Candidate"]}
    assert incumbent[f"candidate-{HERE}-1-c1"] is True
    assert incumbent[f"candidate-{THERE}-1-c1"] is None  # no record of the earlier term: nothing is said


def test_a_result_that_was_annulled_is_told_without_its_figures():
    state_election()
    agree(sheet_of(HERE), figures(a=61, b=37), 1)
    declared(sheet_of(HERE), 2)
    rule(RulingKind.ANNULLED, counts_as_first=True)
    ours, nist = files()
    assert villages(ours)[HERE]["rounds"][0]["status"] == "annulled"
    assert villages(ours)[HERE]["winner"] is None
    assert f"contest-{HERE}-1" not in contests(nist, "general")
    open_rounds(side=Side.STATE, rounds=[rerun_of(sheet_of(HERE))], actor="to-truong", at=moment(20000))
    [again] = [each for each in files()[1]["Election"] if each["Type"] == "other"]
    assert (again["OtherType"], [one["@id"] for one in again["Contest"]]) == ("repeated-vote", [f"contest-{HERE}-2"])


def test_a_sheet_that_is_being_replaced_takes_its_figures_out_again():
    state_election()
    agree(sheet_of(HERE), figures(a=61, b=37), 1)
    declared(sheet_of(HERE), 2)
    rule(RulingKind.SUPERSEDED)
    ours, nist = files()
    assert villages(ours)[HERE]["rounds"][0]["status"] == "replaced"
    assert counted(contests(nist, "general")[f"contest-{HERE}-1"]) == "in-process"
    assert "VoteCounts" not in json.dumps(nist)


def test_hands_have_votes_and_no_ballots():
    state_election(vote_form="show_of_hands")
    shown = {name: n for name, n in figures(a=61, b=37).items() if name in ("attended", "votes.c1", "votes.c2")}
    agree(sheet_of(HERE), shown, 1)
    declared(sheet_of(HERE), 2)
    ours, nist = files()
    assert villages(ours)[HERE]["rounds"][0]["ballots"] is None
    assert [each["BallotCounts"] for each in nist["Election"]] == [[]]
    assert votes_in(contests(nist, "general")[f"contest-{HERE}-1"]) == [61, 37]


def test_without_quorum_nothing_was_voted_on_and_the_next_meeting_repeats_the_vote():
    state_election()
    absent = figures(a=0, b=0, attended=40) | {"issued": 0, "collected": 0, "valid": 0}
    agree(sheet_of(HERE), absent, 1)
    assert declared(sheet_of(HERE), 2).outcome == "no_quorum"
    open_rounds(side=Side.STATE, rounds=[rerun_of(sheet_of(HERE))], actor="to-truong", at=moment(3))
    elects_at_last()
    ours, nist = files()
    first = villages(ours)[HERE]["rounds"][0]
    assert (first["outcome"], first["attended"], first["candidates"], first["ballots"]) == ("no_quorum", 40, [], None)
    assert counted(contests(nist, "general")[f"contest-{HERE}-1"]) == "not-processed"
    assert list(contests(nist, "other")) == [f"contest-{HERE}-2"]
    assert set(became(nist, "general").values()) == {None}


def test_a_by_election_is_special_and_of_its_village_alone():
    state_election()
    agree(sheet_of(HERE), figures(a=61, b=37), 1)
    row = declared(sheet_of(HERE), 2)
    decision = RecognitionIn(declaration=row.id, decision_number="57/QĐ-UBND", decided_on=date(2022, 6, 8))
    recognise(decisions=[decision], actor="chu-tich", at=moment(3))
    rule(RulingKind.LEFT, from_on=date(2022, 6, 10), ground="resigned")
    election = Election.objects.get(side="state")
    call = ByElectionIn(village_code=HERE, decision_number="99/QĐ-UBND", called_on=date(2022, 6, 20),
                        held_on=date(2022, 7, 10), electorate="household_representatives",
                        procedure="meeting", vote_form="secret_ballot")  # fmt: skip
    at = datetime(2022, 6, 21, 9, tzinfo=VIETNAM)
    called = call_by_election(before=election, call=call, actor="xa", at=at)
    ours, nist = files(called.code)
    assert (ours["election"]["by_election"], list(villages(ours))) == (True, [HERE])
    [special] = nist["Election"]
    assert (special["Type"], special["ElectionScopeId"]) == ("special", f"village-{HERE}")
    assert nist["Office"][0]["Term"]["Type"] == "unexpired-term"


def test_of_a_person_there_is_the_name_and_nothing_else():
    state_election()
    party_election()
    Person.objects.filter(side="state").update(born_in=1917, sex="female")
    runs_again()
    elects_at_last()
    ours, nist = (json.dumps(each, ensure_ascii=False) for each in files())
    for one in json.loads(nist)["Person"]:
        assert set(one) == {"@type", "@id", "FullName"}
    for text in (ours, nist):
        assert "1917" not in text
        assert "female" not in text
        assert "Lê Thị Thử" not in text
        assert "Party" not in text


def test_a_congress_has_no_such_file():
    state_election()
    party_election()
    with pytest.raises(Refused, match="PC-2022 là đại hội chi bộ"):
        election_results("PC-2022", page_moment())


def test_a_server_of_the_party_side_hands_out_no_result_of_the_state(settings):
    state_election()
    settings.SIDE = "party"
    with pytest.raises(Refused, match="không giữ số liệu của bên"):
        election_results("VH-2022", page_moment())


def test_an_election_known_by_its_turnout_alone_has_no_file():
    state_election()
    Standing.objects.all().delete()
    with pytest.raises(Refused, match="không có kết quả từng thôn"):
        election_results("VH-2022", page_moment())


def test_a_village_whose_commune_nobody_knows_is_told_and_not_left_out():
    state_election()
    Standing.objects.filter(village_code=THERE).update(village_code="0699999")
    with pytest.raises(Refused, match="0699999"):
        election_results("VH-2022", page_moment())


@pytest.mark.parametrize("simulated", [True, False])
def test_simulated_figures_say_so_in_the_file(simulated):
    state_election()
    Installation.objects.create(simulated=simulated, side="both", seed=1, built_at=datetime.now(UTC))
    ours, nist = files()
    assert (ours["simulated"], ours["notice"]) == (simulated, SIMULATED if simulated else None)
    assert (nist["IsTest"], nist.get("TestType")) == (simulated, "simulated" if simulated else None)
    assert nist["Notes"].startswith(SIMULATED) is simulated


def test_the_schema_is_one_and_its_choices_are_those_of_the_core():
    jsonschema_rs.meta.validate(SCHEMA)
    announced, other = SCHEMA["$defs"]["announced_round"]["properties"], SCHEMA["$defs"]["other_round"]["properties"]
    village = SCHEMA["$defs"]["village"]["properties"]
    assert set(announced["outcome"]["enum"]) == ANNOUNCED_OUTCOMES
    assert announced["procedure"]["enum"] == other["procedure"]["enum"] == list(Procedure)
    assert announced["vote_form"]["enum"] == other["vote_form"]["enum"] == list(VoteForm)
    assert announced["electorate"]["enum"] == list(Electorate)
    assert set(announced["next"]["enum"]) <= set(Step)
    assert set(village["state"]["enum"]) == set(HeadState)
    winner = village["winner"]["anyOf"][0]["properties"]
    assert set(winner["incumbency"]["enum"]) == set(Incumbency)


def test_a_figure_too_many_is_a_fault_of_either_schema():
    """The two checks above can fail."""
    state_election()
    ours, nist = files()
    ours["communes"][0]["villages"][0]["born_in"] = 1917
    nist["Person"][0]["DateOfBirth"] = "1917-01-01"
    nist["Election"][0]["Contest"][0]["OfficeIds"] = ["office-khong-co"]
    assert not VALIDATOR.is_valid(ours)
    assert len(faults(nist)) == 2


def test_the_command_writes_both_and_never_over_a_file(tmp_path, capsys):
    state_election()
    runs_again()
    elects_at_last()
    results = election_results("VH-2022", page_moment())
    for name, written in (("results", results_json), ("nist", results_nist)):
        file = tmp_path / f"{name}.json"
        call_command("export", name, str(file), cuoc_bau="VH-2022")
        assert f"Kết quả của 2 nơi trong {file}" in capsys.readouterr().out
        kept, now = json.loads(file.read_text(encoding="utf-8")), json.loads("".join(written(results)))
        for each in (kept, now):
            each.pop("made_at", None), each.pop("GeneratedDate", None)
        assert kept == now
        with pytest.raises(CommandError, match="không ghi đè"):
            call_command("export", name, str(file), cuoc_bau="VH-2022")


@pytest.mark.parametrize(("file", "code", "said"), [
    ("a.xlsx", "VH-2022", "a.xlsx: cần đuôi .json"),
    ("a.json", None, "Kết quả thuộc một cuộc bầu cử: thêm --cuoc-bau MÃ."),
    ("a.json", "VH-1999", "Không có cuộc bầu cử mã VH-1999"),
    ("a.json", "PC-2022", "là đại hội chi bộ"),
])  # fmt: skip
def test_what_was_typed_wrong_is_told_and_no_file_is_begun(tmp_path, file, code, said):
    state_election()
    party_election()
    with pytest.raises(CommandError, match=said):
        call_command("export", "nist", str(tmp_path / file), cuoc_bau=code)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_leaves_no_half_of_a_file(tmp_path, monkeypatch):
    state_election()

    def full(_):
        yield "{"
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(export.RESULTS, "nist", full)
    with pytest.raises(CommandError, match="chỗ trống của đĩa"):
        call_command("export", "nist", str(tmp_path / "a.json"), cuoc_bau="VH-2022")
    assert list(tmp_path.iterdir()) == []


def test_the_same_number_of_queries_however_many_villages(django_assert_max_num_queries):
    state_election()
    runs_again()
    election_results("VH-2022", page_moment())  # the territory is read once by whoever comes first
    with django_assert_max_num_queries(8):
        "".join(results_nist(election_results("VH-2022", page_moment())))
