//! What a careful reader asks of a programme, from facts in the form of golden files.
//!
//! A finding that is expected is found where rule, level, subjects and figures agree, each as far as it is given: one of ours
//! may cover several of theirs. Files that list all findings allow no other rule.

use super::case::{Case, Fault, Outcome, list, member, refused, text};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use weighbridge::alignment::{Assessment, Effect};
use weighbridge::date::Date;
use weighbridge::pence::Pence;
use weighbridge::programme::{MilestoneKind, Status};
use weighbridge::scrutiny::facts::{
    Action, Column, ColumnRole, Context, Contribution, Counted, Facts, Figure, Framework, Goal, Implication,
    Initiative, Line, LineKind, Milestone, Reference, Relation, RequiredSection, Risk, Section, StatedCount, Statement,
    Table,
};
use weighbridge::scrutiny::{references, scrutinise};

const METHOD: &str = "programme_findings";

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    (method == METHOD).then(|| found(case))
}

fn found(case: &Case) -> Outcome {
    let facts = facts(&case.inputs)?;
    let findings = scrutinise(&facts).into_iter().map(|finding| {
        let figures: Map<String, Value> =
            finding.figures.iter().map(|(name, figure)| ((*name).to_owned(), json!(figure))).collect();
        let about: Vec<String> = finding.places.iter().map(|place| place.name(&facts)).collect();
        json!({ "rule": finding.rule, "level": finding.level.word(), "about": about, "figures": figures })
    });
    Ok(json!({ "findings": findings.collect::<Value>() }))
}

/// Returns what differs from what is expected; `None` for a case of another method.
pub(crate) fn differences(case: &Case, actual: &Value) -> Option<Vec<String>> {
    (case.method == METHOD).then(|| {
        let empty = Vec::new();
        let ours = actual["findings"].as_array().unwrap_or(&empty);
        let expected = case.expected["findings"].as_array().unwrap_or(&empty);
        let must_not = case.expected["must_not"].as_array().unwrap_or(&empty);
        let mut faults: Vec<String> = expected
            .iter()
            .filter(|one| !ours.iter().any(|found| covers(found, one)))
            .map(|one| format!("not found: {one}"))
            .collect();
        let rule = |one: &Value| one["rule"].as_str().unwrap_or_default().to_owned();
        let forbidden: BTreeSet<String> =
            must_not.iter().map(|one| one.as_str().unwrap_or_default().to_owned()).collect();
        let listed: BTreeSet<String> = expected.iter().map(rule).collect();
        // Only files that give the level of each finding list them all.
        let is_whole = !expected.is_empty() && expected.iter().all(|one| one["level"].is_string());
        for one in ours {
            if forbidden.contains(&rule(one)) || (is_whole && !listed.contains(&rule(one))) {
                faults.push(format!("not to be found: {one}"));
            }
        }
        faults
    })
}

fn covers(found: &Value, expected: &Value) -> bool {
    let about: Vec<String> = found["about"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| one.as_str().unwrap_or_default().to_lowercase())
        .collect();
    let has = |text: &Value| {
        let text = text.as_str().unwrap_or_default().to_lowercase();
        about.iter().any(|subject| subject.contains(&text))
    };
    let is_about = match &expected["about"] {
        Value::Array(texts) => texts.iter().all(has),
        Value::Null => true,
        text => has(text),
    };
    let figures = expected["figures"].as_object();
    let agree = figures.into_iter().flatten().all(|(name, figure)| found["figures"][name].as_f64() == figure.as_f64());
    let level = expected["level"].is_null() || found["level"] == expected["level"];
    found["rule"] == expected["rule"] && level && is_about && agree
}

fn words<'a>(of: &'a Value, key: &str) -> &'a str {
    of[key].as_str().unwrap_or_default()
}

fn date(of: &Value, key: &str) -> Result<Option<Date>, Fault> {
    match &of[key] {
        Value::Null => Ok(None),
        value => text(value)?.parse().map(Some).map_err(refused),
    }
}

fn many<'a, T>(of: &'a Value, key: &str, read: impl Fn(&'a Value) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    if of[key].is_null() { Ok(Vec::new()) } else { list(&of[key], read) }
}

fn status(value: &Value) -> Result<Option<Status>, Fault> {
    serde_json::from_value(value.clone()).map_err(refused)
}

