"""Nơi bầu của một danh sách bầu cử: its village, its wave and day, whether its poll has begun, who is in its cell."""

from collections import defaultdict
from datetime import date

from dantin.core.aggregate import CellState, HeadState
from dantin.core.values import Side
from dantin.core.vietnamese import fold
from dantin.store.models import CellVillage, Congress, Contest, Election, Member, Person, Round, Sheet, Standing, Wave
from dantin.store.models import Reading as SheetReading
from dantin.store.readers.periods import village_ids

_NOT_BEGUN = {HeadState.NOT_STARTED.value, CellState.NOT_STARTED.value}


class Units:
    """Các thôn hoặc chi bộ mà tệp nêu, as the election has them."""

    def __init__(self, election: Election, side: Side, codes: set[str]) -> None:
        self.election = election
        self.side = side
        self._waves = list(Wave.objects.filter(election=election).order_by("id"))
        self._standings = {s.village_code: s for s in Standing.objects.filter(election=election)}
        self._congresses = {
            c.cell.code: c
            for c in Congress.objects.filter(election=election, current=True).select_related("cell", "wave")
        }
        self._villages = self._villages_of(election, codes)
        contests = Contest.objects.filter(election=election)
        self._begun = set(
            SheetReading.objects.filter(sheet__round__contest__in=contests).values_list(
                "sheet__round__contest_id", flat=True
            )
        )
        self._begun |= set(
            Round.objects.filter(contest__in=contests, number__gt=1).values_list("contest_id", flat=True)
        )
        signed = Sheet.objects.filter(round__contest__in=contests, signed_at__isnull=False)
        self._begun |= set(signed.values_list("round__contest_id", flat=True))
        self._status: dict[tuple[str, int], str] = {}
        if side is Side.PARTY:
            # who is here for a time stands in no list of this cell (B-12), nor who left it
            known = (Member.Status.OFFICIAL, Member.Status.PROBATIONARY)
            members = Member.objects.filter(cell__code__in=codes, status__in=known)
            for code, person, status in members.values_list("cell__code", "person_id", "status"):
                self._status[code, person] = status

    def _villages_of(self, election: Election, codes: set[str]) -> dict[str, str]:
        if self.side is Side.STATE:
            return {code: code for code in village_ids(election.called_on) if code in codes}
        found: dict[str, list[str]] = defaultdict(list)
        for cell, code in CellVillage.objects.filter(cell__code__in=codes).values_list("cell__code", "village_code"):
            found[cell].append(code)
        held = {code: c.village_code for code, c in self._congresses.items()}
        return {cell: held.get(cell, min(listed)) for cell, listed in found.items()}

    def village_of(self, unit: str) -> str | None:
        """The village that votes there, if the election has it."""
        village = self._villages.get(unit)
        return village if village is not None and (not self._standings or village in self._standings) else None

    def why_not(self, unit: str) -> str:
        """Why it has no village here, and what to do."""
        what = "thôn" if self.side is Side.STATE else "chi bộ"
        if unit not in self._villages:
            return f"không có {what} mã {unit}"
        return f"cuộc bầu cử này không gồm {what} mã {unit}"

    def wave_of(self, unit: str, named: str | None) -> Wave | None:
        """The wave the file names; unnamed, the only one it can be."""
        if named is not None:
            return next((wave for wave in self._waves if fold(wave.name) == fold(named)), None)
        if unit in self._congresses:
            return self._congresses[unit].wave
        standing = self._standings.get(self._villages[unit])
        if standing is not None and standing.wave_id is not None:
            return next(wave for wave in self._waves if wave.id == standing.wave_id)
        fit = [w for w in self._waves if standing is None or len(self._waves) == 1 or w.is_pilot == standing.is_pilot]
        return fit[0] if len(fit) == 1 else None

    def waves_in_words(self) -> str:
        """Their names, as the file must write them."""
        return ", ".join(wave.name for wave in self._waves) or "(cuộc bầu cử này chưa có đợt nào)"

    def day_of(self, unit: str, wave: Wave) -> date:
        """The day where the file names none: of the congress, else the first of the wave."""
        return self._congresses[unit].held_on if unit in self._congresses else wave.begins_on

    def has_begun(self, contest: Contest | None) -> bool:
        """Whether anything of the contest was read, signed or opened."""
        if contest is None:
            return False
        congress = self._congresses.get(contest.unit_code)
        standing = self._standings.get(contest.village_code)
        return (
            contest.id in self._begun
            or (congress is not None and congress.opened_at is not None)
            or (standing is not None and standing.state not in _NOT_BEGUN)
        )

    def status_of(self, unit: str, person: Person) -> str | None:
        """Chính thức hay dự bị, as the cell's register has it; None for who is not in it."""
        return self._status.get((unit, person.id))

    def in_words(self, status: str) -> str:
        """The status as officials say it."""
        return Member.Status(status).label
