//! Edits of what a report says beside its initiatives: risks, actions, counts that it states, and its sections.

use super::EditError;
use super::alignment::untie;
use super::case::date_text;
use super::given::{Applied, issue, move_item, name, position, room, text};
use crate::case::Case;
use crate::id::{ActionId, InitiativeId, RiskId};
use crate::limits::Limit;
use crate::personal;
use crate::print::count;
use crate::programme::{Action, ActionKind, Counted, Risk, StatedCount};
use crate::report::{Paragraph, Section, role_of};
use crate::unknown::Unknown;
use std::sync::Arc;

/// A change of the registers and the sections. Positions count from 0; one past the end means the end.
#[derive(Clone, Debug, PartialEq)]
pub enum RegisterEdit {
    /// Adds a risk, by its words.
    AddRisk(Option<InitiativeId>, String),
    /// Changes a risk, all but its id.
    ChangeRisk(RiskId, Box<Risk>),
    /// Removes a risk.
    RemoveRisk(RiskId),
    /// Adds an action, by its words.
    AddAction(Option<InitiativeId>, ActionKind, String),
    /// Changes an action, all but its id.
    ChangeAction(ActionId, Box<Action>),
    /// Removes an action.
    RemoveAction(ActionId),
    /// Says how many of something the text claims, and where; `None` takes it back.
    SetCount(Counted, Option<u32>, String),
    /// Adds a section at the end, by its heading. What it is for is taken from the heading.
    AddSection(String),
    /// Changes a section.
    ChangeSection(usize, Box<Section>),
    /// Moves a section to a position.
    MoveSection(usize, usize),
    /// Removes a section.
    RemoveSection(usize),
    /// Keeps the text of the report with the case, without addresses and telephone numbers; an empty one takes it away.
    KeepText(String),
}

impl RegisterEdit {
    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            RegisterEdit::AddRisk(initiative, words) => {
                let words = name(words)?;
                is_there(case, *initiative)?;
                room(&case.programme.risks, Limit::Register)?;
                let id = RiskId(issue(&mut case.next_id)?);
                case.programme.risks.push(Arc::new(Risk { initiative: *initiative, ..Risk::worded(id, &words) }));
            }
            RegisterEdit::ChangeRisk(id, given) => {
                is_there(case, given.initiative)?;
                let at = position(case.programme.risks.iter().map(|risk| risk.id), *id, RISK)?;
                case.programme.risks[at] = Arc::new(Risk {
                    id: *id,
                    text: name(&given.text)?,
                    category: text(&given.category)?,
                    register: text(&given.register)?,
                    mitigation: text(&given.mitigation)?,
                    owner_role: text(&given.owner_role)?,
                    source: text(&given.source)?,
                    ..given.as_ref().clone()
                });
            }
            RegisterEdit::RemoveRisk(id) => {
                let at = position(case.programme.risks.iter().map(|risk| risk.id), *id, RISK)?;
                case.programme.risks.remove(at);
            }
            RegisterEdit::AddAction(initiative, kind, words) => {
                let words = name(words)?;
                is_there(case, *initiative)?;
                room(&case.programme.actions, Limit::Actions)?;
                let id = ActionId(issue(&mut case.next_id)?);
                let action = Action { initiative: *initiative, ..Action::worded(id, *kind, &words) };
                case.programme.actions.push(Arc::new(action));
            }
            RegisterEdit::ChangeAction(id, given) => {
                is_there(case, given.initiative)?;
                let at = position(case.programme.actions.iter().map(|action| action.id), *id, ACTION)?;
                case.programme.actions[at] = Arc::new(Action {
                    id: *id,
                    text: name(&given.text)?,
                    made_by: text(&given.made_by)?,
                    about: text(&given.about)?,
                    response: text(&given.response)?,
                    owner_role: text(&given.owner_role)?,
                    source: text(&given.source)?,
                    ..given.as_ref().clone()
                });
                if given.kind != ActionKind::FindOut {
                    untie(case, *id)?;
                }
            }
            RegisterEdit::RemoveAction(id) => {
                let at = position(case.programme.actions.iter().map(|action| action.id), *id, ACTION)?;
                case.programme.actions.remove(at);
                untie(case, *id)?;
            }
            RegisterEdit::SetCount(of, stated, source) => set_count(case, *of, *stated, source)?,
            RegisterEdit::AddSection(heading) => {
                let heading = name(heading)?;
                room(&case.sections, Limit::Sections)?;
                let role = role_of(&heading).to_owned();
                case.sections.push(Arc::new(Section { heading, role, ..Section::default() }));
            }
            RegisterEdit::ChangeSection(at, given) => {
                let new = Section {
                    number: text(&given.number)?,
                    heading: name(&given.heading)?,
                    role: text(&given.role)?,
                    answer: text(&given.answer)?,
                    reason: text(&given.reason)?,
                    ..given.as_ref().clone()
                };
                *case.sections.get_mut(*at).ok_or(EditError::NotThere { what: SECTION })? = Arc::new(new);
            }
            RegisterEdit::MoveSection(from, to) => {
                has_section(case, *from)?;
                move_item(&mut case.sections, *from, *to);
            }
            RegisterEdit::RemoveSection(at) => {
                has_section(case, *at)?;
                case.sections.remove(*at);
            }
            RegisterEdit::KeepText(words) => keep_text(case, words)?,
        }
        Ok(())
    }

    pub(super) fn what(&self, case: &Case) -> String {
        let heading = |at: usize| case.sections.get(at).map_or(SECTION, |section| &section.heading);
        match self {
            RegisterEdit::AddRisk(_, words) => format!("Add risk {}", words.trim()),
            RegisterEdit::ChangeRisk(id, _) => format!("Risk {}", risk(case, *id).map_or("", |risk| &risk.text)),
            RegisterEdit::RemoveRisk(id) => format!("Remove risk {}", risk(case, *id).map_or("", |risk| &risk.text)),
            RegisterEdit::AddAction(_, kind, words) => {
                format!("Add {} {}", kind.word().to_lowercase(), words.trim())
            }
            RegisterEdit::ChangeAction(id, _) => {
                action(case, *id).map_or(String::new(), |found| format!("{} {}", found.kind.word(), found.text))
            }
            RegisterEdit::RemoveAction(id) => action(case, *id)
                .map_or(String::new(), |found| format!("Remove {} {}", found.kind.word().to_lowercase(), found.text)),
            RegisterEdit::SetCount(of, ..) => format!("Stated number: {}", of.word().to_lowercase()),
            RegisterEdit::AddSection(heading) => format!("Add section {}", heading.trim()),
            RegisterEdit::ChangeSection(at, _) => format!("Section {}", heading(*at)),
            RegisterEdit::MoveSection(from, _) => format!("Place of section {}", heading(*from)),
            RegisterEdit::RemoveSection(at) => format!("Remove section {}", heading(*at)),
            RegisterEdit::KeepText(_) => "Text of the report".to_owned(),
        }
    }

    pub(super) fn value(&self, case: &Case) -> String {
        let said = |words: &[&str]| {
            let words: Vec<&str> = words.iter().copied().filter(|words| !words.is_empty()).collect();
            words.join("; ")
        };
        match self {
            RegisterEdit::ChangeRisk(id, _) => risk(case, *id).map_or(String::new(), |found| {
                let level = found.level.map_or("", crate::programme::RiskLevel::word);
                let until = date_text(found.until);
                let Risk { text, category, register, mitigation, owner_role, source, .. } = found;
                said(&[text, category, level, register, mitigation, found.state.word(), &until, owner_role, source])
            }),
            RegisterEdit::ChangeAction(id, _) => action(case, *id).map_or(String::new(), |found| {
                let (made, due) = (date_text(found.made), date_text(found.due));
                let Action { text, made_by, about, response, owner_role, source, .. } = found;
                let (kind, state) = (found.kind.word(), found.state.word());
                said(&[kind, text, made_by, &made, about, response, state, &due, owner_role, source])
            }),
            RegisterEdit::SetCount(of, ..) => {
                let found = case.programme.stated_counts.iter().find(|count| count.of == *of);
                found.map_or(String::new(), |count| said(&[&count.stated.to_string(), &count.source]))
            }
            RegisterEdit::ChangeSection(at, _) => case.sections.get(*at).map_or(String::new(), |section| {
                said(&[&section.number, &section.heading, &section.role, &section.answer, &section.reason])
            }),
            RegisterEdit::KeepText(_) => match case.report_text.len() {
                0 => String::new(),
                n => count(n, "paragraph", "paragraphs"),
            },
            RegisterEdit::AddRisk(..)
            | RegisterEdit::RemoveRisk(_)
            | RegisterEdit::AddAction(..)
            | RegisterEdit::RemoveAction(_)
            | RegisterEdit::AddSection(_)
            | RegisterEdit::MoveSection(..)
            | RegisterEdit::RemoveSection(_) => String::new(),
        }
    }
}

