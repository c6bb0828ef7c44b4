"""Soát bài văn: which figures of a sentence belong together.

Only what the words say is paired: a part with its whole by "trong", "trên", "/" or "tổng số"; a percentage with the
nearest such pair; percentages of one subject with each other. What is left is told as not paired.
"""

import re
from itertools import pairwise
from unicodedata import normalize

from dantin.core.vietnamese import fold

from .figures import RATIO, Figure, Form, figures, sentences
from .recalculations import Recalculation, Report, Unpaired, addition, change, part_of, share, shares_of_one

_OF = re.compile(r"(?:^|\s)(?:trong|tren)(?:\s+tong)?(?:\s+so)?(?:\s+(?:la|gom|co))?\s*$")
_OUT_OF = re.compile(r"(?:tong so|tong cong|trong so|ca tinh co|toan \w+ co|ca \w+ co)[^,;]*$")
_WHOLE_AFTER = re.compile(r"^[^,;.]{0,60}?(?:,\s*trong do|,\s*trong so|:|,\s*co\b|\(trong do)")
_STATES_A_SHARE = re.compile(r"(?:dat|chiem|bang|ty le|ti le|dat ty le|tuc|\(|=|tuong ung)[^,;]{0,25}$")
_UP, _DOWN = re.compile(r"\btang[^,;%]{0,20}$"), re.compile(r"\bgiam[^,;%]{0,20}$")
_BEFORE = re.compile(r"(?:so voi|truoc|tu)\b")
_LIST = re.compile(r"^[^.;]{0,60};[^.;]{0,60}$")
_MANY_WORDS = 8
_FAR = "… " * 50  # stands for words too many to join two figures
_REACH = 200  # letters on either side of a figure that may speak of it
_WHOLES = 40  # how many counts back a whole is looked for
_MOST_SHARES = 150  # percentages that give more than this do not divide one whole ("98 % nam, 97 % nữ đi bầu")


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

    def audit(self, checks: list[Recalculation], unpaired: list[Unpaired]) -> None:
        made = [*self.expressions(), *self.lists()]
        pairs = self.pairs()
        made += self.changes()
        made += self.shares(pairs)
        made += [part_of(part, whole) for part, whole in pairs if part not in self.used]
        for part, whole in pairs:
            self.used |= {part, whole}
        groups, too_much = self.groups()
        made += groups
        checks += sorted(made, key=lambda check: check.figures[0].start)
        for figure in self.inside:
            if figure in too_much:
                unpaired.append(Unpaired(figure, "các tỷ lệ cộng lại vượt xa 100 %, có lẽ không chia cùng một tổng"))
            elif figure.form is Form.PERCENT and figure not in self.used:
                unpaired.append(Unpaired(figure, "câu không nêu đủ phần và tổng để tính lại tỷ lệ này"))

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
            if RATIO.match(raw) or (_OF.search(f" {words}") and len(words.split()) <= _MANY_WORDS):
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
            made.append(share(*pair, printed))
            self.used |= {*pair, printed}
        return made

    def pair_of(self, at: int, pairs: list[tuple[Figure, Figure]]) -> tuple[Figure, Figure] | None:
        printed = self.inside[at]
        for pair in pairs:
            follows = at >= 2 and pair == (self.inside[at - 2], self.inside[at - 1])
            if follows and _STATES_A_SHARE.search(self.between(pair[1], printed)):
                return pair
            opens = at + 2 < len(self.inside) and pair == (self.inside[at + 1], self.inside[at + 2])
            if opens and self.text[printed.end : pair[0].start].strip() == "(":
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
        for whole in reversed(self.inside[max(0, at - 1 - _WHOLES) : at - 1]):
            if whole.form is not Form.COUNT or whole in paired:
                continue
            if _OUT_OF.search(self.before(whole)) or _WHOLE_AFTER.match(fold(self.after(whole)) + self.tail(whole)):
                return part, whole
        return None

    def tail(self, figure: Figure) -> str:
        """`fold` drops the last blank; a colon right before the next figure still counts."""
        return "" if self.after(figure).strip() else " "

    def changes(self) -> list[Recalculation]:
        """ "98,12 %, tăng 4,87 % so với nhiệm kỳ trước (93,25 %)"."""
        made = []
        percents = [figure for figure in self.inside if figure.form is Form.PERCENT]
        for at, by in enumerate(percents):
            words = self.before(by)
            up, down = _UP.search(words), _DOWN.search(words)
            if not (up or down):
                continue
            self.used.add(by)
            if 0 < at < len(percents) - 1 and _BEFORE.search(self.between(by, percents[at + 1])):
                made.append(change(percents[at + 1], by, percents[at - 1], up=bool(up)))
                self.used.add(percents[at + 1])
        return made

    def groups(self) -> tuple[list[Recalculation], set[Figure]]:
        """Percentages of one subject: the same first words after each ("bí thư chi bộ được bầu mới", "… tái cử")."""
        percents = [figure for figure in self.inside if figure.form is Form.PERCENT and figure not in self.used]
        # "100 % bí thư là trưởng thôn" is a whole by itself, not a part beside the others.
        free = [figure for figure in percents if figure.percent.value != 100]
        grouped: dict[str, list[Figure]] = {}
        last = ""
        for figure in free:
            words = fold(re.split(r"[,;:.()]", self.after(figure))[0]).split()
            subject = " ".join(words[:2])
            if words[:2] == ["con", "lai"] and last:
                subject = last
            if len(words) >= 2:
                grouped.setdefault(subject, []).append(figure)
                last = subject
        made, too_much = [], set()
        for group in grouped.values():
            if len(group) < 2:
                continue
            if sum(figure.percent.value for figure in group) > _MOST_SHARES:
                too_much |= set(group)
                continue
            made.append(shares_of_one(group))
            self.used |= set(group)
        return made, too_much

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
            if re.search(
                r":|(?:gom|chia ra|trong do)\b", self.between(total, run[0]) + self.text[total.end : run[0].start]
            ):
                made.append(addition(run, total))
                self.used |= {*run, total}
        return made
