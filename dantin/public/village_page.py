"""Trang một thôn: the verdict as a sentence, why, the rounds with their base bars, what came after."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from dantin.core.rulebooks.village_head.record import (
    by_election_is_called_in_time,
    interim_ends_in_time,
    is_answered_in_time,
    lasts_beyond_the_term,
)
from dantin.locale import CLOSE, OPEN, day, msg, name, said
from dantin.locale.words import (
    CELL_STATES,
    HEAD_STATES,
    LOCAL,
    full_name,
    head_title,
    hour_minute,
    kind_word,
    short_name,
)
from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.places import Unit
from dantin.store.readers.progress import ElectionRow, elections, newest_of
from dantin.store.readers.village import CongressFacts, Dossier, dossier, head_before, rounds_of

from . import terms_page, verdict_words
from .answer import answer, frame, fresh, tag
from .lineage_words import Shown, line_of_time, told
from .sums import HEAD_DONE

PARTS = {
    "ket-qua": "public/_verdict.html",
    "lan-bau": "public/_rounds.html",
    "so-lieu": "public/_figures.html",
    "dong-tg": "public/_line_of_time.html",
}
_POSTS = {"secretary": msg("Bí thư"), "deputy_secretary": msg("Phó bí thư"), "committee": msg("Chi ủy")}
_AUTHORITIES = {
    "head": msg("{n} chủ hộ"),
    "nominated": msg("{n} người được các thành viên trong hộ cử"),
    "authorised": msg("{n} người được ủy quyền"),
}
_NUMBER = re.compile(rf"({OPEN}[^{CLOSE}]*{CLOSE}|\d[\d.,]*\d|\d)")  # but not the number in a name


def village(request: HttpRequest, code: str, on: str = "") -> HttpResponse:
    """`/thon/<code>/`, and `/thon/<code>/<day>/` for the village of that day."""
    at, here = moment(), Shown.at(code, ("village",), on)
    return answer(request, at, lambda: _build(request, at, here), page="public/thon.html", parts=PARTS)


def question(request: HttpRequest, code: str, number: int, on: str = "") -> HttpResponse:
    """`/thon/<code>/lan-<n>/cau-hoi.json`: what was asked of the law about a round, for anybody to ask again.

    `/thon/<code>/<day>/lan-<n>/…` stays with the election that was the newest called by that day.
    """
    return _kept(code, number, "question", on)


def conclusion(request: HttpRequest, code: str, number: int, on: str = "") -> HttpResponse:
    """`/thon/<code>/lan-<n>/ket-luan.json`: what the law answered then; it must be the same word for word today."""
    return _kept(code, number, "answer", on)


def _kept(code: str, number: int, what: str, on: str) -> HttpResponse:
    """Of a round that was read out in the hall; nothing else leaves (design §4.11)."""
    at, here = moment(), Shown.at(code, ("village",), on)
    called = [each for each in elections() if not on or each.called_on <= date.fromisoformat(on)]
    heads = newest_of(here.unit, called).get("state")
    found = [each for each in rounds_of(heads.id, code) if each.number == number] if heads else []
    if not found or not found[0].is_announced:
        raise Http404(code)
    response = JsonResponse(getattr(found[0], what), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return fresh(response, at, tag(at, shows=""))


def _build(request: HttpRequest, at: Moment, here: Shown) -> Mapping[str, Any]:
    places, unit = here.places, here.unit
    held = elections()
    newest = newest_of(unit, held)
    heads, cells = newest.get("state"), newest.get("party")
    story = [(here.known.units[span.unit], span) for span in here.known.lineage.story(unit.id)]
    facts = dossier(unit, elections=held, story=story)
    commune = places.parent(unit.code)
    above = places.parent(commune.code)
    crumbs = [{"href": "/", "name": short_name(places.province.name) if places.province else said("Tỉnh")}]
    if above.level == "district":
        crumbs.append({"href": here.href(above), "name": short_name(above.name)})
    crumbs.append({"href": here.href(commune), "name": name(commune.name)})
    called = full_name(unit.kind, unit.name)
    words = verdict_words.Words(
        title=head_title(unit.kind).lower(),
        unit=kind_word(unit.kind),
        voters=verdict_words.voters(facts.roll.electorate if facts.roll else ""),
        names=facts.candidates,
    )
    rounds = [verdict_words.round_shown(each, words) for each in reversed(facts.rounds)]
    judged = [each for each in rounds if each["judged"]]
    return {
        **frame(request, at, places, tab="/tim/", title=f"{called}, {name(commune.name)}"),
        "crumbs": crumbs,
        "name": called,
        "verdict": _with_figures_marked(
            _ended(facts, unit, here) or _called_anew(heads, facts, words) or verdict_words.headline(facts, words)
        ),
        "urgent": facts.head is not None and HEAD_STATES[facts.head.state].needs_a_person,
        "head_state": _state(HEAD_STATES, facts.head.state if facts.head else None),
        "why": judged[0]["why"] if judged else None,
        "allowed": verdict_words.allowed(heads) if judged else "",
        "rounds": rounds,
        "rounds_title": said("Hai lần bầu") if len(rounds) == 2 else said("Lần bầu"),
        "figures": judged[0] if judged else None,
        "roll": _roll(facts, unit),
        "call": _vacancy(heads) + _term(facts) + _call(heads, facts),
        "kept": _kept_at(heads, unit, here, facts) if judged else "",
        "lineage": told(unit, here.known, at.now.astimezone(LOCAL).date()),
        "line": line_of_time(facts.line, unit, here.known, current=heads.id if heads else None)
        if len(facts.line) > 1 or len(story) > 1
        else [],
        "of_others": any(one.unit != unit.id for one in facts.line),
        "terms": terms_page.of_village(unit, here.known, heads, facts.head),
        "terms_href": f"/nhiem-ky/{commune.code}/",
        "after": _after(facts, words),
        "after_allowed": verdict_words.allowed(cells) if facts.congress and facts.congress.closed_at else "",
        "after_title": said("Sau khi trúng cử")
        if facts.head and facts.head.state in HEAD_DONE
        else said("Đại hội chi bộ"),
        "title_word": head_title(unit.kind),
    }


def _ended(facts: Dossier, unit: Unit, here: Shown) -> str:
    """Of a village that is no more and held nothing here, that it ended; else nothing."""
    if facts.head is not None or facts.rounds or unit.valid_to is None or here.known.now().has(unit):
        return ""
    return said("{place} có đến hết ngày {day}.", place=full_name(unit.kind, unit.name), day=day(unit.valid_to))


def _state(words: Mapping[str, Any], state: str | None) -> dict[str, Any] | None:
    if state is None:
        return None
    return {"symbol": words[state].symbol, "word": words[state].word, "urgent": words[state].needs_a_person}


def _with_figures_marked(sentence: str) -> list[dict[str, Any]]:
    """The sentence cut at its numbers, which stand out."""
    return [{"text": part, "figure": part[0].isdigit()} for part in _NUMBER.split(sentence) if part]


def _newest_announced(facts: Dossier) -> int:
    """The newest round whose result was announced."""
    return max(each.number for each in facts.rounds if each.is_announced)


def _kept_at(election: ElectionRow | None, unit: Unit, here: Shown, facts: Dossier) -> str:
    """Where the JSON of the newest round announced is; of a unit of another time, by the day of the call."""
    on = "" if here.is_bare or election is None else f"{election.called_on.isoformat()}/"
    return f"/thon/{unit.code}/{on}lan-{_newest_announced(facts)}/"


def _term(facts: Dossier) -> list[dict[str, Any]]:
    """Until when an interim head serves, and a term lasts that was extended, each with its law."""
    lines: list[dict[str, Any]] = []
    if facts.term.interim_until is not None and facts.head is not None and facts.head.state == "interim":
        law = verdict_words.law_of(interim_ends_in_time, said("Luật về hạn của lâm thời"))
        lines.append({"word": said("Lâm thời đến hết ngày"), "value": day(facts.term.interim_until), "law": law})
    if facts.term.extended_until is not None and facts.term.extended_on is not None:
        law = verdict_words.law_of(lasts_beyond_the_term, said("Luật về kéo dài nhiệm kỳ"), facts.term.extended_on)
        lines.append(
            {"word": said("Nhiệm kỳ kéo dài đến hết ngày"), "value": day(facts.term.extended_until), "law": law}
        )
    return lines


def _call(election: ElectionRow | None, facts: Dossier) -> list[dict[str, Any]]:
    """Cuộc bầu: when it was called, under which rules it stays whatever comes later, and who stands."""
    if election is None or election.called_on is None or not facts.rounds:
        return []
    called = said("Quyết định gọi bầu")
    if election.decision_number:
        called = said("Quyết định gọi bầu số {number}", number=name(election.decision_number))
    lines = [
        {"word": called, "value": day(election.called_on)},
        {"word": said("Bộ quy định áp dụng, theo ngày gọi bầu"), "value": election.rulebook},
    ]
    if not facts.standing:
        return lines
    return [*lines, {"word": said("Người ứng cử"), "value": ", ".join(map(name, facts.standing))}]


def _called_anew(election: ElectionRow | None, facts: Dossier, words: verdict_words.Words) -> str:
    """Of a by-election that has no list yet, its day; else nothing."""
    waits = facts.head is not None and facts.head.state == "not_started" and not facts.rounds
    if election is None or not election.vacant_in or not waits:
        return ""
    return said("Đã gọi bầu bổ sung {title}, ngày bầu {day}.", title=words.own["title"], day=day(election.held_on))


def _vacancy(election: ElectionRow | None) -> list[dict[str, Any]]:
    """Bầu bổ sung: since when the post was vacant, and who held it. Why somebody left is not public."""
    if election is None or election.before_id is None or election.vacant_since is None:
        return []
    law = verdict_words.law_of(by_election_is_called_in_time, said("Luật về hạn bầu người mới"), election.vacant_since)
    lines: list[dict[str, Any]] = [
        {"word": said("Bầu bổ sung, vì khuyết từ ngày"), "value": day(election.vacant_since), "law": law}
    ]
    held = head_before(election.before_id, election.vacant_in)
    if held is None:
        return lines
    who, paper = held
    word = said(
        "Người được công nhận trước đó, quyết định {number} ngày {day}",
        number=name(paper.decision_number),
        day=day(paper.decided_on),
    )
    return [*lines, {"word": word, "value": name(who)}]


def _roll(facts: Dossier, unit: Unit) -> dict[str, Any] | None:
    if facts.roll is None:
        return None
    voters = verdict_words.voters(facts.roll.electorate)
    if facts.roll.source == "households":
        n = sum(facts.households.values())
        how = said("Danh sách đếm từng hộ: {n} hộ, mỗi hộ một người đại diện.", n=n)
        kinds = [said(word, n=facts.households[a]) for a, word in _AUTHORITIES.items() if a in facts.households]
        detail = (
            said("Người đại diện gồm {kinds}. Tên từng hộ không hiện ở trang công khai.", kinds=", ".join(kinds))
            if kinds
            else ""
        )
    else:
        how = said(
            "Tổng số được {unit} và xã xác nhận; từng hộ không nhập vào phần mềm.", unit=name(kind_word(unit.kind))
        )
        detail = ""
    return {
        "line": said(
            "{n} {voters}, chốt ngày {day}", n=facts.roll.count, voters=voters, day=day(facts.roll.certified_on)
        ),
        "how": how,
        "detail": detail,
    }


def _after(facts: Dossier, words: verdict_words.Words) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    if facts.recognition is not None:
        lines.append(
            {
                "word": said(
                    "Chủ tịch UBND xã công nhận, quyết định {number}", number=name(facts.recognition.decision_number)
                ),
                "value": day(facts.recognition.decided_on),
                "law": verdict_words.law_of(is_answered_in_time, said("Luật về hạn công nhận")),
            }
        )
    if facts.congress is not None:
        lines += _congress_lines(facts.congress)
    if (
        facts.cell is not None
        and facts.cell.state != "not_started"
        and (facts.congress is None or facts.congress.closed_at or facts.cell.state != "unified")
    ):
        word = (
            said("Đại hội chi bộ")
            if facts.cell.state == "in_congress"
            else said("{title} và bí thư chi bộ", title=name(words.title.capitalize()))
        )
        lines.append({"word": word, "state": _state(CELL_STATES, facts.cell.state)})
    return lines


def _congress_lines(congress: CongressFacts) -> list[dict[str, Any]]:
    if congress.closed_at is None:
        return [{"word": said("Đại hội chi bộ, ngày"), "value": day(congress.held_on)}]
    ended = said("Đại hội chi bộ, xong lúc {time}", time=hour_minute(congress.closed_at))
    lines = [{"word": ended, "value": day(congress.held_on)}]
    if congress.endorsed_on is None:
        return lines
    lines.append(
        {
            "word": said("Cấp ủy cấp trên chuẩn y, quyết định {number}", number=name(congress.endorsement_number)),
            "value": day(congress.endorsed_on),
        }
    )
    return lines + [
        {"word": said(word), "value": ", ".join(name(one) for held, one in congress.posts if held == post)}
        for post, word in _POSTS.items()
        if any(held == post for held, _ in congress.posts)
    ]
