"""What the elements of an official document look like in text, wrong forms included.

Recognition has to accept what the checks will object to (bad brackets, 汉字 dates, a missing colon): these patterns
are wide on purpose. Sources: GB/T 9704-2012 7.2 to 7.5, 10; 《党政机关公文处理工作条例》 第八、九条.
"""

from __future__ import annotations

import re

SPACES = "\\s\u3000\xa0\u2002\u2003"
_S = f"[{SPACES}]*"
HAN_DIGITS = "〇零○◯ＯOo一二三四五六七八九"

_YEAR = rf"(?:\d{{2,4}}|[０-９]{{2,4}}|[{HAN_DIGITS}]{{2,4}}|[×xX*]{{2,4}}|20[×xX*]{{2}})"
_OPEN, _CLOSE = "〔\\[［【(（﹝〖〈<{｛", "〕\\]］】)）﹞〗〉>}｝"
_SERIAL = r"(?:[\d０-９]{1,5}|[×xX*]{1,4})"

DOCUMENT_NUMBER = re.compile(
    rf"(?P<code>[\u4e00-\u9fa5A-Za-z（）×]{{1,20}}?){_S}"
    rf"(?:(?:[{_OPEN}]{_S}{_YEAR}{_S}[{_CLOSE}]?|{_YEAR}{_S}[{_CLOSE}]){_S}(?:第{_S})?{_SERIAL}{_S}号?"
    rf"|[{_OPEN}]{_S}(?:{_YEAR}{_S})?[{_CLOSE}]{_S}(?:第{_S})?(?:{_SERIAL}{_S})?号)"
)
"""A 发文字号 with whatever brackets, 第, zeros or without 号; a draft's may still lack its figures: 〔2026〕 号."""

BARE_NUMBER = re.compile(rf"[\u4e00-\u9fa5]{{2,15}}(?:19|20)\d{{2}}年?第?(?:{_SERIAL})号")
"""A 发文字号 whose year stands in no brackets at all; only where one is looked for."""
ORDER_NUMBER = re.compile(rf"(?:[{_OPEN}]?{_S}{_YEAR}{_S}年?{_S}[{_CLOSE}]?{_S})?(?:第{_S})?(?:[\d０-９]{{1,5}}|[{HAN_DIGITS}十百×]{{1,6}}){_S}号"
                          rf"|第{_S}\d{{1,5}}")
"""令号, also with the year that does not belong to it (〔2026〕12号) or without its 号."""
ISSUE_NUMBER = re.compile(rf"[（(〔\[]?{_S}(?:(?:19|20)\d{{2}}年?{_S})?(?:第|总第){_S}"
                          rf"[\d{HAN_DIGITS}十百×]{{1,5}}{_S}[期次号]{_S}[）)〕\]]?"
                          rf"|[{_OPEN}]{_YEAR}[{_CLOSE}]{_S}第?{_S}\d{{1,4}}{_S}[期号]")
"""第12期, 2026年第17号, 〔2026〕15号: the running number of minutes, bulletins and announcements."""
SIGNATORY = re.compile(rf"签{_S}发{_S}人?{_S}(?:[：:]|(?=[{SPACES}])){_S}\S.*")

COPY_NUMBER = re.compile(rf"(?:No\.?|NO\.?|№|第|份号[：:]?)?{_S}\d{{5,8}}{_S}号?")
SECRECY = re.compile(
    rf"(?:密级[：:])?{_S}(?:绝|机|秘|内|內){_S}(?:密|部)(?:{_S}[★☆*＊﹡✩✭⭐]{_S}"
    rf"(?:[\d{HAN_DIGITS}十两]{{1,4}}{_S}(?:年|个?月|天)|长期|启封前|\S{{1,12}}前?)?"
    rf"|{_S}[·•\-—:：（(]?{_S}[\d{HAN_DIGITS}十两]{{1,4}}{_S}(?:年|个?月|天)[）)]?)?"
    rf"|[\u4e00-\u9fa5]{{1,3}}[★☆]{_S}\d{{1,2}}{_S}(?:年|个?月|天)"
)
"""Also with the star left out or another mark for it (机密5年), and with a word that is no 密级 (保密★1年)."""
SHORT_COPY_NUMBER = re.compile(r"\d{2,4}")
"""A 份号 with too few digits: known by what stands below it."""
URGENCY = re.compile(
    rf"(?:紧急程度[：:])?{_S}(?:特{_S}急(?:{_S}件)?|加{_S}急|特{_S}提|平{_S}急|急{_S}件|紧{_S}急|"
    rf"火{_S}急|特级|加级|限时)"
)

