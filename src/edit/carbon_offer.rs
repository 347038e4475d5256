//! Published budgets and reported tonnes that a case's reference tables hold, as edits that take them into its carbon plan.

use super::{CarbonEdit, Edit};
use crate::case::{Case, ReferenceRow, ReferenceTable};
use crate::finite::Finite;
use crate::print::as_typed;
use crate::programme::{CarbonPlan, CarbonYear, PlanYear};

/// Something that can be taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct CarbonOffer {
    /// What it is, for example "119,988 t: 2020 to 2025, annual report 2020-21".
    pub what: String,
    /// The table that it stands in, and where that was read.
    pub source: String,
    /// What takes it over.
    pub edit: Edit,
}

/// Returns what the reference tables of a case offer: each figure of a table in tCO₂ whose one column is headed "Budget", and
/// the years of columns headed "Reported". What a row calls unverified is not offered, and no period is read from a label:
/// whoever takes a budget says for which years it holds.
#[must_use]
pub fn carbon_offers(case: &Case) -> Vec<CarbonOffer> {
    let tables = case.references.iter().filter(|table| table.unit.to_lowercase().starts_with("tco"));
    tables.flat_map(|table| budgets(case, table).into_iter().chain(reported(case, table))).collect()
}

fn is_verified(row: &ReferenceRow) -> bool {
    !row.note.to_lowercase().contains("unverified")
}

fn source(table: &ReferenceTable, row: &ReferenceRow) -> String {
    if row.note.is_empty() { table.source.clone() } else { format!("{}. {}", row.note, table.source) }
}

fn budgets(case: &Case, table: &ReferenceTable) -> Vec<CarbonOffer> {
    if table.columns.len() != 1 || !table.columns[0].to_lowercase().starts_with("budget") {
        return Vec::new();
    }
    let plan = case.programme.carbon_plan.as_deref().cloned().unwrap_or_default();
    let offer = |row: &ReferenceRow| {
        let limit = row.values.first().copied().flatten().filter(|limit| limit.get() >= 0.0)?;
        let source = source(table, row);
        let document = format!("{}: {}", table.title, row.label);
        let taken = CarbonPlan { document, limit_t: Some(limit), source: source.clone(), ..plan.clone() };
        let what = format!("{} t: {}", as_typed(limit.get()), row.label);
        Some(CarbonOffer { what, source, edit: Edit::Carbon(CarbonEdit::ChangePlan(Box::new(taken))) })
    };
    table.rows.iter().filter(|row| is_verified(row)).filter_map(offer).collect()
}

fn reported(case: &Case, table: &ReferenceTable) -> Option<CarbonOffer> {
    let column = table.columns.iter().position(|column| column.to_lowercase().starts_with("reported"))?;
    let plan = case.programme.carbon_plan.as_deref();
    let year = |row: &ReferenceRow| {
        let year: CarbonYear = row.label.parse().ok()?;
        let found: Finite = row.values.get(column).copied().flatten().filter(|found| found.get() >= 0.0)?;
        let known = plan.and_then(|plan| plan.year(year)).cloned().unwrap_or_else(|| PlanYear::of(year));
        Some(PlanYear { reported_t: Some(found), source: source(table, row), ..known })
    };
    let years: Vec<PlanYear> = table.rows.iter().filter(|row| is_verified(row)).filter_map(year).collect();
    let (first, last) = (years.first()?.year, years.last()?.year);
    let what = format!("Reported tonnes of {} years, {first} to {last}", years.len());
    let edits = years.into_iter().map(|year| Edit::Carbon(CarbonEdit::PutYear(Box::new(year)))).collect();
    Some(CarbonOffer { edit: Edit::Together(what.clone(), edits), what, source: table.source.clone() })
}

#[cfg(test)]
mod tests {
    use super::carbon_offers;
    use crate::edit::apply;
    use crate::file;
    use crate::finite::Finite;

    #[test]
    fn the_published_figures_of_the_council_are_offered_and_what_nobody_verified_is_not() {
        let pack = include_bytes!("../../seeds/frameworks/zero-carbon-2038.json");
        let mut case = file::load(pack).unwrap().case;
        let offers = carbon_offers(&case);
        let what: Vec<&str> = offers.iter().map(|offer| offer.what.as_str()).collect();
        assert_eq!(
            what,
            [
                "Reported tonnes of 5 years, 2018/19 to 2023/24",
                "119,988 t: 2020 to 2025, annual report 2020-21",
                "119,987 t: 2020 to 2025, sum of the five annual caps",
                "126,336 t: 2020 to 2025, later pages",
                "79,300 t: 2025 to 2030",
                "316,048 t: 2018 to 2100",
            ],
            "and neither the city's megatonnes nor savings"
        );
        for offer in &offers {
            case = apply(&case, &offer.edit).unwrap();
        }
        let plan = case.programme.carbon_plan.as_deref().unwrap();
        assert_eq!(plan.limit_t, Finite::new(316_048.0));
        assert_eq!(plan.reported_t("2023/24".parse().unwrap()), Some(23_056.0));
        assert_eq!(plan.reported_t("2021/22".parse().unwrap()), None, "not found stays not found");
        assert!(plan.years.iter().all(|year| !year.source.is_empty()));
    }
}
