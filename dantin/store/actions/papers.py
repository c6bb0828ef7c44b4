"""Ban hành văn bản: number and day from the register of the office, a second print, an office without a register."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from dantin.core.record import Minutes
from dantin.core.values import Side
from dantin.papers.check import faults_of, read_template
from dantin.papers.faults import TemplateFault, TemplateRefused
from dantin.papers.form import Form
from dantin.papers.registry import form_of
from dantin.store.canonical import plain
from dantin.store.models import Election, IssuedPaper, NumberSequence, PaperPrint, PaperTemplate
from dantin.store.readers.papers import counts_by_itself
from dantin.store.refusals import refuse_if

from .lengths import refuse_too_long
from .log import Happened, log, log_of_province
from .transaction import action, require_side

# Whose network broke while the file came asks again: within so long that is the same print.
SAME_PRINT = timedelta(minutes=10)
_NUMBER = re.compile(r"[1-9][0-9]{0,5}[a-zđ]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberIn:
    """Số và ngày của một văn bản, as the register of the office has them; without a number the program counts."""

    issuer: str
    number: str
    dated: date


@action
def issue(
    *, election: Election, minutes: Minutes, village_code: str, place_code: str, given: NumberIn, actor: str,
    today: date, at: datetime,
) -> IssuedPaper:  # fmt: skip
    """Give a paper its number: what it says then is kept whole; a number twice in one register is refused."""
    require_side(minutes.side)
    form = form_of(minutes.form)
    refuse_too_long(IssuedPaper, issued_by=actor)
    refuse_if(not form.number_kind, "papers.no_number", form=form.title)
    before = IssuedPaper.objects.filter(election=election, form=form.code, record=minutes.record).first()
    refuse_if(
        before is not None or minutes.fields["number"] is not None,
        "papers.already_numbered",
        form=form.title,
        number=number_words(form, before.number) if before else minutes.fields["number"],
    )
    refuse_if(given.dated > today, "papers.not_yet", day=f"{given.dated:%-d/%-m/%Y}")
    year = given.dated.year
    number = given.number.strip().lower() or _next_number(minutes.side, given.issuer, form, year)
    refuse_if(_NUMBER.match(number) is None, "papers.number_unread", number=number)
    taken = IssuedPaper.objects.filter(
        side=minutes.side.value, issuer=given.issuer, kind=form.number_kind, year=year, number=number
    ).first()
    if taken is not None:
        refuse_if(True, "papers.number_taken", number=number_words(form, number), form=form_of(taken.form).title,
                  year=str(year), record=taken.record)  # fmt: skip
    said = replace(
        minutes, fields={**minutes.fields, "number": number_words(form, number), "dated": given.dated.isoformat()}
    )
    row = IssuedPaper.objects.create(
        side=minutes.side.value, election=election, form=form.code, record=minutes.record, village_code=village_code,
        issuer=given.issuer, kind=form.number_kind, year=year, number=number, dated=given.dated,
        minutes=plain(dict(said.fields)), digest=said.digest(), issued_by=actor, issued_at=at,
    )  # fmt: skip
    body = {
        "form": form.code, "record": minutes.record, "decision_number": number_words(form, number),
        "decided_on": given.dated, "digest": row.digest,
    }  # fmt: skip
    log(
        [Happened(type="papers.issued", place_code=place_code, actor=actor, body=body)],
        side=minutes.side, election_id=election.id, election_code=election.code, at=at,
    )  # fmt: skip
    return row


@action
def note_print(*, election: Election, minutes: Minutes, actor: str, at: datetime) -> int:
    """Answers which print this is; asked again soon by the same person it is the same one."""
    require_side(minutes.side)
    refuse_too_long(PaperPrint, printed_by=actor)
    of = {"election": election, "form": minutes.form, "record": minutes.record, "digest": minutes.digest()}
    last = PaperPrint.objects.filter(**of).order_by("number").last()
    if last is not None and last.printed_by == actor and at - last.printed_at <= SAME_PRINT:
        return last.number
    number = last.number + 1 if last else 1
    PaperPrint.objects.create(side=minutes.side.value, number=number, printed_by=actor, printed_at=at, **of)
    return number


@action
def use_own_sequence(*, side: Side, issuer: str, kind: str, used: bool, actor: str, at: datetime) -> NumberSequence:
    """An office without a register lets the program count the numbers of one kind, or no longer."""
    require_side(side)
    refuse_too_long(NumberSequence, recorded_by=actor)
    last = NumberSequence.objects.filter(side=side.value, issuer=issuer, kind=kind).order_by("version").last()
    if last is not None and last.used == used:
        return last
    return NumberSequence.objects.create(
        side=side.value, issuer=issuer, kind=kind, version=last.version + 1 if last else 1, used=used,
        recorded_by=actor, recorded_at=at,
    )  # fmt: skip


@action
def replace_template(*, form: Form, raw: bytes | None, reason: str, actor: str, at: datetime) -> PaperTemplate:
    """A province's own template of a form; None: the software's again. Raises `TemplateRefused` with every fault."""
    require_side(form.side)
    refuse_too_long(PaperTemplate, reason=reason, recorded_by=actor)
    refuse_if(not reason, "papers.template_reason", form=form.title)
    source = "" if raw is None else read_template(raw)
    faults = faults_of(form, source) if source else []
    if faults or (raw is not None and not source):
        raise TemplateRefused(faults or [TemplateFault(None, "tệp trống")])
    last = PaperTemplate.objects.filter(side=form.side.value, form=form.code).order_by("version").last()
    row = PaperTemplate.objects.create(
        side=form.side.value, form=form.code, version=last.version + 1 if last else 1, source=source,
        digest=sha256(source.encode()).hexdigest(), reason=reason, recorded_by=actor, recorded_at=at,
    )  # fmt: skip
    body = {"form": form.code, "version": row.version, "digest": row.digest}
    log_of_province("papers.template_replaced", body, side=form.side, actor=actor, at=at, facts={"reason": reason})
    return row


def number_words(form: Form, number: str) -> str:
    """12/QĐ-UBND of the State, 12-QĐ/ĐU of the Party."""
    return f"{number}{'/' if form.side is Side.STATE else '-'}{form.number_kind}"


def _next_number(side: Side, issuer: str, form: Form, year: int) -> str:
    refuse_if(not counts_by_itself(side, issuer, form.number_kind), "papers.number_missing", form=form.title)
    taken = IssuedPaper.objects.filter(side=side.value, issuer=issuer, kind=form.number_kind, year=year)
    numbers = [int(re.sub(r"\D", "", number)) for number in taken.values_list("number", flat=True)]
    return str(max(numbers, default=0) + 1)
