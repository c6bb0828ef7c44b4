"""Kết luận thành lời: sentences and bars made from the answer that the core gave and the store kept.

Nothing is decided here and no number is computed that the answer does not hold, but for the parts of the base bar that
are left over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dantin.core import rulebooks
from dantin.core.law import NoRule, Rule
from dantin.locale import day, is_english, msg, name, number, percent_words, said
from dantin.locale.words import HEAD_STATES, NBSP, weekday_and_day
from dantin.store.readers.progress import ElectionRow
from dantin.store.readers.village import Dossier, RoundFacts

from . import law_english, law_pages

_STATE_OF_OUTCOME = {"elected": "elected", "nobody_elected": "rerun", "no_quorum": "no_quorum"}
NOT_ANNOUNCED = msg("Chưa có kết luận được công bố.")
_FORMS = {"secret_ballot": msg("bỏ phiếu kín"), "show_of_hands": msg("giơ tay biểu quyết")}
_PROCEDURES = {
    "meeting": msg("Tại cuộc họp"),
    "separate_poll": msg("Bỏ phiếu riêng cả ngày"),
    "household_ballots": msg("Phiếu đưa tới từng hộ"),
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
            return name(self.names.get(candidate, candidate))
        return name(self.names.get(str(candidate.get("id", "")), str(candidate["name"])))

    @property
    def own(self) -> dict[str, str]:
        """The two words of this kind of unit, which an English sentence keeps in Vietnamese beside its own."""
        return {"title": name(self.title), "unit": name(self.unit)}


_FELL = {
    "annulled": msg("Kết quả lần bầu này đã huỷ theo quyết định; phải bầu lại."),
    "reelection": msg("Ủy ban nhân dân xã yêu cầu bầu lại."),
    "replaced": msg("Biên bản của lần bầu này đang được thay; chưa có kết luận mới."),
}


def voters(electorate: str) -> str:
    return said("cử tri") if electorate == "all_voters" else said("đại diện hộ")


def headline(facts: Dossier, words: Words) -> str:
    """Câu kết luận của cả thôn, from the newest round that was judged, else from where the village stands."""
    judged = [each for each in facts.rounds if each.is_announced]
    state = facts.head.state if facts.head else "not_started"
    if state == "interim":
        return said(_why_interim(facts, judged), title=words.own["title"])
    if state == "postponed":
        return said("Cuộc bầu {title} được hoãn theo quyết định.", title=words.own["title"])
    if facts.rounds and facts.rounds[-1].fell:
        return said(_FELL[facts.rounds[-1].fell])
    if facts.rounds and facts.rounds[-1].checked:
        return said("Số liệu trên biên bản đang được cấp trên kiểm tra; chưa có kết luận.")
    if judged:
        return _sentence(judged[-1], words)
    if state == "voting":
        return _capital(said("{unit} đang bỏ phiếu bầu {title}.", **words.own))
    if facts.rounds and facts.rounds[-1].answer is not None:
        return said(NOT_ANNOUNCED)
    if state == "counted":
        return said("Đã kiểm phiếu, chờ đủ chữ ký trong biên bản; chưa có kết luận.")
    if facts.rounds:
        return _capital(said("{unit} bầu {title} ngày {day}.", day=day(facts.rounds[0].held_on), **words.own))
    return _capital(said("{unit} chưa có ngày bầu {title}.", **words.own))


def _why_interim(facts: Dossier, judged: list[RoundFacts]) -> str:
    """Vì sao lâm thời: two votes failed, nobody stood (F-05), or no vote was held to the end."""
    answer = judged[-1].answer if judged else None
    if answer is not None and answer["next"]["step"] == "appoint_interim":
        if answer["shares"]:
            return msg("Sau hai lần bầu chưa bầu được {title}; Chủ tịch UBND xã chỉ định {title} lâm thời.")
        return msg("Không có ai ứng cử {title}; Chủ tịch UBND xã chỉ định {title} lâm thời.")
    if not facts.rounds:
        return msg("Chưa có danh sách người ứng cử {title}; Chủ tịch UBND xã chỉ định {title} lâm thời.")
    return msg("Chưa bầu được {title}; Chủ tịch UBND xã chỉ định {title} lâm thời.")


def _sentence(each: RoundFacts, words: Words) -> str:
    answer = each.answer or {}
    base, outcome = answer.get("base"), answer["outcome"]
    if outcome == "nobody_elected" and not (base and answer["shares"]):
        return said(
            "Chưa bầu được {title}{which}: không có ai ứng cử.", title=words.own["title"], which=_which(each.number)
        )
    if not base:
        return said(NOT_ANNOUNCED)
    numbers = {"base": base["count"], "needed": base["needed"], "voters": words.voters, "which": _which(each.number)}
    if outcome == "elected":
        who = answer["elected"][0]
        votes = next(s["votes"] for s in answer["shares"] if who in (s.get("id"), s["name"]))
        return said(
            "{who} trúng cử {title}{which}: được {votes} phiếu trên {base} {voters} của cả {unit}, "
            "cần ít nhất {needed}.",
            who=words.name(who),
            votes=votes,
            **numbers,
            **words.own,
        )
    if outcome == "no_quorum":
        attended = (each.question or {}).get("attended")
        if attended is None:
            return said(
                "Cuộc họp chưa đủ số dự{which}: trên {base} {voters} của cả {unit}, cần ít nhất {needed}; "
                "phải họp lại.",
                unit=words.own["unit"],
                **numbers,
            )
        return said(
            "Cuộc họp chưa đủ số dự{which}: có {attended} người dự trên {base} {voters} của cả {unit}, "
            "cần ít nhất {needed}; phải họp lại.",
            unit=words.own["unit"],
            attended=attended,
            **numbers,
        )
    if outcome == "nobody_elected":
        best = max(answer["shares"], key=lambda s: s["votes"])
        return said(
            "Chưa bầu được {title}{which}: nhiều phiếu nhất là {who}, {votes} phiếu trên {base} {voters} "
            "của cả {unit}, cần ít nhất {needed}.",
            who=words.name(best),
            votes=best["votes"],
            **numbers,
            **words.own,
        )
    return said(NOT_ANNOUNCED)


def _which(n: int) -> str:
    if n == 1:
        return ""
    return said(" ở lần bầu thứ hai") if n == 2 else said(" ở lần bầu thứ {n}", n=n)


def _ordinal(n: int) -> str:
    return {1: said("lần một"), 2: said("lần hai")}.get(n) or said("lần {n}", n=n)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def round_shown(each: RoundFacts, words: Words) -> dict[str, Any]:
    """One round as its page part shows it."""
    which, on = _ordinal(each.number), weekday_and_day(each.held_on)
    shown: dict[str, Any] = {
        "title": f"{_capital(which)}, {on if is_english() else on[:1].lower() + on[1:]}",
        "name": which,
        "how": f"{said(_PROCEDURES[each.procedure])}, {said(_FORMS[each.vote_form])}",
        "judged": each.is_announced,
    }
    if each.fell:
        return shown | {"note": said(_FELL[each.fell])}
    if each.answer is None or not each.is_announced:
        return shown
    answer, given = each.answer, each.question or {}
    state = HEAD_STATES.get(_STATE_OF_OUTCOME.get(answer["outcome"], ""))
    shown |= {
        "state": state and {"symbol": state.symbol, "word": said(_state_word(answer)), "urgent": state.needs_a_person},
        "bar": _bar(answer, given, words),
        "note": _note(answer, words),
        "why": _why(each, words),
        "figures": _figures(answer, given, words),
    }
    return shown


def _state_word(answer: Mapping[str, Any]) -> str:
    if answer["outcome"] == "elected":
        return msg("Trúng cử")
    if answer["outcome"] == "no_quorum":
        return msg("Chưa đủ số dự")
    return msg("Bầu lại") if answer["next"]["step"] == "rerun" else msg("Chưa bầu được")


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
        ("w", said("Hợp lệ, không bầu ai"), valid - votes),
        ("x", said("Không hợp lệ"), invalid),
        ("v", said("Không bỏ phiếu"), base["count"] - valid - invalid),
    ]
    parts += [{"css": css, "n": n, "text": ""} for css, _, n in rest if n > 0]
    counted = ", ".join(
        [f"{words.name(s)} {number(s['votes'])}" for s in answer["shares"]]
        + [f"{word.lower()} {number(n)}" for _, word, n in rest if n > 0]
    )
    if base["count"] % 2 == 0:
        half = said("Một nửa là {half}, cần ít nhất {needed}", half=base["count"] // 2, needed=base["needed"])
    else:
        half = said("Vạch đứng là một nửa, cần ít nhất {needed}", needed=base["needed"])
    return {
        "half": half,
        "parts": parts,
        "rest": [{"css": css, "word": word, "n": number(n)} for css, word, n in rest if css != "w" or n > 0],
        "whole": number(base["count"]),
        "voters": words.voters,
        "people": [
            {"letter": chr(ord("A") + i), "name": words.name(s), "n": number(s["votes"])}
            for i, s in enumerate(answer["shares"])
        ],
        "label": said(
            "Cả {unit} {base}: {counted}. Cần ít nhất {needed}.",
            unit=words.own["unit"],
            base=base["count"],
            counted=counted,
            needed=base["needed"],
        ),
    }


def _note(answer: Mapping[str, Any], words: Words) -> str:
    """What must happen next, where something must."""
    step, by = answer["next"]["step"], answer["next"]["by"]
    if step == "rerun":
        best = max(answer["shares"], key=lambda s: s["votes"])
        numbers = {"who": words.name(best), "votes": best["votes"]}
        if best["votes"] * 2 == answer["base"]["count"]:
            fell_short = said("{who} được {votes} phiếu, đúng bằng một nửa.", **numbers)
        else:
            fell_short = said("{who} được {votes} phiếu.", **numbers)
        if by:
            until = day(date.fromisoformat(by))
            again = said(
                "Luật đòi quá một nửa, nên {unit} phải bầu lại, chậm nhất {until}.", unit=words.own["unit"], until=until
            )
        else:
            again = said("Luật đòi quá một nửa, nên {unit} phải bầu lại.", unit=words.own["unit"])
        return f"{fell_short} {again}"
    if step == "appoint_interim":
        return said("Chủ tịch UBND xã chỉ định {title} lâm thời.", title=words.own["title"])
    return said("Phải họp lại.") if step == "reconvene" else ""


def _why(each: RoundFacts, words: Words) -> dict[str, Any] | None:
    answer = each.answer or {}
    base = answer.get("base")
    if not base:
        return None
    count, needed = base["count"], base["needed"]
    whole = {"unit": words.own["unit"], "base": count, "voters": words.voters}
    if answer["outcome"] == "no_quorum":
        attended = (each.question or {}).get("attended", 0)
        steps = [
            said("Cả {unit} có {base} {voters}.", **whole),
            said(
                "Cuộc họp chỉ hợp lệ khi quá một nửa của {base} dự, tức từ {needed} người.", base=count, needed=needed
            ),
            said("Có {attended} người dự, ít hơn {needed}, nên chưa bầu được.", attended=attended, needed=needed),
        ]
        return {"steps": steps, "law": _law("VH-DECIDE-2", answer)}
    enough = said("Trúng cử khi được quá một nửa của {base}, tức từ {needed} phiếu.", base=count, needed=needed)
    if count % 2 == 0:
        enough += " " + said("Đúng {half} phiếu là chưa đủ.", half=count // 2)
    steps = [
        said(
            "Cả {unit} có {base} {voters}. Luật tính trên cả {base}, không tính trên số người dự họp, số người đi bầu "
            "hay số phiếu hợp lệ.",
            **whole,
        ),
        enough,
    ]
    for share in answer["shares"]:
        numbers = {
            "who": words.name(share),
            "votes": share["votes"],
            "twice": f"{number(share['votes'])}{NBSP}×{NBSP}2{NBSP}={NBSP}{number(share['votes'] * 2)}",
            "base": count,
        }
        if share.get("id", share["name"]) in answer["elected"]:
            steps.append(said("{who} được {votes} phiếu: {twice}, quá {base}, nên trúng cử.", **numbers))
        else:
            steps.append(said("{who} được {votes} phiếu: {twice}, không quá {base}.", **numbers))
    return {"steps": steps, "law": _law("VH-DECIDE-1", answer)}


def _law(code: str, answer: Mapping[str, Any]) -> dict[str, str] | None:
    url = law_pages.page_of_rule(code)
    page = next((each for each in law_pages.pages() if code in each.rules), None)
    if url is None or page is None:
        return None
    return {
        "url": url,
        "code": code,
        "instrument": _citation(code, answer) or name(page.instruments),
        "proof": "" if page.proof_read else said("Trang luật này chưa đối chiếu với bản ký."),
    }


def law_of(rule: Rule[...], word: str, on: date | None = None) -> dict[str, str] | None:
    """The page of a rule that sets a day shown here; none where no rulebook of that day has the rule."""
    if on is not None and rule.everywhere is None:
        try:
            if rulebooks.in_force("village_head", on).code not in rule.cites:
                return None
        except NoRule:
            return None
    url = law_pages.page_of_rule(rule.code)
    return None if url is None else {"url": url, "word": word}


def allowed(election: ElectionRow | None) -> str:
    """Said beside each verdict of an election called in a hole of the law: by whose paper its rulebook was applied."""
    if election is None or election.allowed_by is None or election.allowed_on is None:
        return ""
    return said(
        "Lúc gọi cuộc bầu này chưa có quy định nào được nạp; áp dụng bộ quy định {rulebook} theo cho phép số {paper} "
        "ngày {day}.",
        rulebook=election.rulebook,
        paper=name(election.allowed_by),
        day=day(election.allowed_on),
    )


def _citation(code: str, answer: Mapping[str, Any]) -> str:
    """What this very verdict cited: the page of the law may speak of several rulebooks."""
    cites = next((v["cites"] for v in answer.get("verdicts", ()) if v["rule"] == code), None)
    parts = [part for part in (cites["title"], cites["place"]) if part] if cites else []
    return ", ".join(law_english.sentence(part) if is_english() else part for part in parts)


def _figures(answer: Mapping[str, Any], given: Mapping[str, Any], words: Words) -> list[dict[str, Any]]:
    ballots = given.get("ballots") or {}
    voters = said("{voters} cả {unit} (mẫu số)", voters=words.voters, unit=words.own["unit"])
    named = [
        (_capital(voters), given.get("roll")),
        (said("Dự họp") if given.get("procedure") == "meeting" else said("Đã đi bầu"), given.get("attended")),
        (said("Phiếu phát ra"), ballots.get("issued")),
        (said("Phiếu thu về"), ballots.get("collected")),
        (said("Hợp lệ"), ballots.get("valid")),
        (said("Không hợp lệ"), ballots.get("invalid")),
    ]
    lines: list[dict[str, Any]] = [{"word": word, "n": number(n)} for word, n in named if n is not None]
    for i, share in enumerate(answer["shares"]):
        lines.append({"word": f"{chr(ord('A') + i)}. {words.name(share)}", "n": number(share["votes"])})
    for share in answer["shares"]:
        if share.get("id", share["name"]) in answer["elected"]:
            word = said("Tỷ lệ của người trúng cử trên cả {unit}", unit=words.own["unit"])
            lines.append({"word": word, "n": percent_words(share["percent"]), "total": True})
    return lines
