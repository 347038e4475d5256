//! The patch between two cases: what they hold together is passed over, the rest is compared noun by noun.

use super::patch::{self, mark, value};
use super::pieces::{Piece, decode, encode};
use crate::appraisal::Appraisal;
use crate::case::Case;
use crate::file;
use crate::grid::{Grid, Placed};
use crate::programme::Programme;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::cell::LazyCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Returns the patch that turns `after` into `before`, but for the counter of ids, which never goes back; nothing where
/// they are the same.
pub(super) fn diff(after: &Case, before: &Case) -> Option<Value> {
    let (old, new) = (&after.programme, &before.programme);
    let parts = [
        ("case", patch::diff(&value(&bare(after)), &value(&bare(before)))),
        ("frameworks", list(&after.frameworks, &before.frameworks, &|one| Some(one.id.0), &by_value)),
        ("goal_statements", list(&after.goal_statements, &before.goal_statements, &|one| Some(one.goal.0), &by_value)),
        ("initiatives", list(&old.initiatives, &new.initiatives, &|one| Some(one.id.0), &by_value)),
        ("tables", list(&old.tables, &new.tables, &|one| Some(one.id.0), &by_value)),
        ("figures", list(&old.figures, &new.figures, &|one| Some(one.id.0), &by_value)),
        ("relations", list(&old.relations, &new.relations, &|_| None, &by_value)),
        ("risks", list(&old.risks, &new.risks, &|one| Some(one.id.0), &by_value)),
        ("actions", list(&old.actions, &new.actions, &|one| Some(one.id.0), &by_value)),
        ("sections", list(&after.sections, &before.sections, &|_| None, &by_value)),
        ("portfolios", list(&after.portfolios, &before.portfolios, &|one| Some(one.id.0), &by_value)),
        ("participants", list(&after.participants, &before.participants, &|one| Some(one.id.0), &by_value)),
        ("sessions", list(&after.sessions, &before.sessions, &|one| Some(one.id.0), &by_value)),
        ("report_text", list(&after.report_text, &before.report_text, &|_| None, &by_value)),
        ("crosswalks", list(&after.crosswalks, &before.crosswalks, &|_| None, &by_value)),
        ("contributions", cells(&after.contributions, &before.contributions)),
        ("appraisals", list(&after.appraisals, &before.appraisals, &|one| Some(one.id.0), &appraisal)),
        ("proxies", list(&after.proxies, &before.proxies, &|one| Some(one.id.0), &by_value)),
        ("references", list(&after.references, &before.references, &|_| None, &by_value)),
    ];
    let parts: Map<String, Value> =
        parts.into_iter().filter_map(|(name, patch)| Some((name.to_owned(), patch?))).collect();
    (!parts.is_empty()).then_some(Value::Object(parts))
}

/// Returns the case before a step; nothing where the patch was written for another case.
pub(super) fn apply(after: &Case, told: &Value) -> Option<Case> {
    let mut case = after.clone();
    if let Some(patch) = told.get("case") {
        let found: Case = file::read_part(&patch::apply(&value(&bare(after)), patch)?).ok()?;
        let lists = std::mem::replace(&mut case, found);
        case.next_id = after.next_id;
        case.frameworks = lists.frameworks;
        case.goal_statements = lists.goal_statements;
        case.programme = Programme {
            stated_counts: std::mem::take(&mut case.programme.stated_counts),
            carbon_plan: std::mem::take(&mut case.programme.carbon_plan),
            unknown: std::mem::take(&mut case.programme.unknown),
            ..lists.programme
        };
        case.sections = lists.sections;
        case.portfolios = lists.portfolios;
        case.participants = lists.participants;
        case.sessions = lists.sessions;
        case.report_text = lists.report_text;
        case.crosswalks = lists.crosswalks;
        case.contributions = lists.contributions;
        case.appraisals = lists.appraisals;
        case.proxies = lists.proxies;
        case.references = lists.references;
    }
    relist(&mut case.frameworks, told.get("frameworks"), &repair)?;
    relist(&mut case.goal_statements, told.get("goal_statements"), &repair)?;
    relist(&mut case.programme.initiatives, told.get("initiatives"), &repair)?;
    relist(&mut case.programme.tables, told.get("tables"), &repair)?;
    relist(&mut case.programme.figures, told.get("figures"), &repair)?;
    relist(&mut case.programme.relations, told.get("relations"), &repair)?;
    relist(&mut case.programme.risks, told.get("risks"), &repair)?;
    relist(&mut case.programme.actions, told.get("actions"), &repair)?;
    relist(&mut case.sections, told.get("sections"), &repair)?;
    relist(&mut case.portfolios, told.get("portfolios"), &repair)?;
    relist(&mut case.participants, told.get("participants"), &repair)?;
    relist(&mut case.sessions, told.get("sessions"), &repair)?;
    relist(&mut case.report_text, told.get("report_text"), &repair)?;
    relist(&mut case.crosswalks, told.get("crosswalks"), &repair)?;
    recell(&mut case.contributions, told.get("contributions"))?;
    relist(&mut case.appraisals, told.get("appraisals"), &repair_appraisal)?;
    relist(&mut case.proxies, told.get("proxies"), &repair)?;
    relist(&mut case.references, told.get("references"), &repair)?;
    Some(case)
}

