//! A pasted block of cells as scores: which cell of the block belongs to which option and criterion, and what would change.
//!
//! Nothing is applied here. One fault anywhere and nothing can be: half a block would be worse than none.

mod names;
mod shape;

use super::entry::{self, NoScore};
use super::{Appraisal, Leaf, Score, ScoreState};
use crate::id::{AlternativeId, CriterionId};
use crate::spelling::folded;
use names::{Known, Noun};
use shape::{Shape, shape};

/// What a block would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The scores that would change, in the order of the block.
    pub changes: Vec<ScoreChange>,
    /// How many cells say what is recorded already.
    pub n_same: usize,
    /// How many cells are empty and leave a score as it is.
    pub n_empty: usize,
    /// What stands in the block and is no score.
    pub passed_over: Vec<PassedOver>,
}

/// What a block holds beside scores, with its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassedOver {
    /// A text above the block.
    Title(String),
    /// A row or column of totals: totals are worked out, never given.
    Totals(String),
    /// A row or column of weights: they have a step of their own.
    Weights(String),
}

/// Headings of what is worked out.
pub(super) const TOTALS: [&str; 10] = [
    "total",
    "totals",
    "sum",
    "grand total",
    "total score",
    "weighted total",
    "weighted score",
    "overall",
    "rank",
    "ranking",
];
/// Headings of weights.
pub(super) const WEIGHTS: [&str; 7] =
    ["weight", "weights", "weighting", "weight %", "weight (%)", "swing", "swing weight"];

/// A score that would change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreChange {
    /// The option.
    pub alternative: AlternativeId,
    /// The leaf criterion.
    pub criterion: CriterionId,
    /// As it stands.
    pub from: ScoreState,
    /// As it would stand.
    pub to: ScoreState,
}

/// What is wrong with a block, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Row of the block, from 1; 0 where it is about the block as a whole.
    pub row: usize,
    /// Column of the block, from 1; 0 where it is about a whole row.
    pub column: usize,
    /// What it is.
    pub kind: FaultKind,
}

/// Kinds of fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// There is nothing in the block.
    Empty,
    /// A row is not as long as the first.
    Ragged {
        /// How many cells it has.
        found: usize,
        /// How many the first row has.
        expected: usize,
    },
    /// The block names options both across and down, or criteria.
    SameBothWays,
    /// A heading among names of options is none of them.
    NoSuchOption(String),
    /// A heading among names of criteria is none of them.
    NoSuchCriterion(String),
    /// A name is borne by several options or criteria.
    SharedName(String),
    /// A name stands twice in the block.
    NamedTwice(String),
    /// A family is not scored itself.
    FamilyScored(String),
    /// There is no name and no selected cell to begin from.
    NoPlace,
    /// More options than there are from the selected cell on.
    TooManyOptions {
        /// How many the block has.
        found: usize,
        /// How many there are.
        left: usize,
    },
    /// More criteria than there are from the selected cell on.
    TooManyCriteria {
        /// How many the block has.
        found: usize,
        /// How many there are.
        left: usize,
    },
    /// A text is no score on the scale of its criterion.
    NoScore {
        /// What was found.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
}

