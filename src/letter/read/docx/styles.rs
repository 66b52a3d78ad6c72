//! What styles say about paragraphs and runs: which list they belong to, and whether they are shown.

use std::collections::HashMap;

use super::xml::{self, Attributes, Fault, Path, Visitor};

/// How many styles may be based on each other.
const LONGEST_CHAIN: usize = 64;

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    /// The style that is being read.
    open: String,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    hidden: Option<bool>,
}

impl Styles {
    pub(super) fn read(xml: &str) -> Result<Self, Fault> {
        let mut styles = Self::default();
        xml::walk(xml, &mut styles)?;
        Ok(styles)
    }

    /// A style and those that it is based on, nearest first.
    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let find = |id: &'a str| self.styles.get(id).map(|style| (id, style));
        let next = move |(_, style): &(&'a str, &'a Style)| style.based_on.as_deref().and_then(find);
        std::iter::successors(find(id), next).take(LONGEST_CHAIN)
    }

    /// The list of a paragraph's style with the level, when the style names one, and the style that says so.
    pub(super) fn list<'a>(&'a self, id: Option<&'a str>) -> Option<(&'a str, Option<usize>, &'a str)> {
        let id = id.or(self.default.as_deref())?;
        let (own, list) = self.chain(id).find_map(|(own, style)| Some((own, style.list.as_deref()?)))?;
        let level = self.chain(id).find_map(|(_, style)| style.level);
        Some((list, level, own))
    }

    /// Whether a style, or the one of paragraphs that name none, hides its text; `None` when it says nothing of it.
    pub(super) fn hides(&self, id: Option<&str>) -> Option<bool> {
        let id = id.or(self.default.as_deref())?;
        self.chain(id).find_map(|(_, style)| style.hidden)
    }
}

impl Visitor for Styles {
    fn start(&mut self, path: &Path, attributes: &Attributes<'_>) {
        if path.up(0) == "style" {
            self.open = attributes.get("styleId").unwrap_or_default();
            if attributes.get("type").as_deref() == Some("paragraph")
                && attributes.get("default").is_some_and(|on| matches!(&*on, "1" | "true" | "on"))
            {
                self.default = Some(self.open.clone());
            }
            self.styles.insert(self.open.clone(), Style::default());
            return;
        }
        let Some(style) = self.styles.get_mut(&self.open) else { return };
        match (path.up(0), path.up(1), path.up(2)) {
            ("basedOn", "style", _) => style.based_on = attributes.val(),
            ("numId", "numPr", "pPr") if path.up(3) == "style" => style.list = attributes.val(),
            ("ilvl", "numPr", "pPr") if path.up(3) == "style" => {
                style.level = attributes.val().and_then(|val| val.parse().ok());
            }
            ("vanish", "rPr", "style") => style.hidden = Some(attributes.is_on()),
            _ => {}
        }
    }
}
