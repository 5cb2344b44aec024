"""本单位自己的名称和机关代字（配置里写了才查）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pipeline.check import Bad, Good, Office, Options, Problem, check
from ..pipeline.elements import Element, Structure
from ..pipeline.patterns import DOCUMENT_NUMBER
from ..pipeline.review import Fix

_OWN = {"office": Office(name="云岭市人民政府办公室", short=("市政府办",), codes=("云政办发", "云政办函"))}
_MARK = {"发文机关标志": "云岭市人民政府办公室文件"}


@check("HT9201", "机关代字不是本单位的", on="发文字号", severity="warning", basis="本单位规定（配置 office.codes）",
       examples=[Bad("⟦云办发⟧〔2026〕8号", elements=_MARK, options=_OWN),
                 Bad("⟦云政办⟧〔2026〕8号", elements={"发文机关署名": "市政府办"}, options=_OWN),
                 Good("云政办函〔2026〕8号", elements=_MARK, options=_OWN),
                 Good("青政办发〔2026〕8号", elements={"发文机关标志": "青溪县人民政府办公室文件"}, options=_OWN),
                 Good("云办发〔2026〕8号", elements=_MARK)])
def issuer_code(number: Element, structure: Structure, options: Options) -> Iterator[Problem]:
    """本单位发的公文，发文字号的机关代字在本单位的代字之列。

    只在配置写了 office.codes，而且发文机关标志或署名就是 office.name（或 office.short 之一）时查；联合行文以主办机关为准。
    依据：本单位的发文代字规定。
    """
    office = options.office
    match = DOCUMENT_NUMBER.match(number.text)
    if match is None or not office.codes or not _own(structure, office):
        return
    code = match["code"]
    if re.sub(r"\s", "", code) not in office.codes:
        fixes = (Fix(office.codes[0], safe=False),) if len(office.codes) == 1 else ()
        yield Problem(number.at(*match.span("code")), f"机关代字“{code}”不是本单位的，应为{'、'.join(office.codes)}。", fixes)


def _own(structure: Structure, office: Office) -> bool:
    """Whether the document was issued by the configured office."""
    names = {name for name in (office.name, *office.short) if name}
    signs = (structure.get("发文机关标志"), structure.get("发文机关署名"))
    return any(re.sub(r"\s|文件$", "", e.document.text(e.spans[0])) in names for e in signs if e is not None)
