//! Edits of portfolios: the limits within which initiatives are chosen.

use super::EditError;
use super::given::{Applied, issue, name, obeys, position, room};
use super::programme::initiative_name;
use crate::case::Case;
use crate::finite::Finite;
use crate::framework::Lens;
use crate::id::{InitiativeId, PortfolioId};
use crate::limits::Limit;
use crate::portfolio::kept::KeptSet;
use crate::portfolio::{Budget, HarmLimit, Portfolio};
use crate::print::{as_typed, list};
use crate::unknown::Unknown;
use std::sync::Arc;

/// A change of a portfolio. Positions count from 0; one past the end means the end.
#[derive(Clone, Debug, PartialEq)]
pub enum PortfolioEdit {
    /// Adds a portfolio without any limit.
    Add(String),
    /// Renames a portfolio.
    Rename(PortfolioId, String),
    /// Removes a portfolio.
    Remove(PortfolioId),
    /// Puts a budget at a position of its list, or takes out the one that is there.
    PutBudget(PortfolioId, usize, Option<Budget>),
    /// Sets or clears how much harm is accepted under a lens.
    SetHarm(PortfolioId, Lens, Option<Finite>),
    /// Says whether an initiative must be in, must not be in, or may.
    SetStanding(PortfolioId, InitiativeId, Standing),
    /// Puts a set of which at most one is chosen at a position of its list, or takes out the one that is there.
    PutOneOf(PortfolioId, usize, Option<Vec<InitiativeId>>),
    /// Says which initiatives go only with which others. Pairs that are there already are left.
    AddNeeds(PortfolioId, Vec<(InitiativeId, InitiativeId)>),
    /// Takes out the pair at a position.
    RemoveNeed(PortfolioId, usize),
    /// Sets or clears the share of the goals that must be looked at, 0 to 1.
    SetLeastCoverage(PortfolioId, Option<Finite>),
    /// Says whether large harm must have an answer.
    SetHarmAnswered(PortfolioId, bool),
    /// Keeps a set as the one that was chosen, or forgets it.
    Keep(PortfolioId, Option<Box<KeptSet>>),
}

/// Whether an initiative must be in a portfolio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It may be in.
    #[default]
    Open,
    /// It must be in.
    Must,
    /// It must not be in.
    MustNot,
}

impl Standing {
    /// All of them.
    pub const ALL: [Standing; 3] = [Standing::Open, Standing::Must, Standing::MustNot];

    /// Returns how an initiative stands in a portfolio.
    #[must_use]
    pub fn of(portfolio: &Portfolio, id: InitiativeId) -> Standing {
        match (portfolio.must.contains(&id), portfolio.must_not.contains(&id)) {
            (true, _) => Standing::Must,
            (false, true) => Standing::MustNot,
            (false, false) => Standing::Open,
        }
    }

    /// Returns what it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Standing::Open => "May be in",
            Standing::Must => "Must be in",
            Standing::MustNot => "Must not be in",
        }
    }
}

