//! The paper of a programme: how it aligns, its implications, its money and what it adds up to, the set that was chosen, carbon and
//! social value, and the annex of findings and answers; each part by itself, or all of it.

use super::alignment::alignment_table;
use super::carbon::{carbon, says_carbon};
use super::implications::implications;
use super::kept::chosen_sets;
use super::money::money;
use crate::alignment::index::Range;
use crate::alignment::summary::{GoalRow, Summary};
use crate::case::Case;
use crate::date::Date;
use crate::exchange::cell::Cell;
use crate::exchange::document::Block;
use crate::exchange::table::Table;
use crate::framework::Framework;
use crate::health::{EXPORT_KEY, Finding, Level};
use crate::present::{self, Harm, alignment_headline, finding_words, harms, harms_sentence, health_sentence};

/// A part of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The tables of goals, harm beside support.
    Alignment,
    /// What initiatives mean for equality, carbon and the rest, under the headings of the template.
    Implications,
    /// Money tables, and what adds up.
    Money,
    /// The set of initiatives that was chosen, with its limits and what is left out.
    Chosen,
    /// The carbon budget, measures and social value.
    Carbon,
    /// What a careful reader would ask, and the answers.
    Findings,
}

impl Part {
    /// All of them, in the order of the paper.
    pub const ALL: [Part; 6] =
        [Part::Alignment, Part::Implications, Part::Money, Part::Chosen, Part::Carbon, Part::Findings];

    /// Returns what it is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Part::Alignment => "Alignment table",
            Part::Implications => "Implications",
            Part::Money => "Money, and what adds up",
            Part::Chosen => "The set that was chosen",
            Part::Carbon => "Carbon and social value",
            Part::Findings => "Annex: what a careful reader would ask, and our answers",
        }
    }

    /// Returns what its file is called, without an ending.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Part::Alignment => "alignment",
            Part::Implications => "implications",
            Part::Money => "money",
            Part::Chosen => "chosen-set",
            Part::Carbon => "carbon-and-social-value",
            Part::Findings => "findings-and-answers",
        }
    }

    /// Returns whether a case says anything that belongs into this part. A chosen set, carbon and social value are left out of the
    /// whole paper where there are none; the other parts say that there is nothing.
    #[must_use]
    pub fn is_said(self, case: &Case) -> bool {
        match self {
            Part::Alignment | Part::Implications | Part::Money | Part::Findings => true,
            Part::Chosen => case.portfolios.iter().any(|portfolio| portfolio.kept.is_some()),
            Part::Carbon => says_carbon(case),
        }
    }
}

/// Returns parts of the paper. `findings` are those of the programme as at the date at which it is read.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, exchange::document::Block, paper::programme::{Part, blocks}};
/// let found = blocks(&Case::titled("Depots"), &Part::ALL, &[], None);
/// assert!(found.contains(&Block::Heading("Implications".into())));
/// ```
#[must_use]
pub fn blocks(case: &Case, parts: &[Part], findings: &[Finding], as_at: Option<Date>) -> Vec<Block> {
    let mut found = front(case, as_at);
    for wanted in parts {
        found.push(Block::Heading(wanted.title().to_owned()));
        found.extend(part(case, *wanted, findings, as_at));
    }
    found
}

/// Returns one part without its heading, read as at a date.
#[must_use]
pub fn part(case: &Case, wanted: Part, findings: &[Finding], as_at: Option<Date>) -> Vec<Block> {
    match wanted {
        Part::Alignment => alignment(case),
        Part::Implications => implications(case),
        Part::Money => money(case),
        Part::Chosen => chosen_sets(case, as_at),
        Part::Carbon => carbon(case, as_at),
        Part::Findings => annex(case, findings),
    }
}

/// Returns how each goal stands: its state, what supports it and what harms it.
#[must_use]
pub fn goals_table(case: &Case, summary: &Summary) -> Table {
    let names = |rows: &[usize]| -> Cell {
        let all: Vec<String> = rows.iter().map(|at| case.programme.initiatives[*at].name.clone()).collect();
        if all.is_empty() { Cell::Missing("none") } else { Cell::text(present::list(&all)) }
    };
    let row = |row: &GoalRow| {
        let standing = &row.standing;
        let looked_at = format!("{} of {}", standing.n_scored, standing.n_applicable);
        vec![
            Cell::text(case.goal(row.id).map_or("", |goal| &goal.title)),
            standing.state().word().into(),
            names(&standing.supporters),
            names(&standing.harmers),
            looked_at.into(),
        ]
    };
    Table {
        caption: "Goals: what supports and what harms them, and for how many initiatives anybody has looked".to_owned(),
        heads: ["Goal", "State", "Supported by", "Harmed by", "Looked at"].map(str::to_owned).to_vec(),
        rows: summary.goals.iter().map(row).collect(),
    }
}

