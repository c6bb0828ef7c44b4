"""Nhân sự của một đại hội chi bộ: whom the committee prepared, who was put forward, and the list as it stands now.

A list that came from a file serves as the scheme where nobody wrote one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dantin.core.aggregate import CellState
from dantin.core.law import Outcome, Verdict
from dantin.core.nominate import CommitteeElection, committee_election, congress_chooses_a_committee
from dantin.core.plan import Post
from dantin.core.rulebooks.party_cell.floor import asks_the_floor, has_support_on_the_floor
from dantin.core.rulebooks.party_cell.nominate import surplus_is_lawful, surplus_of_a_slate
from dantin.core.vietnamese import name_sort_key
from dantin.store.models import (
    Candidacy,
    Cell,
    CongressNominee,
    Contest,
    Declaration,
    Election,
    HandVote,
    Member,
    Person,
    PersonnelScheme,
    Reading,
    Round,
    SchemeName,
    Sheet,
    Term,
)

from . import plain
from .cells import CellWork, ContestWork, contest_at_work
from .congress import WORDS
from .hall import HallRow, hall_of
from .questions import cell_numbers, committee_votes

POSTS = (Post.COMMITTEE, Post.SECRETARY, Post.DEPUTY_SECRETARY)
Kind = HandVote.Kind


@dataclass(slots=True)
class SlateName:
    """Một người của một danh sách: where the name comes from, what the congress voted on it, whether it stands."""

    row: HallRow
    prepared: bool
    nominated_by: str = ""
    stood: bool = False
    asks_floor: bool = False
    floor: HandVote | None = None
    withdrawal: HandVote | None = None
    in_committee: bool = True
    is_secretary: bool = False

    def floor_verdict(self, rulebook: str) -> Verdict | None:
        """PC-NOMINATE-6, where it is asked and was voted on."""
        if not self.asks_floor or self.floor is None:
            return None
        return has_support_on_the_floor(rulebook, self.row.name, self.floor.in_favour, self.floor.present)

    def stands(self, rulebook: str) -> bool:
        """Whether the name is on the list that is put to the vote."""
        withdrew = self.withdrawal is not None and self.withdrawal.carried
        verdict = self.floor_verdict(rulebook)
        supported = not self.asks_floor or (verdict is not None and verdict.outcome is Outcome.MET)
        return supported and not withdrew and self.in_committee and not self.is_secretary and self.row.official


@dataclass(slots=True)
class SlateWork:
    """Danh sách bầu một chức danh, from the scheme to the vote that fixes it."""

    post: Post
    rulebook: str
    seats_prepared: int | None
    seats_voted: HandVote | None
    voted: HandVote | None
    """The newest vote on the list."""
    names: list[SlateName] = field(default_factory=list)
    begun: bool = False
    """Something was read of it, or it was declared: the list stays."""
    later_round: bool = False
    missing: str = ""
    """The post that has to be filled before this one."""

    @property
    def seats(self) -> int:
        """Số lượng cần bầu: as the congress voted, else as prepared; one secretary, one deputy."""
        if self.post is not Post.COMMITTEE:
            return 1
        return (self.seats_voted.seats if self.seats_voted else None) or self.seats_prepared or 0

    @property
    def standing(self) -> list[SlateName]:
        """Those on the list, in the order of the ballot."""
        found = [one for one in self.names if one.stands(self.rulebook)]
        return sorted(found, key=lambda one: name_sort_key(one.row.name))

    @property
    def verdict(self) -> Verdict | None:
        """PC-NOMINATE-3 of the list as it stands; None while the number is not known."""
        return None if not self.seats else surplus_verdict(self.rulebook, self.post, self.seats, len(self.standing))

    @property
    def is_open(self) -> bool:
        """Whether the list may still be changed."""
        return not self.begun and not self.later_round


def surplus_verdict(rulebook: str, post: Post, seats: int, names: int) -> Verdict:
    """Whether so many names for so many seats are a lawful first list (B-20, B-22, B-23)."""
    least, most = surplus_of_a_slate(post, seats, first=True)
    return surplus_is_lawful(rulebook, names, seats, least, most)


def what_is_elected(election: Election, cell_code: str) -> CommitteeElection:
    """Đại hội này có bầu chi ủy không (B-03, B-04)."""
    numbers = cell_numbers({cell_code}, {election.id}).get((election.id, cell_code))
    if numbers is None:
        return CommitteeElection.NONE
    decided = committee_votes({cell_code}).get((election.id, cell_code))
    return committee_election(numbers.official_members, numbers.exempt, decided)


def may_choose_a_committee(election: Election, work: CellWork) -> bool:
    """Whether the congress has the choice of B-04, and nothing was read yet: till then it may vote on it anew."""
    numbers = cell_numbers({work.code}, {election.id}).get((election.id, work.code))
    if numbers is None or work.state is not CellState.IN_CONGRESS:
        return False
    asked = congress_chooses_a_committee(election.rulebook, numbers.official_members, numbers.exempt)
    return asked.outcome is Outcome.MET and not any(
        begun for post in POSTS for *_, begun in plain.rows(_CONTEST, [election.id, work.code, post.value])
    )


def outgoing_committee(election: Election, cell_code: str) -> list[Person]:
    """Chi ủy đương nhiệm, as the record of terms has it: those of the newest term before this one; maybe nobody."""
    terms = Term.objects.filter(side="party", unit_code=cell_code, begins_in__lt=election.term_begins_in)
    rows = list(terms.select_related("person"))
    newest = max((row.begins_in for row in rows), default=None)
    return list({row.person_id: row.person for row in rows if row.begins_in == newest}.values())


def schemes_of(election: Election, cell_code: str) -> dict[Post, PersonnelScheme]:
    """The newest scheme of each post."""
    rows = PersonnelScheme.objects.filter(election=election, cell__code=cell_code).order_by("version")
    return {Post(row.post): row for row in rows.prefetch_related("names")}


_SCHEME = f"""
SELECT s.seats, n.member_id FROM {PersonnelScheme._meta.db_table} AS s
JOIN {Cell._meta.db_table} AS c ON c.id = s.cell_id
JOIN {SchemeName._meta.db_table} AS n ON n.scheme_id = s.id
WHERE s.election_id = %s AND c.code = %s AND s.post = %s AND s.version = (
    SELECT max(version) FROM {PersonnelScheme._meta.db_table}
    WHERE election_id = s.election_id AND cell_id = s.cell_id AND post = s.post)
