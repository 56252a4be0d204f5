"""The people of the sample company: plainly invented, in both languages."""

from __future__ import annotations

from typing import Final, NamedTuple


class Words(NamedTuple):
    """A customer in one language."""

    name: str
    short: str
    region: str
    industry: str
    contact: str
    goods: tuple[str, ...]


class Person(NamedTuple):
    """A sample customer: terms in days, orders a month of about `order` major units, months of dealings, its story."""

    code: str
    zh: Words
    en: Words
    phone: str
    terms: int
    limit: int | None
    orders: float
    order: int
    months: int
    years: int
    size: str
    story: str


BUILD = ("瓷砖一批", "水泥与辅料", "防水材料", "五金配件")
BUILD_EN = ("Tiles", "Cement and additives", "Waterproofing", "Fittings")
FOOD = ("休闲食品", "饮料一批", "调味品", "节日礼盒")
FOOD_EN = ("Snacks", "Soft drinks", "Condiments", "Gift boxes")
HOME = ("办公家具", "展柜一批", "五金拉手", "实木门")
HOME_EN = ("Office furniture", "Display cases", "Handles", "Doors")
PARTS = ("轴承", "电机配件", "密封件", "传动带")
PARTS_EN = ("Bearings", "Motor parts", "Seals", "Belts")


def _person(
    code: int,
    zh: tuple[str, str, str, str, str],
    en: tuple[str, str, str, str, str],
    goods: tuple[tuple[str, ...], tuple[str, ...]],
    deal: tuple[str, int, int | None, float, int, int, int, str, str],
) -> Person:
    phone, terms, limit, orders, order, months, years, size, story = deal
    return Person(
        f"K{code:03d}",
        Words(*zh, goods[0]),
        Words(*en, goods[1]),
        phone,
        terms,
        limit,
        orders,
        order,
        months,
        years,
        size,
        story,
    )


