"""Khung của mọi trang làm việc: who is at work, where, and what the header offers."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from dantin.locale.words import kind_word
from dantin.store.models import Account
from dantin.store.models.accounts import CELL_ROLES
from dantin.store.readers.cell_places import cell_coded
from dantin.store.readers.periods import newest

from .access import Act, granted
from .guide_page import address_of


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    """What pages say that a library renders: signing in shows the simulation too."""
    return {"simulated": settings.SIMULATED}


def frame(request: HttpRequest, title: str) -> dict[str, Any]:
    """Context that `desk/base.html` needs."""
    account = request.user
    assert isinstance(account, Account)
    tabs = [
        ("desk_today", "Việc hôm nay", Act.SEE_TODAY),
        ("desk_plan", "Kế hoạch", Act.SEE_PLAN),
        ("desk_congress_plan", "Kế hoạch", Act.SEE_CONGRESS_PLAN),
        ("desk_duty", "Bảng trực", Act.SEE_DUTY),
        ("desk_marks", "Mốc giờ", Act.SEE_MARKS),
        ("desk_recognise", "Công nhận", Act.RECOGNISE),
        ("desk_congress_board", "Bảng đại hội", Act.SEE_CONGRESS_BOARD),
        ("desk_endorse", "Chuẩn y", Act.ENDORSE),
        ("desk_report", "Báo cáo", Act.SEE_REPORT),
        ("desk_congress_report", "Báo cáo", Act.SEE_CONGRESS_REPORT),
        ("desk_paper_set", "Bộ văn bản", Act.MAKE_PAPER_SETS),
        ("desk_record", "Nhật ký", Act.OVERSEE),
        ("desk_law", "Pháp chế", Act.SEE_LAW),
        ("desk_import", "Nạp danh sách", Act.IMPORT_LISTS),
        ("desk_accounts", "Tài khoản", Act.CARE_FOR_ACCOUNTS),
    ]
    return {
        "title": title,
        "account": account,
        "place": newest(account.place_code) or (cell_coded(account.place_code) if account.role in CELL_ROLES else None),
        # the word for the unit that a page is about; a page about several says its own
        "unit": kind_word(getattr(request, "unit_kind", "thon")),
        "guide": address_of(account.role),
        "tabs": [
            {
                "href": reverse(name),
                "label": label,
                "current": request.path.startswith(reverse(name)) and label == title,
            }
            for name, label, act in tabs
            if granted(account, act)
        ],
    }
