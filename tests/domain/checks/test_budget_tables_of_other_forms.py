"""Budget tables as other provinces print them: other columns, other units, last year beside this one."""

from perf.checking.files import document_in
from perf.domain.checks.budget import BUDGET_RULES
from perf.domain.checks.runner import Checker
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import BudgetTableKind as Kind
from perf.reading.results import ReadFile
from perf.reading.text import read
from perf.table_schemas import check_settings

TEXT = """\
一、收支总表

单位：万元

收|入|支|出
项目|2026年预算数|项目|2026年预算数
一、一般公共预算拨款收入|1,200.00|一、一般公共服务支出|900.00
二、政府性基金预算拨款收入|100.00|二、社会保障和就业支出|250.00
三、事业收入|50.00|三、城乡社区支出|100.00
四、其他收入||四、其他支出|
本年收入合计|1,350.00|本年支出合计|1,250.00
使用非财政拨款结余||结转下年|130.00
上年结转|30.00||
收入总计|1,380.00|支出总计|1,380.00

二、收入总表

单位：万元

科目编码|科目名称|合计|上年结转|一般公共预算拨款收入|政府性基金预算拨款收入|事业收入
合计||1,380.00|30.00|1,200.00|100.00|50.00
201|一般公共服务支出|1,030.00|30.00|950.00||50.00
208|社会保障和就业支出|250.00||250.00||
212|城乡社区支出|100.00|||100.00|

三、支出总表

单位：万元

科目编码|科目名称|合计|基本支出|项目支出|上缴上级支出|对附属单位补助支出
合计||1,250.00|1,000.00|240.00|10.00|
201|一般公共服务支出|900.00|750.00|140.00|10.00|
20113|商贸事务|900.00|750.00|140.00|10.00|
2011301|行政运行|750.00|750.00|||
2011350|事业运行|150.00||140.00|10.00|
208|社会保障和就业支出|250.00|250.00|||
212|城乡社区支出|100.00||100.00||

四、财政拨款收支总表

单位：万元

收入||支出||||
项目|预算数|项目|合计|一般公共预算|政府性基金预算|国有资本经营预算
一、本年收入|1,300.00|一、本年支出|1,300.00|1,200.00|100.00|
（一）一般公共预算拨款|1,200.00|（一）一般公共服务支出|950.00|950.00||
（二）政府性基金预算拨款|100.00|（二）社会保障和就业支出|250.00|250.00||
（三）国有资本经营预算拨款||（三）城乡社区支出|100.00||100.00|
二、上年结转||二、结转下年||||
（一）一般公共预算拨款||||||
收入总计|1,300.00|支出总计|1,300.00|1,200.00|100.00|

五、一般公共预算支出表

单位：万元

科目编码|科目名称|2025年执行数|2026年预算数|||2026年预算数比2025年执行数|
|||小计|基本支出|项目支出|增减额|增减%
合计||1,100.00|1,200.00|1,000.00|200.00|100.00|9.09
201|一般公共服务支出|860.00|950.00|750.00|200.00|90.00|10.47
208|社会保障和就业支出|240.00|250.00|250.00||10.00|4.17

六、一般公共预算基本支出表

单位：元

部门预算支出经济分类科目||本年一般公共预算基本支出||
科目编码|科目名称|合计|人员经费|公用经费
合计||10,000,000|9,000,000|1,000,000
301|工资福利支出|9,000,000|9,000,000|
30101|基本工资|9,000,000|9,000,000|
302|商品和服务支出|1,000,000||1,000,000
30217|公务接待费|50,000||50,000
30201|办公费|950,000||950,000

七、一般公共预算“三公”经费支出表

单位：万元

2025年预算数||||||2026年预算数|||||
合计|因公出国（境）费|公务用车购置及运行费|||公务接待费\
|合计|因公出国（境）费|公务用车购置及运行费|||公务接待费
||小计|公务用车购置费|公务用车运行费||||小计|公务用车购置费|公务用车运行费|
9.00||3.00||3.00|6.00|8.00||3.00||3.00|5.00

八、政府性基金预算支出表

单位：万元

科目编码|科目名称|2026年政府性基金预算支出||
||合计|基本支出|项目支出
合计||100.00||100.00
212|城乡社区支出|100.00||100.00
21208|国有土地使用权出让收入安排的支出|100.00||100.00

九、国有资本经营预算支出表

单位：万元

科目编码|科目名称|本年国有资本经营预算支出||
||合计|基本支出|项目支出
||||
注：本单位2026年没有使用国有资本经营预算拨款安排的支出，故本表无数据。
""".replace("|", "\t")


def _document(text: str) -> PublishedDocument:
    contents = read(text.encode())
    return document_in(ReadFile("example.txt", "text", contents.tables, contents.paragraphs, ()))


def test_what_adds_up_in_another_form_has_no_finding() -> None:
    document = _document(TEXT)

    assert Checker((), BUDGET_RULES, check_settings()).check_document(document) == ()


def test_columns_of_last_year_and_of_changes_are_not_this_years_budget() -> None:
    budget = _document(TEXT).budget

    general = budget.of(Kind.GENERAL_EXPENDITURE)
    public = budget.of(Kind.THREE_PUBLIC)
    assert general is not None
    assert list(general.columns.items()) == [("total", "小计"), ("basic", "基本支出"), ("project", "项目支出")]
    assert public is not None
    assert [row.amounts["reception"].text for row in public.rows] == ["5.00"]


def test_a_total_merged_over_code_and_name_is_the_total() -> None:
    basic = _document(TEXT).budget.of(Kind.BASIC_EXPENDITURE)

    assert basic is not None
    total = basic.total()
    assert total is not None
    assert (basic.unit, total.amounts["total"].text) == ("元", "10,000,000")
