//! `Facts`: a case taken apart into values that can be compared one by one. Frameworks, contributions and what stands on
//! the case itself are taken apart here; initiatives and appraisals in files of their own.

use super::matching::{Equal, Ids};
use super::words::lens_weights;
use crate::alignment::GoalStatement;
use crate::answer::Answer;
use crate::case::{Case, Context, ReferenceTable};
use crate::present::{as_typed, date};
use crate::unknown::Unknown;
use std::collections::BTreeMap;

/// A part of a case, in the order of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Case,
    Frameworks,
    Initiatives,
    Money,
    Contributions,
    Portfolios,
    Workshops,
    References,
    Appraisals,
    /// A step of an appraisal, which is known by its name.
    Of(u64, AppraisalPart),
}

/// A part of an appraisal, in the order of its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AppraisalPart {
    Context,
    Options,
    Gates,
    Criteria,
    Scores,
    Weights,
    Costs,
    Record,
}

impl Part {
    /// Returns the part as a heading; the appraisal is named where there are several.
    pub(super) fn title(self, appraisal: Option<Option<&str>>) -> String {
        let step = match self {
            Part::Case => "The case",
            Part::Frameworks => "Frameworks and goals",
            Part::Initiatives => "Initiatives",
            Part::Money => "Money",
            Part::Contributions => "Contributions",
            Part::Portfolios => "Portfolios",
            Part::Workshops => "Workshops",
            Part::References => "Reference tables",
            Part::Appraisals => "Appraisals",
            Part::Of(_, AppraisalPart::Context) => "Context and roles",
            Part::Of(_, AppraisalPart::Options) => "Options",
            Part::Of(_, AppraisalPart::Gates) => "Gates",
            Part::Of(_, AppraisalPart::Criteria) => "Criteria",
            Part::Of(_, AppraisalPart::Scores) => "Scores",
            Part::Of(_, AppraisalPart::Weights) => "Weights",
            Part::Of(_, AppraisalPart::Costs) => "Costs",
            Part::Of(_, AppraisalPart::Record) => "Record",
        };
        appraisal.flatten().map_or_else(|| step.to_owned(), |name| format!("{step}: {name}"))
    }
}

/// One value of a case.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) part: Part,
    /// What it is, as the log would say.
    pub(super) what: String,
    /// The value in words.
    pub(super) words: String,
    /// What two values are told apart by: what a reference names stays the same when that is renamed.
    pub(super) mark: String,
    /// The things it belongs to.
    pub(super) owners: Vec<u64>,
    /// Set where the value is the name of a thing.
    pub(super) thing: Option<Thing>,
}

/// A thing that can be added and removed.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    pub(super) id: u64,
    /// For example "Option North".
    pub(super) label: String,
}

/// Things in an order that the author gave them.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) part: Part,
    pub(super) key: String,
    pub(super) what: String,
    pub(super) items: Vec<(u64, String)>,
}

impl Order {
    /// Returns both orders in words, of what is in both and from the first that stands elsewhere; `None` where it is one.
    pub(super) fn moved(&self, other: &Order) -> Option<(String, String)> {
        let shared = |these: &Order, those: &Order| -> Vec<(u64, String)> {
            let there: std::collections::BTreeSet<u64> = those.items.iter().map(|(id, _)| *id).collect();
            these.items.iter().filter(|(id, _)| there.contains(id)).cloned().collect()
        };
        let (before, after) = (shared(self, other), shared(other, self));
        let alike = before.iter().zip(&after).take_while(|(one, other)| one.0 == other.0).count();
        let names = |items: &[(u64, String)]| {
            let names: Vec<&str> = items.iter().skip(alike).take(6).map(|(_, name)| name.as_str()).collect();
            let before = if alike > 0 { "…, " } else { "" };
            let after = if items.len() > alike + 6 { ", …" } else { "" };
            format!("{before}{}{after}", names.join(", "))
        };
        (alike < before.len().max(after.len())).then(|| (names(&before), names(&after)))
    }
}

/// A case taken apart.
#[derive(Default)]
pub(super) struct Facts {
    list: Vec<(String, Fact)>,
    by_key: BTreeMap<String, usize>,
    /// Each thing with the thing that it belongs to.
    things: BTreeMap<u64, Option<u64>>,
    /// The titles of appraisals.
    titles: BTreeMap<u64, String>,
    pub(super) orders: Vec<Order>,
}

