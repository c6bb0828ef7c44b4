"""Ký biên bản và kết luận: the agreed figures go to the rulebook the election pinned; nobody can type a result."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dantin.core import contract, count
from dantin.core.aggregate import HeadState
from dantin.core.count import RemarkKind, SheetStatus
from dantin.core.law import Finding
from dantin.core.plan import Post
from dantin.core.values import Side
from dantin.store.models import Account, Declaration, Sheet, SheetRemark
from dantin.store.readers.accounts import is_same_person
from dantin.store.readers.incumbency import head_incumbency
from dantin.store.readers.questions import Asker
from dantin.store.readers.remarks import as_values as as_remarks
from dantin.store.readers.remarks import (
    findings_of,
    findings_of_congress,
    of_the_answer,
    remarks_of,
    told_on_the_day,
)
from dantin.store.readers.sheets import as_values, readings_of, sheets_by_id
from dantin.store.refusals import Refused, refuse_if

from .log import Happened, log_each
from .remarks import Reasons, accepted, reasons_for
from .standing import change_standings_of
from .transaction import action, require_side


@dataclass(frozen=True, slots=True)
class _Judged:
    """One sheet, what two persons agreed on, and the declaration it led to."""

    sheet: Sheet
    figures: count.Figures
    row: Declaration


@action
def declare(
    *,
    side: Side,
    sheets: Sequence[int],
    actor: str,
    at: datetime,
    reasons: Mapping[int, Reasons] | None = None,
) -> list[Declaration | Refused]:
    """Sign each sheet and keep the core's answer to it, in the order given.

    What was warned of and nobody explained yet is signed only with a reason, `{sheet: {code: reason}}`; a sheet with a
    contradiction told to the level above, only once that level confirmed it (design §4.7).
    """
    require_side(side)
    rows = sheets_by_id(sheets, side=side)
    readings = readings_of(rows)
    remarks = remarks_of(rows)
    told = told_on_the_day(sheet.round for sheet in rows.values()) if side is Side.STATE else {}
    asker = Asker(rows.values())
    judged: list[_Judged] = []
    explained: list[SheetRemark] = []

    def judge(sheet_id: int) -> Declaration:
        sheet = rows.get(sheet_id)
        if sheet is None:
            raise Refused("count.no_such_sheet", sheet=sheet_id)
        place = sheet.round.contest.unit_code
        refuse_if(sheet.signed_at, "decide.already_declared", place=place)
        read = as_values(readings[sheet_id])
        figures = count.agreed_figures(read)
        if count.status(read, signed=False) is not SheetStatus.AGREED or figures is None:
            raise Refused("decide.not_agreed", place=place)
        question = asker.question(sheet.round, figures)
        answer = contract.answer(question)
        said: list[SheetRemark] = []
        if side is Side.STATE:
            kept = as_remarks(remarks[sheet_id])
            refuse_if(count.open_flags(kept, readings=len(read)), "decide.flag_open", place=place)
            _refuse_own_confirmation(kept, actor, place)
            roll = asker.roll(sheet.round.contest)
            found = (*findings_of(sheet, figures, roll=roll, told=told.get(sheet.round_id)), *of_the_answer(answer))
            open_ = count.unaccepted(found, kept)
            given = (reasons or {}).get(sheet_id, {})
            reasons_for(open_, given, place=place)
            said = accepted(sheet, open_, given, after=len(kept), readings=len(read), actor=actor, at=at)
            explained.extend(said)
            said = _of_these([*remarks[sheet_id], *said], found)
        elif remarks[sheet_id]:
            said = _of_these(remarks[sheet_id], findings_of_congress(figures))
        sheet.signed_at = at
        row = Declaration(
            side=side.value,
            round=sheet.round,
            version=sheet.number,
            rulebook=answer["rulebook"],
            outcome=answer["outcome"],
            elected=answer["elected"],
            question=question,
            answer=answer,
            warnings=[_as_kept(remark) for remark in said] or None,
            declared_at=at,
        )
        judged.append(_Judged(sheet, figures, row))
        return row

    answers: list[Declaration | Refused] = []
    for sheet_id in sheets:
        try:
            answers.append(judge(sheet_id))
        except Refused as refusal:
            answers.append(refusal)
    SheetRemark.objects.bulk_create(explained)
    _keep(side, judged, actor=actor, at=at)
    return answers


def _refuse_own_confirmation(kept: Sequence[count.Remark], actor: str, place: str) -> None:
    confirmed = {remark.actor for remark in kept if remark.kind is RemarkKind.CONFIRMED}
    if confirmed:
        signer = Account.objects.filter(login=actor).first()
        others = Account.objects.filter(login__in=confirmed)
        same = signer is not None and any(is_same_person(other, signer) for other in others)
        refuse_if(same, "decide.confirmed_and_signs", place=place)


def _of_these(rows: Sequence[SheetRemark], found: Sequence[Finding]) -> list[SheetRemark]:
    """The remarks that accept what the signed figures are warned of; what a mistyped figure asked for is left out."""
    return [row for row, one in zip(rows, as_remarks(rows), strict=True) if any(one.answers(each) for each in found)]


def _as_kept(remark: SheetRemark) -> dict[str, str]:
    return {
        "code": remark.code,
        "expected": remark.expected,
        "got": remark.got,
        "reason": remark.reason,
        "actor": remark.actor,
        "recorded_at": remark.recorded_at.isoformat(),
    }


def _keep(side: Side, judged: Sequence[_Judged], *, actor: str, at: datetime) -> None:
    Sheet.objects.filter(id__in=[j.sheet.id for j in judged]).update(signed_at=at)
    Declaration.objects.bulk_create([j.row for j in judged])
    log_each(
        (
            (
                j.sheet.round.contest,
                Happened(
                    type="decide.declared",
                    place_code=j.sheet.round.contest.unit_code,
                    actor=actor,
                    body={
                        "post": j.sheet.round.contest.post,
                        "round": j.sheet.round.number,
                        "rulebook": j.row.rulebook,
                        "outcome": j.row.outcome,
                        "elected": j.row.elected,
                        "figures": dict(j.figures),
                        **_warned(j.row),
                    },
                    facts={"reasons": [one["reason"] for one in j.row.warnings]} if j.row.warnings else {},
                ),
            )
            for j in judged
        ),
        side=side,
        at=at,
    )
    heads = [j for j in judged if j.sheet.round.contest.post == Post.VILLAGE_HEAD]
    change_standings_of(_head_changes(heads, at=at), at=at)


def _warned(row: Declaration) -> dict[str, list[str]]:
    return {"warnings": sorted({one["code"] for one in row.warnings})} if row.warnings else {}


def _head_changes(judged: Sequence[_Judged], *, at: datetime) -> Iterator[tuple[int, str, dict[str, object]]]:
    """Tình trạng của chặng một after the declarations, by village."""
    incumbency = head_incumbency(
        (j.sheet.round.contest, j.row.elected[0]) for j in judged if j.row.outcome == "elected"
    )
    for j in judged:
        round_, answer = j.sheet.round, j.row.answer
        change: dict[str, object] = {"round_number": round_.number}
        if round_.number == 1:
            change["voted"] = j.figures.get("attended", j.figures.get("collected", 0))
        match j.row.outcome:
            case "elected":
                won = next(share for share in answer["shares"] if share["id"] == j.row.elected[0])
                change |= {
                    "state": (HeadState.ELECTED if round_.number == 1 else HeadState.ELECTED_IN_RERUN).value,
                    "winner_votes": won["votes"],
                    "winner_base": answer["base"]["count"],
                    "incumbency": incumbency[round_.contest_id],
                    "done_at": at,
                }
            case "no_quorum":
                change["state"] = HeadState.NO_QUORUM.value
            case "nobody_elected":
                interim = answer["next"]["step"] == "appoint_interim"
                change |= {"state": (HeadState.INTERIM if interim else HeadState.RERUN).value, "done_at": at}
            case "refused" | "no_rule_in_force":  # the sheet stays counted; somebody must act
                change["state"] = HeadState.COUNTED.value
            case other:
                raise ValueError(f"a village head's round cannot end as {other}")
        yield round_.contest.election_id, round_.contest.village_code, change
