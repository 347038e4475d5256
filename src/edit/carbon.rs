//! Edits of carbon in tonnes: the lines of initiatives, and the budget that they are held against.

use super::EditError;
use super::given::{Applied, issue, name, obeys, room, text};
use super::programme::{initiative, initiative_name};
use super::same_tonnes::forget;
use crate::case::Case;
use crate::finite::Finite;
use crate::id::{CarbonLineId, InitiativeId};
use crate::limits::Limit;
use crate::print::as_typed;
use crate::programme::{CarbonField, CarbonLine, CarbonPlan, CityFigure, NotTaken, PlanYear};
use std::sync::Arc;

/// A change of tonnes.
#[derive(Clone, Debug, PartialEq)]
pub enum CarbonEdit {
    /// Adds a line to an initiative. Its own id does not matter.
    AddLine(InitiativeId, Box<CarbonLine>),
    /// Changes a line, all but its id.
    ChangeLine(CarbonLineId, Box<CarbonLine>),
    /// Moves a line to another initiative.
    PlaceLine(CarbonLineId, InitiativeId),
    /// Removes a line, also where others name it.
    RemoveLine(CarbonLineId),
    /// Changes the budget and the base line, all but the years.
    ChangePlan(Box<CarbonPlan>),
    /// Says what is known of a year; nothing known takes it out.
    PutYear(Box<PlanYear>),
}

impl From<NotTaken> for EditError {
    fn from(refused: NotTaken) -> EditError {
        match refused {
            NotTaken::NoDate(refused) => EditError::NoDate(refused),
            NotTaken::Expected(expected) => EditError::OutOfRange { expected },
        }
    }
}

impl CarbonEdit {
    /// Returns the edit that says by their names which measures have the tonnes of one: "Solar farm; Heat pumps". Nothing said
    /// means none.
    ///
    /// # Errors
    /// As for [`named_measures`].
    pub fn same_tonnes(case: &Case, id: CarbonLineId, names: &str) -> Result<CarbonEdit, EditError> {
        let line = case.carbon_line(id).ok_or(GONE)?;
        let same_tonnes_as = named_measures(case, Some(id), names)?;
        Ok(CarbonEdit::ChangeLine(id, Box::new(CarbonLine { same_tonnes_as, ..line.clone() })))
    }

    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            CarbonEdit::AddLine(id, given) => {
                let given = checked(case, given)?;
                room(&initiative(case, *id)?.carbon.lines, Limit::CarbonLines)?;
                let own = CarbonLineId(issue(&mut case.next_id)?);
                initiative(case, *id)?.carbon.lines.push(CarbonLine { id: own, ..given });
            }
            CarbonEdit::ChangeLine(id, given) => {
                let given = CarbonLine { id: *id, ..checked(case, given)? };
                obeys(given.problem())?;
                *line(case, *id)? = given;
            }
            CarbonEdit::PlaceLine(id, to) => {
                let owner = owner(case, *id).filter(|owner| owner != to);
                room(&initiative(case, *to)?.carbon.lines, Limit::CarbonLines)?;
                let line = case.carbon_line(*id).ok_or(GONE)?.clone();
                if let Some(owner) = owner {
                    initiative(case, owner)?.carbon.lines.retain(|line| line.id != *id);
                    initiative(case, *to)?.carbon.lines.push(line);
                }
            }
            CarbonEdit::RemoveLine(id) => {
                let owner = owner(case, *id).ok_or(GONE)?;
                initiative(case, owner)?.carbon.lines.retain(|line| line.id != *id);
                forget(case, &[*id]);
            }
            CarbonEdit::ChangePlan(given) => {
                let years = case.programme.carbon_plan.as_ref().map_or_else(Vec::new, |plan| plan.years.clone());
                let city = given
                    .city
                    .as_ref()
                    .map(|city| Ok::<_, EditError>(CityFigure { source: text(&city.source)?, ..city.clone() }));
                let plan = CarbonPlan {
                    document: text(&given.document)?,
                    source: text(&given.source)?,
                    base_source: text(&given.base_source)?,
                    city: city.transpose()?,
                    years,
                    ..given.as_ref().clone()
                };
                set(case, plan)?;
            }
            CarbonEdit::PutYear(given) => {
                let given = PlanYear { source: text(&given.source)?, ..given.as_ref().clone() };
                let mut plan = case.programme.carbon_plan.as_deref().cloned().unwrap_or_default();
                match plan.years.binary_search_by(|known| known.year.cmp(&given.year)) {
                    Ok(at) if given.is_empty() => drop(plan.years.remove(at)),
                    Ok(at) => plan.years[at] = given,
                    Err(_) if given.is_empty() => {}
                    Err(at) => {
                        room(&plan.years, Limit::PlanYears)?;
                        plan.years.insert(at, given);
                    }
                }
                set(case, plan)?;
            }
        }
        Ok(())
    }

    pub(super) fn what(&self, case: &Case) -> String {
        let named = |id: &CarbonLineId| case.carbon_line(*id).map_or("carbon measure", |line| &line.what);
        match self {
            CarbonEdit::AddLine(id, given) => {
                format!("Add carbon measure {} to {}", given.what.trim(), initiative_name(case, *id))
            }
            CarbonEdit::ChangeLine(id, _) => format!("Carbon measure {}", named(id)),
            CarbonEdit::PlaceLine(id, _) => format!("Initiative of carbon measure {}", named(id)),
            CarbonEdit::RemoveLine(id) => format!("Remove carbon measure {}", named(id)),
            CarbonEdit::ChangePlan(_) => "Carbon budget".to_owned(),
            CarbonEdit::PutYear(given) => format!("Carbon of {}", given.year),
        }
    }

    pub(super) fn value(&self, case: &Case) -> String {
        let plan = case.programme.carbon_plan.as_deref();
        match self {
            CarbonEdit::ChangeLine(id, _) => case.carbon_line(*id).map_or_else(String::new, |line| {
                let texts = CarbonField::ALL.into_iter().filter(|field| !field.text(line).is_empty());
                let said = texts.map(|field| format!("{}: {}", field.heading(), field.text(line)));
                let same = line.same_tonnes_as.iter().filter_map(|id| case.carbon_line(*id));
                let same = same.map(|other| format!("same tonnes as {}", other.what));
                said.chain(same).collect::<Vec<_>>().join("; ")
            }),
            CarbonEdit::ChangePlan(_) => plan.map_or_else(String::new, plan_words),
            CarbonEdit::PutYear(given) => {
                plan.and_then(|plan| plan.year(given.year)).map_or_else(String::new, |year| {
                    let all = [
                        tonnes("reported", year.reported_t),
                        tonnes("base line", year.base_t),
                        year.kwh.map_or_else(String::new, |kwh| format!("{} kWh", as_typed(kwh.get()))),
                        year.factor.map_or_else(String::new, |factor| format!("{} kg a kWh", as_typed(factor.get()))),
                        year.source.clone(),
                    ];
                    said(&all)
                })
            }
            CarbonEdit::PlaceLine(id, _) => {
                owner(case, *id).map_or_else(String::new, |owner| initiative_name(case, owner).to_owned())
            }
            CarbonEdit::AddLine(..) | CarbonEdit::RemoveLine(_) => String::new(),
        }
    }
}