impl Facts {
    /// Takes a case apart. What is the same in both states is left out.
    pub(super) fn of(case: &Case, ids: &Ids, equal: &Equal) -> Facts {
        let mut facts = Facts::default();
        let Case {
            title,
            illustrative,
            context,
            frameworks,
            crosswalks,
            lens_weights: weights,
            programme,
            contributions,
            goal_statements,
            appraisals,
            sections,
            proxies,
            portfolios,
            participants,
            sessions,
            report_text,
            references,
            answers,
            next_id: _,
            unknown,
        } = case;
        facts.value(Part::Case, "title", "Title of the case", title);
        facts.value(Part::Case, "illustrative", "Marked as illustrative", if *illustrative { "yes" } else { "" });
        facts.context(context);
        facts.value(Part::Case, "lens-weights", "Lens weights", &lens_weights(weights));
        facts.unknown(Part::Case, "case", "the case", &[], unknown);
        for framework in frameworks {
            facts.framework(ids, framework);
        }
        facts.order(Part::Frameworks, "frameworks", "Order of the frameworks", frameworks.iter(), |found| {
            (ids.of(found.id.0), &found.title)
        });
        for crosswalk in crosswalks {
            facts.crosswalk(ids, crosswalk, case);
        }
        facts.programme(ids, programme, case, equal);
        for contribution in contributions.iter() {
            if !equal.pairs.contains(&(contribution.initiative.0, contribution.goal.0)) {
                facts.contribution(ids, case, contribution);
            }
        }
        for GoalStatement { goal, text, .. } in goal_statements.iter().map(AsRef::as_ref) {
            let name = case.goal(*goal).map_or("goal", |goal| &goal.title);
            let goal = ids.of(goal.0);
            facts.owned(Part::Contributions, format!("statement/{goal}"), format!("Summary for {name}"), text, &[goal]);
        }
        for Answer { finding, reason, .. } in answers {
            facts.value(Part::Case, &format!("answer/{finding}"), "Reason why a finding stays open", reason);
        }
        facts.sections(sections);
        for proxy in proxies {
            facts.proxy(ids, proxy);
        }
        for portfolio in portfolios {
            facts.portfolio(ids, portfolio, case);
        }
        for participant in participants {
            facts.participant(ids, participant);
        }
        for session in sessions {
            facts.session(ids, session, case);
        }
        let kept = report_text.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n");
        facts.value(Part::Case, "report-text", "Text of the report", &kept);
        for (at, table) in references.iter().enumerate() {
            facts.reference(at, table);
        }
        for appraisal in appraisals {
            facts.appraisal(ids, appraisal, case);
        }
        facts.order(Part::Appraisals, "appraisals", "Order of the appraisals", appraisals.iter(), |found| {
            (ids.of(found.id.0), &found.title)
        });
        facts
    }

    pub(super) fn keyed(&self) -> impl Iterator<Item = (&str, &Fact)> {
        self.list.iter().map(|(key, fact)| (key.as_str(), fact))
    }

    pub(super) fn get(&self, key: &str) -> Option<&Fact> {
        self.by_key.get(key).map(|at| &self.list[*at].1)
    }

    pub(super) fn has(&self, thing: u64) -> bool {
        self.things.contains_key(&thing)
    }

    /// Returns the thing furthest out that holds a thing and is not in the other state either.
    pub(super) fn outermost(&self, thing: u64, other: &Facts) -> u64 {
        match self.things.get(&thing).copied().flatten() {
            Some(owner) if !other.has(owner) => self.outermost(owner, other),
            _ => thing,
        }
    }

    /// Returns the title of the appraisal that a part belongs to.
    pub(super) fn name_of(&self, part: Part) -> Option<&str> {
        let Part::Of(appraisal, _) = part else { return None };
        self.titles.get(&appraisal).map(String::as_str)
    }

    pub(super) fn entitle(&mut self, appraisal: u64, title: &str) {
        self.titles.insert(appraisal, title.to_owned());
    }

    /// Adds a fact. A key that is there already is made longer, so that nothing is lost.
    pub(super) fn add(&mut self, key: String, fact: Fact) {
        let mut free = key;
        while self.by_key.contains_key(&free) {
            free.push('+');
        }
        self.by_key.insert(free.clone(), self.list.len());
        self.list.push((free, fact));
    }

    /// Adds a value that belongs to the case itself, unless it is empty.
    pub(super) fn value(&mut self, part: Part, key: &str, what: &str, words: &str) {
        self.owned(part, key.to_owned(), what.to_owned(), words, &[]);
    }

