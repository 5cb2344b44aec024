
"""Correct documents of before July 2012, set by GB/T 9704-1999; everything in them is invented, as in the others."""

from __future__ import annotations

from .content import Attachment, Content
from .examples_text import paragraphs, plain

_NOTICE = Content(
    doc_type="通知",
    edition="1999",
    issuer_mark=("云岭市人民政府",),
    mark_suffix="文件",
    document_number="云政发〔2004〕12号",
    title=("云岭市人民政府", "关于做好2004年防汛抗旱工作的通知"),
    addressee="各县（区）人民政府，市政府各部门、各直属机构：",
    body=paragraphs("""
        2004年汛期即将来临，为切实做好今年的防汛抗旱工作，确保人民生命财产安全，现将有关事项通知如下：
        一、充分认识防汛抗旱工作的重要性
        我市地处山区，降雨时空分布不均，洪旱灾害频繁。各县（区）、各部门要立足于防大汛、抗大旱，克服麻痹思想和侥幸心理，扎实做好各项准备。
        二、落实防汛抗旱责任制
        各级防汛抗旱指挥机构要实行行政首长负责制，统一指挥，分级分部门负责，把责任落实到每座水库、每段堤防、每个隐患点。
        三、加强督促检查
        市防汛抗旱指挥部要于4月30日前组织开展一次全面检查，对存在的问题限期整改。检查情况要及时报告市人民政府。
    """),
    attachment_notes=("云岭市2004年防汛抗旱工作要点",),
    issue_date="二○○四年三月十五日",
    attachments=(Attachment("附件", ("云岭市2004年防汛抗旱工作要点",), plain("""
        今年防汛抗旱工作的总体要求是以防为主、防抗结合，确保大江大河、大中型水库和重点城镇防洪安全。
        要加强工程建设，完成3座病险水库除险加固任务；要修订完善预案，落实抢险队伍和物资；要加强雨情、水情、旱情监测预报。
    """)),),
    subject_words=("水利", "防汛", "抗旱", "通知"),
    copy_to="市委各部门，市人大常委会办公室，市政协办公室，市法院，市检察院。",
    printing_office="云岭市人民政府办公室",
    printing_date="2004年3月16日",
    copies="共印300份",
)

_SECRET = Content(
    doc_type="通知",
    edition="1999",
    copy_number="0000012",
    classification="机密★1年",
    urgency="特　急",
    issuer_mark=("云岭市教育局",),
    mark_suffix="文件",
    document_number="云教发〔2008〕31号",
    title=("云岭市教育局关于做好2008年普通高等学校", "招生考试安全保密工作的通知"),
    addressee="各县（区）教育局：",
    body=paragraphs("""
        2008年普通高等学校招生考试将于6月7日开始，全市共设考点21个、考场638个。现就做好考试安全保密工作通知如下：
        一、严格执行试卷运送、保管、分发、回收等环节的保密规定，保密室实行24小时双人值守，交接手续完备。
        二、各县（区）教育局要于6月3日前对保密室、考点开展检查，发现问题立即整改。
        三、考试期间实行每日报告制度，发生失密泄密或者其他突发事件的，必须立即报告。
    """),
    issue_date="二〇〇八年五月二十九日",
    note="（此件发至县级教育行政部门）",
    subject_words=("教育", "考试", "保密", "通知"),
    copy_to="市委宣传部，市国家保密局。",
    printing_office="云岭市教育局办公室",
    printing_date="2008年5月29日",
)

_REQUEST = Content(
    doc_type="请示",
    edition="1999",
    issuer_mark=("云岭市水利局",),
    mark_suffix="文件",
    document_number="云水发〔2006〕18号",
    signatories=("李明远",),
    title=("云岭市水利局关于拨付", "青溪水库除险加固工程应急资金的请示"),
    addressee="云岭市人民政府：",
    body=paragraphs("""
        青溪水库位于青溪县境内，是一座以防洪、灌溉为主的中型水库，总库容1280万立方米，于1976年建成。2006年5月18日至20日，我市遭遇持续强降雨，水库大坝右坝肩出现渗漏，影响安全度汛。经测算，应急加固工程共需资金860万元，青溪县已落实自筹资金260万元，尚有资金缺口600万元。
        为确保水库安全度汛，恳请市政府从2006年水利应急专项资金中拨付600万元，用于青溪水库除险加固工程。我局将严格执行专项资金管理规定，做到专款专用。
        妥否，请批示。
    """),
    issue_date="二○○六年五月二十五日",
    note="（联系人：周文静；联系电话：0960-5550123）",
    subject_words=("水利", "资金", "请示"),
    copy_to="市财政局。",
    printing_office="云岭市水利局办公室",
    printing_date="2006年5月25日",
    copies="共印15份",
)

_JOINT = Content(
    doc_type="通知",
    edition="1999",
    issuer_mark=("云岭市财政局", "云岭市农业局"),
    mark_suffix="文件",
    document_number="云财农〔2009〕7号",
    title=("云岭市财政局　云岭市农业局关于做好", "2009年农业机械购置补贴工作的通知"),
    addressee="各县（区）财政局、农业局：",
    body=paragraphs("""
        为做好2009年农业机械购置补贴工作，现将有关事项通知如下：
        一、补贴对象和标准
        补贴资金用于购置先进适用的农业机械，补贴对象为本市农民和农业生产经营组织，补贴标准不超过机具价格的30％。
        二、监督管理
        各县（区）财政局、农业局要公开补贴政策、程序和结果，接受群众监督，不得向农民收取任何费用，不得强行向农民推荐产品。
        三、信息报送
        各县（区）于2009年11月30日前报送资金使用情况。
    """),
    issue_date="二○○九年二月十八日",
    subject_words=("农业", "机械", "补贴", "通知"),
    printing_office="云岭市财政局办公室",
    printing_date="2009年2月19日",
)

_LETTER = Content(
    doc_type="函",
    layout="信函",
    edition="1999",
    issuer_mark=("云岭市人民政府办公室",),
    document_number="云政办函〔2011〕9号",
    title=("云岭市人民政府办公室关于商请支持", "青溪水库库区移民安置工作的函"),
    addressee="东屏市人民政府办公室：",
    body=paragraphs("""
        因青溪水库扩建，我市青溪县石桥乡126户386名群众需要外迁安置。经与你市有关方面初步协商，拟将其中52户安置在你市南湖区。现商请你办协调有关部门，支持做好土地划拨、户籍迁移、子女入学等工作。
        请予支持，并请函复。
    """),
    issue_date="二○一一年六月二日",
    subject_words=("水利", "移民", "函"),
)

_ORDER = Content(
    doc_type="命令",
    layout="命令",
    edition="1999",
    issuer_mark=("云岭市人民政府令",),
    order_number="第12号",
    body=paragraphs("""
        《云岭市城市供水管理办法》已经2005年4月6日市人民政府第9次常务会议审议通过，现予公布，自2005年6月1日起施行。
    """),
    signer_post="市　长",
    signer_name="李明远",
    issue_date="二○○五年四月二十日",
    subject_words=("城乡建设", "供水", "命令"),
    copy_to="市委各部门，市人大常委会办公室，市政协办公室，市法院，市检察院。",
    printing_office="云岭市人民政府办公室",
    printing_date="2005年4月21日",
)

#: Name → document by GB/T 9704-1999.
OLD_CORRECT: dict[str, Content] = {
    "旧-下行通知": _NOTICE,
    "旧-涉密通知": _SECRET,
    "旧-上行请示": _REQUEST,
    "旧-联合行文": _JOINT,
    "旧-信函": _LETTER,
    "旧-命令": _ORDER,
}
