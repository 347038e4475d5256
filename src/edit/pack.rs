//! A pack file taken into a case: its frameworks, and the crosswalks between them, matched with what the case has already.

use super::{CrosswalkEdit, Edit, EditError, FrameworkEdit, apply};
use crate::case::Case;
use crate::framework::{Crosswalk, Framework, Link};
use crate::id::{FrameworkId, GoalId};
use crate::print::list;
use crate::spelling::folded;
use std::collections::HashMap;

/// What a pack file brings into a case.
#[derive(Clone, Debug, PartialEq)]
pub struct PackTaken {
    /// The edit that takes it over, as one step.
    pub edit: Edit,
    /// The frameworks that are new, by their titles.
    pub frameworks: Vec<String>,
    /// The crosswalks that are new or gain links: "from A to B".
    pub crosswalks: Vec<String>,
    /// How many links come in.
    pub n_links: usize,
    /// Links that stay out because the case has no such goal: "A to B".
    pub left: Vec<String>,
}

/// Returns what a pack brings into a case; `None` where the case has all of it. A framework of the same title and edition is the
/// same, and so is a goal of the same title in it. What stands in the case stays as it is.
///
/// # Errors
/// As the edits: where the case is full.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::{Edit, FrameworkEdit, apply, taking_pack}, framework::Lens};
/// let start = |title: &str| Edit::Framework(FrameworkEdit::Start(title.into(), Lens::Outcomes));
/// let pack = Case::of_framework(&apply(&Case::titled("Depots"), &start("Our plan"))?.frameworks[0]);
/// let case = Case::titled("Depots");
/// let taken = taking_pack(&case, &pack)?.unwrap();
/// assert_eq!(taken.frameworks, ["Our plan"]);
/// assert_eq!(taking_pack(&apply(&case, &taken.edit)?, &pack)?, None);
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
pub fn taking_pack(case: &Case, pack: &Case) -> Result<Option<PackTaken>, EditError> {
    let mut now = case.clone();
    let mut edits = Vec::new();
    let mut make = |now: &mut Case, edit: Edit| -> Result<(), EditError> {
        *now = apply(now, &edit)?;
        edits.push(edit);
        Ok(())
    };
    let (mut frameworks, mut goals) = (HashMap::new(), HashMap::new());
    let mut new = Vec::new();
    for framework in &pack.frameworks {
        if let Some(own) = now.frameworks.iter().find(|own| is_same(own, framework)) {
            frameworks.insert(framework.id, own.id);
            goals.extend(matched(framework, own));
            continue;
        }
        make(&mut now, Edit::Framework(FrameworkEdit::Add(Box::new(Framework::clone(framework)))))?;
        new.push(framework.title.clone());
        // It stands last, with its goals in their order.
        if let Some(own) = now.frameworks.last() {
            frameworks.insert(framework.id, own.id);
            goals.extend(framework.goals.iter().zip(&own.goals).map(|(goal, own)| (goal.id, own.id)));
        }
    }
    let (mut crosswalks, mut left, mut n_links) = (Vec::new(), Vec::new(), 0);
    for crosswalk in &pack.crosswalks {
        let ends = frameworks.get(&crosswalk.from).zip(frameworks.get(&crosswalk.to));
        let Some((from, to)) = ends.map(|(from, to)| (*from, *to)) else { continue };
        let (links, out) = linked(pack, crosswalk, &goals);
        left.extend(out);
        let standing = now.crosswalk(from, to).cloned();
        let before = n_links;
        match standing {
            None => {
                n_links += links.len();
                let added = Crosswalk { from, to, links, ..Crosswalk::clone(crosswalk) };
                make(&mut now, Edit::Crosswalk(CrosswalkEdit::Add(Box::new(added))))?;
                crosswalks.push(between(&now, from, to));
            }
            Some(own) => {
                for link in links.into_iter().filter(|link| own.link(link.from, link.to).is_none()) {
                    let edit = CrosswalkEdit::SetLink(link.from, link.to, link.strength, link.note);
                    make(&mut now, Edit::Crosswalk(edit))?;
                    n_links += 1;
                }
                if n_links > before {
                    crosswalks.push(between(&now, from, to));
                }
            }
        }
    }
    if edits.is_empty() {
        return Ok(None);
    }
    let edit = match edits.len() {
        1 => edits.remove(0),
        _ => {
            let what: Vec<&str> = new
                .iter()
                .map(String::as_str)
                .chain(["a crosswalk"].into_iter().filter(|_| !crosswalks.is_empty()))
                .collect();
            Edit::Together(format!("Add {}", list(&what)), edits)
        }
    };
    Ok(Some(PackTaken { edit, frameworks: new, crosswalks, n_links, left }))
}

fn between(case: &Case, from: FrameworkId, to: FrameworkId) -> String {
    let title = |id| case.framework(id).map_or("", |found| found.title.as_str());
    format!("from {} to {}", title(from), title(to))
}

fn is_same(one: &Framework, other: &Framework) -> bool {
    one.title == other.title && one.edition == other.edition
}

/// Returns which goal of a framework is which of the same framework in another file, by their titles; a title that two goals have
/// tells neither.
fn matched(framework: &Framework, own: &Framework) -> Vec<(GoalId, GoalId)> {
    let pair = |goal: &crate::framework::Goal| {
        let title = folded(&goal.title);
        let mut same = own.goals.iter().filter(|other| folded(&other.title) == title);
        same.next().filter(|_| same.next().is_none()).map(|found| (goal.id, found.id))
    };
    framework.goals.iter().filter_map(pair).collect()
}

/// Returns the links of a crosswalk between the goals of the case, and those of which a goal is not there.
fn linked(pack: &Case, crosswalk: &Crosswalk, goals: &HashMap<GoalId, GoalId>) -> (Vec<Link>, Vec<String>) {
    let (mut links, mut out) = (Vec::new(), Vec::new());
    let title = |id| pack.goal(id).map_or("goal", |goal| goal.title.as_str());
    for link in &crosswalk.links {
        match goals.get(&link.from).zip(goals.get(&link.to)) {
            Some((from, to)) => links.push(Link { from: *from, to: *to, ..link.clone() }),
            None => out.push(format!("{} to {}", title(link.from), title(link.to))),
        }
    }
    (links, out)
}
