"""Opens the DOCX of every sample in LibreOffice, prints it to PDF and reads its figures back; needs `soffice`.

.venv/bin/python -m tools.open_in_libreoffice
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from dantin.papers.files import Order, made
from tests.papers import samples
from tests.papers.reading import text_of_pdf
from tests.papers.test_faces import _stands_in, required


def main() -> int:
    office = shutil.which("soffice")
    if office is None:
        print("soffice: not on this machine (Debian: libreoffice-writer-nogui)")
        return 2
    orders = {f"{form}.{n}": samples.minutes(form, **of)
              for form, branches in samples.BRANCHES.items() for n, of in enumerate(branches.values())}  # fmt: skip
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, minutes in orders.items():
            (Path(folder) / f"{name}.docx").write_bytes(made(Order(minutes), ".docx"))
        given = sorted(str(path) for path in Path(folder).glob("*.docx"))
        asked = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
        subprocess.run([*asked, "--outdir", folder, *given], check=True, capture_output=True)
        for name, minutes in orders.items():
            path = Path(folder) / f"{name}.pdf"
            text = text_of_pdf(path.read_bytes()) if path.exists() else ""
            missing = [said for said in required(minutes) if not _stands_in(said, text)]
            if missing or not text:
                wrong += 1
                print(f"{name}: {missing or 'not opened'}")
    print(f"{len(orders) - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