ORDER BY n.id"""
_CONTEST = f"""
SELECT k.id, k.seats, r.number, r.first_number,
    EXISTS (SELECT 1 FROM {Reading._meta.db_table} AS e JOIN {Sheet._meta.db_table} AS sh ON sh.id = e.sheet_id
        WHERE sh.round_id = r.id) OR EXISTS (SELECT 1 FROM {Declaration._meta.db_table} WHERE round_id = r.id)
FROM {Contest._meta.db_table} AS k JOIN {Round._meta.db_table} AS r ON r.contest_id = k.id
    AND r.number = (SELECT max(number) FROM {Round._meta.db_table} WHERE contest_id = k.id)
WHERE k.election_id = %s AND k.unit_code = %s AND k.post = %s"""
_FROM_FILE = f"""
SELECT person_id FROM {Candidacy._meta.db_table}
WHERE contest_id = %s AND origin = '{Candidacy.Origin.COMMITTEE}' ORDER BY position"""
_PUT_FORWARD = f"""
SELECT n.member_id, p.name FROM {CongressNominee._meta.db_table} AS n
LEFT JOIN {Member._meta.db_table} AS m ON m.id = n.nominated_by_id
LEFT JOIN {Person._meta.db_table} AS p ON p.id = m.person_id
WHERE n.congress_id = %s AND n.post = %s ORDER BY n.number"""


def slate_at_work(election: Election, work: CellWork, post: Post) -> SlateWork:
    """The list of one post of this sitting."""
    hall = {row.member: row for row in hall_of(work.congress)}
    at = [election.id, work.code, post.value]
    votes = plain.of(HandVote, "t.congress_id = %s AND t.post = %s ORDER BY t.number", [work.congress, post.value])
    contest, contested, number, first, begun = next(iter(plain.rows(_CONTEST, at)), (None, None, 0, 0, False))
    prepared, seats = _prepared(plain.rows(_SCHEME, at), contest, contested, hall)
    found = SlateWork(
        post=post,
        rulebook=election.rulebook,
        seats_prepared=seats,
        seats_voted=_newest(votes, Kind.SEATS, carried=True),
        voted=_newest(votes, Kind.SLATE),
        begun=bool(begun),
        later_round=number != first,
        missing=_missing(election, work, post),
    )
    asks = asks_the_floor(election.rulebook)
    committee = _committee(election, work) if post is not Post.COMMITTEE else None
    secretary = holders(election, work, Post.SECRETARY) if post is Post.DEPUTY_SECRETARY else []
    named: dict[int, SlateName] = {
        member: SlateName(hall[member], prepared=True) for member in prepared if member in hall
    }
    for member, by in plain.rows(_PUT_FORWARD, [work.congress, post.value]):
        if member not in named and member in hall:
            row = hall[member]
            named[member] = SlateName(row, prepared=False, nominated_by=by or "", stood=not by, asks_floor=asks)
    for member, one in named.items():
        of_member = [vote for vote in votes if vote.member_id == member]
        one.floor, one.withdrawal = _newest(of_member, Kind.FLOOR), _newest(of_member, Kind.WITHDRAWAL)
        one.in_committee = committee is None or one.row.person in committee
        one.is_secretary = one.row.person in secretary
    found.names = list(named.values())
    return found


def _prepared(
    scheme: Sequence[tuple[int, int]], contest: int | None, contested: int | None, hall: dict[int, HallRow]
) -> tuple[list[int], int | None]:
    """Whom the committee prepared, and for how many seats: by its scheme, else by a list that came from a file."""
    if scheme:
        return [member for _, member in scheme], scheme[0][0]
    if contest is None:
        return [], None
    members = {row.person: member for member, row in hall.items()}
    from_file = [person for (person,) in plain.rows(_FROM_FILE, [contest])]
    return [members[person] for person in from_file if person in members], contested


def _newest(votes: Sequence[HandVote], kind: HandVote.Kind, *, carried: bool = False) -> HandVote | None:
    found = [vote for vote in votes if vote.kind == kind and (vote.carried or not carried)]
    return found[-1] if found else None


def _missing(election: Election, work: CellWork, post: Post) -> str:
    """B-30: committee, then secretary, then deputy; the one before has to be filled."""
    if post is Post.COMMITTEE:
        return ""
    before = [Post.SECRETARY] if post is Post.DEPUTY_SECRETARY else []
    if what_is_elected(election, work.code) is not CommitteeElection.NONE:
        before = [Post.COMMITTEE, *before]
    return next((WORDS[one] for one in before if not holders(election, work, one)), "")


def holders(election: Election, work: CellWork, post: Post) -> list[int]:
    """The persons elected to a post so far, in this sitting."""
    of = {"contest__election": election, "contest__unit_code": work.code, "contest__post": post.value}
    newest = Round.objects.filter(**of).order_by("-number").first()
    if newest is None:
        return []
    people = dict(Candidacy.objects.filter(contest=newest.contest_id).values_list("key", "person_id"))
    last: dict[int, list[str]] = {}
    declared = Declaration.objects.filter(round__contest=newest.contest_id, round__number__gte=newest.first_number)
    for number, elected in declared.order_by("version").values_list("round__number", "elected"):
        last[number] = elected  # a corrected round counts as it was corrected
    return [people[key] for number in sorted(last) for key in last[number]]


def _committee(election: Election, work: CellWork) -> set[int] | None:
    if what_is_elected(election, work.code) is CommitteeElection.NONE:
        return None
    return set(holders(election, work, Post.COMMITTEE))


def list_at_hand(election: Election, work: CellWork, contests: Sequence[ContestWork]) -> Post | None:
    """The post whose list the congress makes now: the one that is missing, or the one that may still be changed."""
    if work.state is not CellState.IN_CONGRESS:
        return None
    at_hand = contest_at_work(contests)
    if at_hand is None:
        return post_to_list(election, work, contests)
    round_ = at_hand.ballot.round
    unread = not at_hand.readings and not at_hand.step and round_.number == round_.first_number
    return at_hand.post if unread else None


def list_is_voted(congress: int, post: Post) -> bool:
    """Whether this sitting has passed a list for the post, by its newest vote on it."""
    votes = HandVote.objects.filter(congress=congress, kind=HandVote.Kind.SLATE, post=post.value)
    return bool(votes.order_by("-number").values_list("carried", flat=True).first())


def post_to_list(election: Election, work: CellWork, contests: Sequence[ContestWork]) -> Post | None:
    """The next post that must have a list and has none; a deputy is elected only if needed."""
    known = {one.post for one in contests}
    if Post.SECRETARY in known:
        return None
    if Post.COMMITTEE not in known and what_is_elected(election, work.code) is not CommitteeElection.NONE:
        return Post.COMMITTEE
    # without a committee nobody may stand for the other posts (B-03)
    none = Post.COMMITTEE in known and not holders(election, work, Post.COMMITTEE)
    return None if none else Post.SECRETARY
