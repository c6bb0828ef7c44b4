"""All tables, one file per stage. State and Party rows never refer to each other (docs/map.md, "Two sides")."""

from .accounts import AccessReset, Account, Delegation
from .aggregate import Standing
from .allowances import AllowanceEnding, RulebookAllowance
from .clock import Installation, SimulatedClock
from .congress import Absence, Cell, CellVillage, Congress, Endorsement, HeadFromState, Member
from .count import Reading, Round, Sheet, SheetRemark, TurnoutSnapshot
from .decide import Declaration
from .displays import DisplayKey
from .events import Event, Fact, Stream
from .import_jobs import ImportJob
from .keys import KeyCertificate
from .nominate import (
    Conference,
    ConferenceVote,
    Nominee,
    NomineeAgreement,
    NomineeWithdrawal,
    SlateFixed,
    StandardEvidence,
    TeamDecision,
    TeamMember,
)
from .people import Household, HouseholdRepresentative, Person, Term
from .places import Place, Succession
from .plan import Candidacy, Contest, Election, StepDone, Wave
from .record import BridgeFile, Recognition, ReportReceipt
from .register import RegisterPosting, Roll, RollComplaint, RollComplaintAnswer
from .rulings import ByElection, Ruling

__all__ = [
    "Absence",
    "AccessReset",
    "Account",
    "AllowanceEnding",
    "BridgeFile",
    "ByElection",
    "Candidacy",
    "Cell",
    "CellVillage",
    "Conference",
    "ConferenceVote",
    "Congress",
    "Contest",
    "Declaration",
    "Delegation",
    "DisplayKey",
    "Election",
    "Endorsement",
    "Event",
    "Fact",
    "HeadFromState",
    "Household",
    "HouseholdRepresentative",
    "ImportJob",
    "Installation",
    "KeyCertificate",
    "Member",
    "Nominee",
    "NomineeAgreement",
    "NomineeWithdrawal",
    "Person",
    "Place",
    "Reading",
    "Recognition",
    "RegisterPosting",
    "ReportReceipt",
    "Roll",
    "RollComplaint",
    "RollComplaintAnswer",
    "Round",
    "RulebookAllowance",
    "Ruling",
    "Sheet",
    "SheetRemark",
    "SimulatedClock",
    "SlateFixed",
    "StandardEvidence",
    "Standing",
    "StepDone",
    "Stream",
    "Succession",
    "TeamDecision",
    "TeamMember",
    "Term",
    "TurnoutSnapshot",
    "Wave",
]
