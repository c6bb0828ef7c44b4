"""Bảng mã cũ: text typed in TCVN3 (ABC, phông .VnTime) or VNI is recognised, and turned into Unicode when asked.

Both write Vietnamese with the upper half of Latin-1, so that a spreadsheet or a CSV shows “NguyÔn V¨n H¶i” or “Nguyeãn
Vaên Haûi”. TCVN3 has one byte a letter; VNI puts the mark after the vowel.
"""

import re
import unicodedata
from enum import StrEnum

_TCVN3_FROM = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_TCVN3_TO = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = str.maketrans(_TCVN3_FROM, _TCVN3_TO)

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "á": _CIRCUMFLEX + _ACUTE, "à": _CIRCUMFLEX + _GRAVE, "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {
    "ñ": "đ", "ô": "o" + _HORN, "ö": "u" + _HORN, "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì",
}  # fmt: skip
_VNI_TAKES = {
    "a": frozenset("ùøûõïâáàåãäêéèúüë"),
    "e": frozenset("ùøûõïâáàåãä"),
    "o": frozenset("ùøûõïâáàåãä"),
    "u": frozenset("ùøûõï"),
    "y": frozenset("ùøûõ"),
    "ô": frozenset("ùøûõï"),
    "ö": frozenset("ùøûõï"),
}

# Letters no Vietnamese word has, pairs of vowels none has, a capital with an accent after a small letter.
_SUSPICIOUS = re.compile(
    "[¡-¾ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþ]"
    "|[aAeE][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[oOuU][ùøûõïÙØÛÕÏ]|[oO][âÂ]|[a-z][À-Ý]"
)
_BEYOND_LATIN_1 = re.compile("[\u0100-\u1eff]")
_SYLLABLE = re.compile(
    "(?:ngh?|nh|kh?|ch?|gh?|gi|ph|qu|th?|tr|[bdđhlmnprsvx])?"
    "(?:iêu|yêu|oai|oao|oay|oeo|uai|uao|uay|uây|uôi|uya|uyê|uyu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|yê|oa|oă|oe|oi"
    "|oo|ôi|ơi|ua|uâ|ui|uê|uô|uơ|uy|ưa|ưi|ươ|ưu|uă|ue|[aăâeêioôơuưy])(?:ch|ng?|nh|[cmpt])?"
)
_TONES = str.maketrans("", "", _GRAVE + _ACUTE + _HOOK + _TILDE + _DOT)
_WORD = re.compile(r"[^\W\d_]+|[^\s,.;:()/0-9-]+")


class Legacy(StrEnum):
    """Bảng mã cũ của chữ Việt."""

    TCVN3 = "tcvn3"
    VNI = "vni"


def convert(text: str, legacy: Legacy) -> str:
    """The text in Unicode. A capital of TCVN3 that only its font showed as such comes out small."""
    return text.translate(_TCVN3) if legacy is Legacy.TCVN3 else _from_vni(text)


def may_be_legacy(text: str) -> bool:
    """A quick look, over any length of text: false means certainly not."""
    return _SUSPICIOUS.search(text) is not None


def recognise(text: str) -> Legacy | None:
    """Which encoding the text of one cell was typed in; None for what is good Unicode, or nothing we know."""
    if has_unicode_letters(text) or not may_be_legacy(text):
        return None
    best: Legacy | None = None
    most = _syllables(text)
    for legacy in Legacy:
        found = _syllables(convert(text, legacy))
        if found > most:
            best, most = legacy, found
    return best


def has_unicode_letters(text: str) -> bool:
    """Letters neither encoding can hold, as ă, đ, ơ, ư and ế are in Unicode."""
    return _BEYOND_LATIN_1.search(text) is not None


def _syllables(text: str) -> int:
    return sum(_is_syllable(word) for word in _WORD.findall(text))


def _is_syllable(word: str) -> bool:
    if not (word.islower() or word.istitle() or word.isupper()):
        return False
    plain = unicodedata.normalize("NFD", word.lower())
    bare = plain.translate(_TONES)
    return len(plain) - len(bare) <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


def _from_vni(text: str) -> str:
    out: list[str] = []
    n = 0
    while n < len(text):
        letter, following = text[n], text[n + 1 : n + 2]
        small = letter.lower()
        base = _VNI_LETTERS.get(small, small)
        if following.lower() in _VNI_TAKES.get(small, ()):
            base += _VNI_MARKS[following.lower()]
            n += 1
        if base != small:
            base = unicodedata.normalize("NFC", base)
            out.append(base.upper() if letter.isupper() else base)
        else:
            out.append(letter)
        n += 1
    return "".join(out)