/// Returns a case without what is compared apart, and without the counter of ids.
fn bare(case: &Case) -> Case {
    let mut bare = Case { context: case.context.clone(), unknown: case.unknown.clone(), ..Case::titled(&case.title) };
    (bare.illustrative, bare.lens_weights) = (case.illustrative, case.lens_weights.clone());
    bare.answers = case.answers.clone();
    bare.programme.stated_counts = case.programme.stated_counts.clone();
    bare.programme.carbon_plan = case.programme.carbon_plan.clone();
    bare.programme.unknown = case.programme.unknown.clone();
    bare
}

fn by_value<T: Serialize>(after: &T, before: &T) -> Option<Value> {
    patch::diff(&value(after), &value(before))
}

fn repair<T: Serialize + DeserializeOwned>(after: &T, told: &Value) -> Option<T> {
    file::read_part(&patch::apply(&value(after), told)?).ok()
}

/// An appraisal without its scores, which are compared apart.
fn without_scores(appraisal: &Appraisal) -> Appraisal {
    let mut bare = Appraisal { scores: appraisal.scores.clone(), ..appraisal.clone() };
    bare.scores.clear();
    bare
}

fn appraisal(after: &Appraisal, before: &Appraisal) -> Option<Value> {
    let rest = by_value(&without_scores(after), &without_scores(before));
    let parts = [("rest", rest), ("scores", cells(&after.scores, &before.scores))];
    let parts: Map<String, Value> =
        parts.into_iter().filter_map(|(name, patch)| Some((name.to_owned(), patch?))).collect();
    (!parts.is_empty()).then_some(Value::Object(parts))
}

fn repair_appraisal(after: &Appraisal, told: &Value) -> Option<Appraisal> {
    let mut appraisal = match told.get("rest") {
        Some(patch) => Appraisal { scores: after.scores.clone(), ..repair(&without_scores(after), patch)? },
        None => after.clone(),
    };
    recell(&mut appraisal.scores, told.get("scores"))?;
    Some(appraisal)
}

fn list<T: Eq + Serialize>(
    after: &[Arc<T>],
    before: &[Arc<T>],
    id: &dyn Fn(&T) -> Option<u32>,
    differ: &dyn Fn(&T, &T) -> Option<Value>,
) -> Option<Value> {
    let same = after.len() == before.len() && after.iter().zip(before).all(|(one, other)| Arc::ptr_eq(one, other));
    if same {
        return None;
    }
    // Most items stand where they stood, and then nothing need be looked up.
    let held = LazyCell::new(|| {
        after.iter().enumerate().map(|(at, one)| (Arc::as_ptr(one), at)).collect::<HashMap<*const T, usize>>()
    });
    let named = LazyCell::new(|| {
        after.iter().enumerate().filter_map(|(at, one)| Some((id(one)?, at))).collect::<HashMap<u32, usize>>()
    });
    let piece = |(at, item): (usize, &Arc<T>)| {
        let here = after.get(at);
        if here.is_some_and(|here| Arc::ptr_eq(here, item)) {
            return Piece::Same(at);
        }
        let id_of_item = id(item);
        let is_named_alike = id_of_item.is_some() && here.and_then(|here| id(here)) == id_of_item;
        if !is_named_alike && let Some(there) = held.get(&Arc::as_ptr(item)) {
            return Piece::Same(*there);
        }
        let partner = match id_of_item {
            Some(_) if is_named_alike => Some(at),
            Some(id) => named.get(&id).copied(),
            None => (after.len() == before.len()).then_some(at),
        };
        match partner {
            None => Piece::New(value(&**item)),
            Some(there) if after[there] == *item => Piece::Same(there),
            Some(there) => match differ(&after[there], item) {
                Some(patch) => Piece::Changed(there, patch),
                None => Piece::New(value(&**item)),
            },
        }
    };
    encode(before.iter().enumerate().map(piece).collect(), after.len())
}

