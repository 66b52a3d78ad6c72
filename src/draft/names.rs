//! What is the name of an office: told by how it ends, by what it does not begin with, and by what it does not hold.

use std::collections::HashSet;

use super::{signature::is_office, text::Text};

/// How the names of offices end, beside those of whoever signs.
const MORE: &str = "\
    街道 工商联 妇联 残联 文联 侨联 科协 团委 县委 市委 区委 省委 州委 指挥部 专班 工作组 领导小组 小组 协会 办 供销社 馆 电视台 \
    支行 分行 大学 学院 中学 小学 社区 电力 武装部 部门 林场 农场 车队 园林 合作社 人大 政协";
/// How the names of places end that act like offices, and the longest of them.
const PLACES: &[char] = &['区', '县', '旗', '市', '州', '镇', '乡'];
const PLACE: usize = 6;
/// How words end that end like offices and are none.
const NONE: &str = "\
    全局 布局 格局 结局 时局 大局 当局 开局 残局 僵局 破局 战局 新局 变局 各部 全部 内部 外部 \
    干部 东部 西部 南部 北部 中部 局部 上部 下部 顶部 底部 腹部 一部 大部 细部 到处 之处 各处 好处 \
    坏处 益处 用处 出处 何处 此处 多处 等处 长处 难处 主办 承办 举办 创办 协办 交办 督办 开办 拟办 \
    兴办 申办 试办 联办 合办 场所 住所 厕所 处所 部署 城乡 老乡 家乡 下乡 返乡 乡镇 城镇 村镇 集镇 \
    古镇 小镇 园区 小区 地区 城区 辖区 景区 校区 灾区 库区 林区 山区 片区 街区 厂区 院区 郊区 \
    市区 老区 牧区 港区 矿区 特区 全区 县区 市县 区县 常委 客厅 餐厅 大厅 展厅 庭院 市中心 城中心 \
    镇中心 区中心 为中心 全县 网站 车站 电站 泵站 基站 水站 桩站 换乘站 一所 两所 几所 该所 \
    服务区 停车区 专区 雷区 功能区 保护区 示范区 试验区 实验区 商业区 工业区 居住区 生活区 休息区 办公区 产业区 \
    核心区 重点区 旅游区 度假区 步行区 禁区 盲区 误区 红旗 国旗 大旗 铁站 油站 厂房所 能办 总站 分站 站点 \
    城市 全市 超市 门市 上市 集市 夜市 楼市 都市 街市 市场 县市 区市 湖区 灌区 试点县 试点区 示范县 示范社区 试点社区 全县社区 类社区 型社区 个社区 脱贫县 贫困县 会馆 \
    旧馆 新馆 场馆 展馆 餐馆 平台 直部门 级部门 多部门 个部门 政府部门 主管部门 职能部门 行政部门 管理部门 业务部门 等部门";
/// How those of them end that may end the name of a place all the same, behind one character.
const LANDS: &[&str] = &["山区", "湖区", "林区", "港区", "城区", "库区", "东区", "西区", "南区", "北区"];
/// How those end that end in 会 and are offices: others are meetings.
const BODIES: &str = "\
    委员会 委会 协会 学会 商会 工会 联合会 基金会 理事会 董事会 总会 研究会 十字会 常委会";

/// What no name of an office begins with, though it may end like one: words for whoever is in charge, for nobody yet, for one
/// that stands elsewhere, and for whoever writes.
const NOBODY: &str = "\
    各 有关 相关 主管 职能 该 我 本局 本委 本办 本厅 本部 本院 本署 本会 本处 本镇 本乡 本县 本市 本区 本级 专班 所有 全体 其他 \
    其它 其余 上述 此 同前 同级 待 另 暂 拟 视 按 依法 责任 牵头 配合 协助 承办 属地 当地 上级 下级 上一级 地方政府 基层政府 所在 \
    对应 相应 报县 报市 报区 报省 报请 报上级 报送 上报 呈报 经县 经市 经区 经省 并报 提请 商请 会同 确定 全县 全市 全区 全省 每 县级政府 乡镇政府";
/// Places whose names begin like such a word, or hold what no name does.
const PLACES_ALL_THE_SAME: &str = "原阳 原平 原州 各各庄 和平 和田 和静 和顺 和县 和林 和政 向阳 全州 将乐";
/// What no name of an office holds.
const NO_PART: &str = "的了已被把由我";
/// Words that no name of an office holds: they say what somebody does, or that nobody in particular is meant.
const NO_WORD: &[&str] = &["有关", "相关", "会同", "负责", "另行", "确定", "不再", "年底", "涉及"];

/// The longest name of an office, and the most bytes of it.
const NAME: usize = 30;
const BYTES: usize = 4 * NAME;

/// Whether a name ends like an office and is none: 布局, 园区, 座谈会.
pub fn ends_otherwise(name: &str) -> bool {
    NONE.split(' ').any(|end| name.ends_with(end))
        || name.ends_with('会') && !BODIES.split(' ').any(|end| name.ends_with(end))
}