fn facts(inputs: &Value) -> Result<Facts<'_>, Fault> {
    let context = &inputs["context"];
    let ids: Vec<&Value> = inputs["initiatives"].as_array().into_iter().flatten().map(|one| &one["id"]).collect();
    let place = |id: &Value| ids.iter().position(|own| *own == id);
    let known = |id: &Value| place(id).ok_or_else(|| refused(format!("no initiative {id}")));
    let frameworks: Vec<&Value> = inputs["frameworks"].as_array().into_iter().flatten().collect();
    let goal_ids: Vec<&Value> =
        frameworks.iter().flat_map(|one| one["goals"].as_array()).flatten().map(|goal| &goal["id"]).collect();
    let goal_place =
        |id: &Value| goal_ids.iter().position(|own| *own == id).ok_or_else(|| refused(format!("no goal {id}")));
    let figure_ids: Vec<&Value> = inputs["figures"].as_array().into_iter().flatten().map(|one| &one["id"]).collect();
    let figure_place =
        |id: &Value| figure_ids.iter().position(|own| *own == id).ok_or_else(|| refused(format!("no figure {id}")));
    let tables = many(inputs, "tables", |one| table(one, &place))?;
    let mut references: Vec<Reference<'_>> = references();
    references.extend(many(inputs, "references", |one| {
        let date = date(one, "date")?.ok_or_else(|| refused("a reference without a date"))?;
        Ok(Reference { term: words(one, "term"), date })
    })?);
    let relations = many(inputs, "relations", |one| relation(one, &figure_place, &tables))?;
    Ok(Facts {
        kept: Vec::new(),
        context: Context {
            authority: words(context, "authority"),
            author_role: words(context, "author_role"),
            meeting: date(context, "meeting")?,
            data_date: date(context, "data_date")?,
            read_as_at: date(context, "read_as_at")?,
        },
        initiatives: many(inputs, "initiatives", |one| initiative(one, &known))?,
        figures: many(inputs, "figures", |one| {
            let number = |key: &str| one[key].as_i64().unwrap_or_default();
            Ok(Figure { label: words(one, "label"), amount: number("amount"), step: number("step") })
        })?,
        relations,
        stated_counts: many(inputs, "stated_counts", |one| {
            let of = match words(one, "of") {
                "initiatives" => Counted::Initiatives,
                _ => Counted::Status(status(&one["of"])?.ok_or_else(|| refused("a count of nothing"))?),
            };
            let stated = one["stated"].as_u64().ok_or_else(|| refused("a count without a number"))?;
            Ok(StatedCount { of, stated, source: words(one, "source") })
        })?,
        risks: many(inputs, "risks", |one| {
            Ok(Risk { category: words(one, "category"), is_open: words(one, "state") == "open" })
        })?,
        actions: many(inputs, "actions", |one| {
            let is_over = matches!(words(one, "state"), "done" | "refused");
            Ok(Action {
                label: words(one, "id"),
                is_recommendation: words(one, "kind") == "recommendation",
                about: words(one, "about"),
                is_answered: is_over || !words(one, "response").is_empty(),
            })
        })?,
        sections: many(inputs, "sections", |one| {
            let number = words(one, "number");
            let label = if number.is_empty() { words(one, "heading") } else { number };
            Ok(Section { label, role: words(one, "role"), answer: words(one, "answer"), reason: words(one, "reason") })
        })?,
        required: many(inputs, "required_sections", |one| {
            let from = date(one, "from")?.ok_or_else(|| refused("a section that is wanted since no date"))?;
            Ok(RequiredSection { role: words(one, "role"), heading: words(one, "heading"), from })
        })?,
        references,
        frameworks: many(inputs, "frameworks", |one| {
            Ok(Framework { title: words(one, "title"), from: date(one, "from")?, until: date(one, "until")? })
        })?,
        goals: goals(&frameworks)?,
        contributions: many(inputs, "contributions", |one| {
            Ok(Contribution {
                initiative: known(member(one, "initiative")?)?,
                goal: goal_place(member(one, "goal")?)?,
                assessment: assessment(one)?,
                reason: words(one, "reason"),
                mitigation: words(one, "mitigation"),
                is_carried: !one["carried_from"].is_null() && one["confirmed"] != true,
            })
        })?,
        statements: many(inputs, "statements", |one| {
            Ok(Statement { goal: goal_place(member(one, "goal")?)?, text: words(one, "text") })
        })?,
        tables,
        carbon_years: Vec::new(),
        proxies: Vec::new(),
        claims: Vec::new(),
    })
}

fn assessment(one: &Value) -> Result<Assessment, Fault> {
    match (one["score"].as_i64(), words(one, "state")) {
        (Some(score), _) => Effect::try_from(score).map(Assessment::Scored).map_err(refused),
        (None, "not_applicable") => Ok(Assessment::NotApplicable),
        (None, "unknown") => Ok(Assessment::Unknown),
        _ => Ok(Assessment::NotAssessed),
    }
}