_HAN_DAY = rf"[一二三四五六七八九十廿卅元正〇零○](?:[{SPACES}]{{0,4}}[一二三四五六七八九十廿卅元正〇零○]){{0,3}}"
"""Between two seals the date is pulled apart (GB/T 9704-1999 8.2.6.2)."""
_DATE = (
    rf"(?:(?:[\d０-９×xX*{HAN_DIGITS}]{{2,5}}|[{HAN_DIGITS}](?:[{SPACES}]{{0,4}}[{HAN_DIGITS}]){{3}}){_S}年{_S}(?:[\d０-９×xX*]{{1,2}}|{_HAN_DAY}){_S}月"
    rf"(?:{_S}(?:[\d０-９×xX*]{{1,2}}|{_HAN_DAY}){_S}[日号]?)?"
    rf"|[12]\d{{3}}{_S}[.．/／\-—－]{_S}\d{{1,2}}{_S}[.．/／\-—－]{_S}\d{{1,2}}{_S}日?"
    rf"|(?:19|20)\d{{2}}{_S}年(?:[{SPACES}]+|{_S}\d{{1,2}}{_S})月[{SPACES}]+日)"
)
DATE = re.compile(_DATE)
DATE_LINE = re.compile(rf"(?P<date>{_DATE})(?:{_S}[。，,.；;])?")
SIGNED_DATE = re.compile(rf"(?P<name>\S(?:.{{0,38}}?\S)?)[{SPACES}]+(?P<date>{_DATE})")
"""署名 and 成文日期 on one line, spaces between them."""

COPY_TO = re.compile(
    rf"(?P<label>抄{_S}[送报發发]){_S}(?P<colon>[：:，,]?){_S}(?P<names>.*)", re.DOTALL
)
MAIN_TO = re.compile(rf"(?:主{_S}送|分{_S}送|报{_S}送?|送){_S}[：:].*")
SUBJECT_WORDS = re.compile(rf"主{_S}题{_S}词{_S}[：:]?.*")
PRINTED = re.compile(
    rf"(?:(?P<office>\S.*?){_S})?(?<![\d０-９×xX*{HAN_DIGITS}])(?P<date>{_DATE}){_S}(?P<word>印{_S}发|印制|印|发)?{_S}[。.]?"
)
PRINTED_FIRST = re.compile(rf"(?P<date>{_DATE}){_S}印{_S}发[{SPACES}]+(?P<office>\S.*\S)")
"""印发日期 before 印发机关: the wrong way round."""
_STAFF = rf"(?:打{_S}字|校{_S}对|录{_S}入|排{_S}版|拟{_S}稿|核{_S}稿|审{_S}核){_S}(?:人|员)?{_S}[：:]{_S}\S{{1,4}}(?:{_S}\S)?[{SPACES}]*"
COPIES = re.compile(rf"[（(]?{_S}(?:{_STAFF})*(?:共{_S}印{_S}|印{_S}数{_S}[：:]?{_S})\S+{_S}份{_S}[）)]?。?|{_S}(?:{_STAFF}){{2,}}")
"""How many copies were printed and by whom they were typed and read: below the last line of old documents."""

_HAN_TEN = "一二三四五六七八九十"
ATTACHMENT_NOTE = re.compile(
    rf"附{_S}件?{_S}(?:[\d{_HAN_TEN}]{{1,2}}{_S})?[：:]{_S}\S|附{_S}件{_S}[\d{_HAN_TEN}]{{0,2}}{_S}[、.．，]{_S}\S"
)
ATTACHMENT_ITEM = re.compile(
    rf"(?:\d{{1,2}}{_S}[.．、，]|[（(]\d{{1,2}}[）)]|[①-⑳]|[{_HAN_TEN}]{{1,2}}、){_S}\S"
)
ATTACHMENT_LABEL = re.compile(
    rf"(?:{DOCUMENT_NUMBER.pattern})?{_S}附{_S}(?:件|表|录|图)?{_S}[（(]?{_S}"
    rf"[\d０-９一二三四五六七八九十]{{0,3}}{_S}[）)]?{_S}[：:]?"
)
NOTE = re.compile(r"[（(【\[〔][^（(]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)】\]〕]?[。.]?|[^（(]{2,60}[）)]")
NOTE_WORDS = re.compile(
    r"此件|公开发布|依申请公开|不予公开|主动公开|不公开"
    r"|联系人|联系电话|删减|此页无正文|发至|传达|登报"
)

ATTENDANCE = re.compile(rf"(?P<label>出{_S}席|请{_S}假|列{_S}席|缺{_S}席|参{_S}加|主{_S}持)"
                        rf"(?:人员|人|领导|单位)?{_S}(?:[：:]|[{SPACES}]){_S}\S")

LEVELS = (
    re.compile(r"(?P<label>(?P<n>[一二三四五六七八九十百]{1,4})[、.．，,])"),
    re.compile(r"(?P<label>[（(](?P<n>[一二三四五六七八九十百]{1,4})[）)][、.．，,]?)"),
    re.compile(r"(?P<label>(?P<n>\d{1,2})[、.．，](?![\d]))"),
    re.compile(r"(?P<label>[（(](?P<n>\d{1,2})[）)][、.．，,]?)"),
)
"""The ordinals of 7.3.3 at the start of a paragraph, with the wrong marks that offices put after them."""

