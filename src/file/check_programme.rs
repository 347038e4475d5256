//! What types alone cannot promise of money, registers and stated figures that were read.

use super::rule::{Checked, obeys, refers};
use crate::case::Case;
use crate::id::{CarbonLineId, FigureId, InitiativeId, ProxyId};
use crate::programme::{Initiative, Programme};
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
    obeys(programme.carbon_plan.as_ref().and_then(|plan| plan.problem()), || "case.programme.carbon_plan".to_owned())
}

/// What tonnes and social value may refer to.
#[derive(Debug, Default)]
pub(super) struct Known {
    lines: HashSet<CarbonLineId>,
    proxies: HashSet<ProxyId>,
}

impl Known {
    /// Returns what a case has of them.
    pub(super) fn of(case: &Case) -> Known {
        let lines = case.programme.initiatives.iter().flat_map(|initiative| &initiative.carbon.lines);
        let proxies = case.proxies.iter().map(|proxy| proxy.id).collect();
        Known { lines: lines.map(|line| line.id).collect(), proxies }
    }
}

/// Checks the tonnes and the social value of an initiative. `path` gives the place of one of its members.
pub(super) fn check_initiative(initiative: &Initiative, known: &Known, path: &dyn Fn(&str) -> String) -> Checked {
    for (j, line) in initiative.carbon.lines.iter().enumerate() {
        let path = || path(&format!("carbon.lines[{j}]"));
        obeys(line.problem(), path)?;
        for (k, id) in line.same_tonnes_as.iter().enumerate() {
            refers(&known.lines, *id, || format!("{}.same_tonnes_as[{k}]", path()), "a line of carbon")?;
        }
    }
    for (j, one) in initiative.social_value.iter().enumerate() {
        let path = || path(&format!("social_value[{j}]"));
        obeys(one.problem(), path)?;
        refers(&known.proxies, one.proxy, || path() + ".proxy", "a proxy")?;
    }
    Ok(())
}
