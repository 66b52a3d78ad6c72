//! Choosing measures: what can be asked of them, the filter with its two faces, references, and order.

mod address;
mod date;
mod expr;
mod field;
mod filter;
mod group;
mod operand;
mod order;
mod reference;
mod row;
mod term;
mod value;

pub use date::{Interval, interval, shifted};
pub use expr::expression;
pub use field::{FIELDS, Field, Sort, field, fields};
pub use filter::{Filter, Op, Operand};
pub use group::{Group, groups, sort_groups};
pub use order::{Order, order, orders};
pub use reference::Resolver;
pub use row::{Row, RowMaker, among, by_ledger, each_row, rows};
pub use term::{meant, terms};
