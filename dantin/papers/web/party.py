"""The head of a paper of the Party in a browser: the name of the Party at the right, a star under the issuer."""

from dantin.papers.blocks import Head

from .body import written


def head(block: Head) -> str:
    """Who issues it, the star and its number; the name of the Party and the day."""
    issuer = "".join(f"<p>{written(text)}</p>" for text in block.above)
    issuer += "".join(f"<p><strong>{written(text)}</strong></p>" for text in block.issuer)
    number = f"<p>{written(block.number)}</p>" if block.number else ""
    day = f"<p><em>{written(block.place_date)}</em></p>" if block.place_date else ""
    return (
        f'<header class="dau"><div>{issuer}<p>*</p>{number}</div>'
        f'<div><p><strong class="ke">ĐẢNG CỘNG SẢN VIỆT NAM</strong></p>{day}</div></header>'
    )
