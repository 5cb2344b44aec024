"""Numbers as ``w:numFmt`` writes them (ECMA-376-1 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_TRADITIONAL_LEGAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def roman(n: int) -> str:
    """Upper-case Roman numeral; decimal beyond 3999."""
    if not 0 < n < 4000:
        return str(n)
    out = ""
    for value, sign in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
                        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= value:
            out, n = out + sign, n - value
    return out


def letters(n: int) -> str:
    """A … Z, AA, BB … as Word counts; decimal beyond 30 rounds."""
    return chr(65 + (n - 1) % 26) * ((n - 1) // 26 + 1) if 0 < n <= 780 else str(n)


def chinese(n: int, digits: str = "零一二三四五六七八九", units: str = "十百千万", short_ten: bool = True,
            short_units: bool = False) -> str:
    """A Chinese numeral with units, up to 99 999 999; ``short_ten``: 十一, not 一十一."""
    if not 0 < n < 100_000_000:
        return str(n) if n else digits[0]
    if n >= 10000:
        low = n % 10000
        head = chinese(n // 10000, digits, units, short_ten, short_units) + units[3]
        return head + ("" if not low else (digits[0] if low < 1000 else "") + chinese(low, digits, units, False))
    out, gap = "", False
    for power in (3, 2, 1, 0):
        digit = n // 10 ** power % 10
        if not digit:
            gap = gap or bool(out)
            continue
        out += (digits[0] if gap and not short_units else "")
        gap = False
        omit = digit == 1 and power and ((short_ten and power == 1 and not out) or short_units)
        out += ("" if omit else digits[digit]) + (units[power - 1] if power else "")
    return out


def _digitwise(n: int, digits: str) -> str:
    return "".join(digits[int(c)] for c in str(abs(n)))


def _counting(n: int) -> str:
    """chineseCounting: with 十 up to 99, then digit by digit."""
    return chinese(n) if n < 100 else _digitwise(n, _DIGITS)


def _range(n: int, first: int, count: int) -> str:
    return chr(first + n - 1) if 0 < n <= count else str(n)


def _circled(n: int) -> str:
    if n == 0:
        return "⓪"
    return _range(n, 0x2460, 20) if n <= 20 else _range(n - 20, 0x3251, 15) if n <= 35 else (
        _range(n - 35, 0x32B1, 15) if n <= 50 else str(n))


def _circled_chinese(n: int) -> str:
    return _range(n, 0x3280, 10) if 0 < n <= 10 else f"({chinese(n)})"


def _stem_branch(n: int) -> str:
    return _STEMS[(n - 1) % 10] + _BRANCHES[(n - 1) % 12] if n > 0 else str(n)


def _ordinal(n: int) -> str:
    return f"{n}" + ("th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th"))


def _full(n: int) -> str:
    return str(n).translate({48 + i: 0xFF10 + i for i in range(10)})


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "upperRoman": roman,
    "lowerRoman": lambda n: roman(n).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda n: letters(n).lower(),
    "ordinal": _ordinal,
    "none": lambda n: "",
    "decimalZero": lambda n: f"{n:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": _full,
    "decimalFullWidth2": _full,
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseDigital": lambda n: _digitwise(n, "○一二三四五六七八九"),
    "ideographDigital": lambda n: _digitwise(n, _DIGITS),
    "japaneseDigitalTenThousand": lambda n: _digitwise(n, _DIGITS),
    "koreanDigital2": lambda n: _digitwise(n, "零一二三四五六七八九"),
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": lambda n: chinese(n, short_units=True),
    "chineseLegalSimplified": lambda n: chinese(n, _LEGAL, "拾佰仟万", False),
    "ideographLegalTraditional": lambda n: chinese(n, _TRADITIONAL_LEGAL, "拾佰仟萬", False),
    "japaneseLegal": lambda n: chinese(n, "零壱弐参四伍六七八九", "拾百阡萬", False),
    "ideographTraditional": lambda n: _STEMS[n - 1] if 0 < n <= 10 else str(n),
    "ideographZodiac": lambda n: _BRANCHES[n - 1] if 0 < n <= 12 else str(n),
    "ideographZodiacTraditional": _stem_branch,
    "ideographEnclosedCircle": _circled_chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda n: _range(n, 0x2474, 20),
    "decimalEnclosedFullstop": lambda n: _range(n, 0x2488, 20),
}


def written(n: int, style: str) -> str:
    """``n`` in number format ``style``; decimal for a format that is not known."""
    return _FORMATS.get(style, str)(n)
