"""Comparison with superior documents: pairs written by hand, with exactly the characters that a clerk would mark."""

from __future__ import annotations

import pytest
from hongtou.pipeline.compare import compare, plain
from hongtou.pipeline.comparison import Comparison, to_underline


def compared(superior: str | list[str], local: str) -> Comparison:
    """The comparison of plain texts."""
    texts = [superior] if isinstance(superior, str) else superior
    return compare([plain(f"上级{i}", text) for i, text in enumerate(texts)], plain("本级", local))


def marked(made: Comparison) -> str:
    """The local text with ⟦what is new⟧, ⟦what is changed|what it was⟧ and {what is adapted}."""
    lines = []
    for number, line in enumerate(made.local.lines, 1):
        out, at, last = "", 0, None
        for stretch in (s for s in made.stretches if s.local.paragraph == number):
            text = stretch.local.text
            if stretch.kind == "new":
                text = f"⟦{text}⟧"
            elif stretch.kind == "changed":
                text = f"⟦{text}|{stretch.counterpart.text if stretch.counterpart else ''}⟧"
            elif stretch.kind == "adapted":
                text = f"{{{text}}}"
            gap = line[at:stretch.local.start]
            out = out[:-1] + gap + text[1:] if last == "new" == stretch.kind else out + gap + text
            at, last = stretch.local.end, stretch.kind
        lines.append(out)
    return "\n".join(lines)


def dropped(made: Comparison) -> list[str]:
    return [d.superior.text for d in made.dropped]


MEASURES = """云江省农村公路养护管理办法
第一章　总则
第一条　为了加强农村公路养护管理，根据《中华人民共和国公路法》等法律法规，结合本省实际，制定本办法。
第二条　本省行政区域内农村公路的养护管理，适用本办法。
第三条　省交通运输厅负责全省农村公路养护管理工作。省发展改革委、省财政厅按照职责分工做好相关工作。
第四条　县级以上人民政府应当将农村公路养护资金纳入财政预算，并建立稳定增长机制。
第五条　养护单位应当在接到报告之日起5个工作日内完成抢修；情节严重的，处500元以上3000元以下罚款。
第六条　任何单位和个人不得擅自占用、挖掘农村公路。确需占用的，应当经县级人民政府交通运输主管部门批准。
第七条　省住房城乡建设厅、省卫生健康委应当配合做好有关工作。
第八条　本办法自2023年5月1日起施行，有效期5年。"""

RULES = """{临溪市}农村公路养护管理{实施细则}
第一章　总则
第一条　为了加强农村公路养护管理，根据《中华人民共和国公路法》⟦《云江省农村公路养护管理办法》⟧等法律法规，结合{本市}实际，制定{本细则}。
第二条　{本市}行政区域内农村公路的养护管理，适用{本细则}。
第三条　{市}交通运输{局}负责全{市}农村公路养护管理工作。{市发展和改革局}、{市}财政{局}按照职责分工做好相关工作。
第四条　{市、县（区）}人民政府应当将农村公路养护资金纳入财政预算，并建立稳定增长机制。⟦市财政每年安排不少于200万元的养护补助资金。⟧
第五条　养护单位应当在接到报告之日起⟦3|5⟧个工作日内完成抢修；情节严重的，⟦可以⟧处⟦1000|500⟧元以上3000元以下罚款。
⟦第六条　鼓励社会力量参与农村公路日常养护。参与养护的企业应当具备相应资质，并接受乡镇人民政府监督。⟧
{第七条}　任何单位和个人不得擅自占用、挖掘农村公路。
确需占用的，应当经县级人民政府交通运输主管部门批准。
{第八条}　{市住建局}、{市卫健局}应当配合做好有关工作。
{第九条}　{本细则}自{2024年1月1日}起施行，有效期⟦3|5⟧年。"""

GAS = """某省城镇燃气管理办法
第一条　燃气经营者应当建立健全安全管理制度，定期开展安全检查，及时消除事故隐患。
第二条　燃气用户不得擅自安装、改装、拆除户内燃气设施。
第三条　省燃气管理部门应当建立投诉举报制度，公布举报电话，接受社会监督。投诉举报属实的，给予奖励。
第四条　有下列情形之一的，由县级以上燃气管理部门责令限期改正，处1万元以上10万元以下罚款：
（一）未取得燃气经营许可证从事经营活动的；
（二）不按照许可证的规定从事经营活动的；
（三）倒卖、抵押、出租、出借、转让、涂改许可证的。
第五条　燃气经营许可证有效期为3年。有效期届满需要延续的，应当在届满30日前提出申请。
第六条　各市、州人民政府可以结合实际制定实施细则。
第七条　省教育厅、省民政厅、省商务厅应当在各自职责范围内做好燃气安全工作。
第八条　对在燃气安全工作中作出突出贡献的单位和个人，按照国家有关规定给予表彰。
第九条　违反本办法规定，构成犯罪的，依法追究刑事责任。"""