/// Returns what a block of cells would change, with the selected cell as the place of its first score.
///
/// A first row or column that names options or criteria says what stands beneath or beside it, in any order; the block may
/// then lie either way. Without names, criteria go down and options across from the selected cell, as in the score table. A
/// row that names a family and holds nothing else is passed over, and so are an empty cell, blank rows and columns at the
/// edges, a title above the block, and rows or columns of totals or weights, which the plan names.
///
/// # Errors
/// All faults of the block, in reading order.
///
/// # Example
/// ```
/// use weighbridge::appraisal::{ScoreState, paste};
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, TreeEdit, apply}};
/// let case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into())))?;
/// let id = case.appraisals[0].id;
/// let case = apply(&case, &Edit::Appraisal(id, TreeEdit::AddCriterion(None, "Tier".into()).into()))?;
/// let rows = |text: &[[&str; 2]]| text.iter().map(|row| row.map(str::to_owned).to_vec()).collect::<Vec<_>>();
/// let plan = paste::plan(&case.appraisals[0], &rows(&[["", "Do minimum"], ["Tier", "40"]]), None).unwrap();
/// assert!(matches!(plan.changes[0].to, ScoreState::Points(_)));
/// assert!(paste::plan(&case.appraisals[0], &rows(&[["", "Do minimum"], ["Tier", "high"]]), None).is_err());
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
pub fn plan(
    appraisal: &Appraisal,
    rows: &[Vec<String>],
    at: Option<(AlternativeId, CriterionId)>,
) -> Result<Plan, Vec<Fault>> {
    let whole = |kind| vec![Fault { row: 0, column: 0, kind }];
    let known = Known::new(appraisal);
    let is_known =
        |name: &str| [Noun::Option, Noun::Criterion].iter().any(|noun| !known.position(*noun, name).is_empty());
    let shape = shape(rows, is_known)?;
    let rows = &shape.rows;
    let (first, corner) = (rows[0], rows[0][0].as_str());
    let is_alone = rows.len() == 1 && first.len() == 1;
    let side = || rows.iter().map(|row| row[0].as_str());
    let across = known.what(first.iter().map(String::as_str), corner).filter(|_| !is_alone);
    let down = known.what(side(), corner).filter(|_| !is_alone);
    // Headings that name nothing are headings all the same where a number could not stand, and where the corner is none of
    // the scores or names: else it is a slip among scores.
    let is_corner_free = corner.is_empty() || (known.is_heading(corner) && !is_known(corner));
    let unknown = |cells: &mut dyn Iterator<Item = &str>| {
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        is_corner_free && !cells.is_empty() && cells.iter().all(|cell| known.is_heading(cell))
    };
    let unknown_across = rows.len() > 1 && unknown(&mut first.iter().skip(1).map(String::as_str));
    let unknown_down = first.len() > 1 && unknown(&mut side().skip(1));
    let lies = match (across, down) {
        (None, None) => Orientation { heads: (unknown_across, unknown_down), turned: false },
        // One name in the corner heads its row and its column: the longer run of names is meant, or the only line.
        (Some((one, n)), Some((other, m))) if one == other => {
            let (is_row, is_column) = (rows.len() == 1, first.len() == 1);
            if n > m || (is_column && !is_row) {
                Orientation { heads: (true, false), turned: one == Noun::Criterion }
            } else if n < m || is_row {
                Orientation { heads: (false, true), turned: one == Noun::Option }
            } else {
                return Err(whole(FaultKind::SameBothWays));
            }
        }
        (across, down) => Orientation {
            heads: (across.is_some() || unknown_across, down.is_some() || unknown_down),
            turned: across.is_some_and(|(noun, _)| noun == Noun::Criterion)
                || down.is_some_and(|(noun, _)| noun == Noun::Option),
        },
    };
    Reader { known, shape, at, lies, faults: Vec::new(), passed_over: Vec::new() }.read()
}

/// How the block lies: whether its first row and its first column are headings, and whether options go down.
#[derive(Clone, Copy)]
struct Orientation {
    heads: (bool, bool),
    turned: bool,
}

struct Reader<'a> {
    known: Known<'a>,
    shape: Shape<'a>,
    at: Option<(AlternativeId, CriterionId)>,
    lies: Orientation,
    faults: Vec<Fault>,
    passed_over: Vec<PassedOver>,
}

