//! A case as the plain facts that the rules of [`scrutiny`](crate::scrutiny) read.

use crate::case::Case;
use crate::date::Date;
use crate::framework::{Boundary, Framework, Goal, Lens};
use crate::id::{FigureId, GoalId, InitiativeId};
use crate::portfolio::Portfolio;
use crate::portfolio::field::Field;
use crate::portfolio::kept::standing;
use crate::programme::{
    ActionKind, Dependency, Figure, Initiative as CaseInitiative, Programme, Proxy, Relation, outlook,
};
use crate::report::{Required, template};
use crate::scrutiny::{facts, references};
use std::collections::HashMap;

/// What a case says of its programme, and the ids of what stands at which place.
pub(super) struct Told<'a> {
    pub(super) facts: facts::Facts<'a>,
    pub(super) initiatives: Vec<InitiativeId>,
    pub(super) goals: Vec<GoalId>,
}

/// Returns what a case says, read as at a date.
pub(super) fn facts(case: &Case, as_at: Option<Date>) -> Told<'_> {
    let places: HashMap<InitiativeId, usize> =
        case.programme.initiatives.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
    let goals: Vec<(usize, &Framework, &Goal)> = case
        .frameworks
        .iter()
        .enumerate()
        .flat_map(|(at, framework)| framework.goals.iter().map(move |goal| (at, framework.as_ref(), goal)))
        .collect();
    let goal_places: HashMap<GoalId, usize> = goals.iter().enumerate().map(|(at, (.., goal))| (goal.id, at)).collect();
    let contributions = case.contributions.by_row().filter_map(|found| {
        Some(facts::Contribution {
            initiative: *places.get(&found.initiative)?,
            goal: *goal_places.get(&found.goal)?,
            assessment: found.counted(),
            reason: &found.reason,
            mitigation: &found.mitigation,
            is_carried: found.is_carried(),
        })
    });
    let statements = case.goal_statements.iter().filter_map(|statement| {
        Some(facts::Statement { goal: *goal_places.get(&statement.goal)?, text: &statement.text })
    });
    let facts = facts::Facts {
        context: facts::Context {
            authority: &case.context.authority,
            author_role: &case.context.author_role,
            meeting: case.context.meeting,
            data_date: as_at,
            read_as_at: case.context.read_as_at.or(case.context.meeting),
        },
        initiatives: case.programme.initiatives.iter().map(|one| initiative(one, case, &places)).collect(),
        tables: case
            .programme
            .tables
            .iter()
            .map(|table| facts::Table::of(table, &|id| places.get(&id).copied()))
            .collect(),
        figures: case.programme.figures.iter().map(|one| figure(one)).collect(),
        relations: relations(&case.programme),
        stated_counts: case.programme.stated_counts.iter().map(stated).collect(),
        risks: case
            .programme
            .risks
            .iter()
            .map(|risk| facts::Risk { category: &risk.category, is_open: risk.state.is_open() })
            .collect(),
        actions: case.programme.actions.iter().map(|one| action(one)).collect(),
        sections: case.sections.iter().map(|one| section(one)).collect(),
        required: required(case),
        contributions: contributions.collect(),
        statements: statements.collect(),
        frameworks: case
            .frameworks
            .iter()
            .map(|framework| facts::Framework { title: &framework.title, from: framework.from, until: framework.until })
            .collect(),
        goals: goals.iter().map(|(at, framework, one)| goal(*at, framework, one)).collect(),
        references: references(),
        carbon_years: carbon_years(case, as_at),
        proxies: case.proxies.iter().map(|one| proxy(one)).collect(),
        claims: claims(case),
        kept: kept(case),
    };
    let initiatives = case.programme.initiatives.iter().map(|one| one.id).collect();
    Told { facts, initiatives, goals: goals.into_iter().map(|(.., goal)| goal.id).collect() }
}

