"""Ký biên bản và kết luận: the agreed figures go to the rulebook the election pinned; nobody can type a result."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from dantin.core import count, rulebooks
from dantin.core.aggregate import HeadState
from dantin.core.contract.answer import answer_of, question_of
from dantin.core.count import SheetStatus
from dantin.core.decide import Declaration as Verdict
from dantin.core.decide import Elected, NobodyElected, NoQuorum
from dantin.core.plan import Post
from dantin.core.values import Side
from dantin.store.models import Declaration, Sheet
from dantin.store.readers.incumbency import head_incumbency
from dantin.store.readers.questions import Asker
from dantin.store.readers.sheets import as_values, readings_of, sheets_by_id
from dantin.store.refusals import Refused, refuse_if

from .log import Happened, log
from .standing import change_standings
from .transaction import action, require_side


@action
def declare(*, side: Side, sheets: Iterable[int], actor: str, at: datetime) -> list[Declaration | Refused]:
    """Sign each sheet and keep the core's answer to it, in the order given."""
    require_side(side)
    wanted = list(sheets)
    rows = sheets_by_id(wanted, side=side)
    readings = readings_of(rows)
    asker = Asker(rows.values())
    done: list[Declaration | Refused] = []
    verdicts: list[tuple[Sheet, Declaration, Verdict, count.Figures]] = []
    for sheet_id in wanted:
        try:
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
            verdict = rulebooks.decide(question, pinned=sheet.round.contest.election.rulebook)
            sheet.signed_at = at
            row = Declaration(
                side=side.value,
                round=sheet.round,
                rulebook=verdict.rulebook,
                outcome=verdict.outcome,
                elected=list(verdict.elected),
                question=question_of(question),
                answer=answer_of(verdict),
                declared_at=at,
            )
            verdicts.append((sheet, row, verdict, figures))
            done.append(row)
        except Refused as refusal:
            done.append(refusal)
    if verdicts:
        _keep(side, verdicts, actor=actor, at=at)
    return done


def _keep(
    side: Side, verdicts: Sequence[tuple[Sheet, Declaration, Verdict, count.Figures]], *, actor: str, at: datetime
) -> None:
    Sheet.objects.filter(id__in=[sheet.id for sheet, *_ in verdicts]).update(signed_at=at)
    Declaration.objects.bulk_create([row for _, row, *_ in verdicts])
    by_election: dict[int, list[tuple[Sheet, Declaration, Verdict, count.Figures]]] = {}
    for item in verdicts:
        by_election.setdefault(item[0].round.contest.election_id, []).append(item)
    for election_id, items in by_election.items():
        log(
            [
                Happened(
                    type="decide.declared",
                    place_code=sheet.round.contest.unit_code,
                    actor=actor,
                    body={
                        "post": sheet.round.contest.post,
                        "round": sheet.round.number,
                        "rulebook": row.rulebook,
                        "outcome": row.outcome,
                        "elected": row.elected,
                        "figures": dict(figures),
                    },
                )
                for sheet, row, _, figures in items
            ],
            side=side,
            election_id=election_id,
            election_code=items[0][0].round.contest.election.code,
            at=at,
        )
        heads = [item for item in items if item[0].round.contest.post == Post.VILLAGE_HEAD]
        if heads:
            _stand(election_id, heads, at=at)


def _stand(
    election_id: int, items: Sequence[tuple[Sheet, Declaration, Verdict, count.Figures]], *, at: datetime
) -> None:
    """Tình trạng của chặng một after a declaration."""
    incumbency = head_incumbency(
        [(sheet.round.contest, row.elected[0]) for sheet, row, verdict, _ in items if isinstance(verdict, Elected)]
    )
    changes: dict[str, dict[str, object]] = {}
    for sheet, row, verdict, figures in items:
        contest, number = sheet.round.contest, sheet.round.number
        change: dict[str, object] = {"round_number": number}
        if number == 1:
            change["voted"] = figures.get("attended", figures.get("collected", 0))
        match verdict:
            case Elected():
                won = next(s for s in verdict.shares if s.id == row.elected[0])
                change |= {
                    "state": (HeadState.ELECTED if number == 1 else HeadState.ELECTED_IN_RERUN).value,
                    "winner_votes": won.votes,
                    "winner_base": verdict.base.count if verdict.base else None,
                    "incumbency": incumbency[contest.id],
                    "done_at": at,
                }
            case NoQuorum():
                change |= {"state": HeadState.NO_QUORUM.value}
            case NobodyElected():
                interim = verdict.next.step == "appoint_interim"
                change |= {"state": (HeadState.INTERIM if interim else HeadState.RERUN).value, "done_at": at}
            case _:  # refused or without a rule: the sheet stays counted and somebody must act
                change |= {"state": HeadState.COUNTED.value}
        changes[contest.village_code] = change
    change_standings(election_id, changes, at=at)