/// Returns the ranges in which the contribution and the harm of each initiative lie. They are never taken from each other.
#[must_use]
pub fn initiatives_table(case: &Case, summary: &Summary) -> Table {
    let range = |range: Option<Range>| match range {
        Some(Range { floor, ceiling }) => Cell::Range { low: floor, high: ceiling, decimals: 0 },
        None => Cell::Missing("no goal applies"),
    };
    // The rows of a summary are the initiatives in their order.
    let rows = summary.initiatives.iter().zip(&case.programme.initiatives).map(|(row, initiative)| {
        let overall = row.indices(None);
        let looked_at = format!("{} of {}", row.n_assessed, row.n_applicable);
        vec![Cell::text(&initiative.name), range(overall.contribution), range(overall.harm), looked_at.into()]
    });
    Table {
        caption: "Initiatives: contribution and harm, 0 to 100, at least and at most until all is looked at".to_owned(),
        heads: ["Initiative", "Contribution", "Harm", "Goals looked at"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

/// Returns every harm with its reason and its answer, those without an answer first.
#[must_use]
pub fn harm_table(case: &Case) -> Vec<Block> {
    let all = harms(case);
    if all.is_empty() {
        return vec![Block::Paragraph("No effect that was scored is adverse.".to_owned())];
    }
    let or = |words: &str, none: &'static str| if words.is_empty() { Cell::Missing(none) } else { Cell::text(words) };
    let row = |harm: &Harm| {
        let effect = Cell::Number { value: f64::from(harm.effect.get()), decimals: 0, signed: true };
        let (initiative, goal) = &harm.names;
        let (reason, answer) = (or(&harm.reason, "no reason recorded"), or(&harm.answer, "nothing is said"));
        vec![Cell::text(initiative), Cell::text(goal), effect, reason, answer]
    };
    let heads = ["Initiative", "Goal", "Effect", "Why", "What is done about it"].map(str::to_owned);
    let caption = "Harm, the unanswered first".to_owned();
    let rows = all.iter().map(row).collect();
    vec![Block::Paragraph(harms_sentence(&all)), Block::Table(Table { caption, heads: heads.to_vec(), rows })]
}

/// Returns whose paper it is, and what a reader has to know first.
fn front(case: &Case, as_at: Option<Date>) -> Vec<Block> {
    let context = &case.context;
    let date = |date: Option<Date>| date.map_or_else(String::new, present::date);
    let facts = [
        ("Report", context.report.clone()),
        ("Authority", context.authority.clone()),
        ("Committee", context.committee.clone()),
        ("Meeting", date(context.meeting)),
        ("Report of", context.author_role.clone()),
        ("Read as at", date(as_at)),
    ];
    let facts = facts.into_iter().filter(|(_, words)| !words.is_empty());
    let facts: Vec<String> = facts.map(|(term, words)| format!("{term}: {words}")).collect();
    let invented = case
        .illustrative
        .then(|| "Figures in this case are illustrative: they were invented to show the tool.".to_owned());
    let n_marked = case.contributions.iter().filter(|found| found.illustrative).count();
    let marked = (n_marked > 0 && !case.illustrative).then(|| {
        let scores = present::count(n_marked, "score is", "scores are");
        format!("{scores} marked as illustrative: chosen to show the matrix, and evidence of nothing.")
    });
    let note = (!context.note.is_empty()).then(|| context.note.clone());
    let facts = (!facts.is_empty()).then(|| facts.join("\n"));
    [facts, invented, marked, note].into_iter().flatten().map(Block::Paragraph).collect()
}

fn alignment(case: &Case) -> Vec<Block> {
    let summary = case.alignment();
    let said = [alignment_headline(case, &summary), harms_sentence(&harms(case))];
    let said = said.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
    let mut found = vec![Block::Paragraph(said)];
    for framework in case.frameworks.iter().filter(|framework| !framework.goals.is_empty()) {
        let mut table = alignment_table(case, framework);
        // The heading of the report is that of its own table, the first.
        if table.caption.is_empty() || found.iter().any(|block| matches!(block, Block::Table(_))) {
            table.caption = framework.title.clone();
        }
        found.push(Block::Table(table));
        found.push(Block::Paragraph(origin(framework)));
    }
    found
}

/// Returns which edition a framework is, and where its words were read.
fn origin(framework: &Framework) -> String {
    let parts = [&framework.title, &framework.publisher, &framework.edition];
    let mut parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
    // An edition that the title ends with is not said twice.
    parts.dedup_by(|later, earlier| earlier.contains(*later));
    let source = if framework.source.is_empty() { String::new() } else { format!(" Read from: {}", framework.source) };
    format!("{}.{source}", parts.join(", "))
}

fn annex(case: &Case, findings: &[Finding]) -> Vec<Block> {
    let answers = &case.answers;
    let n = |is: &dyn Fn(&Finding) -> bool| findings.iter().filter(|finding| is(finding)).count();
    let (n_open, n_prompts) = (n(&|finding| finding.is_open(answers)), n(&|finding| finding.level() == Level::Prompt));
    let said = match findings.len() {
        0 => "Nothing: the programme agrees with itself, as far as it says anything.".to_owned(),
        all => state(n_open, all - n_open - n_prompts, n_prompts),
    };
    if findings.is_empty() {
        return vec![Block::Paragraph(said)];
    }
    let for_all = answers.iter().find(|answer| answer.finding == EXPORT_KEY);
    let row = |finding: &Finding| {
        let words = finding_words(None, finding);
        let about = if words.about.is_empty() { present::place_words(finding.place()).to_owned() } else { words.about };
        let own = finding.answer(answers).map(str::to_owned);
        let answer = own.or_else(|| for_all.filter(|_| finding.is_open(answers)).map(|answer| answer.reason.clone()));
        let answer = match (answer, finding.level()) {
            (Some(answer), _) => Cell::text(answer),
            (None, Level::Open) => Cell::Missing("no answer yet"),
            (None, Level::Prompt) => Cell::Missing("worth a look; no answer asked for"),
        };
        vec![Cell::text(about), Cell::text(words.what), Cell::text(words.why), answer]
    };
    let heads = ["About", "What was found", "Why a reader would ask", "Our answer"].map(str::to_owned);
    let table = Table {
        caption: "Findings and answers".to_owned(),
        heads: heads.to_vec(),
        rows: findings.iter().map(row).collect(),
    };
    vec![Block::Paragraph(said), Block::Table(table)]
}

/// Returns how many findings have an answer, as a reader of the paper is told: not what its author has still to do.
fn state(n_open: usize, n_answered: usize, n_prompts: usize) -> String {
    if n_open == 0 && n_answered == 0 {
        return health_sentence(0, 0, n_prompts).replace("Nothing prevents an export. ", "");
    }
    let asked = present::count(n_open + n_answered, "question is asked", "questions are asked");
    let answered = match (n_open, n_answered) {
        (0, _) => "each has its own answer".to_owned(),
        (_, 0) => "none has an answer of its own".to_owned(),
        (_, n) => format!(
            "{n} {} an answer of {} own",
            if n == 1 { "has" } else { "have" },
            if n == 1 { "its" } else { "their" }
        ),
    };
    let more = match n_prompts {
        0 => String::new(),
        n => format!(" {}.", present::count(n, "more is worth a look", "more are worth a look")),
    };
    format!("{asked}; {answered}.{more}")
}

#[cfg(test)]
mod tests {
    use super::{Part, blocks, part};
    use crate::case::Case;
    use crate::edit::{CaseEdit, Edit, apply};
    use crate::exchange::document::Block;
    use crate::health::{EXPORT_KEY, check_programme};

    fn seed() -> Case {
        crate::file::load(include_bytes!("../../seeds/manchester-ict-2020.json")).unwrap().case
    }

    fn paragraphs(blocks: &[Block]) -> Vec<&str> {
        let words = blocks.iter().filter_map(|block| match block {
            Block::Paragraph(words) => Some(words.as_str()),
            _ => None,
        });
        words.collect()
    }

    #[test]
    fn what_was_chosen_to_show_the_matrix_is_said_to_be_so_before_any_table() {
        let case = seed();
        let found = blocks(&case, &Part::ALL, &[], None);
        let first = found.iter().position(|block| matches!(block, Block::Table(_))).unwrap();
        let said = paragraphs(&found[..first]);
        assert!(said.iter().any(|words| words.contains("marked as illustrative")), "{said:?}");
    }

    #[test]
    fn harm_stands_in_the_alignment_table_and_money_says_what_does_not_add_up() {
        let case = seed();
        let is_against = |block: &Block| match block {
            Block::Table(table) => table.rows.iter().any(|row| row[1].print().contains("Against: ")),
            _ => false,
        };
        assert!(part(&case, Part::Alignment, &[], None).iter().any(is_against));
        let money = part(&case, Part::Money, &[], None);
        let verdict =
            "Of 14 sums 9 add up exactly and 3 within rounding; 2 do not add up. Paragraph 3.2 of the report.";
        assert!(paragraphs(&money).contains(&verdict), "{money:?}");
    }

    #[test]
    fn each_finding_stands_in_the_annex_with_its_answer_or_that_there_is_none() {
        let case = seed();
        let findings = check_programme(&case, case.context.meeting);
        let answers = |case: &Case| -> Vec<String> {
            let found = part(case, Part::Findings, &findings, None);
            let table = found.iter().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
            table.unwrap().rows.iter().map(|row| row[3].print()).collect()
        };
        let open = answers(&case);
        assert_eq!(open.len(), findings.len());
        assert!(open.contains(&"no answer yet".to_owned()));
        let for_all = CaseEdit::Answer(EXPORT_KEY.to_owned(), "A draft.".to_owned());
        let answered = answers(&apply(&case, &Edit::Case(for_all)).unwrap());
        assert!(!answered.contains(&"no answer yet".to_owned()) && answered.contains(&"A draft.".to_owned()));
    }
}