CITY_GAS = """{某市}城镇燃气管理办法
{第一条}　燃气用户不得擅自安装、改装、拆除⟦、移动⟧户内燃气设施⟦，不得加装未经检验的软管⟧。
{第二条}　燃气⟦经营企业|经营者⟧应当建立健全安全⟦生产⟧管理制度，⟦每季度|定期⟧开展安全检查，及时消除事故隐患。
第三条　{市}燃气管理部门应当建立投诉举报制度，公布举报电话，接受社会监督，投诉举报属实的，给予⟦500元以上2000元以下⟧奖励。
第四条　有下列情形之一的，由{市、县}燃气管理部门责令限期改正，处⟦2|1⟧万元以上10万元以下罚款：
（一）未取得燃气经营许可证从事经营活动的；
⟦（二）在居民住宅内储存瓶装燃气超过规定数量的；⟧
{（三）}不按照许可证的规定从事经营活动的；
{（四）}倒卖、抵押、出租、出借、转让、涂改许可证的。
第五条　燃气经营许可证有效期为三年。
有效期届满需要延续的，⟦可以|应当⟧在届满⟦20|30⟧日前提出申请。
{第六条}　{市}教育{局}、{市}民政{局}、{市}商务{局}应当在各自职责范围内做好燃气安全工作⟦，并于每年12月底前报送工作总结⟧。
⟦第七条　市应急管理局应当将燃气安全纳入年度执法检查计划，组织开展联合检查。⟧
第八条　对在燃气安全工作中作出突出贡献的单位和个人，按照国家⟦和省⟧有关规定给予表彰。
第九条　违反本办法规定，构成犯罪的，依法追究刑事责任。"""

OPINIONS = """甘肃省人民政府办公厅关于加快推进养老服务发展的实施意见
为贯彻落实《国务院办公厅关于推进养老服务发展的意见》（国办发〔2019〕5号）精神，加快推进全省养老服务发展，经省政府同意，现提出如下实施意见。
一、总体要求
（一）指导思想。坚持以人民为中心的发展思想，按照兜底线、织密网、建机制的要求，健全居家社区机构相协调、医养康养相结合的养老服务体系。
（二）工作目标。到2025年，全省养老机构护理型床位占比达到55%以上，社区养老服务设施覆盖率达到90%，每个县市区至少建成1所特困人员供养服务设施。
二、重点任务
（一）完善居家社区养老服务网络。各市州要将社区养老服务设施纳入城乡规划，新建住宅小区按每百户不少于20平方米配建养老服务用房。（责任单位：省民政厅、省自然资源厅、省住建厅，各市州人民政府）
（二）提升医养结合水平。支持养老机构内设医疗机构，对符合条件的按规定纳入医保定点。鼓励医疗机构开设养老床位。（责任单位：省卫生健康委、省医保局）
（三）加强人才队伍建设。支持普通高校、职业院校开设养老服务相关专业，对入职养老机构的毕业生给予一次性奖励。到2025年，培训养老护理员2万人次。（责任单位：省教育厅、省人社厅、省民政厅）
三、保障措施
（一）加强组织领导。省政府建立养老服务联席会议制度，统筹协调解决养老服务发展中的重大问题。各市州要建立相应工作机制。
（二）加大资金投入。省级财政每年安排养老服务发展专项资金。福利彩票公益金用于养老服务的比例不低于55%。
（三）强化监督考核。将养老服务发展纳入各级政府目标责任考核，对工作不力的予以通报批评。
本实施意见自印发之日起施行，有效期5年。"""

