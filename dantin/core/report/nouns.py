"""Đơn vị đếm: what a count counts, so that villages are never held against communes, nor votes against days."""

import re
from enum import StrEnum

from dantin.core.vietnamese import fold


class Noun(StrEnum):
    """Danh từ sau một con số: cái được đếm. `BARE`: no word follows; `OTHER`: a word not in our list."""

    PEOPLE = "people"
    HOUSEHOLDS = "households"
    VILLAGES = "villages"
    CELLS = "cells"
    COMMUNES = "communes"
    DISTRICTS = "districts"
    PLACES = "places"
    PAPERS = "papers"
    HEADS = "heads"
    TIME = "time"
    BARE = "bare"
    OTHER = "other"


_WORDS = {
    Noun.HEADS: "truong thon|truong ban|truong khu|to truong|truong ap|bi thu|pho bi thu|chuc danh",
    Noun.CELLS: "chi bo",
    Noun.COMMUNES: "xa|phuong|dac khu|thi tran",
    Noun.DISTRICTS: "huyen|thi xa|thanh pho|quan",
    Noun.VILLAGES: "thon|ban|lang|khu|to|ap|buon",
    Noun.HOUSEHOLDS: "ho|gia dinh",
    Noun.PEOPLE: "nguoi|dong chi|cu tri|dang vien|dai bieu|can bo|dai dien|ong|ba|quan chung|nhan khau",
    Noun.PAPERS: "phieu|la phieu|to phieu",
    Noun.PLACES: "dia phuong|don vi|diem|noi|co so",
    Noun.TIME: "ngay|gio|phut|tuan|thang|nam|nhiem ky|ky|quy|dot|lan|vong|buoi|tuoi",
}
_SORTS = [(sort, re.compile(rf"(?:so )?(?:{words})\b")) for sort, words in _WORDS.items()]
_NO_WORD = re.compile(r"\W*(?:\Z|[,;.:()/\n]|(?:trong|tren|dat|chiem|va|la|bang)\b)")
# One person stands for a household and casts one paper; a village has one head and often one cell.
_TOGETHER = (
    {Noun.PEOPLE, Noun.PAPERS, Noun.HEADS},
    {Noun.PEOPLE, Noun.PAPERS, Noun.HOUSEHOLDS},
    {Noun.HEADS, Noun.VILLAGES},
    {Noun.HEADS, Noun.CELLS},
)


def counted(words: str) -> Noun:
    """What a figure counts, by the words that follow it."""
    folded = fold(words)
    if _NO_WORD.match(folded):
        return Noun.BARE
    return next((sort for sort, known in _SORTS if known.match(folded)), Noun.OTHER)


def comparable(part: Noun, whole: Noun) -> bool:
    """May the one be a part of the other? Where it is not known, nothing is held against anything."""
    if Noun.TIME in (part, whole) or Noun.OTHER in (part, whole):
        return False
    return Noun.BARE in (part, whole) or part is whole or any({part, whole} <= sorts for sorts in _TOGETHER)