const RISK: &str = "risk";
const ACTION: &str = "action";
const SECTION: &str = "section";

fn risk(case: &Case, id: RiskId) -> Option<&Risk> {
    case.programme.risks.iter().map(AsRef::as_ref).find(|risk| risk.id == id)
}

fn action(case: &Case, id: ActionId) -> Option<&Action> {
    case.programme.actions.iter().map(AsRef::as_ref).find(|action| action.id == id)
}

fn is_there(case: &Case, initiative: Option<InitiativeId>) -> Applied {
    match initiative {
        Some(id) if case.initiative(id).is_none() => Err(EditError::NotThere { what: "initiative" }),
        _ => Ok(()),
    }
}

fn has_section(case: &Case, at: usize) -> Applied {
    if at < case.sections.len() { Ok(()) } else { Err(EditError::NotThere { what: SECTION }) }
}

fn keep_text(case: &mut Case, words: &str) -> Applied {
    let kept = personal::without_addresses(words).0;
    let lines = || kept.lines().filter(|line| !line.trim().is_empty());
    Limit::Paragraphs.check(lines().count())?;
    let paragraph = |line| Ok(Arc::new(Paragraph { text: text(line)?, unknown: Unknown::new() }));
    case.report_text = lines().map(paragraph).collect::<Result<_, EditError>>()?;
    Ok(())
}

fn set_count(case: &mut Case, of: Counted, stated: Option<u32>, source: &str) -> Applied {
    let source = text(source)?;
    let counts = &mut case.programme.stated_counts;
    let at = counts.iter().position(|count| count.of == of);
    match (at, stated) {
        (Some(at), Some(stated)) => (counts[at].stated, counts[at].source) = (stated, source),
        (Some(at), None) => drop(counts.remove(at)),
        (None, Some(stated)) => {
            room(counts, Limit::StatedCounts)?;
            counts.push(StatedCount { of, stated, source, unknown: Unknown::new() });
        }
        (None, None) => {}
    }
    Ok(())
}
