//! How many of something the text claims, beside how many are listed.

use crate::pages::entry_table::{Column, Layout, Row, entry_table};
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, EditError, RegisterEdit};
use weighbridge::programme::{Counted, StatedCount};

/// Returns the section.
pub(super) fn section(session: Session) -> AnyView {
    let rows = Signal::stored((0..Counted::ALL.len() as Row).collect::<Vec<Row>>());
    let layout = Layout::new("stated-counts", "Numbers that the text claims", Signal::stored(columns()), rows);
    view! {
        <section class="section" aria-labelledby="h-counts">
            <h2 id="h-counts" tabindex="-1">"Numbers that the text claims"</h2>
            {entry_table(session, layout)}
        </section>
    }
    .into_any()
}

fn counted(row: Row) -> Counted {
    Counted::ALL.get(row as usize).copied().unwrap_or(Counted::Initiatives)
}

fn of(case: &Case, row: Row) -> Option<&StatedCount> {
    case.programme.stated_counts.iter().find(|count| count.of == counted(row))
}

fn listed(case: &Case, row: Row) -> usize {
    let initiatives = &case.programme.initiatives;
    counted(row)
        .status()
        .map_or(initiatives.len(), |status| initiatives.iter().filter(|one| one.status == Some(status)).count())
}

fn columns() -> Vec<Column> {
    let fixed = |_: &Case, _: Row, _: &str| {
        Err(EditError::OutOfRange { expected: "the number that the text claims, to the right" })
    };
    let stated = |case: &Case, row: Row, text: &str| {
        let typed = text.trim();
        let n = if typed.is_empty() {
            None
        } else {
            Some(typed.parse::<u32>().map_err(|_| EditError::OutOfRange { expected: "a whole number" })?)
        };
        let source = of(case, row).map_or_else(String::new, |count| count.source.clone());
        Ok(Edit::Register(RegisterEdit::SetCount(counted(row), n, source)))
    };
    let source = |case: &Case, row: Row, text: &str| {
        let n = of(case, row).map(|count| count.stated);
        Ok(Edit::Register(RegisterEdit::SetCount(counted(row), n, text.to_owned())))
    };
    vec![
        Column::new("Of", |_, row| counted(row).word().to_owned(), fixed),
        Column::new(
            "Claimed",
            |case, row| of(case, row).map_or_else(String::new, |count| count.stated.to_string()),
            stated,
        )
        .of_numbers(),
        Column::new("Listed here", |case, row| listed(case, row).to_string(), fixed).of_numbers(),
        Column::new(
            "Paragraph",
            |case, row| of(case, row).map_or_else(String::new, |count| count.source.clone()),
            source,
        ),
    ]
}
