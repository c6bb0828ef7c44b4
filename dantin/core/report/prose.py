"""Soát bài văn: which figures of a sentence belong together.

Only what the words say is paired: a part with its whole by "trong", "trên", "/" or "tổng số"; a percentage with the
nearest such pair; percentages of one subject with each other. What is left is told as not paired.
"""

import re
from itertools import pairwise
from unicodedata import normalize

from dantin.core.aggregate import Agreement
from dantin.core.vietnamese import fold

from .figures import RATIO, Figure, Form, figures, sentences
from .nouns import Noun, comparable, counted
from .partitions import Part, is_complete, part_of_a_whole
from .recalculations import (
    NO_PART_AND_WHOLE,
    NOT_ONE_WHOLE,
    Recalculation,
    Report,
    Unpaired,
    addition,
    change,
    part_of,
    share,
    shares_of_one,
)

_OF = re.compile(r"(?:^|\s)(?:trong|tren)(?:\s+tong)?(?:\s+so)?(?:\s+(?:la|gom|co))?\s*$")
_OUT_OF = re.compile(
    r"(?:tong so|tong cong|trong so|ca tinh co|toan \w+ co|ca \w+ co|phat ra|trieu tap)[^,;]*$|\btrong$"
)
_WHOLE_AFTER = re.compile(r"^[^,;.]{0,60}?(?:,\s*trong do|,\s*trong so|:|,\s*co\b|\(trong do)")
_STATES_A_SHARE = re.compile(r"(?:dat|chiem|bang|ty le|ti le|dat ty le|tuc|\(|=|tuong ung)[^,;]{0,25}$")
_UP, _DOWN = re.compile(r"\btang[^,;%]{0,20}$"), re.compile(r"\bgiam[^,;%]{0,20}$")
_BEFORE = re.compile(r"(?:so voi|truoc|tu)\b")
_FROM, _TO = re.compile(r"\b(tang|giam) tu$"), re.compile(r"(?:len|xuong|con|den)(?: con| den)?$")
_REST = re.compile(r"con lai\b")
_BALLOTS = (
    ("invalid", re.compile(r"khong hop le")),
    ("valid", re.compile(r"hop le")),
    ("collected", re.compile(r"thu (?:ve|vao)")),
)
_LIST = re.compile(r"^[^.;]{0,60};[^.;]{0,60}$")
_MANY_WORDS = 8
_FAR = "… " * 50  # stands for words too many to join two figures
_REACH = 200  # letters on either side of a figure that may speak of it
_NEARLY = 10  # a list that misses its total by more than a tenth is no list of its parts
_WHOLES = 40  # how many counts back a whole is looked for


def audit_text(text: str) -> Report:
    """Soát một bài; the text is kept as given, in composed letters. Raises `TooMuch`."""
    text = normalize("NFC", text)
    found = figures(text)
    checks: list[Recalculation] = []
    unpaired: list[Unpaired] = []
    for start, end in sentences(text):
        inside = [figure for figure in found if start <= figure.start < end]
        if inside:
            _Sentence(text, start, end, inside).audit(checks, unpaired)
    return Report(text, tuple(found), tuple(checks), tuple(unpaired))


