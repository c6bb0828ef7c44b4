"""Kết luận thành lời: sentences and bars made from the answer that the core gave and the store kept.

Nothing is decided here and no number is computed that the answer does not hold, but for the parts of the base bar that
are left over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dantin.core.decide import Elected, NobodyElected, NoQuorum
from dantin.core.vietnamese import number, percent_words
from dantin.store.readers.progress import ElectionRow
from dantin.store.readers.village import Dossier, RoundFacts

from . import law_pages
from .words import HEAD_STATES, NBSP, day, weekday_and_day

_ORDINAL = {1: "lần một", 2: "lần hai"}
_STATE_OF_OUTCOME = {"elected": "elected", "nobody_elected": "rerun", "no_quorum": "no_quorum"}
_ANNOUNCED = frozenset(kind.outcome for kind in (Elected, NobodyElected, NoQuorum))
NOT_ANNOUNCED = "Chưa có kết luận được công bố."
_FORMS = {"secret_ballot": "bỏ phiếu kín", "show_of_hands": "giơ tay biểu quyết"}
_PROCEDURES = {
    "meeting": "tại cuộc họp",
    "separate_poll": "bỏ phiếu riêng cả ngày",
    "household_ballots": "phiếu đưa tới từng hộ",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Chữ của thôn này: the title, the kind of unit, who votes, and the candidates' names by key."""

    title: str
    unit: str
    voters: str
    names: Mapping[str, str]

    def name(self, candidate: Mapping[str, Any] | str) -> str:
        if isinstance(candidate, str):
            return self.names.get(candidate, candidate)
        return self.names.get(str(candidate.get("id", "")), str(candidate["name"]))


def is_announced(each: RoundFacts) -> bool:
    """Only what is read out in the hall is public: `core.publish.public_head_result` names the same three outcomes."""
    return each.answer is not None and each.answer["outcome"] in _ANNOUNCED


def voters(electorate: str) -> str:
    return "cử tri" if electorate == "all_voters" else "đại diện hộ"


def headline(facts: Dossier, words: Words) -> str:
    """Câu kết luận của cả thôn, from the newest round that was judged, else from where the village stands."""
    judged = [each for each in facts.rounds if is_announced(each)]
    state = facts.head.state if facts.head else "not_started"
    if state == "interim":
        return f"Sau hai lần bầu chưa bầu được {words.title}; Chủ tịch UBND xã chỉ định {words.title} lâm thời."
    if state == "postponed":
        return f"Cuộc bầu {words.title} được hoãn theo quyết định."
    if judged:
        return _sentence(judged[-1], words)
    if state == "voting":
        return f"{words.unit.capitalize()} đang bỏ phiếu bầu {words.title}."
    if facts.rounds and facts.rounds[-1].answer is not None:
        return NOT_ANNOUNCED
    if state == "counted":
        return "Đã kiểm phiếu, chờ đủ chữ ký trong biên bản; chưa có kết luận."
    if facts.rounds:
        return f"{words.unit.capitalize()} bầu {words.title} ngày {day(facts.rounds[0].held_on)}."
    return f"{words.unit.capitalize()} chưa có ngày bầu {words.title}."


def _sentence(each: RoundFacts, words: Words) -> str:
    answer = each.answer or {}
    base, which = answer.get("base"), f" ở {_which(each.number)}" if each.number > 1 else ""
    outcome = answer["outcome"]
    if outcome == "elected" and base:
        who = answer["elected"][0]
        votes = next(s["votes"] for s in answer["shares"] if who in (s.get("id"), s["name"]))
        return (
            f"{words.name(who)} trúng cử {words.title}{which}: được {number(votes)} phiếu trên {number(base['count'])} "
            f"{words.voters} của cả {words.unit}, cần ít nhất {number(base['needed'])}."
        )
    if outcome == "no_quorum" and base:
        attended = (each.question or {}).get("attended")
        there = f" có {number(attended)} người dự" if attended is not None else ""
        return (
            f"Cuộc họp chưa đủ số dự{which}:{there} trên {number(base['count'])} {words.voters} của cả {words.unit}, "
            f"cần ít nhất {number(base['needed'])}; phải họp lại."
        )
    if outcome == "nobody_elected" and base and answer["shares"]:
        best = max(answer["shares"], key=lambda s: s["votes"])
        return (
            f"Chưa bầu được {words.title}{which}: nhiều phiếu nhất là {words.name(best)}, "
            f"{number(best['votes'])} phiếu trên {number(base['count'])} {words.voters} của cả {words.unit}, "
            f"cần ít nhất {number(base['needed'])}."
        )
    if outcome == "nobody_elected":
        return f"Chưa bầu được {words.title}{which}: không có ai ứng cử."
    return NOT_ANNOUNCED