impl Reader<'_> {
    fn read(mut self) -> Result<Plan, Vec<Fault>> {
        let (top, side) = (usize::from(self.lies.heads.0), usize::from(self.lies.heads.1));
        let rows = std::mem::take(&mut self.shape.rows);
        let (n_rows, n_columns) = (rows.len() - top, rows[0].len() - side);
        let (across, down) =
            if self.lies.turned { (Noun::Criterion, Noun::Option) } else { (Noun::Option, Noun::Criterion) };
        let column_is_empty = |i: usize| rows[top..].iter().all(|row| row[i + side].is_empty());
        let heads = rows[0][side..].iter().enumerate().map(|(i, name)| (name.as_str(), column_is_empty(i)));
        let heads = self.lies.heads.0.then(|| heads.collect());
        let columns = self.line(across, heads, n_columns, |i| (0, i + side));
        let row_is_empty = |row: &[String]| row[side..].iter().all(String::is_empty);
        let sides = rows[top..].iter().map(|row| (row[0].as_str(), row_is_empty(row)));
        let sides = self.lies.heads.1.then(|| sides.collect());
        let lines = self.line(down, sides, n_rows, |i| (i + top, 0));
        let mut plan = Plan::default();
        for (i, line) in lines.into_iter().enumerate() {
            let Some(line) = line else { continue };
            for (j, column) in columns.iter().enumerate() {
                let Some(column) = *column else { continue };
                let (option, leaf) = if self.lies.turned { (line, column) } else { (column, line) };
                self.cell(&rows[i + top][j + side], (i + top, j + side), (option, leaf), &mut plan);
            }
        }
        plan.passed_over = self.shape.title.take().into_iter().chain(std::mem::take(&mut self.passed_over)).collect();
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        if plan.changes.is_empty() && plan.n_same == 0 {
            return Err(vec![Fault { row: 0, column: 0, kind: FaultKind::Empty }]);
        }
        Ok(plan)
    }

    /// Returns which option or leaf each line of the block is about, by its heading or from the selected cell on. Headings
    /// come with whether their line is empty; `place` tells their row and column.
    fn line(
        &mut self,
        noun: Noun,
        names: Option<Vec<(&str, bool)>>,
        n: usize,
        place: impl Fn(usize) -> (usize, usize),
    ) -> Vec<Option<usize>> {
        let Some(names) = names else { return self.by_place(noun, n) };
        let mut taken: Vec<usize> = Vec::new();
        let mut found = Vec::new();
        for (i, (name, line_is_empty)) in names.into_iter().enumerate() {
            let hits = self.known.position(noun, name);
            let kind = match hits.as_slice() {
                [one] if taken.contains(one) => FaultKind::NamedTwice(name.to_owned()),
                [one] => {
                    taken.push(*one);
                    found.push(Some(*one));
                    continue;
                }
                [_, ..] => FaultKind::SharedName(name.to_owned()),
                [] => {
                    found.push(None);
                    let beside = passed_over(name);
                    // A heading of a family, or nothing at all.
                    if line_is_empty || beside.is_some() {
                        self.passed_over.extend(beside);
                        continue;
                    }
                    match noun {
                        _ if self.known.is_family(name) => FaultKind::FamilyScored(name.to_owned()),
                        Noun::Option => FaultKind::NoSuchOption(name.to_owned()),
                        Noun::Criterion => FaultKind::NoSuchCriterion(name.to_owned()),
                    }
                }
            };
            if found.len() == i {
                found.push(None);
            }
            let (row, column) = self.numbers(place(i));
            self.faults.push(Fault { row, column, kind });
        }
        found
    }

    /// Returns the row and the column of a cell that is read, as they are counted in the block, from 1.
    fn numbers(&self, (row, column): (usize, usize)) -> (usize, usize) {
        (self.shape.numbers[row], self.shape.left + column + 1)
    }

    fn by_place(&mut self, noun: Noun, n: usize) -> Vec<Option<usize>> {
        let first = self.at.and_then(|(option, leaf)| match noun {
            Noun::Option => self.known.options.iter().position(|(id, _)| *id == option),
            Noun::Criterion => self.known.leaves.iter().position(|(id, ..)| *id == leaf),
        });
        let all = if noun == Noun::Option { self.known.options.len() } else { self.known.leaves.len() };
        let left = first.map(|first| all - first);
        let kind = match (left, noun) {
            (None, _) => FaultKind::NoPlace,
            (Some(left), Noun::Option) if n > left => FaultKind::TooManyOptions { found: n, left },
            (Some(left), Noun::Criterion) if n > left => FaultKind::TooManyCriteria { found: n, left },
            _ => return (0..n).map(|i| first.map(|first| first + i)).collect(),
        };
        let fault = Fault { row: 0, column: 0, kind };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
        vec![None; n]
    }

    fn cell(&mut self, text: &str, at: (usize, usize), (option, leaf): (usize, usize), plan: &mut Plan) {
        let (alternative, (criterion, _, leaf)) = (self.known.options[option].0, &self.known.leaves[leaf]);
        let (criterion, leaf) = (*criterion, *leaf);
        let refused = |expected| FaultKind::NoScore { found: text.to_owned(), expected };
        let kind = match entry::read(text, &leaf.scale) {
            Ok(None) => {
                plan.n_empty += 1;
                return;
            }
            Ok(Some(ScoreState::NoEffect)) if self.known.baseline == Some(alternative) => {
                refused("a score of business as usual itself, from which no effect is counted")
            }
            Ok(Some(to)) => {
                let from = self.known.scores.get(&(alternative, criterion)).map_or(ScoreState::NotScored, |s| s.state);
                if from == to {
                    plan.n_same += 1;
                } else {
                    plan.changes.push(ScoreChange { alternative, criterion, from, to });
                }
                return;
            }
            Err(NoScore { expected }) => refused(expected),
        };
        let (row, column) = self.numbers(at);
        self.faults.push(Fault { row, column, kind });
    }
}

