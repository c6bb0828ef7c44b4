"""What NIST SP 1500-100 (version 2, JSON) says of the classes and members that our report uses, and no others.

Written down from the published standard: names, what is required, which values an enumeration takes. It is closed, so a
member that is not named here is a fault; a report that keeps to it keeps to the standard's own schema, which is wider.
`!` marks what is required of every instance, `→` the `@id` of an instance of that class, `[ ]` a list.
"""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs

CLASSES: dict[str, dict[str, str]] = {
    "ElectionReport": {
        "Format!": "precinct-level|summary-contest", "GeneratedDate!": "moment", "Issuer!": "text",
        "IssuerAbbreviation!": "text", "IsTest": "yes-no", "TestType": "text", "Notes": "text",
        "SequenceStart!": "whole", "SequenceEnd!": "whole",
        "Status!": "certified|correction|pre-election|recount|unofficial-complete|unofficial-partial",
        "VendorApplicationId!": "text", "GpUnit": "[ReportingUnit]", "Office": "[Office]", "Person": "[Person]",
        "Election": "[Election]",
    },
    "ReportingUnit": {
        "@id!": "text", "Type!": "municipality|other|village", "OtherType": "text", "Name": "InternationalizedText",
        "ExternalIdentifier": "[ExternalIdentifier]", "VotersRegistered": "whole", "VotersParticipated": "whole",
        "TotalSubUnits": "whole", "SubUnitsReported": "whole", "ComposingGpUnitIds": "[→ReportingUnit]",
    },
    "Office": {
        "@id!": "text", "Name!": "InternationalizedText", "ElectionDistrictId": "→ReportingUnit",
        "IsPartisan": "yes-no", "Term": "Term",
    },
    "Term": {"Type": "full-term|unexpired-term", "Label": "text"},
    "Person": {"@id!": "text", "FullName": "InternationalizedText"},
    "Election": {
        "Type!": "general|other|runoff|special", "OtherType": "text", "Name!": "InternationalizedText",
        "StartDate!": "day", "EndDate!": "day", "ElectionScopeId!": "→ReportingUnit",
        "ExternalIdentifier": "[ExternalIdentifier]", "Candidate": "[Candidate]", "Contest": "[CandidateContest]",
        "BallotCounts": "[BallotCounts]",
    },
    "Candidate": {
        "@id!": "text", "BallotName!": "InternationalizedText", "PersonId": "→Person", "IsIncumbent": "yes-no",
        "PreElectionStatus": "filed|qualified|withdrawn",
        "PostElectionStatus": "advanced-to-runoff|defeated|projected-winner|winner|withdrawn",
    },
    "CandidateContest": {
        "@id!": "text", "Name!": "text", "ElectionDistrictId!": "→ReportingUnit", "OfficeIds": "[→Office]",
        "VoteVariation": "majority|plurality", "VotesAllowed!": "whole", "NumberElected": "whole",
        "NumberRunoff": "whole", "CountStatus": "[CountStatus]", "ContestSelection": "[CandidateSelection]",
        "OtherCounts": "[OtherCounts]",
    },
    "CandidateSelection": {
        "@id!": "text", "CandidateIds": "[→Candidate]", "SequenceOrder": "whole", "VoteCounts": "[VoteCounts]",
    },
    "VoteCounts": {"GpUnitId!": "→ReportingUnit", "Type!": "election-day|total", "Count!": "whole"},
    "OtherCounts": {"GpUnitId!": "→ReportingUnit", "Undervotes": "whole"},
    "BallotCounts": {
        "GpUnitId!": "→ReportingUnit", "Type!": "election-day|total", "BallotsCast": "whole",
        "BallotsRejected": "whole",
    },
    "CountStatus": {"Type!": "election-day|total", "Status!": "completed|in-process|not-processed|unknown"},
    "ExternalIdentifier": {
        "Type!": "local-level|national-level|other", "OtherType": "text", "Value!": "text",
    },
    "InternationalizedText": {"Text!": "[LanguageString]"},
    "LanguageString": {"Content!": "text", "Language!": "text"},
}  # fmt: skip
_PLAIN: dict[str, dict[str, Any]] = {
    "text": {"type": "string", "minLength": 1},
    "whole": {"type": "integer", "minimum": 0},
    "yes-no": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    # with its zone and without parts of a second
    "moment": {"type": "string", "format": "date-time", "pattern": r"T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"},
}


def schema() -> dict[str, Any]:
    """The table above as JSON Schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": "#/$defs/ElectionReport",
        "$defs": {name: _class(name, members) for name, members in CLASSES.items()},
    }


def _class(name: str, members: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["@type", *(member.rstrip("!") for member in members if member.endswith("!"))],
        "properties": {"@type": {"const": f"ElectionResults.{name}"}}
        | {member.rstrip("!"): _member(kind) for member, kind in members.items()},
    }


def _member(kind: str) -> dict[str, Any]:
    if kind.startswith("["):
        return {"type": "array", "items": _member(kind[1:-1])}
    if kind.startswith("→"):
        return _PLAIN["text"]
    if kind in CLASSES:
        return {"$ref": f"#/$defs/{kind}"}
    return _PLAIN.get(kind) or {"enum": kind.split("|")}


def faults(report: dict[str, Any]) -> list[str]:
    """What in the report is not as the standard says; ids twice and ids that lead nowhere too."""
    checked = jsonschema_rs.validator_for(schema(), validate_formats=True).iter_errors(report)
    told = [f"{fault.instance_path}: {fault.message}" for fault in checked]
    ids: dict[str, str] = {}
    for each in _instances(report):
        if "@id" in each:
            told += [f"twice: {each['@id']}"] * (each["@id"] in ids)
            ids[each["@id"]] = each["@type"].removeprefix("ElectionResults.")
    for each in _instances(report):
        for member, kind in CLASSES.get(each["@type"].removeprefix("ElectionResults."), {}).items():
            wanted = kind.strip("[]")
            asked = each.get(member.rstrip("!"), []) if wanted.startswith("→") else []
            for one in [asked] if isinstance(asked, str) else asked:
                if ids.get(one) != wanted.removeprefix("→"):
                    told.append(f"{member} {one} is no {wanted.removeprefix('→')}")
    return told


def _instances(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inside in value.values():
            yield from _instances(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _instances(inside)