fn initiative<'a>(
    one: &'a CaseInitiative,
    case: &Case,
    places: &HashMap<InitiativeId, usize>,
) -> facts::Initiative<'a> {
    let milestones = one.milestones.iter().map(|milestone| facts::Milestone {
        date: milestone.date,
        what: &milestone.what,
        kind: milestone.kind,
        is_deadline: milestone.is_outside(),
    });
    let needs = one.dependencies.iter().filter_map(|dependency| match dependency {
        Dependency::Initiative(id) => places.get(id).copied(),
        Dependency::Other(_) => None,
    });
    let (council_tonnes, total_tonnes) = one.carbon.tonnes();
    let implications = one.implications.iter().map(|found| facts::Implication {
        role: &found.role,
        answer: found.answer,
        text: &found.text,
        reason: &found.reason,
        has_date: found.assessed.is_some(),
        has_role: !found.by_role.is_empty(),
    });
    facts::Initiative {
        name: &one.name,
        status: one.status,
        has_status_basis: one.status_basis.is_some(),
        start: one.start,
        planned_end: one.planned_end,
        actual_end: one.actual_end,
        new_end: one.new_end,
        milestones: milestones.collect(),
        waits_for: needs.collect(),
        has_dependencies: !one.dependencies.is_empty(),
        budget: one.budget,
        tags: one.tags.iter().map(String::as_str).collect(),
        implications: implications.collect(),
        n_options: one
            .appraisal
            .and_then(|id| case.appraisal(id))
            .map_or(one.options.len(), |found| found.alternatives.len()),
        council_tonnes,
        total_tonnes,
    }
}

/// Returns how the sets that are kept stand. The matrix is walked only where there is one.
fn kept(case: &Case) -> Vec<facts::Kept<'_>> {
    if case.portfolios.iter().all(|portfolio| portfolio.kept.is_none()) {
        return Vec::new();
    }
    let summary = case.alignment();
    let hundredths = |value: i64| value / 10_000;
    let of = |portfolio: &'_ std::sync::Arc<Portfolio>| {
        let kept = portfolio.kept.as_ref()?;
        let initiatives = &case.programme.initiatives;
        let field = Field::of(portfolio, initiatives, &summary, &case.contributions, &case.lens_weights);
        let now = standing(&field, &summary, kept);
        Some((now.broken.len(), hundredths(now.set.value), hundredths(kept.value())))
    };
    let all = case.portfolios.iter().filter_map(|portfolio| Some((portfolio.title.as_str(), of(portfolio)?)));
    all.map(|(title, (n_broken, points, points_then))| facts::Kept { title, n_broken, points, points_then }).collect()
}

fn carbon_years(case: &Case, as_at: Option<Date>) -> Vec<facts::CarbonYear> {
    let Some(plan) = &case.programme.carbon_plan else { return Vec::new() };
    let years = outlook(plan, &[], as_at).years.into_iter();
    years.map(|year| facts::CarbonYear { label: year.year.to_string(), is_missing: year.is_missing }).collect()
}

fn proxy(one: &Proxy) -> facts::Proxy<'_> {
    let is_sourced = !one.source.is_empty() && !one.edition.is_empty();
    facts::Proxy { measure: &one.measure, place: &one.place, has_value: one.value.is_some(), is_sourced }
}

fn claims(case: &Case) -> Vec<facts::Claim> {
    let places: HashMap<_, usize> = case.proxies.iter().enumerate().map(|(at, proxy)| (proxy.id, at)).collect();
    let all = case.programme.initiatives.iter().enumerate();
    let all = all.flat_map(|(at, initiative)| initiative.social_value.iter().map(move |one| (at, one)));
    let claim = |(initiative, one): (usize, &crate::programme::SocialValue)| {
        let proxy = *places.get(&one.proxy)?;
        let pence = one.pounds(&case.proxies[proxy]).map(crate::pence::Pence::get);
        let is_promised = one.state.is_promised();
        Some(facts::Claim { initiative, proxy, is_promised, from: one.from, to: one.to, pence })
    };
    all.filter_map(claim).collect()
}