PLAN = """{嘉峪关市}人民政府{办公室}关于加快推进养老服务发展的实施{方案}
为贯彻落实⟦《甘肃省人民政府办公厅关于加快推进养老服务发展的实施意见》（|《国务院办公厅关于推进养老服务发展的意见》⟧⟦甘政办发〔2020〕28号|国办发〔2019〕5号⟧）精神，加快推进全{市}养老服务发展，经{市}政府同意，现⟦制定|提出⟧如下实施{方案}。
一、总体要求
坚持以人民为中心的发展思想，按照兜底线、织密网、建机制的要求，健全居家社区机构相协调、医养康养相结合的养老服务体系。到2025年，全{市}养老机构护理型床位占比达到⟦60|55⟧%以上，社区养老服务设施覆盖率达到⟦95|90⟧%，建成1所特困人员供养服务设施⟦和3个街道综合养老服务中心⟧。
二、重点任务
{（一）}加强人才队伍建设。支持⟦酒钢职业技术学院|普通高校、职业院校⟧开设养老服务相关专业，对入职养老机构⟦满3年⟧的毕业生给予一次性奖励⟦，标准为本科每人2万元、专科每人1万元⟧。到2025年，培训养老护理员⟦500|2万⟧人次。（责任单位：{市}教育{局}、{市}人社{局}、{市}民政{局}⟦、市财政局⟧）
{（二）}完善居家社区养老服务网络。要将社区养老服务设施纳入城乡规划，新建住宅小区按每百户不少于⟦30|20⟧平方米配建养老服务用房。⟦养老服务用房应与住宅同步规划、同步建设、同步交付使用，产权归市民政局。⟧（责任单位：{市}民政{局}、{市}自然资源{局}、{市}住建{局}，各{区}）
{（三）}提升医养结合水平。支持养老机构内设医疗机构，对符合条件的按规定纳入医保定点。鼓励医疗机构开设养老床位。（责任单位：{市}卫生健康委、{市}医保局）
⟦（四）推进智慧养老。依托“智慧雄关”平台建设全市养老服务信息系统，建立老年人电子档案。（责任单位：市民政局、市大数据中心）⟧
三、保障措施
（一）加强组织领导。{市}政府建立养老服务联席会议制度，⟦由分管副市长任召集人，⟧统筹协调解决养老服务发展中的重大问题。
（二）加大资金投入。{市}级财政每年安排⟦不低于300万元的⟧养老服务发展专项资金，福利彩票公益金用于养老服务的比例不低于⟦60|55⟧%。
（三）强化监督考核。将养老服务发展纳入{市政府}⟦年度⟧目标责任考核，对工作不力的予以通报批评⟦并约谈主要负责人⟧。
{本实施方案}自印发之日起施行，有效期⟦3|5⟧年。"""


def bare(text: str) -> str:
    """A marked text without its marks."""
    import re

    return re.sub(r"[⟦{]([^⟦⟧{}|]*)(?:\|[^⟦⟧{}]*)?[⟧}]", r"\1", text)


@pytest.mark.parametrize(("superior", "local"), [(MEASURES, RULES), (GAS, CITY_GAS), (OPINIONS, PLAN)],
                         ids=["办法与细则", "燃气", "意见与方案"])
def test_whole_documents(superior, local):
    made = compared(superior, bare(local))
    assert marked(made).split("\n") == local.split("\n")


def test_what_was_left_out():
    assert dropped(compared(GAS, bare(CITY_GAS))) == ["第六条　各市、州人民政府可以结合实际制定实施细则。"]
    assert dropped(compared(MEASURES, bare(RULES))) == []


CASES = [
    # figures, periods, 应当→可以: only these characters
    ("应当自收到申请之日起15日内作出决定。", "应当自收到申请之日起⟦10|15⟧日内作出决定。"),
    ("应当自收到申请之日起十五日内作出决定。", "应当自收到申请之日起15日内作出决定。"),
    ("申请人应当提交下列材料。", "申请人⟦可以|应当⟧提交下列材料。"),
    ("补助标准为每亩300元。", "补助标准为每亩⟦500|300⟧元。"),
    ("处一万元以上三万元以下的罚款。", "处一万元以上⟦五|三⟧万元以下的罚款。"),
    ("每年开展1次检查，考核结果分为3个等次。", "每年开展⟦2|1⟧次检查，考核结果分为⟦4|3⟧个等次。"),
    ("经费的百分之五十由财政承担，不低于三分之一。", "经费的百分之⟦八十|五十⟧由财政承担，不低于三分之⟦二|一⟧。"),
    # whole words
    ("有关单位应当及时公布检查结果。", "有关单位应当及时⟦公开|公布⟧检查结果。"),
    ("积极推进城乡融合发展工作。", "积极⟦稳妥⟧推进城乡融合发展工作。"),
    # names of organs in full and in short
    ("由省人力资源社会保障厅会同省财政厅组织实施。", "由{市人社局}会同{市}财政{局}组织实施。"),
    ("由省市场监管局负责解释。", "由{市市场监督管理局}负责解释。"),
    ("由省工业和信息化厅负责解释。", "由{市工信局}负责解释。"),
    ("国务院教育行政部门负责全国的督导工作。", "{省}教育行政部门负责{全省}的督导工作。"),
    ("由省水利厅、省文化和旅游厅负责解释。", "由{市水务局}、{市文体广电和旅游局}负责解释。"),
    # another organ is a change
    ("由省教育厅负责组织实施。", "由{市}⟦财政局|教育厅⟧负责组织实施。"),
    # levels and lists of them
    ("县级以上人民政府应当加强领导。", "{市、县（区）}人民政府应当加强领导。"),
    ("各市（州）人民政府要落实责任。", "各{县}（{区}）人民政府要落实责任。"),
    ("全省各地要加强宣传。", "全{市}{各县区}要加强宣传。"),
    # references to articles are ordinals
    ("依照本办法第十二条第二款的规定处理。", "依照{本细则第十四条}第二款的规定处理。"),
    # dates and sessions of issue are adapted, deadlines are changed
    ("《某某办法》已经省政府第12次常务会议审议通过。", "《某某办法》已经{市}政府{第35次}常务会议审议通过。"),
    ("2023年5月1日印发的文件同时废止。", "{2024年6月3日}印发的文件同时废止。"),
    ("2024年6月底前完成排查登记。", "2024年⟦5|6⟧月底前完成排查登记。"),
    # items that changed places, provisions that were put around kept words
    ("公安、民政、教育、卫生健康等部门应当加强协作。", "教育、公安、民政、卫生健康⟦、市场监管⟧等部门应当加强协作。"),
    ("施工单位应当设置围挡，采取洒水等措施。", "施工单位应当⟦按照规定⟧设置⟦不低于2.5米的硬质⟧围挡，采取洒水等措施。"),
    ("对新认定的省级企业技术中心给予50万元奖励。", "对新认定的⟦国家级、⟧省级企业技术中心⟦分别⟧给予⟦100万元、⟧50万元奖励。"),
    ("任何单位和个人有权举报。", "任何单位和个人⟦均⟧有权⟦向市城管局⟧举报。"),
    ("从事餐饮服务的，应当取得食品经营许可。", "从事餐饮服务⟦（含网络餐饮服务）⟧的，应当取得食品经营许可。"),
    # punctuation alone is nothing
    ("建立档案；定期检查；及时整改。", "建立档案，定期检查，及时整改。"),
    ("加强宣传教育,提高安全意识。", "加强宣传教育，提高安全意识。"),
]


