"""Con số báo chí đã đưa: kept as printed beside our computed figures, never corrected nor made to add up (E-02)."""

from typing import NamedTuple


class Printed(NamedTuple):
    """A share as the press printed it."""

    word: str
    printed: str


# E-02: "27% new, 63% re-elected" of the secretaries. They add up to 90 %; the report does not say what is missing.
SECRETARIES = (Printed("tái cử", "63 %"), Printed("mới", "27 %"))


def finding() -> dict[str, str]:
    """What the core's audit says of the two printed shares, as a sentence."""
    total = sum(int(share.printed.removesuffix(" %")) for share in SECRETARIES)
    printed = " và ".join(f"{share.word} {share.printed}" for share in SECRETARIES)
    return {"sentence": f"Báo cáo ghi {printed}: cộng lại mới được {total} %" if total != 100 else ""}