fn initiative<'a>(one: &'a Value, known: &dyn Fn(&Value) -> Result<usize, Fault>) -> Result<Initiative<'a>, Fault> {
    let milestones = many(one, "milestones", |event| {
        let kind: MilestoneKind = serde_json::from_value(event["kind"].clone()).map_err(refused)?;
        let date = date(event, "date")?.ok_or_else(|| refused("a milestone without a date"))?;
        Ok(Milestone { date, what: words(event, "what"), kind, is_deadline: event["deadline"] == true })
    })?;
    let needs = one["depends_on"].as_array().map_or(&[][..], Vec::as_slice);
    let waits_for: Result<Vec<usize>, Fault> =
        needs.iter().filter(|need| !need["initiative"].is_null()).map(|need| known(&need["initiative"])).collect();
    let lines = || one["carbon"]["lines"].as_array();
    let tonnes = |key: &str| lines().map(|lines| lines.iter().filter_map(|line| line[key].as_f64()).sum());
    let implications = many(one, "implications", |found| {
        let answer = serde_json::from_value(found["answer"].clone()).map_err(refused)?;
        let (has_date, has_role) = (date(found, "assessed")?.is_some(), !words(found, "by_role").is_empty());
        let (text, reason) = (words(found, "text"), words(found, "reason"));
        Ok(Implication { role: words(found, "role"), answer, text, reason, has_date, has_role })
    })?;
    Ok(Initiative {
        implications,
        name: words(one, "name"),
        status: status(&one["status"])?,
        has_status_basis: !words(one, "status_basis").is_empty(),
        start: date(one, "start")?,
        planned_end: date(one, "planned_end")?,
        actual_end: date(one, "actual_end")?,
        new_end: date(one, "new_end")?,
        milestones,
        waits_for: waits_for?,
        has_dependencies: !needs.is_empty(),
        budget: one["budget"].as_i64().and_then(Pence::new),
        tags: one["tags"].as_array().into_iter().flatten().filter_map(Value::as_str).collect(),
        n_options: one["options"].as_array().map_or(0, Vec::len),
        council_tonnes: one["council_t"].as_f64().or_else(|| tonnes("council_t")),
        total_tonnes: one["total_t"].as_f64().or_else(|| tonnes("total_t")),
    })
}

fn role(word: &str) -> ColumnRole {
    match word {
        "approved" => ColumnRole::Approved,
        "revised" | "budget" => ColumnRole::Revised,
        "forecast" => ColumnRole::Forecast,
        "variance" => ColumnRole::Variance,
        "all_budget" => ColumnRole::AllBudget,
        "all_forecast" => ColumnRole::AllForecast,
        "all_variance" => ColumnRole::AllVariance,
        _ => ColumnRole::Other,
    }
}

fn table<'a>(one: &'a Value, place: &dyn Fn(&Value) -> Option<usize>) -> Result<Table<'a>, Fault> {
    let columns = many(one, "columns", |column| {
        let role = role(words(column, "role"));
        Ok(Column { heading: words(column, "heading"), role })
    })?;
    let lines = many(one, "lines", |line| {
        let kind = match words(line, "kind") {
            "unallocated" => LineKind::Unallocated,
            "subtotal" => LineKind::Subtotal,
            "total" => LineKind::Total,
            _ => LineKind::Line,
        };
        let figures = list(member(line, "figures")?, |figure| Ok(figure.as_i64()))?;
        let initiative = place(&line["initiative"]);
        Ok(Line { label: words(line, "label"), kind, initiative, has_note: !words(line, "note").is_empty(), figures })
    })?;
    let step = one["step"].as_i64().or_else(|| one["printed_step"].as_i64()).unwrap_or_default();
    Ok(Table { title: words(one, "title"), step, columns, lines })
}

fn relation(
    one: &Value,
    figure: &dyn Fn(&Value) -> Result<usize, Fault>,
    tables: &[Table<'_>],
) -> Result<Relation, Fault> {
    let perhaps = |key: &str| if one[key].is_null() { Ok(None) } else { figure(&one[key]).map(Some) };
    match words(one, "kind") {
        "parts" => Ok(Relation::Parts { whole: figure(&one["whole"])?, parts: list(member(one, "parts")?, figure)? }),
        "spend" => Ok(Relation::Spend {
            budget: perhaps("budget")?,
            spent: figure(&one["spent"])?,
            committed: perhaps("committed")?,
        }),
        "same" => {
            let at = tables.iter().position(|table| table.title == words(one, "table"));
            let at = at.ok_or_else(|| refused("no such table"))?;
            let line = tables[at].lines.iter().position(|line| line.label == words(one, "line"));
            let role = role(words(one, "column"));
            let named = |column: &Column<'_>| column.heading == words(one, "column") || column.role == role;
            let column = tables[at].columns.iter().position(named);
            let cell = line.zip(column).map(|(line, column)| (at, line, column));
            Ok(Relation::Same { figure: figure(&one["figure"])?, cell: cell.ok_or_else(|| refused("no such cell"))? })
        }
        other => Err(refused(format!("no relation `{other}`"))),
    }
}

fn goals<'a>(frameworks: &[&'a Value]) -> Result<Vec<Goal<'a>>, Fault> {
    let mut lenses: Vec<&str> = Vec::new();
    let mut goals = Vec::new();
    for (at, framework) in frameworks.iter().enumerate() {
        let lens = words(framework, "lens");
        let lens = lenses.iter().position(|one| *one == lens).unwrap_or_else(|| {
            lenses.push(lens);
            lenses.len() - 1
        });
        for goal in framework["goals"].as_array().into_iter().flatten() {
            goals.push(Goal {
                framework: at,
                lens,
                title: words(goal, "title"),
                cues: goal["cues"].as_array().into_iter().flatten().filter_map(Value::as_str).collect(),
                is_carbon: goal["carbon"] == true,
                is_council: words(goal, "boundary") == "council",
            });
        }
    }
    Ok(goals)
}