def _which(n: int) -> str:
    return "lần bầu thứ hai" if n == 2 else f"lần bầu thứ {n}"


def round_shown(each: RoundFacts, words: Words) -> dict[str, Any]:
    """One round as its page part shows it."""
    name = _ORDINAL.get(each.number, f"lần {each.number}")
    shown: dict[str, Any] = {
        "title": f"{name.capitalize()}, {weekday_and_day(each.held_on)[:1].lower()}{weekday_and_day(each.held_on)[1:]}",
        "name": name,
        "how": f"{_PROCEDURES[each.procedure].capitalize()}, {_FORMS[each.vote_form]}",
        "judged": is_announced(each),
    }
    if each.answer is None or not is_announced(each):
        return shown
    answer, given = each.answer, each.question or {}
    state = HEAD_STATES.get(_STATE_OF_OUTCOME.get(answer["outcome"], ""))
    shown |= {
        "state": state and {"symbol": state.symbol, "word": _state_word(answer), "urgent": state.needs_a_person},
        "bar": _bar(answer, given, words),
        "note": _note(answer, words),
        "why": _why(each, words),
        "figures": _figures(answer, given, words),
    }
    return shown


def _state_word(answer: Mapping[str, Any]) -> str:
    if answer["outcome"] == "elected":
        return "Trúng cử"
    if answer["outcome"] == "no_quorum":
        return "Chưa đủ số dự"
    return "Bầu lại" if answer["next"]["step"] == "rerun" else "Chưa bầu được"


def _bar(answer: Mapping[str, Any], given: Mapping[str, Any], words: Words) -> dict[str, Any] | None:
    """The base bar: its length is the legal base, and everything that is not a vote for somebody is on it too."""
    base = answer.get("base")
    if not base or not answer["shares"] or not base["count"]:
        return None
    ballots = given.get("ballots") or {}
    votes = sum(s["votes"] for s in answer["shares"])
    invalid = ballots.get("invalid", 0)
    valid = ballots.get("valid", votes)
    parts = []
    for i, share in enumerate(answer["shares"]):
        won = share.get("id", share["name"]) in answer["elected"]
        letter = chr(ord("A") + i)
        parts.append({
            "css": ("a trung" if won else "a") if won or i == 0 else "b", "n": share["votes"],
            # a name fits only on a long part; the letter stands in the list of figures beside the name
            "text": f"{letter} {number(share['votes'])}" if share["votes"] * 12 >= base["count"] else "",
        })  # fmt: skip
    rest = [
        ("w", "Hợp lệ, không bầu ai", valid - votes),
        ("x", "Không hợp lệ", invalid),
        ("v", "Không bỏ phiếu", base["count"] - valid - invalid),
    ]
    parts += [{"css": css, "n": n, "text": ""} for css, _, n in rest if n > 0]
    said = ", ".join(
        [f"{words.name(s)} {number(s['votes'])}" for s in answer["shares"]]
        + [f"{word.lower()} {number(n)}" for _, word, n in rest if n > 0]
    )
    half = f"Một nửa là {number(base['count'] // 2)}" if base["count"] % 2 == 0 else "Vạch đứng là một nửa"
    return {
        "half": f"{half}, cần ít nhất {number(base['needed'])}",
        "parts": parts,
        "rest": [{"css": css, "word": word, "n": number(n)} for css, word, n in rest if css != "w" or n > 0],
        "whole": number(base["count"]),
        "voters": words.voters,
        "people": [
            {"letter": chr(ord("A") + i), "name": words.name(s), "n": number(s["votes"])}
            for i, s in enumerate(answer["shares"])
        ],
        "label": f"Cả {words.unit} {number(base['count'])}: {said}. Cần ít nhất {number(base['needed'])}.",
    }


def _note(answer: Mapping[str, Any], words: Words) -> str:
    """What must happen next, where something must."""
    step, by = answer["next"]["step"], answer["next"]["by"]
    until = f", chậm nhất {day(date.fromisoformat(by))}" if by else ""
    if step == "rerun":
        base = answer["base"]
        best = max(answer["shares"], key=lambda s: s["votes"])
        half = ", đúng bằng một nửa" if best["votes"] * 2 == base["count"] else ""
        return (
            f"{words.name(best)} được {number(best['votes'])} phiếu{half}. Luật đòi quá một nửa, nên {words.unit} "
            f"phải bầu lại{until}."
        )
    return {
        "appoint_interim": f"Chủ tịch UBND xã chỉ định {words.title} lâm thời.",
        "reconvene": "Phải họp lại.",
    }.get(step, "")