impl PortfolioEdit {
    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            PortfolioEdit::Add(title) => {
                let title = name(title)?;
                room(&case.portfolios, Limit::Portfolios)?;
                let id = PortfolioId(issue(&mut case.next_id)?);
                case.portfolios.push(Arc::new(Portfolio::titled(id, &title)));
            }
            PortfolioEdit::Rename(id, title) => found(case, *id)?.title = name(title)?,
            PortfolioEdit::Remove(id) => {
                let at = position(case.portfolios.iter().map(|portfolio| portfolio.id), *id, PORTFOLIO)?;
                case.portfolios.remove(at);
            }
            PortfolioEdit::PutBudget(id, at, budget) => {
                changed(case, *id, |portfolio| put(&mut portfolio.budgets, *at, budget.clone(), Limit::Budgets))?;
            }
            PortfolioEdit::SetHarm(id, lens, limit) => changed(case, *id, |portfolio| {
                match (portfolio.harm.iter().position(|found| found.lens == *lens), limit) {
                    (Some(at), Some(limit)) => portfolio.harm[at].limit = *limit,
                    (Some(at), None) => drop(portfolio.harm.remove(at)),
                    (None, Some(limit)) => {
                        portfolio.harm.push(HarmLimit { lens: *lens, limit: *limit, unknown: Unknown::new() });
                    }
                    (None, None) => {}
                }
                Ok(())
            })?,
            PortfolioEdit::SetStanding(id, initiative, standing) => {
                is_there(case, *initiative)?;
                changed(case, *id, |portfolio| {
                    portfolio.must.retain(|other| other != initiative);
                    portfolio.must_not.retain(|other| other != initiative);
                    match standing {
                        Standing::Open => {}
                        Standing::Must => portfolio.must.push(*initiative),
                        Standing::MustNot => portfolio.must_not.push(*initiative),
                    }
                    Ok(())
                })?;
            }
            PortfolioEdit::PutOneOf(id, at, set) => {
                set.iter().flatten().try_for_each(|initiative| is_there(case, *initiative))?;
                changed(case, *id, |portfolio| put(&mut portfolio.one_of, *at, set.clone(), Limit::Ties))?;
            }
            PortfolioEdit::AddNeeds(id, pairs) => {
                pairs.iter().try_for_each(|(one, other)| is_there(case, *one).and(is_there(case, *other)))?;
                changed(case, *id, |portfolio| {
                    for pair in pairs {
                        if !portfolio.needs.contains(pair) {
                            portfolio.needs.push(*pair);
                        }
                    }
                    Ok(Limit::Ties.check(portfolio.needs.len())?)
                })?;
            }
            PortfolioEdit::RemoveNeed(id, at) => {
                changed(case, *id, |portfolio| put(&mut portfolio.needs, *at, None, Limit::Ties))?;
            }
            PortfolioEdit::SetLeastCoverage(id, share) => changed(case, *id, |portfolio| {
                portfolio.least_coverage = *share;
                Ok(())
            })?,
            PortfolioEdit::SetHarmAnswered(id, is_asked) => found(case, *id)?.harm_answered = *is_asked,
            PortfolioEdit::Keep(id, kept) => {
                let all = kept.iter().flat_map(|kept| &kept.initiatives);
                all.clone().try_for_each(|initiative| is_there(case, *initiative))?;
                Limit::Initiatives.check(all.count())?;
                changed(case, *id, |portfolio| {
                    portfolio.kept = kept.as_deref().cloned();
                    Ok(())
                })?;
            }
        }
        Ok(())
    }

    pub(super) fn what(&self, case: &Case) -> String {
        let titled = |id: &PortfolioId| case.portfolio(*id).map_or(PORTFOLIO, |found| found.title.as_str());
        let named = |id: &InitiativeId| initiative_name(case, *id);
        match self {
            PortfolioEdit::Add(title) => format!("Add portfolio {}", title.trim()),
            PortfolioEdit::Rename(id, _) => format!("Name of portfolio {}", titled(id)),
            PortfolioEdit::Remove(id) => format!("Remove portfolio {}", titled(id)),
            PortfolioEdit::PutBudget(id, ..) => format!("Budget of portfolio {}", titled(id)),
            PortfolioEdit::SetHarm(id, ..) => format!("Limit of harm in portfolio {}", titled(id)),
            PortfolioEdit::SetStanding(id, initiative, _) => {
                format!("Place of {} in portfolio {}", named(initiative), titled(id))
            }
            PortfolioEdit::PutOneOf(id, ..) => format!("One of several in portfolio {}", titled(id)),
            PortfolioEdit::AddNeeds(id, _) | PortfolioEdit::RemoveNeed(id, _) => {
                format!("What needs what in portfolio {}", titled(id))
            }
            PortfolioEdit::SetLeastCoverage(id, _) => format!("What must be looked at in portfolio {}", titled(id)),
            PortfolioEdit::SetHarmAnswered(id, _) => format!("Answers to harm in portfolio {}", titled(id)),
            PortfolioEdit::Keep(id, _) => format!("Set that is kept for portfolio {}", titled(id)),
        }
    }

    pub(super) fn value(&self, case: &Case) -> String {
        let of =
            |id: &PortfolioId, read: &dyn Fn(&Portfolio) -> String| case.portfolio(*id).map_or(String::new(), read);
        let named =
            |ids: &[InitiativeId]| list(&ids.iter().map(|id| initiative_name(case, *id)).collect::<Vec<&str>>());
        match self {
            PortfolioEdit::Rename(id, _) => of(id, &|found| found.title.clone()),
            PortfolioEdit::PutBudget(id, at, _) => {
                of(id, &|found| found.budgets.get(*at).map_or(String::new(), Budget::words))
            }
            PortfolioEdit::SetHarm(id, lens, _) => {
                of(id, &|found| found.harm_of(*lens).map_or(String::new(), |limit| as_typed(limit.get())))
            }
            PortfolioEdit::SetStanding(id, initiative, _) => {
                of(id, &|found| Standing::of(found, *initiative).word().to_owned())
            }
            PortfolioEdit::PutOneOf(id, at, _) => {
                of(id, &|found| found.one_of.get(*at).map_or(String::new(), |set| named(set)))
            }
            PortfolioEdit::AddNeeds(id, _) | PortfolioEdit::RemoveNeed(id, _) => of(id, &|found| {
                let pair = |(one, other): &(InitiativeId, InitiativeId)| {
                    format!("{} needs {}", initiative_name(case, *one), initiative_name(case, *other))
                };
                found.needs.iter().map(pair).collect::<Vec<String>>().join("; ")
            }),
            PortfolioEdit::SetLeastCoverage(id, _) => of(id, &|found| {
                found.least_coverage.map_or(String::new(), |share| format!("{}%", as_typed(100.0 * share.get())))
            }),
            PortfolioEdit::SetHarmAnswered(id, _) => {
                of(id, &|found| if found.harm_answered { "Yes" } else { "No" }.to_owned())
            }
            PortfolioEdit::Keep(id, _) => of(id, &|found| {
                let words = |kept: &KeptSet| format!("{}: {}", kept.words(), named(&kept.initiatives));
                found.kept.as_ref().map_or(String::new(), words)
            }),
            PortfolioEdit::Add(_) | PortfolioEdit::Remove(_) => String::new(),
        }
    }
}

const PORTFOLIO: &str = "portfolio";

fn found(case: &mut Case, id: PortfolioId) -> Result<&mut Portfolio, EditError> {
    let found = case.portfolios.iter_mut().find(|portfolio| portfolio.id == id);
    found.map(Arc::make_mut).ok_or(EditError::NotThere { what: PORTFOLIO })
}

/// Changes a portfolio, and refuses what breaks its rules.
fn changed(case: &mut Case, id: PortfolioId, change: impl FnOnce(&mut Portfolio) -> Applied) -> Applied {
    let portfolio = found(case, id)?;
    change(portfolio)?;
    obeys(portfolio.problem())
}

fn is_there(case: &Case, id: InitiativeId) -> Applied {
    case.initiative(id).map(|_| ()).ok_or(EditError::NotThere { what: "initiative" })
}

fn put<T>(list: &mut Vec<T>, at: usize, item: Option<T>, limit: Limit) -> Applied {
    match (list.get_mut(at), item) {
        (Some(place), Some(item)) => *place = item,
        (Some(_), None) => drop(list.remove(at)),
        (None, Some(item)) => {
            room(list, limit)?;
            list.push(item);
        }
        (None, None) => return Err(EditError::NotThere { what: "line" }),
    }
    Ok(())
}