fn figure(one: &Figure) -> facts::Figure<'_> {
    let amount = one.amount.map_or(0, crate::pence::Pence::get);
    // What the report calls about right is given to the last digit that is not nought.
    let rounded =
        || (0..).map(|n| 10_i64.saturating_pow(n)).take_while(|step| amount != 0 && amount % step == 0).last();
    let approximate = one.approximate.then(rounded).flatten();
    facts::Figure {
        label: &one.label,
        amount,
        step: one.step.map(crate::pence::Pence::get).or(approximate).unwrap_or(0),
    }
}

/// Returns how the figures that are money hang together.
fn relations(programme: &Programme) -> Vec<facts::Relation> {
    let at = |id: FigureId| programme.figures.iter().position(|figure| figure.id == id && figure.amount.is_some());
    let place = |number: u32| usize::try_from(number).ok();
    let told = |relation: &Relation| {
        Some(match relation {
            Relation::Parts(found) => facts::Relation::Parts {
                whole: at(found.whole)?,
                parts: found.parts.iter().map(|part| at(*part)).collect::<Option<_>>()?,
            },
            Relation::Spend(found) => facts::Relation::Spend {
                budget: match found.budget {
                    Some(budget) => Some(at(budget)?),
                    None => None,
                },
                spent: at(found.spent)?,
                committed: found.committed.and_then(at),
            },
            Relation::Same(found) => {
                let table = programme.tables.iter().position(|table| table.id == found.table)?;
                facts::Relation::Same {
                    figure: at(found.figure)?,
                    cell: (table, place(found.line)?, place(found.column)?),
                }
            }
        })
    };
    programme.relations.iter().filter_map(|relation| told(relation)).collect()
}

fn stated(count: &crate::programme::StatedCount) -> facts::StatedCount<'_> {
    let of = count.of.status().map_or(facts::Counted::Initiatives, facts::Counted::Status);
    facts::StatedCount { of, stated: count.stated.into(), source: &count.source }
}

fn action(one: &crate::programme::Action) -> facts::Action<'_> {
    facts::Action {
        label: &one.text,
        is_recommendation: one.kind == ActionKind::Recommendation,
        about: &one.about,
        is_answered: one.is_answered(),
    }
}

/// Returns the sections that the template of the report wants; nothing is wanted of a report without sections.
fn required(case: &Case) -> Vec<facts::RequiredSection<'_>> {
    let wanted = template(&case.context.template).filter(|_| !case.sections.is_empty());
    let told = |one: &'static Required| {
        Some(facts::RequiredSection { role: &one.role, heading: &one.heading, from: one.since()? })
    };
    wanted.iter().flat_map(|template| &template.required).filter_map(told).collect()
}

fn section(one: &crate::report::Section) -> facts::Section<'_> {
    let label = if one.number.is_empty() { &one.heading } else { &one.number };
    facts::Section { label, role: &one.role, answer: &one.answer, reason: &one.reason }
}

fn goal<'a>(at: usize, framework: &Framework, goal: &'a Goal) -> facts::Goal<'a> {
    let title = goal.title.to_lowercase();
    let speaks = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let seems_council = framework.lens == Lens::Carbon && speaks(&["council"]);
    let is_council = goal.carbon.map_or(seems_council, |boundary| boundary == Boundary::Council);
    let seems_carbon = framework.lens == Lens::Carbon || speaks(&["carbon", "climate", "emission", "environment"]);
    let is_carbon = goal.carbon.is_some() || seems_carbon;
    facts::Goal {
        framework: at,
        lens: framework.lens as usize,
        title: &goal.title,
        cues: goal.cues.iter().map(String::as_str).collect(),
        is_carbon: is_carbon && !is_council,
        is_council,
    }
}
