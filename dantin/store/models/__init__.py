"""All tables, one file per stage. State and Party rows never refer to each other (docs/map.md, "Two sides")."""

from .accounts import AccessReset, Account, Delegation
from .aggregate import Standing
from .allowances import AllowanceEnding, RulebookAllowance
from .cell_nomination import CongressNominee, HeadMember, PersonnelScheme, SchemeName
from .cell_register import MemberChange
from .clock import Installation, SimulatedClock
from .congress import (
    Absence,
    AbsenceNote,
    Attendance,
    Cell,
    CellVillage,
    Congress,
    CongressOfficer,
    Endorsement,
    HandVote,
    HeadChange,
    HeadFromState,
    Member,
    ReaderChoice,
)
from .congress_plan import CongressNotice, PilotLesson, PresidingOfficial
from .congress_rulings import CongressRuling
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
from .papers import IssuedPaper, NumberSequence, PaperPhoto, PaperPrint, PaperTemplate, SignedPaper
from .people import Household, HouseholdRepresentative, Particulars, Person, Term
from .places import Place, Succession
from .plan import Candidacy, Contest, Election, StepDone, Wave
from .primary_cells import PrimaryCell
from .record import BridgeFile, Recognition, ReportReceipt, SecretaryAnswer
from .register import RegisterPosting, Roll, RollComplaint, RollComplaintAnswer
from .rulings import ByElection, Ruling

__all__ = [
    "Absence",
    "AbsenceNote",
    "AccessReset",
    "Account",
    "AllowanceEnding",
    "Attendance",
    "BridgeFile",
    "ByElection",
    "Candidacy",
    "Cell",
    "CellVillage",
    "Conference",
    "ConferenceVote",
    "Congress",
    "CongressNominee",
    "CongressNotice",
    "CongressOfficer",
    "CongressRuling",
    "Contest",
    "Declaration",
    "Delegation",
    "DisplayKey",
    "Election",
    "Endorsement",
    "Event",
    "Fact",
    "HandVote",
    "HeadChange",
    "HeadFromState",
    "HeadMember",
    "Household",
    "HouseholdRepresentative",
    "ImportJob",
    "Installation",
    "IssuedPaper",
    "KeyCertificate",
    "Member",
    "MemberChange",
    "Nominee",
    "NomineeAgreement",
    "NomineeWithdrawal",
    "NumberSequence",
    "PaperPhoto",
    "PaperPrint",
    "PaperTemplate",
    "Particulars",
    "Person",
    "PersonnelScheme",
    "PilotLesson",
    "Place",
    "PresidingOfficial",
    "PrimaryCell",
    "ReaderChoice",
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
    "SchemeName",
    "SecretaryAnswer",
    "Sheet",
    "SheetRemark",
    "SignedPaper",
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