def _why(each: RoundFacts, words: Words) -> dict[str, Any] | None:
    answer = each.answer or {}
    base = answer.get("base")
    if not base:
        return None
    count, needed = base["count"], base["needed"]
    steps = []
    if answer["outcome"] == "no_quorum":
        attended = (each.question or {}).get("attended", 0)
        steps = [
            f"Cả {words.unit} có {number(count)} {words.voters}.",
            f"Cuộc họp chỉ hợp lệ khi quá một nửa của {number(count)} dự, tức từ {number(needed)} người.",
            f"Có {number(attended)} người dự, ít hơn {number(needed)}, nên chưa bầu được.",
        ]
        return {"steps": steps, "law": _law("VH-DECIDE-2", answer)}
    steps = [
        f"Cả {words.unit} có {number(count)} {words.voters}. Luật tính trên cả {number(count)}, không tính trên "
        "số người dự họp, số người đi bầu hay số phiếu hợp lệ.",
        f"Trúng cử khi được quá một nửa của {number(count)}, tức từ {number(needed)} phiếu."
        + (f" Đúng {number(count // 2)} phiếu là chưa đủ." if count % 2 == 0 else ""),
    ]
    for share in answer["shares"]:
        twice = share["votes"] * 2
        won = share.get("id", share["name"]) in answer["elected"]
        over = f"quá {number(count)}, nên trúng cử" if won else f"không quá {number(count)}"
        steps.append(
            f"{words.name(share)} được {number(share['votes'])} phiếu: "
            f"{number(share['votes'])}{NBSP}×{NBSP}2{NBSP}={NBSP}{number(twice)}, {over}."
        )
    return {"steps": steps, "law": _law("VH-DECIDE-1", answer)}


def _law(code: str, answer: Mapping[str, Any]) -> dict[str, str] | None:
    url = law_pages.page_of_rule(code)
    page = next((each for each in law_pages.pages() if code in each.rules), None)
    if url is None or page is None:
        return None
    return {
        "url": url,
        "code": code,
        "instrument": _citation(code, answer) or page.fact("Văn bản"),
        "proof": "" if page.proof_read else "Trang luật này chưa đối chiếu với bản ký.",
    }


def allowed(election: ElectionRow | None) -> str:
    """Said beside each verdict of an election called in a hole of the law: by whose paper its rulebook was applied."""
    if election is None or election.allowed_by is None or election.allowed_on is None:
        return ""
    return (
        f"Lúc gọi cuộc bầu này chưa có quy định nào được nạp; áp dụng bộ quy định {election.rulebook} "
        f"theo cho phép số {election.allowed_by} ngày {day(election.allowed_on)}."
    )


def _citation(code: str, answer: Mapping[str, Any]) -> str:
    """What this very verdict cited: the page of the law may speak of several rulebooks."""
    cites = next((v["cites"] for v in answer.get("verdicts", ()) if v["rule"] == code), None)
    return ", ".join(part for part in (cites["title"], cites["place"]) if part) if cites else ""


def _figures(answer: Mapping[str, Any], given: Mapping[str, Any], words: Words) -> list[dict[str, Any]]:
    ballots = given.get("ballots") or {}
    named = [
        (f"{words.voters.capitalize()} cả {words.unit} (mẫu số)", given.get("roll")),
        ("Dự họp" if given.get("procedure") == "meeting" else "Đã đi bầu", given.get("attended")),
        ("Phiếu phát ra", ballots.get("issued")),
        ("Phiếu thu về", ballots.get("collected")),
        ("Hợp lệ", ballots.get("valid")),
        ("Không hợp lệ", ballots.get("invalid")),
    ]
    lines: list[dict[str, Any]] = [{"word": word, "n": number(n)} for word, n in named if n is not None]
    for i, share in enumerate(answer["shares"]):
        lines.append({"word": f"{chr(ord('A') + i)}. {words.name(share)}", "n": number(share["votes"])})
    for share in answer["shares"]:
        if share.get("id", share["name"]) in answer["elected"]:
            word = f"Tỷ lệ của người trúng cử trên cả {words.unit}"
            lines.append({"word": word, "n": percent_words(share["percent"]), "total": True})
    return lines
