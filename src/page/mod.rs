//! What an answer is made of before it is text: values, tables, pages.
//!
//! Nothing here knows measures, files or terminals. Whoever answers builds these; whoever renders reads them.

mod badge;
mod block;
mod calendar;
mod diagnostic;
pub mod dossier;
mod each;
mod marked;
mod sheet;
mod table;
mod value;

pub use badge::Badge;
pub use block::{Bar, Block, Line, Page, Run, Share};
pub use calendar::{Calendar, Event};
pub use diagnostic::{Diagnostic, Diagnostics, Point, Rule, Spot, Threshold};
pub use each::Each;
pub use marked::{Mark, Marked, Sign};
pub use sheet::{Ink, Paper, Pen, Sheet, SheetCell, SheetColumn, Workbook};
pub use table::{Column, Fit, Group, Table};
pub use value::{Term, Tone, Value};
