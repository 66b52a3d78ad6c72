//! Traditional characters as simplified ones, one for one: the expressions and the names that the drafter knows are
//! written once, and letters from Taiwan, Hong Kong and Macao are read by them.

use std::sync::LazyLock;

/// Each traditional character with the simplified one behind it: those of which the drafter's own words are made.
const PAIRS: &str = "\
    並并 佈布 佔占 併并 來来 侷局 係系 俱具 們们 備备 傢家 傳传 傾倾 億亿 儘尽 優优 兌兑 內内 兩两 冊册 別别 刪删 剝剥 創创 劃划 動动 務务 勵励 匯汇 區区 協协 厲厉 叄叁 員员 問问 \
    啓启 啟启 單单 嘗尝 嚮向 嚴严 國国 圍围 圖图 團团 埰采 執执 堅坚 報报 壓压 壯壮 奬奖 奮奋 學学 實实 審审 寫写 寬宽 將将 專专 對对 導导 屬属 帶带 幫帮 幾几 廣广 廳厅 廻回 強强 \
    彆别 彙汇 後后 從从 復复 徵征 徹彻 愛爱 態态 慮虑 懇恳 應应 戶户 掃扫 採采 揚扬 揮挥 摯挚 撥拨 擊击 擔担 據据 擬拟 擴扩 數数 斷断 於于 昇升 時时 暢畅 暫暂 曆历 曏向 書书 會会 \
    條条 業业 極极 榮荣 構构 標标 樣样 樹树 機机 檔档 檢检 檯台 欄栏 權权 歡欢 歷历 歸归 決决 沒没 況况 減减 準准 溝沟 滯滞 滿满 瀏浏 為为 無无 營营 爭争 爲为 牽牵 狀状 獎奖 獲获 \
    現现 環环 產产 畫划 當当 發发 盡尽 監监 盤盘 眞真 眾众 睏困 瞭了 硏研 確确 碼码 礙碍 種种 稱称 積积 穩稳 穫获 節节 範范 築筑 簡简 簽签 籌筹 籤签 籲吁 糰团 糾纠 約约 納纳 級级 \
    紮扎 終终 組组 結结 統统 經经 綠绿 維维 網网 緊紧 線线 緣缘 編编 緩缓 練练 縣县 縮缩 總总 織织 繕缮 繞绕 繪绘 繫系 繼继 續续 纍累 罷罢 羣群 聯联 職职 肅肃 臨临 臺台 與与 興兴 \
    舉举 華华 萬万 著着 蓋盖 處处 虛虚 號号 衆众 補补 裝装 製制 複复 覈核 見见 規规 視视 覽览 訂订 計计 討讨 訓训 託托 記记 訪访 設设 許许 註注 証证 評评 詞词 詢询 試试 話话 該该 \
    誌志 認认 誠诚 說说 説说 調调 談谈 請请 論论 諾诺 謀谋 謝谢 證证 識识 議议 護护 讀读 變变 讓让 豐丰 負负 財财 貫贯 責责 貴贵 貼贴 資资 賡赓 質质 購购 車车 軍军 載载 輕轻 輯辑 \
    轉转 辦办 迴回 這这 週周 進进 運运 過过 達达 適适 遷迁 選选 還还 醞酝 醫医 釀酿 針针 銀银 銜衔 錄录 錯错 錶表 鍛锻 鎮镇 鏈链 鑑鉴 鑒鉴 長长 門门 閉闭 開开 間间 関关 閱阅 關关 \
    闢辟 陞升 隊队 階阶 隨随 離离 難难 電电 靈灵 鞏巩 頁页 頂顶 項项 順顺 須须 預预 頒颁 領领 頭头 頸颈 題题 類类 顧顾 風风 餘余 饋馈 驗验 體体 髮发 鬚须 點点 黨党 齊齐 齣出 \
    個个 園园 場场 墾垦 屆届 幹干 張张 懷怀 換换 橋桥 燈灯 畝亩 盞盏 給给 蹤踪 輛辆 鄉乡 鋪铺 陸陆 隻只 館馆 騰腾 寶宝 郵邮 東东 養养 淨净 則则 勸劝 勞劳 廠厂 廁厕 參参 雙双 祇只 颱台 噸吨 聽听 賙周 響响 壞坏 婦妇 崗岗 慶庆 \
    庫库 戰战 掛挂 殺杀 棟栋 樁桩 殘残 氣气 氾泛 測测 災灾 熱热 礦矿 細细 講讲 診诊 誰谁 貳贰 輪轮 輔辅 轄辖 連连 陽阳 際际 駐驻 龍龙 覆复 裏里";

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// The simplified form of every character of the block.
static SIMPLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut all: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
    for pair in PAIRS.split_whitespace() {
        let mut both = pair.chars();
        if let (Some(from), Some(to)) = (both.next(), both.next())
            && let Some(own) = all.get_mut((from as u32 - FIRST) as usize)
        {
            *own = to;
        }
    }
    all
});

/// The character that the drafter knows for another; most are their own.
pub fn simple(c: char) -> char {
    let known = (c as u32).checked_sub(FIRST).and_then(|at| SIMPLE.get(at as usize));
    known.copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::simple;

    #[test]
    fn traditional_characters_are_read_as_simplified() {
        let read: String = "將儘速辦理,賡續推動計畫；著手".chars().map(simple).collect();
        assert_eq!(read, "将尽速办理,赓续推动计划；着手");
        assert_eq!(simple('a'), 'a');
    }
}
