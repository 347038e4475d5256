//! What types alone cannot promise of money, registers and stated figures that were read.

use super::rule::{Checked, obeys, refers};
use crate::id::{FigureId, InitiativeId};
use crate::programme::Programme;
use std::collections::HashSet;

/// Checks the references and tables of a programme but for its initiatives.
pub(super) fn check_programme(programme: &Programme, initiatives: &HashSet<InitiativeId>) -> Checked {
    let pays_for = |id: Option<InitiativeId>, path: &dyn Fn() -> String| {
        id.map_or(Ok(()), |id| refers(initiatives, id, || path() + ".initiative", "an initiative"))
    };
    for (i, line) in programme.budget.iter().flat_map(|table| &table.lines).enumerate() {
        pays_for(line.initiative, &|| format!("case.programme.budget.lines[{i}]"))?;
    }
    for (i, table) in programme.tables.iter().enumerate() {
        obeys(table.problem(), || format!("case.programme.tables[{i}]"))?;
        for (j, line) in table.lines.iter().enumerate() {
            pays_for(line.initiative, &|| format!("case.programme.tables[{i}].lines[{j}]"))?;
        }
    }
    for (i, risk) in programme.risks.iter().enumerate() {
        pays_for(risk.initiative, &|| format!("case.programme.risks[{i}]"))?;
    }
    for (i, action) in programme.actions.iter().enumerate() {
        pays_for(action.initiative, &|| format!("case.programme.actions[{i}]"))?;
    }
    let figures: HashSet<FigureId> = programme.figures.iter().map(|figure| figure.id).collect();
    for (i, relation) in programme.relations.iter().enumerate() {
        let path = || format!("case.programme.relations[{i}]");
        for figure in relation.figures() {
            refers(&figures, figure, path, "a figure")?;
        }
        obeys(relation.problem(&programme.tables), path)?;
    }
    Ok(())
}