class _Sentence:
    """One sentence, its figures and which of them were used."""

    def __init__(self, text: str, start: int, end: int, inside: list[Figure]) -> None:
        self.text, self.start, self.end, self.inside = text, start, end, inside
        self.used: set[Figure] = set()
        self.unclear: set[Figure] = set()

    def audit(self, checks: list[Recalculation], unpaired: list[Unpaired]) -> None:
        made = [*self.expressions(), *self.lists(), *self.ballots()]
        pairs = self.pairs()
        made += self.changes()
        made += self.shares(pairs)
        made += [part_of(part, whole) for part, whole in pairs if part not in self.used]
        for part, whole in pairs:
            self.used |= {part, whole}
        made += self.groups()
        checks += sorted(made, key=lambda check: check.figures[0].start)
        for figure in self.inside:
            if figure in self.unclear:
                unpaired.append(Unpaired(figure, NOT_ONE_WHOLE))
            elif figure.form is Form.PERCENT and figure not in self.used:
                unpaired.append(Unpaired(figure, NO_PART_AND_WHOLE))

    def between(self, one: Figure, other: Figure) -> str:
        words = self.text[one.end : other.start]
        return fold(words) if len(words) <= _REACH else _FAR

    def before(self, figure: Figure) -> str:
        """The folded words since the figure before it."""
        earlier = [each.end for each in self.inside if each.end <= figure.start]
        return fold(self.text[max(*earlier, self.start, figure.start - _REACH) : figure.start])

    def after(self, figure: Figure) -> str:
        later = [each.start for each in self.inside if each.start >= figure.end]
        return self.text[figure.end : min(*later, self.end, figure.end + _REACH)]

    def pairs(self) -> list[tuple[Figure, Figure]]:
        """Part and whole: "1.449/1.452", "340.134 cử tri trong 346.663", "trong tổng số 346.663 cử tri, 340.134 …"."""
        pairs = []
        counts = [figure for figure in self.inside if figure.form is Form.COUNT]
        for one, other in pairwise(counts):
            raw, words = self.text[one.end : other.start], self.between(one, other)
            if any(figure.start >= one.end and figure.end <= other.start for figure in self.inside):
                continue
            whole = counted(self.after(other))
            if RATIO.match(raw):
                # "trực 24/24 giờ", "huyết áp 120/80": no part of anything
                if whole is not Noun.TIME and (one.count <= other.count or whole is not Noun.BARE):
                    pairs.append((one, other))
            elif _OF.search(f" {words}") and len(words.split()) <= _MANY_WORDS and comparable(counted(words), whole):
                pairs.append((one, other))
        return pairs

    def shares(self, pairs: list[tuple[Figure, Figure]]) -> list[Recalculation]:
        """Each percentage with the pair just before it, or just after it in brackets, or with a count of a whole."""
        made = []
        for at, printed in enumerate(self.inside):
            if printed.form is not Form.PERCENT or printed in self.used:
                continue
            pair = self.pair_of(at, pairs) or self.part_and_announced_whole(at, pairs)
            if pair is None:
                continue
            check = share(*pair, printed)
            # "5/13 huyện đạt 100 %" says what the five reached; "5/13 huyện, đạt 38,46 %" says how many they are.
            words = self.text[pair[1].end : printed.start]
            if (
                check.agreement is Agreement.DISAGREES
                and pair[1].end < printed.start
                and not re.search(r"[,(=]", words)
            ):
                continue
            made.append(check)
            self.used |= {*pair, printed}
        return made

    def pair_of(self, at: int, pairs: list[tuple[Figure, Figure]]) -> tuple[Figure, Figure] | None:
        printed = self.inside[at]
        for pair in pairs:
            follows = at >= 2 and pair == (self.inside[at - 2], self.inside[at - 1])
            if follows and _STATES_A_SHARE.search(self.between(pair[1], printed)):
                return pair
            opens = at + 2 < len(self.inside) and pair == (self.inside[at + 1], self.inside[at + 2])
            if opens and re.match(r"[^,;.(]{0,40}\($", self.text[printed.end : pair[0].start].rstrip()):
                return pair
        return None

    def part_and_announced_whole(self, at: int, pairs: list[tuple[Figure, Figure]]) -> tuple[Figure, Figure] | None:
        """ "Trong tổng số 346.663 cử tri, 340.134 người đi bầu, đạt 98,12 %"; "155 thôn, trong đó 127 (81,9 %) …"."""
        if at == 0 or self.inside[at - 1].form is not Form.COUNT:
            return None
        part, printed = self.inside[at - 1], self.inside[at]
        words = self.between(part, printed)
        if len(words.split()) > _MANY_WORDS or not _STATES_A_SHARE.search(words):
            return None
        paired = {figure for pair in pairs for figure in pair}
        counts = [figure for figure in self.inside[max(0, at - 1 - _WHOLES) : at - 1] if figure.form is Form.COUNT]
        free = [figure for figure in reversed(counts) if figure not in paired]
        announced = [
            whole
            for whole in free
            if _OUT_OF.search(self.before(whole)) or _WHOLE_AFTER.match(fold(self.after(whole)) + self.tail(whole))
        ]
        # Where another count explains the share, the sentence has more wholes than one and nobody is accused.
        for whole in [*announced, *(free if announced else [])]:
            if part.count <= whole.count and share(part, whole, printed).agreement is Agreement.AGREES:
                return part, whole
        is_part = counted(self.after(part))
        return next(
            ((part, whole) for whole in announced if comparable(is_part, counted(self.after(whole)))),
            None,
        )

    def tail(self, figure: Figure) -> str:
        """`fold` drops the last blank; a colon right before the next figure still counts."""
        return "" if self.after(figure).strip() else " "

    def changes(self) -> list[Recalculation]:
        """ "98,12 %, tăng 4,87 % so với nhiệm kỳ trước (93,25 %)"; "tăng từ 85,2 % lên 100 %, tăng 14,8 điểm"."""
        made = []
        percents = [figure for figure in self.inside if figure.form is Form.PERCENT]
        for at, by in enumerate(percents):
            words = self.before(by)
            up, down = _UP.search(words), _DOWN.search(words)
            if not (up or down):
                continue
            self.used.add(by)
            if at >= 2 and self.went_from(percents[at - 2], percents[at - 1], up=bool(up)):
                made.append(change(percents[at - 2], by, percents[at - 1], up=bool(up)))
                self.used |= {percents[at - 2], percents[at - 1]}
            elif 0 < at < len(percents) - 1 and _BEFORE.search(self.between(by, percents[at + 1])):
                made.append(change(percents[at + 1], by, percents[at - 1], up=bool(up)))
                self.used.add(percents[at + 1])
        return made

    def went_from(self, before: Figure, after: Figure, *, up: bool) -> bool:
        began = _FROM.search(self.before(before))
        return began is not None and (began[1] == "tang") is up and _TO.search(self.between(before, after)) is not None

    def groups(self) -> list[Recalculation]:
        """Percentages that divide one whole by their own words; others are only said to agree, never to disagree."""
        percents = [figure for figure in self.inside if figure.form is Form.PERCENT and figure not in self.used]
        # "100 % bí thư là trưởng thôn" is a whole by itself, not a part beside the others.
        free = [figure for figure in percents if figure.percent.value != 100]
        divided: dict[int, list[tuple[Figure, Part]]] = {}
        others: list[Figure] = []
        rest_is_elsewhere = False
        made = []
        for figure in free:
            words = self.clause_of(figure)
            part = part_of_a_whole(words)
            if part is not None:
                divided.setdefault(part.way, []).append((figure, part))
            elif _REST.search(fold(words)) and others and not divided and not self.has_inner_parts():
                made.append(shares_of_one([*others, figure]))
                self.used |= {*others, figure}
                others = []
            else:
                rest_is_elsewhere |= _REST.search(fold(words)) is not None
                others.append(figure)
        for members in divided.values():
            shares = [figure for figure, _ in members]
            complete = len(members) > 1 and is_complete([part for _, part in members])
            if complete and not (rest_is_elsewhere and shares_of_one(shares).agreement is not Agreement.AGREES):
                made.append(shares_of_one(shares))
                self.used |= set(shares)
            else:
                others += shares
        return made + self.agreeing(others)

    def has_inner_parts(self) -> bool:
        return re.search(r"\btrong (?:do|so)\b", fold(self.text[self.start : self.end])) is not None

    def agreeing(self, others: list[Figure]) -> list[Recalculation]:
        """Shares of the same first words that happen to fill one whole."""
        alike: dict[str, list[Figure]] = {}
        for figure in others:
            words = fold(re.split(r"[,;:.()]", self.after(figure))[0]).split()
            if len(words) >= 2:
                alike.setdefault(" ".join(words[:2]), []).append(figure)
        made = []
        for group in alike.values():
            if len(group) < 2:
                continue
            whole = shares_of_one(group)
            if whole.agreement is Agreement.AGREES:
                made.append(whole)
                self.used |= set(group)
            else:
                self.unclear |= set(group)
        return made

    def clause_of(self, figure: Figure) -> str:
        """The words that say whose share it is: those after it, or before it in "nữ chiếm 27 %"."""
        percents = [each for each in self.inside if each.form is Form.PERCENT]
        end = min([each.start for each in percents if each.start >= figure.end] + [self.end, figure.end + _REACH])
        after = re.split(r"[,;:.()]|\bvà\b", self.text[figure.end : end])[0]
        if after.strip():
            return after
        start = max([each.end for each in percents if each.end <= figure.start] + [self.start, figure.start - _REACH])
        return re.split(r"[,;:.()]|\bvà\b", self.text[start : figure.start])[-1]

    @staticmethod
    def adds_up(run: list[Figure], total: Figure, *, must: bool) -> Recalculation | None:
        """The first parts that give the total ("1.061 nam; 388 nữ; 900 đảng viên"), or all when they nearly do.

        A list that is far from its total was not meant to fill it, nor is one after "trong đó".
        """
        for n in range(2, len(run) + 1):
            if sum(figure.count for figure in run[:n]) == total.count:
                return addition(run[:n], total)
        off = abs(sum(figure.count for figure in run) - total.count)
        return addition(run, total) if must and (off <= 2 or _NEARLY * off <= total.count) else None

    def ballots(self) -> list[Recalculation]:
        """ "Thu về 498 phiếu, hợp lệ 490, không hợp lệ 9": the two kinds must give what was collected."""
        found: dict[str, Figure] = {}
        for start, end in self.clauses():
            inside = [each for each in self.inside if start <= each.start < end and each.form is Form.COUNT]
            words = fold(self.text[start:end])
            label = next((label for label, known in _BALLOTS if known.search(words)), None)
            if label is None:
                continue
            if len(inside) != 1 or label in found:
                return []
            found[label] = inside[0]
        if len(found) < len(_BALLOTS):
            return []
        parts = [found["valid"], found["invalid"]]
        self.used |= set(found.values())
        return [addition(parts, found["collected"])]

    def clauses(self) -> list[tuple[int, int]]:
        breaks = re.compile(r"(?<!\d)[,;:()]|[,;:()](?!\d)|\bvà\b|\btrong đó\b")
        ends = [place for match in breaks.finditer(self.text, self.start, self.end) for place in match.span()]
        places = [self.start, *ends, self.end]
        return list(zip(places[::2], places[1::2], strict=True))

    def expressions(self) -> list[Recalculation]:
        """ "31 + 1.421 = 1.452"."""
        made: list[Recalculation] = []
        run: list[Figure] = []
        for one, other in pairwise(self.inside):
            sign = self.text[one.end : other.start].strip()
            if Form.PERCENT in (one.form, other.form) or sign not in ("+", "="):
                run = []
                continue
            run = run or [one]
            if sign == "=" and len(run) > 1:
                made.append(addition(run, other))
                self.used |= {*run, other}
                run = []
            else:
                run.append(other)
        return made

    def lists(self) -> list[Recalculation]:
        """ "1.449 thôn: 1.061; 316; 72": a total, then its parts with semicolons between them."""
        counts = [figure for figure in self.inside if figure.form is Form.COUNT and figure not in self.used]
        runs: list[list[Figure]] = [[]]
        for one, other in pairwise(counts):
            if _LIST.match(self.text[one.end : other.start]):
                runs[-1] = [*(runs[-1] or [one]), other]
            else:
                runs.append([])
        made = []
        for run in runs:
            at = counts.index(run[0]) if run else 0
            if len(run) < 2 or at == 0:
                continue
            total = counts[at - 1]
            words = self.between(total, run[0]) + self.text[total.end : run[0].start]
            whole = re.search(r":|(?:gom|chia ra)\b", words) and not re.search(r"\btrong do\b", words)
            check = self.adds_up(run, total, must=bool(whole)) if whole or "trong do" in words else None
            if check is not None:
                made.append(check)
                self.used |= set(check.figures)
        return made
