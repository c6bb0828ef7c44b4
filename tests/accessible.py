"""Soát một trang bằng axe: what a page does to whoever cannot see it well, or at all."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()


def faults(page: Page, *, contrast: bool = True) -> str:
    """What axe finds on the page as it stands, in words; empty where it finds nothing.

    Colours take two thirds of its time: they are judged once for each page, and not again at another width, in another
    language or with other figures in the same shapes.
    """
    options = {
        "resultTypes": ["violations"],
        "preload": False,  # it reads style sheets only, which are our own and on the page already
        "rules": {"color-contrast": {"enabled": contrast}},
    }
    found = AXE.run(page, options=options)
    return found.generate_report() if found.violations_count else ""
