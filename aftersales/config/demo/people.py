"""Owns the cast of the demo company 华力机械: units, people, models, customers with their contracts and machines."""

from __future__ import annotations

from typing import Final, NamedTuple


class Unit(NamedTuple):
    """A department: its name, the branch it belongs to, the roles that it holds."""

    name: str
    branch: str = ""
    roles: tuple[str, ...] = ()
    field_service: bool = False


class Person(NamedTuple):
    """One of the staff; ``shown`` is the role under which the sign-in is printed."""

    key: str
    name: str
    department: str
    roles: tuple[str, ...] = ()
    head: bool = False
    field_service: bool = False
    shown: str = ""


class Customer(NamedTuple):
    """A customer: where, of which branch, which machines, until when in warranty (months from the start)."""

    name: str
    city: str
    branch: str
    model: str
    contact: str
    key: bool = False
    months: int = 0


COMPANY: Final = "华力机械有限公司"
BRANCHES: Final = ("华东分公司", "华中分公司")
UNITS: Final = (
    Unit("售后服务总部", roles=("service_hq",)),
    Unit("销售中心", roles=("sales_dept",)),
    Unit("财务部", roles=("finance",)),
    Unit("质量部", roles=("concerned_dept",)),
    Unit("设计部", roles=()),
    Unit("华东服务队", "华东分公司", (), True),
    Unit("华中服务队", "华中分公司", (), True),
)
STAFF: Final = (
    Person("he", "何志远", "", ("company",), shown="company"),
    Person("sun", "孙丽华", "售后服务总部", head=True, shown="service_hq"),
    Person("chen", "陈晓东", "售后服务总部"),
    Person("wang", "王芳", "销售中心", head=True, shown="sales_dept"),
    Person("qian", "钱敏", "财务部", head=True, shown="finance"),
    Person("feng", "冯国强", "质量部", head=True, shown="concerned_dept"),
    Person("gu", "顾明", "设计部", head=True),
    Person("li", "李建国", "华东服务队", ("service_staff",), True, True, shown="service_staff"),
    Person("zhao", "赵强", "华东服务队", ("service_staff",), False, True),
    Person("wu", "吴海波", "华中服务队", ("service_staff",), True, True),
    Person("zheng", "郑涛", "华中服务队", ("service_staff",), False, True),
)
MODELS: Final = (
    ("HL-200", "螺杆压缩机", 18, (("ZC", "主轴轴承", 12), ("DJ", "主电机", 24), ("KZ", "控制器", 18))),
    ("HL-350", "数控铣床", 24, (("ZZ", "主轴总成", 24), ("DJ", "伺服电机", 24), ("XT", "数控系统", 24))),
    ("HL-500", "液压机", 12, (("BP", "油泵", 12), ("MF", "密封件", 6))),
)
PARTS: Final = (
    ("6205-2RS", "轴承 6205", "a", "85"),
    ("SF-40", "密封圈 SF-40", "b", "36"),
    ("KZ-21", "控制板 KZ-21", "a", "1260"),
    ("YB-10", "油泵 YB-10", "a", "2380"),
    ("LX-05", "滤芯 LX-05", "c", "58"),
)
CUSTOMERS: Final = (
    Customer("武汉汽轮机厂", "武汉", "华中分公司", "HL-350", "刘工", True, 20),
    Customer("长沙重型机械", "长沙", "华中分公司", "HL-500", "彭主任", False, 2),
    Customer("江夏阀门", "武汉", "华中分公司", "HL-200", "柳经理", False, 14),
    Customer("南昌轴承厂", "南昌", "华中分公司", "HL-350", "熊工", True, 5),
    Customer("上海精工模具", "上海", "华东分公司", "HL-350", "沈经理", True, 24),
    Customer("苏州光电设备", "苏州", "华东分公司", "HL-200", "陆工", False, 9),
    Customer("宁波注塑", "宁波", "华东分公司", "HL-500", "方厂长", False, 3),
    Customer("无锡电梯部件", "无锡", "华东分公司", "HL-500", "华主管", False, 18),
    Customer("杭州泵业", "杭州", "华东分公司", "HL-200", "俞工", False, 1),
    Customer("合肥叉车配件", "合肥", "华东分公司", "HL-350", "鲍经理", False, 16),
)
REGIONS: Final = (("华东重点销售区域", "华东分公司"), ("华中重点销售区域", "华中分公司"))
FAULTS: Final = (
    ("主轴异响，转速一高就抖", "主轴轴承磨损", "更换轴承并重新校正", "6205-2RS", "轴承 6205", "material"),
    ("液压站漏油", "密封圈老化", "更换密封圈，清洗油路", "SF-40", "密封圈 SF-40", "material"),
    ("开机报警，无法启动", "控制板受潮损坏", "更换控制板，加装防潮罩", "KZ-21", "控制板 KZ-21", "manufacture"),
    ("压力上不去", "油泵内泄", "更换油泵", "YB-10", "油泵 YB-10", "assembly"),
    ("噪声大，温度高", "滤芯堵塞，未按期保养", "更换滤芯，讲解保养周期", "LX-05", "滤芯 LX-05", "misuse"),
)
QUESTIONS: Final = ("多久换一次润滑油？", "能不能加装变频器？", "停机一个月要注意什么？", "报警代码 E07 是什么意思？")
INQUIRIES: Final = ("询问 HL-350 的保养周期", "询问易损件价格", "索取操作手册", "询问能否延长保修")