/// Returns the measures that are named, with semicolons between them.
///
/// # Errors
/// [`EditError::OutOfRange`] where a name is that of no measure other than `but`, or of several.
pub fn named_measures(case: &Case, but: Option<CarbonLineId>, names: &str) -> Result<Vec<CarbonLineId>, EditError> {
    let of = |name: &str| {
        let is = |other: &&CarbonLine| Some(other.id) != but && other.what.to_lowercase() == name.to_lowercase();
        let mut found = case.carbon_lines().map(|(_, line)| line).filter(is);
        let expected = "names of other measures of this case, each of which only one has, with ; between them";
        found.next().filter(|_| found.next().is_none()).ok_or(EditError::OutOfRange { expected })
    };
    let named = names.split(';').map(str::trim).filter(|name| !name.is_empty() && *name != "–");
    named.map(|name| of(name).map(|found| found.id)).collect()
}

const GONE: EditError = EditError::NotThere { what: "carbon measure" };

fn plan_words(plan: &CarbonPlan) -> String {
    let year = |year: Option<crate::programme::CarbonYear>| year.map_or_else(String::new, |year| year.to_string());
    let city =
        plan.city.as_ref().map_or_else(String::new, |city| format!("city {} in {}", as_typed(city.t.get()), city.year));
    said(&[
        plan.document.clone(),
        year(plan.from),
        year(plan.to),
        tonnes("limit", plan.limit_t),
        plan.source.clone(),
        tonnes("flat base line", plan.flat_t),
        plan.base_source.clone(),
        city,
    ])
}

fn tonnes(what: &str, figure: Option<Finite>) -> String {
    figure.map_or_else(String::new, |figure| format!("{what} {} t", as_typed(figure.get())))
}

fn said(words: &[String]) -> String {
    words.iter().filter(|words| !words.is_empty()).map(String::as_str).collect::<Vec<_>>().join("; ")
}

/// Returns a line as it is kept, or why it is not.
fn checked(case: &Case, given: &CarbonLine) -> Result<CarbonLine, EditError> {
    Limit::SameTonnes.check(given.same_tonnes_as.len())?;
    if given.same_tonnes_as.iter().any(|other| case.carbon_line(*other).is_none()) {
        return Err(GONE);
    }
    let line = CarbonLine { what: name(&given.what)?, source: text(&given.source)?, ..given.clone() };
    // Its own id is set by whoever keeps it.
    obeys(CarbonLine { same_tonnes_as: Vec::new(), ..line.clone() }.problem())?;
    Ok(line)
}

fn owner(case: &Case, id: CarbonLineId) -> Option<InitiativeId> {
    let has =
        |initiative: &&Arc<crate::programme::Initiative>| initiative.carbon.lines.iter().any(|line| line.id == id);
    case.programme.initiatives.iter().find(has).map(|initiative| initiative.id)
}

fn line(case: &mut Case, id: CarbonLineId) -> Result<&mut CarbonLine, EditError> {
    let owner = owner(case, id).ok_or(GONE)?;
    initiative(case, owner)?.carbon.lines.iter_mut().find(|line| line.id == id).ok_or(GONE)
}

fn set(case: &mut Case, plan: CarbonPlan) -> Applied {
    obeys(plan.problem())?;
    case.programme.carbon_plan = (plan != CarbonPlan::default()).then(|| Arc::new(plan));
    Ok(())
}