B, F, H, P = (BUILD, BUILD_EN), (FOOD, FOOD_EN), (HOME, HOME_EN), (PARTS, PARTS_EN)
PEOPLE: Final = (
    _person(1, ("宏达建材样例有限公司", "宏达建材", "江苏无锡", "建材", "王会计"), ("Hongda Sample Building Supplies Ltd", "Hongda Building", "Wuxi", "Building materials", "Ms Wang"), B, ("13800000001", 30, 350000, 2, 46000, 14, 4, "small", "slipping")),
    _person(2, ("瑞丰装饰样例工程公司", "瑞丰装饰", "浙江杭州", "装饰工程", "周经理"), ("Ruifeng Sample Decoration Co", "Ruifeng Decoration", "Hangzhou", "Decoration", "Mr Zhou"), B, ("13800000002", 30, 90000, 1.3, 23000, 14, 3, "small", "broken")),
    _person(3, ("天源商贸样例有限公司", "天源商贸", "上海", "商贸", "赵女士"), ("Tianyuan Sample Trading Ltd", "Tianyuan Trading", "Shanghai", "Trading", "Ms Zhao"), F, ("13800000003", 45, 180000, 2, 38000, 14, 5, "large", "late")),
    _person(4, ("华兴五金样例经营部", "华兴五金", "江苏苏州", "五金", "钱老板"), ("Huaxing Sample Hardware", "Huaxing Hardware", "Suzhou", "Hardware", "Mr Qian"), P, ("13800000004", 30, 120000, 2, 18000, 14, 6, "micro", "good")),
    _person(5, ("佳和食品样例有限公司", "佳和食品", "江苏南京", "食品", "孙会计"), ("Jiahe Sample Foods Ltd", "Jiahe Foods", "Nanjing", "Food", "Ms Sun"), F, ("13800000005", 30, 150000, 2, 26000, 14, 4, "small", "good")),
    _person(6, ("东方家具样例厂", "东方家具", "江苏常州", "家具", "李厂长"), ("Dongfang Sample Furniture Works", "Dongfang Furniture", "Changzhou", "Furniture", "Mr Li"), H, ("13800000006", 60, 200000, 1.3, 31000, 14, 7, "medium", "good")),
    _person(7, ("永安超市样例连锁", "永安超市", "安徽合肥", "零售", "吴采购"), ("Yongan Sample Stores", "Yongan Stores", "Hefei", "Retail", "Mr Wu"), F, ("13800000007", 45, 160000, 2, 21000, 14, 5, "medium", "good")),
    _person(8, ("鑫隆机电样例有限公司", "鑫隆机电", "江苏无锡", "机电", "郑工"), ("Xinlong Sample Electric Ltd", "Xinlong Electric", "Wuxi", "Machinery", "Mr Zheng"), P, ("13800000008", 60, 200000, 1.3, 42000, 14, 3, "small", "late")),
    _person(9, ("北方海样例贸易公司", "北方海贸易", "德国汉堡", "进出口", "Jonas Beispiel"), ("Nordsee Sample Handel GmbH", "Nordsee Handel", "Hamburg", "Import and export", "Jonas Beispiel"), H, ("004940000009", 60, 120000, 1.2, 14500, 14, 2, "medium", "export")),
    _person(10, ("南洋样例贸易公司", "南洋贸易", "新加坡", "进出口", "Tan Mei Lin"), ("Straits Sample Trading Pte", "Straits Trading", "Singapore", "Import and export", "Tan Mei Lin"), P, ("006500000010", 60, 80000, 1, 9800, 12, 1, "medium", "export")),
    _person(11, ("明辉灯饰样例店", "明辉灯饰", "浙江宁波", "灯饰", "何老板"), ("Minghui Sample Lighting", "Minghui Lighting", "Ningbo", "Lighting", "Mr He"), H, ("13800000011", 30, 60000, 1.3, 9500, 14, 3, "micro", "early")),
    _person(12, ("青禾农资样例合作社", "青禾农资", "江苏盐城", "农资", "冯社长"), ("Qinghe Sample Farm Co-op", "Qinghe Farm", "Yancheng", "Farm supplies", "Mr Feng"), F, ("13800000012", 60, 70000, 1, 15000, 14, 4, "micro", "late")),
    _person(13, ("德胜印刷样例有限公司", "德胜印刷", "上海", "印刷", "陈会计"), ("Desheng Sample Printing Ltd", "Desheng Printing", "Shanghai", "Printing", "Ms Chen"), P, ("13800000013", 30, 80000, 1.3, 12500, 14, 6, "small", "good")),
    _person(14, ("蓝天保洁样例服务部", "蓝天保洁", "江苏无锡", "服务", "蒋女士"), ("Lantian Sample Cleaning", "Lantian Cleaning", "Wuxi", "Services", "Ms Jiang"), F, ("13800000014", 30, 40000, 1, 6200, 14, 2, "micro", "good")),
    _person(15, ("金马汽配样例有限公司", "金马汽配", "安徽芜湖", "汽配", "沈经理"), ("Jinma Sample Auto Parts Ltd", "Jinma Auto Parts", "Wuhu", "Auto parts", "Mr Shen"), P, ("13800000015", 45, 140000, 1.3, 28000, 14, 3, "small", "late")),
    _person(16, ("云上茶业样例有限公司", "云上茶业", "福建福州", "茶叶", "林小姐"), ("Yunshang Sample Tea Ltd", "Yunshang Tea", "Fuzhou", "Tea", "Ms Lin"), F, ("13800000016", 30, 60000, 1, 11000, 14, 2, "small", "early")),
    _person(17, ("百川物流样例公司", "百川物流", "江苏徐州", "物流", "韩经理"), ("Baichuan Sample Logistics", "Baichuan Logistics", "Xuzhou", "Logistics", "Mr Han"), P, ("13800000017", 30, 100000, 1.3, 17000, 14, 5, "medium", "good")),
    _person(18, ("星光幼教样例用品店", "星光幼教", "浙江嘉兴", "教育用品", "曾老师"), ("Xingguang Sample School Supplies", "Xingguang Supplies", "Jiaxing", "School supplies", "Ms Zeng"), H, ("13800000018", 30, 50000, 1, 7600, 14, 2, "micro", "good")),
    _person(19, ("大地园林样例工程公司", "大地园林", "江苏扬州", "园林", "许工"), ("Dadi Sample Landscaping", "Dadi Landscaping", "Yangzhou", "Landscaping", "Mr Xu"), B, ("13800000019", 60, 180000, 1, 34000, 14, 4, "small", "late")),
    _person(20, ("和顺纺织样例有限公司", "和顺纺织", "江苏南通", "纺织", "邓会计"), ("Heshun Sample Textiles Ltd", "Heshun Textiles", "Nantong", "Textiles", "Ms Deng"), H, ("13800000020", 45, 150000, 1.3, 25000, 14, 6, "medium", "good")),
    _person(21, ("康宁药房样例连锁", "康宁药房", "上海", "医药零售", "曹店长"), ("Kangning Sample Pharmacies", "Kangning Pharmacies", "Shanghai", "Pharmacy", "Ms Cao"), F, ("13800000021", 30, 90000, 1.3, 13500, 14, 3, "large", "good")),
    _person(22, ("新叶环保样例科技公司", "新叶环保", "浙江绍兴", "环保", "彭总"), ("Xinye Sample Green Tech", "Xinye Green Tech", "Shaoxing", "Environment", "Mr Peng"), B, ("13800000022", 30, 0, 1.3, 16000, 3, 0, "small", "new")),
    _person(23, ("启程文旅样例工作室", "启程文旅", "江苏无锡", "文旅", "袁女士"), ("Qicheng Sample Travel Studio", "Qicheng Travel", "Wuxi", "Travel", "Ms Yuan"), F, ("13800000023", 15, None, 1, 8800, 2, 0, "micro", "new")),
    _person(24, ("红杉木业样例有限公司", "红杉木业", "安徽宣城", "木材", "曹老板"), ("Redwood Sample Timber Ltd", "Redwood Timber", "Xuancheng", "Timber", "Mr Cao"), H, ("13800000024", 45, 130000, 1.3, 29000, 14, 5, "small", "good")),
)  # fmt: skip
