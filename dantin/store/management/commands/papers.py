"""`dantin papers`: các mẫu văn bản (list), lập văn bản (make), bản mẫu (template) và thay bản mẫu (replace)."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from dantin.core.record import Minutes
from dantin.core.vietnamese import fold, number
from dantin.papers.blank import blank_minutes
from dantin.papers.compose import template_of
from dantin.papers.faults import PaperFault, TemplateRefused
from dantin.papers.files import ENDINGS, Order, made, made_all
from dantin.papers.form import Form
from dantin.papers.practice_key import practice_authority
from dantin.papers.registry import FORMS, form_of
from dantin.papers.signing import sign_for_practice
from dantin.store.actions.papers import replace_template, use_own_sequence
from dantin.store.management.spoken import SpokenCommand
from dantin.store.models import Election
from dantin.store.paper_batches import BatchRunning, DeskBatch, make_batch
from dantin.store.readers.elections import called_elections, named_election
from dantin.store.readers.paper_subjects import named_village, side_of, subjects, villages_in
from dantin.store.readers.papers import minutes_of, own_templates
from dantin.store.refusals import Refused, refuse_if

from .export import write_new

_DOES = {
    "list": "_list", "make": "_make", "batch": "_batch", "template": "_template", "replace": "_replace",
    "restore": "_replace", "sequence": "_sequence", "key": "_key", "sign": "_sign",
}  # fmt: skip


class Command(SpokenCommand):
    help = (
        "Văn bản: list kể các mẫu; make lập một văn bản thành .pdf, .docx hoặc .html; template ghi ra bản mẫu "
        "đang dùng; replace thay bằng bản của tỉnh, soát trước khi nhận; restore dùng lại bản của phần mềm; "
        "batch lập cả bộ của một nơi thành một tệp .zip; sequence: cơ quan không có sổ để phần mềm đếm số; key làm một "
        "khoá ký thử, sign ký thử (chỉ ở bản mô phỏng)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=tuple(_DOES))
        parser.add_argument("form", nargs="?", metavar="MẪU", help="mã mẫu, như bien-ban-kiem-phieu")
        parser.add_argument("--village", metavar="TÊN", help="tên thôn nếu chỉ có một nơi tên ấy, nếu không thì mã")
        parser.add_argument("--trong", action="store_true", help="mẫu trống, để điền tay khi mất điện")
        parser.add_argument("--all", action="store_true", help="mọi thôn có hồ sơ; --out là thư mục")
        parser.add_argument("--out", type=Path, metavar="TỆP", help="tệp sẽ ghi; với --all là thư mục")
        parser.add_argument("--cuoc-bau", metavar="MÃ", help="mã cuộc bầu; không có thì cuộc mới nhất")
        parser.add_argument("--ho-so", metavar="MÃ", help="hồ sơ nào của thôn, khi mẫu này có nhiều văn bản")
        parser.add_argument("--kho", default="", choices=("a6", "a5", "a4"), help="khổ phiếu bầu; a4 là bốn phiếu a6")
        parser.add_argument("--noi", default="", metavar="MÃ", help="batch: xã, huyện hoặc tỉnh; không có thì cả tỉnh")
        parser.add_argument("--dung", action="store_true", help="sequence: dùng số tự tăng; không có thì thôi dùng")
        parser.add_argument("--khoa", type=Path, metavar="TỆP", help="sign: khoá thử .p12, chỉ ở bản mô phỏng")
        parser.add_argument("--mat-khau", default="", help="key, sign: mật khẩu của khoá thử")
        parser.add_argument("--tep", type=Path, metavar="TỆP", help="replace: bản mẫu mới, tệp chữ .txt")
        parser.add_argument(
            "--nguoi", default="", help="replace, restore: người nhận, ghi trong hồ sơ; key: tên trên khoá thử"
        )
        parser.add_argument("--ly-do", default="", help="replace, restore: vì sao, theo văn bản nào")
        parser.add_argument("--duoi", default=".pdf", choices=list(ENDINGS), help="với --all: loại tệp")

    def handle(self, **options: Any) -> None:
        try:
            getattr(self, _DOES[options["what"]])(options)
        except TemplateRefused as refused:
            raise CommandError(
                "bản mẫu chưa dùng được:\n" + "\n".join(map(str, refused.faults)), returncode=2
            ) from None
        except (Refused, PaperFault) as fault:
            raise CommandError(str(fault), returncode=2) from None

    def _list(self, _: dict[str, Any]) -> None:
        for form in FORMS.values():
            self.stdout.write(f"{form.code:34} {form.title}. Căn cứ: {'; '.join(form.basis)}")

    def _batch(self, options: dict[str, Any]) -> None:
        """Every paper of a place as one ZIP; a second call goes on where the first was cut short."""
        out, code = options["out"], options["cuoc_bau"]
        if out is None or code is None:
            raise CommandError("batch cần --cuoc-bau MÃ và --out TỆP.zip", returncode=2)
        election = named_election(code)
        refuse_if(not villages_in(election, options["noi"]), "papers.no_such_village", said=options["noi"])
        desk = DeskBatch(election, options["noi"])

        def told(done: int, of: int) -> None:
            if out == desk.zip:
                desk.tell(done, of)
            self.stdout.write(f"… {number(done)} trong {number(of)} nơi")

        try:
            made_now = make_batch(election, options["noi"], out, ending=options["duoi"], told=told)
        except BatchRunning:
            raise CommandError(f"{out}: một lần lập khác đang chạy", returncode=2) from None
        except OSError:
            raise CommandError(f"không ghi được {out}", returncode=2) from None
        self.stdout.write(f"{number(made_now.papers)} văn bản của {number(made_now.villages)} nơi trong {out}")
        for fault in made_now.faults:
            self.stderr.write(fault)

    def _sequence(self, options: dict[str, Any]) -> None:
        """An office without a register of its own: the program counts the numbers of this kind of paper."""
        form = _form(options)
        if not options["noi"] or not options["nguoi"]:
            raise CommandError("sequence cần --noi MÃ (xã, thôn hoặc chi bộ ban hành) và --nguoi TÊN", returncode=2)
        refuse_if(not form.number_kind, "papers.no_number", form=form.title)
        row = use_own_sequence(
            side=form.side, issuer=options["noi"], kind=form.number_kind, used=options["dung"],
            actor=options["nguoi"], at=timezone.now(),
        )  # fmt: skip
        how = "phần mềm đếm" if row.used else "gõ theo sổ của cơ quan"
        self.stdout.write(f"số {row.kind} của {row.issuer}: {how}")

    def _key(self, options: dict[str, Any]) -> None:
        """A key of practice, and its authority among those this simulated server trusts."""
        _practice_only()
        name, secret, out = options["nguoi"].strip(), options["mat_khau"], options["out"]
        if not name or not secret or out is None:
            raise CommandError("key cần --nguoi TÊN, --mat-khau MẬT_KHẨU và --out TỆP.p12", returncode=2)
        if len(name) > 50:
            raise CommandError(f"tên trên khoá thử dài {len(name)} chữ, nhiều nhất là 50", returncode=2)
        authority, folder = practice_authority(), Path(settings.SIGN_ROOTS_DIR)
        write_new(out, authority.pkcs12(f"{name} (mô phỏng)", secret.encode()))
        folder.mkdir(parents=True, exist_ok=True)
        write_new(folder / f"goc-ky-thu-{authority.root.serial_number:x}.pem", authority.pem)
        self.stdout.write(f"khoá ký thử của {name}: {out}; máy chủ mô phỏng này tin chữ ký của khoá ấy")

    def _sign(self, options: dict[str, Any]) -> None:
        """Sign a file with a key of practice; on a real server officials sign with their own token, elsewhere."""
        _practice_only()
        if None in (options["tep"], options["khoa"], options["out"]):
            raise CommandError("sign cần --tep TỆP.pdf (có ô chữ ký), --khoa TỆP.p12 và --out TỆP.pdf", returncode=2)
        try:
            raw, key = options["tep"].read_bytes(), options["khoa"].read_bytes()
        except OSError as error:
            raise CommandError(f"{error.filename}: không đọc được tệp này", returncode=2) from None
        write_new(options["out"], sign_for_practice(raw, key, options["mat_khau"].encode()))
        self.stdout.write(f"đã ký thử: {options['out']}")

    def _template(self, options: dict[str, Any]) -> None:
        form, out = _form(options), options["out"]
        if out is None:
            raise CommandError("thiếu --out: tệp sẽ ghi", returncode=2)
        source = own_templates(form.side).get(form.code) or template_of(form.code, form.side)
        write_new(out, source.encode())
        self.stdout.write(f"bản mẫu đang dùng của {form.title}: {out}")

    def _replace(self, options: dict[str, Any]) -> None:
        form = _form(options)
        raw: bytes | None = None
        if options["what"] == "replace":
            if options["tep"] is None:
                raise CommandError("thiếu --tep: bản mẫu mới", returncode=2)
            try:
                raw = options["tep"].read_bytes()
            except OSError:
                raise CommandError(f"{options['tep']}: không đọc được tệp này", returncode=2) from None
        if not options["nguoi"]:
            raise CommandError("thay bản mẫu là việc của một người: thêm --nguoi TÊN", returncode=2)
        row = replace_template(form=form, raw=raw, reason=options["ly_do"], actor=options["nguoi"], at=timezone.now())
        self.stdout.write(f"{form.title}: bản {row.version} được dùng từ nay")

    def _make(self, options: dict[str, Any]) -> None:
        form, out = _form(options), options["out"]
        if out is None:
            raise CommandError("thiếu --out: tệp hoặc thư mục sẽ ghi", returncode=2)
        if options["trong"]:
            write_new(out, made(Order(blank_minutes(form)), out.suffix.lower()))
            self.stdout.write(f"{form.title}, mẫu trống: {out}")
            return
        if bool(options["village"]) == options["all"]:
            raise CommandError("cần một trong hai: --village TÊN hoặc --all", returncode=2)
        election = _election(form, options["cuoc_bau"])
        if options["all"]:
            self._make_all(form, election, out, options["duoi"])
            return
        village = named_village(election, options["village"])
        [of] = subjects(election, [village], declared=True)
        found = minutes_of(form, of)
        wanted = [one for one in found if options["ho_so"] in (None, one.record)]
        refuse_if(not wanted, "papers.no_record", place=of.unit)
        chosen = wanted[-1]
        own = own_templates(form.side).get(form.code)
        write_new(out, made(Order(chosen, settings.ADDRESS, template=own, layout=options["kho"]), out.suffix.lower()))
        self.stdout.write(f"{form.title}, {of.unit}, hồ sơ {chosen.record}: {out}")
        if len(found) > 1 and options["ho_so"] is None:
            self.stdout.write("Các hồ sơ khác của mẫu này: " + ", ".join(one.record for one in found[:-1]))

    def _make_all(self, form: Form, election: Election, out: Path, ending: str) -> None:
        """One file a record; one that is there already is left as it is, so what was cut short goes on."""
        out.mkdir(parents=True, exist_ok=True)
        wanted: list[Path] = []
        written = skipped = 0
        faults: list[str] = []
        own = own_templates(form.side).get(form.code)

        def orders() -> Iterator[Order]:
            nonlocal skipped
            for path, minutes in _records(form, election, out, ending):
                if path.exists():
                    skipped += 1
                    continue
                wanted.append(path)
                yield Order(minutes, settings.ADDRESS, template=own)

        for at, raw in enumerate(made_all(orders(), ending)):
            if isinstance(raw, PaperFault):
                faults.append(f"{wanted[at].name}: {raw}")
                continue
            _write_whole(wanted[at], raw)
            written += 1
            if written % 200 == 0:
                self.stdout.write(f"… {number(written)} văn bản")
        self.stdout.write(
            f"{number(written)} văn bản trong {out}" + (f", {number(skipped)} đã có từ trước" if skipped else "")
        )
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{number(len(faults))} văn bản không lập được", returncode=2)


def _practice_only() -> None:
    if not settings.SIMULATED:
        raise CommandError("máy chủ thật không ký bằng tệp khoá: cán bộ ký bằng thiết bị của mình", returncode=2)


def _form(options: dict[str, Any]) -> Form:
    if options["form"] is None:
        raise CommandError("thiếu mã mẫu. Xem các mẫu: dantin papers list", returncode=2)
    return form_of(options["form"])


def _election(form: Form, code: str | None) -> Election:
    if code is not None:
        election = named_election(code)
        refuse_if(side_of(election) is not form.side, "papers.other_side", form=form.title, election=election.code)
        return election
    found = next(iter(called_elections(form.side)), None)
    refuse_if(found is None, "papers.no_election", form=form.title)
    assert found is not None
    return found


def _records(form: Form, election: Election, out: Path, ending: str) -> Iterator[tuple[Path, Minutes]]:
    told: set[str] = set()  # a paper of a commune is found from each of its villages
    for of in subjects(election, villages_in(election), declared=True):
        for minutes in minutes_of(form, of):
            if minutes.record in told:
                continue
            told.add(minutes.record)
            name = "-".join(minutes.record.split("/")[1:])
            yield out / f"{name}-{fold(of.unit).replace(' ', '-')}{ending}", minutes


def _write_whole(path: Path, raw: bytes) -> None:
    """Under its name only when it is whole: a file that is there was finished."""
    part = path.with_name(f".{path.name}.dang-ghi")
    part.write_bytes(raw)
    part.replace(path)