@pytest.mark.parametrize(("superior", "local"), CASES, ids=[local[:24] for _, local in CASES])
def test_one_sentence(superior, local):
    assert marked(compared(superior, bare(local))) == local


def test_moved_provisions_are_the_same():
    articles = [line for line in GAS.split("\n") if line.startswith("第")]
    moved = [*articles[4:], *articles[:4]]
    made = compared(GAS, "\n".join(moved))
    assert all(s.kind == "same" for s in made.stretches)
    assert made.stretches[1].counterpart.paragraph == GAS.split("\n").index(articles[4]) + 1


def test_each_superior_document_counts():
    made = compared(["第一条　车辆应当按时年检。", "第一条　驾驶人应当系安全带。"],
                    "第一条　车辆应当按时年检。\n第二条　驾驶人应当系安全带。\n第三条　行人应当走人行道，服从交通信号。")
    assert [s.counterpart.document for s in made.stretches if s.kind == "same"] == [0, 0, 1]
    assert [p.text for p in to_underline(made)] == ["第三条　行人应当走人行道，服从交通信号。"]


def test_a_common_phrase_in_a_new_article_is_new_with_it():
    superior = ("第一条　擅自改装的，处一千元罚款；构成犯罪的，依法追究刑事责任。\n"
                "第二条　拒绝检查的，处二千元罚款；构成犯罪的，依法追究刑事责任。\n第三条　经营者应当建立台账。")
    new = "第四条　在划定的禁放区域内燃放烟花爆竹，造成他人人身伤害或者公共财产重大损失的，由公安机关依法处理；构成犯罪的，依法追究刑事责任。"
    made = compared(superior, f"{superior}\n{new}")
    assert [p.text for p in to_underline(made)] == [new]


def test_strict_and_agenda_take_in_what_is_adapted():
    made = compared("第一条　省教育厅负责督导工作。", "第二条　市教育局负责督导和评估工作。")
    assert [p.text for p in to_underline(made)] == ["和评估"]
    everything = ["第二条　市", "局", "和评估"]
    assert [p.text for p in to_underline(made, strict=True)] == everything
    assert [p.text for p in to_underline(made, agenda=True)] == everything


def test_tables_and_blank_lines():
    made = compared("项目\n\n金额\n甲\n100", "项目\n\n\n金额\n甲\n120")
    assert [(s.kind, s.local.text) for s in made.stretches] == [
        ("same", "项目"), ("same", "金额"), ("same", "甲"), ("changed", "120")]


def test_names_of_one_field_stand_in_one_group_only():
    from hongtou.corpora.tables import rows

    names = [name for row in rows("organ_fields.tsv") for name in row["names"].split("|")]
    assert len(names) == len(set(names)) and all(2 <= len(n) <= 10 for n in names)
