//! Rows of a matrix of marks: what each cell stands for, and what is asked about the others.

use super::columns::Columns;
use super::layout::Layout;
use super::marks::{Family, family, mark};
use super::names::{Match, Names, letters};
use super::shapes::{Shape, shapes};
use super::sheet::Sheet;
use super::text::{one_line, shortened};
use super::{About, Choices, Known, LONGEST_NAME, Marks, Outcome, Question, Refusal, Role, Row, Same, figures};
use crate::limits::Grouped;
use crate::personal;
use crate::print::list;
use crate::spelling::folded;
use std::collections::{BTreeMap, HashMap};

/// Returns the rows of a matrix and questions about its marks and names.
pub(super) fn rows(
    sheet: &Sheet,
    layout: &Layout,
    columns: &Columns,
    known: &Known<'_>,
    choices: &Choices,
) -> (Vec<Row>, Vec<Question>) {
    let shapes = shapes(sheet, layout, columns, choices);
    let names = Names::of(&known.initiatives);
    let name_column = columns.of(Role::Name);
    let mut questions = Vec::new();
    // Marks that ask, by what kind of mark they are, in the order in which they stand.
    let mut asked: BTreeMap<Family, Vec<String>> = BTreeMap::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut taken: HashMap<usize, usize> = HashMap::new();
    let mut rows = Vec::new();
    for (at, shape) in shapes.shapes.iter().enumerate() {
        let (row, number) = (shapes.first + at, at + 1);
        let name = one_line(name_column.map_or("", |column| sheet.get(row, column)));
        let label = if name.is_empty() { shapes.label(sheet, row) } else { name.clone() };
        let notes = super::unseen_words(sheet.unseen.get(row).copied().unwrap_or_default());
        let mut found = Row { number, label: label.clone(), outcome: Outcome::Blank, without: Vec::new(), notes };
        let refused =
            |reason: String| Outcome::Refused(Refusal { column: name_column, found: shortened(&name), reason });
        found.outcome = match shape {
            Shape::Blank => Outcome::Blank,
            Shape::Again => Outcome::HeadingAgain,
            Shape::Note => Outcome::Note(sheet.words(row)),
            Shape::Footnote(mark, words) => Outcome::Footnote { mark: mark.clone(), words: words.clone() },
            Shape::Group => Outcome::Group(label),
            Shape::Total(_) => Outcome::Note(format!("{}: totals are worked out here, never given", shortened(&label))),
            Shape::Facts | Shape::Alone if name.is_empty() => refused("this row has no name".to_owned()),
            Shape::Facts | Shape::Alone if name.starts_with('#') && figures::fault(&name, "name").is_some() => {
                refused(figures::fault(&name, "name").unwrap_or_default())
            }
            Shape::Facts | Shape::Alone if name.chars().count() > LONGEST_NAME => {
                refused(format!("a name of {} letters: expected at most {LONGEST_NAME}", Grouped(name.chars().count())))
            }
            Shape::Facts | Shape::Alone => {
                let mut marks = Marks { initiative: None, asks: false, marks: Vec::new(), asked: Vec::new() };
                for &column in &columns.marks {
                    let text = one_line(sheet.get(row, column));
                    match mark(&text, &choices.marks) {
                        Some(assessment) => marks.marks.push((column, assessment)),
                        None => {
                            marks.asked.push(column);
                            let family = asked.entry(family(&text)).or_default();
                            if !family.iter().any(|known| folded(known) == folded(&text)) {
                                family.push(shortened(&text));
                            }
                        }
                    }
                }
                let chosen = choices.names.get(&folded(&name));
                let of_chosen = |id| known.initiatives.iter().position(|known| known.id == id);
                let place = match chosen {
                    Some(Same::New) => Match::None,
                    Some(Same::Is(id) | Same::Renames(id)) => of_chosen(*id).map_or(Match::None, Match::Is),
                    None => names.find(&name, ""),
                };
                let bare = letters(&name);
                let before = seen.insert(if bare.is_empty() { folded(&name) } else { bare }, number);
                match (before, place) {
                    (Some(before), _) => refused(format!("the same name as row {before} of this paste")),
                    (None, Match::Several) => refused("several initiatives of the case have this name".to_owned()),
                    (None, Match::Is(at)) if taken.contains_key(&at) => refused(format!(
                        "the same initiative as row {} of this paste",
                        taken.get(&at).copied().unwrap_or_default()
                    )),
                    (None, place) => {
                        match place {
                            Match::Is(at) => {
                                taken.insert(at, number);
                                marks.initiative = Some(known.initiatives[at].id);
                            }
                            Match::Near(at) => {
                                marks.asks = true;
                                let near = known.initiatives[at];
                                let words = format!(
                                    "Row {number}: is “{}” the initiative “{}”?",
                                    shortened(&name),
                                    shortened(near.name)
                                );
                                let about = About::SameName { row: number, initiative: near.id };
                                questions.push(Question { about, words, until_then: "The row stays out.".to_owned() });
                            }
                            _ if personal::is_address(&name) && !choices.keeps_addresses => {
                                marks.asks = true;
                                let words = format!(
                                    "Row {number}: “{}”: a telephone number or an address as a name?",
                                    shortened(&name)
                                );
                                let about = About::Person { row: number };
                                questions.push(Question { about, words, until_then: "The row stays out.".to_owned() });
                            }
                            _ => {}
                        }
                        Outcome::Marks(marks)
                    }
                }
            }
        };
        rows.push(found);
    }
    questions.extend(asked.into_iter().map(|(family, marks)| question(family, marks)));
    (rows, questions)
}

/// Returns the question about marks of one kind.
fn question(family: Family, marks: Vec<String>) -> Question {
    let quoted: Vec<String> = marks.iter().map(|mark| format!("“{mark}”")).collect();
    let named = list(&quoted);
    let verb = if marks.len() == 1 { "does" } else { "do" };
    let words = match family {
        Family::Sizes => format!("What {verb} {named} stand for? There is no default: it could be +3, +2 and +1."),
        Family::Ticks => format!("What {verb} {named} stand for?"),
        Family::Numbers if marks.len() == 1 => format!("{named} is no point from −3 to +3: what scale is this?"),
        Family::Numbers => format!("{named} are no points from −3 to +3: what scale is this?"),
        Family::Nothing => format!(
            "{verb} {named} stand for neutral (0), or for not assessed?",
            verb = crate::print::capitalised(verb)
        ),
        Family::Other => format!("What {verb} {named} stand for?"),
    };
    let until_then = "These cells stay as they are: nothing is read as 0 that is not “0”.".to_owned();
    Question { about: About::Marks(marks), words, until_then }
}