fn relist<T: DeserializeOwned>(
    items: &mut Vec<Arc<T>>,
    told: Option<&Value>,
    repair: &dyn Fn(&T, &Value) -> Option<T>,
) -> Option<()> {
    let Some(told) = told else { return Some(()) };
    let pieces = decode(told, items.len())?.into_iter();
    let found = pieces.map(|piece| match piece {
        Piece::Same(at) => items.get(at).cloned(),
        Piece::Changed(at, patch) => repair(items.get(at)?, &patch).map(Arc::new),
        Piece::New(value) => file::read_part(&value).ok().map(Arc::new),
    });
    *items = found.collect::<Option<_>>()?;
    Some(())
}

/// Returns the patch between two grids: cells that are gone by their place, cells to put back by their position in the
/// list, and cells that differ.
fn cells<T>(after: &Grid<T>, before: &Grid<T>) -> Option<Value>
where
    T: Placed + Eq + Serialize,
    u32: From<T::Row> + From<T::Column>,
{
    let differences = after.differences(before);
    if differences.is_empty() {
        return None;
    }
    let place = |cell: &T| {
        let (row, column) = cell.place();
        json!([u32::from(row), u32::from(column)])
    };
    let (mut gone, mut changed, mut back) = (Vec::new(), Vec::new(), HashMap::new());
    for (here, there) in differences {
        match (here, there) {
            (Some(here), Some(there)) => {
                changed.extend(by_value(here, there).map(|patch| json!([place(here), patch])));
            }
            (Some(here), None) => gone.push(json!([place(here), mark(&value(here))])),
            (None, Some(there)) => {
                back.insert(std::ptr::from_ref(there), value(there));
            }
            (None, None) => {}
        }
    }
    let back: Vec<Value> = if back.is_empty() {
        Vec::new()
    } else {
        let all = before.iter().enumerate();
        all.filter_map(|(at, cell)| Some(json!([at, back.remove(&std::ptr::from_ref(cell))?]))).collect()
    };
    Some(json!({ "gone": gone, "changed": changed, "back": back }))
}

fn recell<T>(grid: &mut Grid<T>, told: Option<&Value>) -> Option<()>
where
    T: Placed + Eq + Serialize + DeserializeOwned,
    T::Row: From<u32>,
    T::Column: From<u32>,
{
    let Some(told) = told else { return Some(()) };
    let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
    let place = |value: &Value| {
        let (row, column) = (number(value.get(0)?)?, number(value.get(1)?)?);
        Some((T::Row::from(row), T::Column::from(column)))
    };
    for gone in told.get("gone")?.as_array()? {
        let (row, column) = place(gone.get(0)?)?;
        let removed = grid.remove(row, column)?;
        if gone.get(1)?.as_u64() != Some(u64::from(mark(&value(&removed)))) {
            return None;
        }
    }
    for changed in told.get("changed")?.as_array()? {
        let (row, column) = place(changed.get(0)?)?;
        let repaired: T = repair(grid.get(row, column)?, changed.get(1)?)?;
        if repaired.place() != (row, column) {
            return None;
        }
        *grid.get_mut(row, column)? = repaired;
    }
    let back = told.get("back")?.as_array()?.iter();
    let back = back.map(|one| {
        let cell: T = file::read_part(one.get(1)?).ok()?;
        let (row, column) = cell.place();
        let is_free = grid.get(row, column).is_none();
        Some((usize::try_from(one.get(0)?.as_u64()?).ok()?, cell)).filter(|_| is_free)
    });
    let back = back.collect::<Option<Vec<_>>>()?;
    if !back.is_empty() {
        grid.put_back(back);
    }
    Some(())
}
