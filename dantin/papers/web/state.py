"""The head of a paper of the State in a browser: Quốc hiệu and Tiêu ngữ at the right."""

from dantin.papers.blocks import Head

from .body import written


def head(block: Head) -> str:
    """Who issues it and its number; the name of the country and the day."""
    issuer = "".join(f"<p>{written(text)}</p>" for text in block.above)
    issuer += "".join(f"<p><strong>{written(text)}</strong></p>" for text in block.issuer)
    number = f"<p>{written(block.number)}</p>" if block.number else ""
    day = f"<p><em>{written(block.place_date)}</em></p>" if block.place_date else ""
    return (
        f'<header class="dau"><div>{issuer}{number}</div>'
        "<div><p><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong></p>"
        f'<p><strong class="ke">Độc lập - Tự do - Hạnh phúc</strong></p>{day}</div></header>'
    )
