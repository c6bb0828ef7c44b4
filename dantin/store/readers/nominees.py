"""Người được giới thiệu ở một thôn, as far as the file has them, and the team that will count."""

from dataclasses import dataclass, field

from dantin.core import rulebooks
from dantin.core.rulebooks.village_head import HeadRulebook
from dantin.core.rulebooks.village_head.nominate import HeadNominee, HeadStandard, SlateObjection
from dantin.store.models import (
    Candidacy,
    Conference,
    ConferenceVote,
    Contest,
    Election,
    Nominee,
    NomineeAgreement,
    NomineeWithdrawal,
    StandardEvidence,
    Standing,
    TeamDecision,
    TeamMember,
)


@dataclass(slots=True)
class NomineeFile:
    """Hồ sơ một người: votes of the conferences, evidence by standard, agreement, withdrawal."""

    nominee: Nominee
    votes: list[ConferenceVote] = field(default_factory=list)
    evidence: dict[str, StandardEvidence] = field(default_factory=dict)
    agreement: NomineeAgreement | None = None
    withdrawal: NomineeWithdrawal | None = None

    def as_value(self) -> HeadNominee:
        """The person as the core asks."""
        person = self.nominee.person
        return HeadNominee(
            person.name,
            person.born_in,
            introduced=self.nominee.origin == Candidacy.Origin.INTRODUCED,
            at_conference=any(vote.conference.kind == Conference.Kind.FRONT for vote in self.votes),
            agreed=self.agreement is not None,
            lacking=tuple(each for each in HeadStandard if each.value not in self.evidence),
        )


def nominees_of(election: Election, village_code: str) -> list[NomineeFile]:
    """In the order in which they were put forward, those who withdrew among them."""
    rows = Nominee.objects.filter(election=election, village_code=village_code).select_related("person")
    files = {row.id: NomineeFile(row) for row in rows.order_by("number")}
    for vote in ConferenceVote.objects.filter(nominee__in=files).select_related("conference").order_by("id"):
        files[vote.nominee_id].votes.append(vote)
    for paper in StandardEvidence.objects.filter(nominee__in=files).order_by("version"):
        files[paper.nominee_id].evidence[paper.standard] = paper
    for agreement in NomineeAgreement.objects.filter(nominee__in=files):
        files[agreement.nominee_id].agreement = agreement
    for withdrawal in NomineeWithdrawal.objects.filter(nominee__in=files):
        files[withdrawal.nominee_id].withdrawal = withdrawal
    return list(files.values())


def team_of(election: Election, village_code: str) -> tuple[TeamDecision | None, list[TeamMember]]:
    """The newest decision and its members."""
    found = TeamDecision.objects.filter(election=election, village_code=village_code).order_by("version").last()
    members = TeamMember.objects.filter(decision=found).select_related("person").order_by("id") if found else []
    return found, list(members)


def slate_is_closed(election: Election, village_code: str) -> bool:
    """Whether the contest stands, however it came in."""
    return Contest.objects.filter(election=election, village_code=village_code, side=election.side).exists()


def objections_of(election: Election, village_code: str) -> tuple[SlateObjection, ...]:
    """What still stands against fixing the list."""
    rulebook = rulebooks.by_code(election.rulebook)
    assert isinstance(rulebook, HeadRulebook)
    standing = Standing.objects.select_related("wave").get(election=election, village_code=village_code)
    held_on = standing.wave.begins_on if standing.wave is not None else election.held_on
    _, team = team_of(election, village_code)
    files = [each.as_value() for each in nominees_of(election, village_code) if each.withdrawal is None]
    return rulebook.slate_objections(files, [(m.person.name, m.person.born_in) for m in team], held_on)
