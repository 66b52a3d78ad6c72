//! The columns of a table of tasks, as its head names them.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// What is to be done.
    Task,
    /// Who leads.
    Lead,
    /// Who helps.
    Support,
    /// Until when.
    Due,
    /// What became of it.
    State,
    /// What was asked for or is amiss.
    Ask,
    /// Something else.
    Other,
}

/// Words in the heads of columns, the first that is there decides.
const HEADS: &[(Column, &[&str])] = &[
    (Column::State, &["采纳情况", "是否采纳", "进展", "完成情况", "落实情况", "推进情况", "办结情况", "是否完成"]),
    (Column::Ask, &["建议", "诉求", "问题"]),
    (Column::Support, &["配合", "协办", "参与"]),
    (Column::Lead, &["牵头", "责任单位", "责任部门", "责任主体", "主办", "承办", "负责"]),
    (Column::Due, &["时限", "完成时间", "时间节点", "期限", "办结时间", "时间要求", "完成日期"]),
    (Column::Task, &["任务", "事项", "内容", "措施", "举措", "工作目标"]),
];
/// Whole heads that mean as much in a table of tasks only: tables of other things have them, too.
const BARE: &[(Column, &[&str])] = &[
    (Column::Lead, &["单位", "部门", "落实单位", "落实部门", "实施单位", "实施主体"]),
    (Column::Due, &["时间", "日期", "完成日"]),
];
const TASKS: &[&str] = &["任务", "措施", "举措"];
/// The longest head of a column.
const HEAD: usize = 12;

/// Words in the heads of tables of whatever else.
const OTHERS: &[&str] = &[
    "序号", "年度", "内容", "项目", "名称", "建议", "答复", "情况", "措施", "指标", "目标", "投资", "备注", "类别",
    "单位", "时间", "进度", "金额", "数量", "完成", "规模", "地点",
];

/// Whether the cells of a line are the heads of a table that is none of tasks: 年度, 建设内容, 投资.
pub fn is_plain_head(heads: &[String]) -> bool {
    let is_short = |head: &String| !head.is_empty() && head.chars().count() <= HEAD && !head.contains(['。', ',']);
    let is_named = |head: &&String| OTHERS.iter().any(|word| head.contains(word));
    let is_number = heads.first().is_some_and(|head| head.chars().all(|c| c.is_ascii_digit()));
    !is_number && heads.iter().all(is_short) && heads.iter().filter(is_named).count() > 1
}

/// What the columns are, when the cells of a line say so: one of tasks, and one of offices or of days.
pub fn columns(heads: &[String]) -> Option<Vec<Column>> {
    let heads: Vec<String> = heads.iter().map(|head| head.replace(char::is_whitespace, "")).collect();
    let is_short = |head: &str| head.chars().count() <= HEAD;
    let has = |head: &str, words: &[&str]| is_short(head) && words.iter().any(|word| head.contains(word));
    let is_of_tasks = heads.iter().any(|head| has(head, TASKS));
    let column = |head: &String| {
        let bare = BARE.iter().find(|(_, words)| is_of_tasks && words.contains(&head.as_str()));
        let found = bare.or_else(|| HEADS.iter().find(|(_, words)| has(head, words)));
        found.map_or(Column::Other, |(column, _)| *column)
    };
    let mut columns: Vec<Column> = heads.iter().map(column).collect();
    // 项目, 完成时限, 责任单位: with both, what stands beside them is to be done.
    let is_assigned = columns.contains(&Column::Lead) && columns.contains(&Column::Due);
    if is_assigned && !columns.contains(&Column::Task) {
        let named =
            heads.iter().position(|head| ["项目", "名称", "工程", "目标"].iter().any(|word| head.contains(word)));
        named.into_iter().for_each(|at| columns[at] = Column::Task);
    }
    let with = [Column::Lead, Column::Due, Column::State];
    (columns.contains(&Column::Task) && with.iter().any(|own| columns.contains(own))).then_some(columns)
}