/// Whether a name ends like those of offices that sign no letters.
pub fn ends_like_more(name: &str) -> bool {
    MORE.split(' ').any(|end| name.ends_with(end))
}

/// Whether words stand for whoever is in charge: 各区县, 有关单位.
pub fn is_whoever(name: &str) -> bool {
    const WHOEVER: &[&str] = &["各", "有关", "相关", "主管", "责任", "属地", "所有", "其他", "全县", "全市", "全区"];
    const ENDS: &[char] =
        &['会', '区', '县', '市', '镇', '乡', '村', '道', '位', '门', '局', '府', '委', '办', '方', '关', '业'];
    let bare = name.split_once(['(', '（']).map_or(name, |(bare, _)| bare);
    WHOEVER.iter().any(|word| bare.starts_with(word))
        && bare.ends_with(ENDS)
        && bare.chars().count() <= WHOEVERS
        && !bare.replace("委会", "").contains(['将', '拟', '会'])
}

/// The longest words for whoever is in charge.
pub const WHOEVERS: usize = 12;

/// A name without the place with which it begins, when that has the look of another word: 和平区政府.
pub fn without_place(name: &str) -> &str {
    PLACES_ALL_THE_SAME.split(' ').find_map(|place| name.strip_prefix(place)).unwrap_or(name)
}

/// Whether words stand for nobody in particular: 各区县, 待定, 原由工造局负责.
fn is_nobody(name: &str) -> bool {
    let was = name.strip_prefix('原').is_some_and(|now| now.chars().count() > 2);
    without_place(name) == name && (was || NOBODY.split(' ').any(|word| name.starts_with(word)))
}

/// Whether words are the name of a place that acts like an office: 北山区, though 山区 is none.
pub fn is_place(name: &str) -> bool {
    let length = name.chars().count();
    let is_land = length == 3 && LANDS.iter().any(|end| name.ends_with(end));
    (2..=PLACE).contains(&length) && name.ends_with(PLACES) && (is_land || !ends_otherwise(name))
}

/// What stands behind the name of a place in those of its own offices, and how far behind it the end of one.
const OF_PLACES: &[&str] = &["政府", "人民", "委", "管委会", "政协", "人大"];
const BEHIND: usize = 10;

/// The names that may be those of places before the names of their own offices: of each all lengths.
pub fn places(folded: &[char]) -> HashSet<String> {
    let is_own = |end: usize| {
        let rest: String =
            folded[end..folded.len().min(end + BEHIND)].iter().take_while(|c| c.is_alphabetic()).collect();
        OF_PLACES.iter().any(|word| rest.starts_with(word))
            || rest.find('局').is_some_and(|at| !rest[..at].contains(|c| NO_PART.contains(c) || "将拟会在".contains(c)))
    };
    let ends = (1..=folded.len()).filter(|end| PLACES.contains(&folded[end - 1]) && is_own(*end));
    ends.flat_map(|end| (2..=PLACE.min(end)).map(move |length| folded[end - length..end].iter().collect())).collect()
}

/// Whether words are the name of an office in particular, or of a place in a list of such.
pub fn is_name(name: &str) -> bool {
    if name.len() > BYTES {
        return false;
    }
    let own = Text::new(name);
    let length = own.chars.len();
    let folded = own.folded(0..length);
    // 发改委(粮食局): another name of it stands behind it.
    let bare = folded.split_once('(').map_or(folded.as_str(), |(bare, _)| bare.trim_end());
    let end = bare.chars().count();
    let rest = without_place(bare);
    let is_refused = is_nobody(bare)
        || ends_otherwise(bare) && !is_place(bare)
        || rest.contains(|c: char| NO_PART.contains(c) || !c.is_alphabetic())
        || NO_WORD.iter().any(|word| rest.find(word).is_some_and(|at| at > 0));
    !is_refused && (is_place(bare) || end >= 2 && ends_like_more(bare) && bare != "办" || is_office(&own, &(0..end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_told_by_their_names() {
        for name in "\
            工造局 市发展和改革委 县委 妇联 乌有市人民政府 北山街道 北山区 北湖区 南河镇 风车专班 市风车公司 甲乙中心小学 巡查支队 \
            县发改委(物价局) 县发改委（物价局） 无线电办公室 未成年人保护中心 经信局 社会工作部 风车协会 县人大常委会"
            .split_whitespace()
        {
            assert!(is_name(name), "{name}");
        }
        for place in PLACES_ALL_THE_SAME.split(' ') {
            assert!(is_name(&format!("{place}工造局")), "{place}");
        }
        for name in "\
            同上 各区 各区县 各责任单位 不涉及 待定 无 另行确定 由县工造局另行确定 原由工造局负责 原工造局 不由工造局负责 不再由工造局负责 \
            协助由工造局负责的部门 有关单位 市级有关部门 县直各单位 属地政府 上级部门 尚未明确 视情况而定 长期坚持 资金不足 年底前 \
            2024年底前 张某某 座谈会 老旧小区 产业园区 试点县 我局 本局 报县政府 经费问题由工造局 / —— 局 工造 工造局、巡查处"
            .split_whitespace()
        {
            assert!(!is_name(name), "{name}");
        }
    }
}
