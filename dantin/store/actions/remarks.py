"""Ghi chú của phiếu đếm: a warning accepted, a contradiction of the paper told to the level above, its confirmation."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from dantin.core import count
from dantin.core.count import Figures, SheetStatus
from dantin.core.law import Finding
from dantin.core.plan import Procedure, VoteForm
from dantin.core.rulebooks import village_head
from dantin.core.values import Side
from dantin.store.models import Account, Sheet, SheetRemark
from dantin.store.readers.accounts import is_same_person
from dantin.store.readers.questions import Asker
from dantin.store.readers.remarks import as_values, known_of, remarks_of, sentence
from dantin.store.readers.sheets import as_values as as_readings
from dantin.store.readers.sheets import readings_of, sheets_by_id
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
from .log import Happened, log_each
from .transaction import action, require_side

Reasons = Mapping[str, str]


def reasons_for(open_: Sequence[Finding], reasons: Reasons, *, place: str) -> None:
    """Raise `Refused` for warnings that came without a typed reason; the sentences say which."""
    bare = [found for found in open_ if not reasons.get(found.code, "").strip()]
    if bare:
        what = " ".join(sentence(found.code, found.expected, found.got) for found in bare)
        raise Refused("count.warning_unanswered", place=place, what=what)
    for found in open_:
        refuse_too_long(SheetRemark, reason=reasons[found.code])


def accepted(
    sheet: Sheet, open_: Iterable[Finding], reasons: Reasons, *, after: int, readings: int, actor: str, at: datetime
) -> list[SheetRemark]:
    """Rows for warnings accepted, numbered on from `after`; the caller keeps and logs them."""
    return [
        SheetRemark(
            sheet=sheet,
            number=after + n,
            kind=SheetRemark.Kind.ACCEPTED,
            code=found.code,
            expected=str(found.expected),
            got=str(found.got),
            readings=readings,
            reason=reasons[found.code].strip(),
            actor=actor,
            recorded_at=at,
        )
        for n, found in enumerate(open_, 1)
    ]


def keep_remarks(rows: Sequence[SheetRemark], type_: str, *, side: Side, at: datetime) -> None:
    """Append remarks of one sheet as one event: the codes and figures in it, the typed reasons as facts."""
    if not rows:
        return
    SheetRemark.objects.bulk_create(rows)
    contest = rows[0].sheet.round.contest
    happened = Happened(
        type=type_,
        place_code=contest.unit_code,
        actor=rows[0].actor,
        body={
            "round": rows[0].sheet.round.number,
            "sheet": rows[0].sheet.number,
            "findings": [{"code": row.code, "expected": row.expected, "got": row.got} for row in rows if row.code],
        },
        facts={"reasons": [row.reason for row in rows]},
    )
    log_each([(contest, happened)], side=side, at=at)


@action
def flag_contradiction(*, account: Account, sheet: int, figures: Figures, reason: str, at: datetime) -> None:
    """Báo lên cấp trên: tờ giấy thật sự ghi như vậy (F-07, F-09).

    The figures stay out, for no reason makes a contradiction right; what is kept is which line, and what was said.
    From then on the result waits for a second authority, also after the paper was put in order.
    """
    require_side(Side.STATE)
    row = sheets_by_id([sheet], side=Side.STATE).get(sheet)
    if row is None:
        raise Refused("count.no_such_sheet", sheet=sheet)
    place = row.round.contest.unit_code
    refuse_if(row.signed_at, "count.already_signed", place=place)
    refuse_if(not reason.strip(), "count.flag_without_words", place=place)
    refuse_too_long(SheetRemark, reason=reason, actor=account.login)
    form = Procedure(row.round.procedure), VoteForm(row.round.vote_form)
    known = {**known_of(row.round, roll=Asker([row]).roll(row.round.contest), told=None), **figures}
    if row.round.vote_form == VoteForm.SHOW_OF_HANDS and "attended" in known:
        known["valid"] = known["attended"]
    broken = count.broken_checks(known, village_head.checks_of_form(*form))
    refuse_if(not broken, "count.nothing_to_flag", place=place)
    kept, read = remarks_of([sheet])[sheet], readings_of([sheet])[sheet]
    rows = [
        SheetRemark(
            sheet=row,
            number=len(kept) + n,
            kind=SheetRemark.Kind.FLAGGED,
            code=found.code,
            expected=str(found.expected),
            got=str(found.got),
            readings=len(read),
            reason=reason.strip(),
            actor=account.login,
            recorded_at=at,
        )
        for n, found in enumerate(broken, 1)
    ]
    keep_remarks(rows, "count.contradiction_flagged", side=Side.STATE, at=at)


@action
def confirm_flagged(*, account: Account, sheet: int, reason: str, at: datetime) -> None:
    """Cấp trên xác nhận số liệu của phiếu đếm đã có điều báo lên: only then may the conclusion be signed (design §4.7).

    Whoever read the sheet or told of it is no second authority, under whichever account.
    """
    require_side(Side.STATE)
    row = sheets_by_id([sheet], side=Side.STATE).get(sheet)
    if row is None:
        raise Refused("count.no_such_sheet", sheet=sheet)
    place = row.round.contest.unit_code
    refuse_if(row.signed_at, "count.already_signed", place=place)
    kept, read = remarks_of([sheet])[sheet], readings_of([sheet])[sheet]
    flags = count.open_flags(as_values(kept), readings=len(read))
    refuse_if(not flags, "count.no_flag_open", place=place)
    agreed = count.status(as_readings(read), signed=False) is SheetStatus.AGREED
    refuse_if(not agreed, "count.flag_before_agreement", place=place)
    refuse_if(not reason.strip(), "count.confirmed_without_words", place=place)
    refuse_too_long(SheetRemark, reason=reason, actor=account.login)
    involved = {flag.actor for flag in flags} | {each.actor for each in read}
    for other in Account.objects.filter(login__in=involved):
        refuse_if(is_same_person(other, account), "count.confirmed_own_flag", place=place)
    confirmed = SheetRemark(
        sheet=row,
        number=len(kept) + 1,
        kind=SheetRemark.Kind.CONFIRMED,
        readings=len(read),
        reason=reason.strip(),
        actor=account.login,
        recorded_at=at,
    )
    keep_remarks([confirmed], "count.contradiction_confirmed", side=Side.STATE, at=at)