ARTICLE = re.compile(rf"第[一二三四五六七八九十百千零〇\d]{{1,6}}[章节条编]{_S}")

DOC_TYPE_END = re.compile(r"(决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|答复)"
                          r"(?=(?:[（(〔\[][^）)〕\]]{1,20}[）)〕\]])?[。，：；:;.,、！!\s]*$)")
_OTHER_TYPES = """
    汇报 总结 小结 方案 计划 规划 要点 安排 打算 设想 建议 办法 规定 细则 制度 规则 条例 章程 守则 预案 标准 规范
    指南 清单 说明 简报 讲话 发言 致辞 材料 情况 申请 请求 申请书 备忘录 通知书 责任书 承诺书 倡议书 启事 记录 专报
    讲话稿 措施 法 协议 合同 手册 大纲 目录 表 书 信 证明 请柬 台账 纲要
""".split()
OTHER_TYPE_END = re.compile(rf"({'|'.join(_OTHER_TYPES)})(?:[（(][^）)]{{1,20}}[）)])?$")
"""Titles of what is no 文种: plans, rules, speeches, forms, letters of introduction."""

FORM_TITLE = re.compile(
    r"[\u4e00-\u9fff（）()]{0,24}(?:流转|审批|审核|签发|校对|核稿|核对|确认|会签|送审|报审|登记|通知|意见|处理|办理|批办|阅办|"
    r"拟办|承办|交办|督办|传阅|分送|发文|收文|退文|付印|印制|呈批|送阅)(?:单|表|笺)|唱校稿")
"""The name on top of a form that goes with a 公文 through the office."""

_ORGANS = """
    人民政府 政府 委员会 常委会 常务委员会 办公室 办公厅 人民法院 人民检察院 法院 检察院 公司 单位 机构 中心 大学
    学院 学校 银行 医院 集团 协会 联合会 党组 党委 党工委 支部 总队 支队 大队 街道 开发区 管委会 国务院 党中央 组织
    企业 机关 部门 科室 院校
""".split()
_ORGAN = rf"(?:{'|'.join(_ORGANS)}|[局厅部委院办署会社团校处科室站所队省市县区州旗盟乡镇村馆台厂庭])"
ORGAN_END = re.compile(rf"{_ORGAN}(?:[（(][^）)]{{1,30}}[）)])?$")
_POSTS = """
    主席 总理 书记 省长 市长 县长 区长 州长 镇长 乡长 局长 厅长 部长 主任 院长 校长 同志 委员 代表 先生 女士 领导
""".split()
PERSON_END = re.compile(rf"(?:{'|'.join(_POSTS)})(?:们)?$")
ADDRESSEE_START = re.compile(r"[各本全市省县区州局委厅院]|机关")
SENTENCE_WORDS = re.compile(
    r"(?:现将|为了?[^、，]{2,}|根据|按照|经[^、，]{2,}研究|[我你][局市县区省厅委们]|如下|特此|妥否|当否|以上)"
)

_HAN_VALUE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


def han_number(text: str) -> int | None:
    """The value of a 汉字 ordinal below a thousand (二十一 → 21); None when it is none."""
    total, digit = 0, 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        elif char in _HAN_VALUE:
            digit = _HAN_VALUE[char]
        else:
            return None
    return total + digit


def number_of(text: str) -> int | None:
    """The value of a number in figures or 汉字, 两 included (3, 三, 两); None when it is none."""
    return 2 if text == "两" else int(text) if text.isdigit() else han_number(text)


def written_number(number: int) -> str:
    """The 汉字 for a number from 1 to 9999 (30 → 三十, 105 → 一百零五): what :func:`han_number` reads."""
    words, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            lead = "" if digit == 1 and unit == "十" and not words else "一二三四五六七八九"[digit - 1]
            words += ("零" if zero else "") + lead + unit
        zero = bool(words) and not digit
    return words


def looks_like_organ(text: str) -> bool:
    """Whether ``text`` can be an organ's name as it is signed: short, no sentence in it, an organ's ending."""
    bare = re.sub(rf"[{SPACES}]", "", text)
    return 2 <= len(bare) <= 45 and not re.search(r"[。；！？：:，,]|关于|\d年", bare) and bool(ORGAN_END.search(bare))


def looks_like_addressee(text: str) -> bool:
    """Whether ``text`` reads as 主送机关 with or without its colon: organs or a person in office, no sentence."""
    bare = re.sub(rf"[{SPACES}]", "", text).rstrip("：:。，,；;、")
    if not bare or len(bare) > 400 or re.search(r"[。！？]", bare) or LEVELS[0].match(bare) or ARTICLE.match(bare):
        return False
    if SENTENCE_WORDS.match(bare):
        return False
    return bool(ORGAN_END.search(bare) or PERSON_END.search(bare))