    /// Adds a value that belongs to things, unless it is empty.
    pub(super) fn owned(&mut self, part: Part, key: String, what: String, words: &str, owners: &[u64]) {
        self.marked(part, key, what, words, words.to_owned(), owners);
    }

    /// Adds a value that is told apart by a mark and not by its words, unless the mark is empty.
    pub(super) fn marked(&mut self, part: Part, key: String, what: String, words: &str, mark: String, owners: &[u64]) {
        if !mark.is_empty() {
            let fact = Fact { part, what, words: words.to_owned(), mark, owners: owners.to_vec(), thing: None };
            self.add(key, fact);
        }
    }

    /// Adds a thing by its name: `noun` as in "Option North", `named` as in "Name of option North".
    pub(super) fn thing(&mut self, part: Part, id: u64, noun: &str, named: &str, name: &str, owner: Option<u64>) {
        self.things.insert(id, owner);
        let fact = Fact {
            part,
            what: format!("{named} {name}"),
            words: name.to_owned(),
            mark: name.to_owned(),
            owners: owner.into_iter().collect(),
            thing: Some(Thing { id, label: format!("{noun} {name}") }),
        };
        self.add(format!("thing/{id}"), fact);
    }

    pub(super) fn order<'a, T: 'a>(
        &mut self,
        part: Part,
        key: &str,
        what: &str,
        items: impl Iterator<Item = &'a T>,
        item: impl Fn(&'a T) -> (u64, &'a String),
    ) {
        let items = items.map(|found| {
            let (id, name) = item(found);
            (id, name.clone())
        });
        let items = items.collect();
        self.orders.push(Order { part, key: key.to_owned(), what: what.to_owned(), items });
    }

    /// Adds the members that a newer version wrote.
    pub(super) fn unknown(&mut self, part: Part, key: &str, whose: &str, owners: &[u64], unknown: &Unknown) {
        for (member, value) in unknown.iter() {
            let what = format!("“{member}” of {whose}, from a newer version");
            self.owned(part, format!("unknown/{key}/{member}"), what, &value.to_string(), owners);
        }
    }

    fn context(&mut self, context: &Context) {
        let Context {
            authority,
            committee,
            report,
            report_type,
            author_role,
            template,
            meeting,
            data_date,
            read_as_at,
            previous_report,
            note,
            alignment_heading,
            unknown,
        } = context;
        let part = Part::Case;
        self.value(part, "authority", "Authority", authority);
        self.value(part, "committee", "Committee", committee);
        self.value(part, "report", "Title of the report", report);
        self.value(part, "meeting", "Date of the meeting", &meeting.map_or(String::new(), date));
        self.value(part, "data-date", "Date of the figures", &data_date.map_or(String::new(), date));
        self.value(part, "report-type", "What is asked of the committee", report_type);
        self.value(part, "author-role", "Role of the author", author_role);
        self.value(part, "template", "Template of the report", template);
        self.value(part, "read-as-at", "Date of reading", &read_as_at.map_or(String::new(), date));
        self.value(part, "previous-report", "Date of the report before", &previous_report.map_or(String::new(), date));
        self.value(part, "note", "Note on the case", note);
        self.value(part, "alignment-heading", "Heading of the alignment table", alignment_heading);
        self.unknown(part, "context", "the context", &[], unknown);
    }

    fn reference(&mut self, at: usize, table: &ReferenceTable) {
        let ReferenceTable { title, unit, publisher, source, note, columns, rows, unknown } = table;
        let part = Part::References;
        let id = u64::MAX - at as u64;
        self.thing(part, id, "Reference table", "Title of reference table", title, None);
        let columns = columns.join("; ");
        let values = [
            ("unit", "Unit", unit),
            ("publisher", "Publisher", publisher),
            ("source", "Source", source),
            ("note", "Note", note),
            ("columns", "Columns", &columns),
        ];
        for (key, what, words) in values {
            self.owned(part, format!("reference/{at}/{key}"), format!("{what} of {title}"), words, &[id]);
        }
        for row in rows {
            let figures =
                row.values.iter().map(|figure| figure.map_or("–".to_owned(), |figure| as_typed(figure.get())));
            let note = if row.note.is_empty() { String::new() } else { format!(" ({})", row.note) };
            let words = format!("{}{note}", figures.collect::<Vec<_>>().join("; "));
            let what = format!("{}, {title}", row.label);
            self.owned(part, format!("reference/{at}/row/{}", row.label), what, &words, &[id]);
        }
        self.unknown(part, &format!("reference/{at}"), title, &[id], unknown);
    }
}