/// Returns what a line is that holds no scores, by its heading.
fn passed_over(name: &str) -> Option<PassedOver> {
    let heading = folded(name);
    let is_among = |headings: &[&str]| headings.contains(&heading.as_str());
    if is_among(&TOTALS) {
        return Some(PassedOver::Totals(name.to_owned()));
    }
    is_among(&WEIGHTS).then(|| PassedOver::Weights(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{Fault, FaultKind, PassedOver, Plan, plan};
    use crate::appraisal::{Alternative, Appraisal, Criterion, CriterionKind, Leaf, Role, ScoreState};
    use crate::finite::Finite;
    use crate::id::{AlternativeId, AppraisalId, CriterionId};
    use crate::unknown::Unknown;

    fn criterion(id: u32, name: &str, kind: CriterionKind) -> Criterion {
        let id = CriterionId(id);
        Criterion { id, name: name.into(), definition: String::new(), goal: None, kind, unknown: Unknown::new() }
    }

    /// Options 1 As now, 2 Move, 3 Share; a family of leaves 11 Time and 12 Carbon; leaf 13 Tier.
    fn depots() -> Appraisal {
        let mut found = Appraisal::titled(AppraisalId(99), "Depots");
        let roles = [(1, "As now", Role::BusinessAsUsual), (2, "Move", Role::Candidate), (3, "Share", Role::Candidate)];
        found.alternatives = roles.map(|(id, name, role)| Alternative::named(AlternativeId(id), name, role)).to_vec();
        let leaf = |id, name| criterion(id, name, CriterionKind::Leaf(Leaf::default()));
        let family = CriterionKind::Family(vec![leaf(11, "Time"), leaf(12, "Carbon")]);
        found.criteria = vec![criterion(10, "Delivery", family), leaf(13, "Tier")];
        found
    }

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.split('|').map(|row| row.split(',').map(|cell| cell.trim().to_owned()).collect()).collect()
    }

    fn planned(text: &str, at: Option<(u32, u32)>) -> Result<Plan, Vec<Fault>> {
        plan(&depots(), &rows(text), at.map(|(option, leaf)| (AlternativeId(option), CriterionId(leaf))))
    }

    /// The changes as option, criterion, points.
    fn changes(text: &str, at: Option<(u32, u32)>) -> Vec<(u32, u32, f64)> {
        let points = |state| if let ScoreState::Points(points) = state { points.get() } else { -1.0 };
        let plan = planned(text, at).unwrap();
        plan.changes.iter().map(|change| (change.alternative.0, change.criterion.0, points(change.to))).collect()
    }

    fn fault(text: &str, at: Option<(u32, u32)>) -> (usize, usize, FaultKind) {
        let faults = planned(text, at).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        (faults[0].row, faults[0].column, faults[0].kind.clone())
    }

    #[test]
    fn without_names_the_block_begins_at_the_selected_cell() {
        let expected = [(2, 12, 1.0), (3, 12, 2.0), (2, 13, 3.0), (3, 13, 4.0)];
        assert_eq!(changes("1,2|3,4", Some((2, 12))), expected);
        assert_eq!(fault("1,2,3", Some((2, 12))), (0, 0, FaultKind::TooManyOptions { found: 3, left: 2 }));
        assert_eq!(fault("1|2|3", Some((2, 12))), (0, 0, FaultKind::TooManyCriteria { found: 3, left: 2 }));
        assert_eq!(fault("1", None), (0, 0, FaultKind::NoPlace));
    }

    #[test]
    fn names_are_found_in_any_order_and_either_way_round() {
        let expected = [(3, 13, 1.0), (2, 13, 2.0), (3, 11, 3.0), (2, 11, 4.0)];
        assert_eq!(changes(",Share,move|TIER,1,2|Time,3,4", None), expected);
        let turned = [(3, 13, 1.0), (3, 11, 3.0), (2, 13, 2.0), (2, 11, 4.0)];
        assert_eq!(changes("Option,Tier,Time|Share,1,3|Move,2,4", None), turned);
        assert_eq!(changes("Tier,1,2", Some((2, 11))), [(2, 13, 1.0), (3, 13, 2.0)], "one way by name, one by place");
        assert_eq!(changes("Share,Move|1,2", Some((1, 12))), [(3, 12, 1.0), (2, 12, 2.0)]);
        assert_eq!(changes("Share,5,6", Some((1, 12))), [(3, 12, 5.0), (3, 13, 6.0)], "an option's row lies turned");
    }

    #[test]
    fn a_family_heading_and_empty_cells_are_passed_over() {
        let found = planned(",As now,Move|Delivery,,|Time,,4|,,", None).unwrap();
        assert_eq!((found.changes.len(), found.n_empty, found.n_same), (1, 1, 0));
        assert_eq!(fault(",As now,Move|Delivery,1,|Time,,4", None), (2, 1, FaultKind::FamilyScored("Delivery".into())));
    }

    #[test]
    fn faults_name_their_row_and_column() {
        let no_score = |found: &str| FaultKind::NoScore { found: found.into(), expected: "a number from 0 to 100" };
        let faults = planned(",Share,Move|Tier,high,2|Time,3,101", None).unwrap_err();
        let places: Vec<_> = faults.into_iter().map(|fault| (fault.row, fault.column, fault.kind)).collect();
        assert_eq!(places, [(2, 2, no_score("high")), (3, 3, no_score("101"))]);
        assert_eq!(fault(",Share,Rent|Tier,1,2", None), (1, 3, FaultKind::NoSuchOption("Rent".into())));
        assert_eq!(fault(",Share|Tier,1|Noise,2", None), (3, 1, FaultKind::NoSuchCriterion("Noise".into())));
        assert_eq!(fault(",Share|Tier,1|Tier,2", None), (3, 1, FaultKind::NamedTwice("Tier".into())));
        assert_eq!(fault("1,2|3", Some((1, 11))), (2, 0, FaultKind::Ragged { found: 1, expected: 2 }));
        assert_eq!(fault(",Share|Move,1", None), (0, 0, FaultKind::SameBothWays));
        assert_eq!(fault("", Some((1, 11))), (0, 0, FaultKind::Empty));
        assert_eq!(planned("", None).unwrap_err().len(), 1);
    }

    #[test]
    fn two_of_one_name_cannot_be_told_apart() {
        let mut appraisal = depots();
        appraisal.alternatives[2].name = "Move".into();
        let faults = plan(&appraisal, &rows(",Move|Tier,1"), None).unwrap_err();
        assert_eq!(faults[0].kind, FaultKind::SharedName("Move".into()));
    }

    #[test]
    fn business_as_usual_cannot_be_without_effect_on_itself_and_what_stands_is_no_change() {
        assert!(matches!(fault("no effect", Some((1, 13))).2, FaultKind::NoScore { .. }));
        let mut appraisal = depots();
        appraisal.scores.push(crate::appraisal::Score {
            alternative: AlternativeId(2),
            criterion: CriterionId(13),
            state: ScoreState::Points(Finite::from(5)),
            range: None,
            reason: String::new(),
            source: String::new(),
            unknown: Unknown::new(),
        });
        let found = plan(&appraisal, &rows("5,6"), Some((AlternativeId(2), CriterionId(13)))).unwrap();
        assert_eq!((found.n_same, found.changes.len()), (1, 1));
    }

    #[test]
    fn names_that_look_alike_are_one_name() {
        let mut appraisal = depots();
        appraisal.alternatives[1].name = "Café – annexe’s \"west\"".into();
        for heading in ["Cafe\u{301} - annexe's “west”", "café\u{a0}–  annexe’s \"West\"\u{200b}"] {
            let block = vec![vec![String::new(), heading.to_owned()], vec!["Tier".to_owned(), "45".to_owned()]];
            assert_eq!(plan(&appraisal, &block, None).unwrap().changes.len(), 1, "{heading}");
        }
    }

    #[test]
    fn a_heading_that_names_nothing_is_named_whatever_stands_beside_it() {
        assert_eq!(fault(",Moove|Tier,45", None), (1, 2, FaultKind::NoSuchOption("Moove".into())));
        assert_eq!(fault(",Move|Tear,45", None), (2, 1, FaultKind::NoSuchCriterion("Tear".into())));
        let faults = planned(",Moove|Tear,45", None).unwrap_err();
        let kinds: Vec<_> = faults.into_iter().map(|fault| (fault.row, fault.column, fault.kind)).collect();
        let expected =
            [(1, 2, FaultKind::NoSuchOption("Moove".into())), (2, 1, FaultKind::NoSuchCriterion("Tear".into()))];
        assert_eq!(kinds, expected);
        // A slip among scores is no heading.
        let slip = |found: &str| FaultKind::NoScore { found: found.into(), expected: "a number from 0 to 100" };
        assert_eq!(fault("40,hihg|50,60", Some((2, 11))), (1, 2, slip("hihg")));
        assert_eq!(fault("40,50|hihg,60", Some((2, 11))), (2, 1, slip("hihg")));
        assert_eq!(fault("Tier,hihg|Time,60", Some((2, 11))), (1, 2, slip("hihg")));
    }

    #[test]
    fn what_stands_beside_scores_is_passed_over_and_named() {
        let over = |text: &str| {
            let found = planned(text, None).unwrap();
            (found.changes.len(), found.passed_over)
        };
        let (total, weight) = (PassedOver::Totals("Total".into()), PassedOver::Weights("Weight".into()));
        assert_eq!(over(",Move,Share|Tier,45,60|Total,45,60"), (2, vec![total.clone()]));
        assert_eq!(over("Criterion,Weight,Move,Share|Tier,70,45,60"), (2, vec![weight.clone()]));
        assert_eq!(over("Option,Tier,Time,Total|Move,1,2,3|Share,3,4,7"), (4, vec![total]));
        assert_eq!(over("Option,Tier,Time|Weight,30,70|Share,3,4"), (2, vec![weight]));
        let title = PassedOver::Title("Scores of 3 May".into());
        assert_eq!(over("Scores of 3 May,,|,,|,Move,Share|Tier,1,2"), (2, vec![title.clone()]));
        assert_eq!(over("Scores of 3 May|,Move,Share|Tier,1,2"), (2, vec![title]));
        assert_eq!(over("|,,,|,,Move,Share|,Tier,1,2|||,Time,3,4"), (4, vec![]), "blank edges and lines");
        assert_eq!(fault("||,,Move|,Tier,high", None).0, 4, "rows are counted as they were pasted");
        // An appraisal may have a criterion of that name.
        let mut appraisal = depots();
        appraisal.criteria[1].name = "Total".into();
        assert_eq!(plan(&appraisal, &rows(",Move|Total,1"), None).unwrap().changes.len(), 1);
    }

    #[test]
    fn a_number_is_a_name_only_among_names() {
        let mut appraisal = depots();
        appraisal.alternatives[1].name = "30".into();
        let at = Some((AlternativeId(2), CriterionId(11)));
        let n = |text: &str| {
            plan(&appraisal, &rows(text), at).map(|plan| plan.changes.len()).map_err(|faults| faults[0].kind.clone())
        };
        assert_eq!(n("30"), Ok(1), "a cell by itself is a score");
        assert_eq!(n("30,40|50,60"), Ok(4));
        assert_eq!(n(",30|Tier,50"), Ok(1), "a heading");
        assert_eq!(n("As now,30|10,20"), Ok(2));
    }
}
