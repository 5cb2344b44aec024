"""Characters of a PDF or OFD that only look like what was typed, and the few facts about characters that layout needs."""

from __future__ import annotations

import re
import unicodedata

# CJK Radicals Supplement: Unicode gives most of them no decomposition, but fonts map ordinary characters to them.
_SUPPLEMENT = dict(zip(
    "⺁⺄⺅⺆⺇⺈⺉⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺬⺭⺮⺯⺰⺱⺲⺳⺴⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙亻冂几刀刂㔾小小兀尣尢尣巳幺彑忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王疋示礻竹糹纟罓罒网冈羊羊羊耂肀聿月臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
    strict=True))

# Private use code points by which GB 18030-2000 and old fonts stood in for characters that Unicode has by now.
_PRIVATE = {
    "\ue5e5": "　", "\ue78d": "︐", "\ue78e": "︒", "\ue78f": "︑", "\ue790": "︓", "\ue791": "︔", "\ue792": "︕",
    "\ue793": "︖", "\ue794": "︗", "\ue795": "︘", "\ue796": "︙", "\ue7c7": "ḿ", "\ue81e": "龴", "\ue826": "龵",
    "\ue82b": "龶", "\ue82c": "龷", "\ue832": "龸", "\ue843": "龹", "\ue854": "龺", "\ue864": "龻", "\ue816": "𠂇",
    "\ue817": "𠂉", "\ue818": "𠃌", "\ue831": "𡗗", "\ue83b": "𢦏", "\ue855": "𤇾",
}

_TABLE: dict[int, str] = {ord(k): v for k, v in (*_SUPPLEMENT.items(), *_PRIVATE.items())}
for _code in (*range(0x2F00, 0x2FD6), 0x2E9F, 0x2EF3, *range(0xF900, 0xFADA), *range(0x2F800, 0x2FA1E)):
    _plain = unicodedata.normalize("NFKC", chr(_code))
    if _plain != chr(_code):
        _TABLE[_code] = _plain
for _code in (*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F, 0xAD, 0x200B, 0xFEFF):
    _TABLE[_code] = ""

_LOOKALIKE = re.compile("[" + "".join(re.escape(chr(c)) for c, v in _TABLE.items() if v and c > 0x2000) + "]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd]")
_CJK = re.compile(r"[\u2e80-\u303f\u3100-\u9fff\uf900-\ufaff\ufe10-\ufe6f\uff01-\uffe6\u2014\u2018\u2019\u201c\u201d"
                  r"\u2026\u00b7\u25a1\u25cb\u25cf\u2460-\u24ff\u2605\u2606\u00d7\U00020000-\U0003ffff]")


def mapped(text: str) -> str:
    """``text`` with radicals, compatibility ideographs and known private code points as ordinary characters.

    Nothing else is normalised: a full-width digit is what somebody typed. Control characters and zero-width spaces
    are dropped; tabs and line ends become spaces.
    """
    return text.translate(_TABLE).replace("\t", " ").replace("\n", " ").replace("\r", " ")


def is_cjk(char: str) -> bool:
    """Whether it is set on the full em: ideographs and the punctuation between them."""
    return bool(_CJK.match(char))


def notes_on(text: str, original_lookalikes: int, name: str) -> list[str]:
    """Remarks on characters of a file of format ``name`` that a reader of the report should know of."""
    found = []
    if original_lookalikes:
        found.append(f"{name} 中有 {original_lookalikes} 个部首或兼容汉字编码（如“⽂”），已还原为普通汉字。")
    ligatures = len(_LIGATURE.findall(text))
    if ligatures:
        found.append(f"{name} 中有 {ligatures} 个西文连字（如“ﬁ”），按原样保留。")
    private = len(_PRIVATE_USE.findall(text))
    if private:
        found.append(f"{name} 中有 {private} 个私有编码的字符，认不出是什么字。")
    unknown = text.count("\ufffd")
    if unknown:
        found.append(f"{name} 中有 {unknown} 个字符没有文字编码，以“\ufffd”代替。")
    return found


def lookalikes(text: str) -> int:
    """How many characters :func:`mapped` replaces by an ordinary one."""
    return len(_LOOKALIKE.findall(text))
