//! What every cell works from. Each change is indexed once, and only the cells that it touched are told.
//!
//! A cell depends on nothing but its own three signals. If each looked into the appraisal, one edit among two thousand
//! cells would wake them all.

use super::CellId;
use crate::browser::page;
use crate::pages::appraisal::AppraisalModel;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use weighbridge::appraisal::evaluate::Cell;
use weighbridge::appraisal::{Appraisal, Leaf, Score, ScoreRange, ScoreState};
use weighbridge::edit::{Edit, ScoreEdit};
use weighbridge::id::{AlternativeId, CriterionId};
use weighbridge::present;

/// The most options, and the most criteria, that are drawn at once.
pub(super) const PART: usize = 50;

/// What is being typed into a cell, and why it was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) text: String,
    /// Whether a digit opened the field, so that typing goes on behind it. Else what stands there is typed over.
    pub(super) is_begun: bool,
    pub(super) refused: Option<String>,
}

/// A leaf as its row shows it. Shared by the cells of the row, and kept from one change to the next while it stays.
#[derive(Debug, PartialEq)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) leaf: Leaf,
}

/// What a cell shows.
#[derive(Clone, Debug)]
pub(super) struct CellContent {
    pub(super) option: Arc<String>,
    pub(super) line: Arc<Line>,
    pub(super) state: ScoreState,
    pub(super) cell: Cell,
    pub(super) range: Option<ScoreRange>,
    pub(super) has_reason: bool,
    pub(super) has_source: bool,
}

impl PartialEq for CellContent {
    fn eq(&self, other: &CellContent) -> bool {
        Arc::ptr_eq(&self.option, &other.option)
            && Arc::ptr_eq(&self.line, &other.line)
            && self.state == other.state
            && (self.cell.points, self.cell.outside, self.cell.range)
                == (other.cell.points, other.cell.outside, other.cell.range)
            && self.range == other.range
            && (self.has_reason, self.has_source) == (other.has_reason, other.has_source)
    }
}

impl CellContent {
    /// Returns what is to be said of a cell beneath its entry.
    pub(super) fn remark(&self) -> Option<&'static str> {
        self.cell.outside.then_some("beyond the scale")
    }

    /// Returns what a score lacks, in words. In the cell a mark stands for it, which the key above the table explains.
    pub(super) fn lacks(&self) -> Option<&'static str> {
        match (self.state != ScoreState::NotScored, self.has_reason, self.has_source) {
            (true, false, false) => Some("no reason or source yet"),
            (true, false, true) => Some("no reason yet"),
            (true, true, false) => Some("no source yet"),
            _ => None,
        }
    }

    /// Returns the whole cell in words.
    pub(super) fn words(&self) -> String {
        let entry = present::entry_words(&self.line.leaf.scale, self.state);
        let points = self.earned().map(|points| format!("{points} points"));
        let range = self.range.as_ref().map(|range| format!("between {}", present::range_words(range)));
        let remarks = self.remark().into_iter().chain(self.lacks()).map(str::to_owned);
        let more = points.into_iter().chain(range).chain(remarks);
        let more: String = more.map(|more| format!(", {more}")).collect();
        format!("{}, {}: {entry}{more}", self.option, self.line.name)
    }

    /// Returns the points as printed, where they are not the entry itself.
    pub(super) fn earned(&self) -> Option<String> {
        let is_entry = matches!(self.state, ScoreState::Points(_));
        self.cell.points.filter(|_| !is_entry).map(present::points)
    }
}

/// Where everything stands, by id.
#[derive(Default)]
struct Index {
    options: HashMap<AlternativeId, (usize, Arc<String>)>,
    leaves: HashMap<CriterionId, (usize, Arc<Line>)>,
}

impl Index {
    /// Indexes an appraisal, taking over from the last index what has not changed.
    fn new(record: &Appraisal, last: Option<&Index>) -> Index {
        let option = |(at, option): (usize, &weighbridge::appraisal::Alternative)| {
            let kept = last.and_then(|last| last.options.get(&option.id)).filter(|(_, name)| **name == option.name);
            (option.id, (at, kept.map_or_else(|| Arc::new(option.name.clone()), |(_, name)| Arc::clone(name))))
        };
        let line = |(at, (criterion, leaf)): (usize, (&weighbridge::appraisal::Criterion, &Leaf))| {
            let kept = last.and_then(|last| last.leaves.get(&criterion.id));
            let kept = kept.filter(|(_, line)| line.name == criterion.name && line.leaf == *leaf);
            let new = || Arc::new(Line { name: criterion.name.clone(), leaf: leaf.clone() });
            (criterion.id, (at, kept.map_or_else(new, |(_, line)| Arc::clone(line))))
        };
        Index {
            options: record.alternatives.iter().enumerate().map(option).collect(),
            leaves: record.leaves().into_iter().enumerate().map(line).collect(),
        }
    }
}

/// The signals of a cell that is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct CellSignals {
    pub(super) content: RwSignal<Option<CellContent>>,
    pub(super) is_at: RwSignal<bool>,
    pub(super) is_typing: RwSignal<bool>,
}

/// What every cell works from.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) model: AppraisalModel,
    pub(super) options: Memo<Vec<AlternativeId>>,
    pub(super) criteria: Memo<Vec<CriterionId>>,
    /// Whether one option is shown at a time.
    pub(super) is_narrow: RwSignal<bool>,
    /// The cell that was chosen last.
    pub(super) chosen: RwSignal<Option<CellId>>,
    /// The cell that is selected: the one chosen if it is still there, else the first.
    pub(super) at: Memo<Option<CellId>>,
    /// The first option and the first criterion that are drawn.
    pub(super) part: Memo<(usize, usize)>,
    /// Where Enter has led, in words; empty once the cell is left another way.
    pub(super) said: RwSignal<String>,
    /// The last cell, right after Enter found nothing to go on to: a number typed there is one too many.
    pub(super) stopped_at: RwSignal<Option<CellId>>,
    /// What is typed and not yet taken, cell by cell.
    pub(super) drafts: RwSignal<HashMap<CellId, Typed>>,
    index: Memo<Arc<Index>>,
    signals: StoredValue<HashMap<CellId, CellSignals>>,
}

impl Sheet {
    pub(super) fn new(model: AppraisalModel) -> Sheet {
        let record = model.record;
        let options = Memo::new(move |_| {
            record.with(|record| record.alternatives.iter().map(|option| option.id).collect::<Vec<_>>())
        });
        let criteria = Memo::new(move |_| {
            record.with(|record| record.leaves().iter().map(|(criterion, _)| criterion.id).collect::<Vec<_>>())
        });
        let chosen: RwSignal<Option<CellId>> = RwSignal::new(None);
        let at = Memo::new(move |_| {
            let there = |place: &CellId| {
                options.with(|options| options.contains(&place.0))
                    && criteria.with(|criteria| criteria.contains(&place.1))
            };
            let first = || Some((*options.read().first()?, *criteria.read().first()?));
            chosen.get().filter(there).or_else(first)
        });
        let part = Memo::new(move |_| {
            fn start<T: PartialEq>(all: &[T], at: &T) -> usize {
                all.iter().position(|found| found == at).unwrap_or(0) / PART * PART
            }
            let Some((option, criterion)) = at.get() else { return (0, 0) };
            (options.with(|options| start(options, &option)), criteria.with(|criteria| start(criteria, &criterion)))
        });
        // Told apart by identity: an index is made for a change only.
        let index = Memo::new_with_compare(
            move |last: Option<&Arc<Index>>| record.with(|record| Arc::new(Index::new(record, last.map(|one| &**one)))),
            |_, _| true,
        );
        let is_narrow = RwSignal::new(page::is_under(page::TABLET));
        let (said, stopped_at) = (RwSignal::new(String::new()), RwSignal::new(None));
        let drafts = RwSignal::new(HashMap::new());
        let signals = StoredValue::new(HashMap::new());
        let sheet =
            Sheet { model, options, criteria, is_narrow, chosen, at, part, said, stopped_at, drafts, index, signals };
        let listener = page::on_width_change(page::TABLET, move |narrow| is_narrow.set(narrow));
        let listener = StoredValue::new_local(Some(listener));
        on_cleanup(move || drop(listener.try_update_value(Option::take)));
        Effect::new(move |_| sheet.tell_cells());
        Effect::new(move |last: Option<Option<CellId>>| {
            let now = sheet.at.get();
            for (place, is_at) in [(last.flatten(), false), (now, true)] {
                if let Some(own) = place.filter(|_| last != Some(now)).and_then(|place| sheet.own(place)) {
                    own.is_at.set(is_at);
                }
            }
            now
        });
        sheet
    }

    fn own(self, place: CellId) -> Option<CellSignals> {
        self.signals.with_value(|signals| signals.get(&place).copied())
    }

    /// Tells the cells that are drawn what they show now, where that has changed.
    fn tell_cells(self) {
        let index = self.index.get();
        self.model.record.with(|record| {
            self.model.results.with(|results| {
                self.signals.with_value(|signals| {
                    for (place, own) in signals {
                        let content = content(record, &index, *place, |option, leaf| {
                            results.standings.get(option)?.cells.get(leaf).copied()
                        });
                        if own.content.with_untracked(|shown| *shown != content) {
                            own.content.set(content);
                        }
                    }
                });
            });
        });
    }

    /// Returns the signals of a cell, for as long as it is drawn.
    pub(super) fn light(self, place: CellId) -> CellSignals {
        let own = untrack(|| CellSignals {
            content: RwSignal::new(self.look(place)),
            is_at: RwSignal::new(self.at.get() == Some(place)),
            is_typing: RwSignal::new(self.drafts.with(|drafts| drafts.contains_key(&place))),
        });
        self.signals.update_value(|signals| {
            signals.insert(place, own);
        });
        on_cleanup(move || {
            // It may have been drawn anew elsewhere in the meantime.
            self.signals.try_update_value(|signals| {
                if signals.get(&place) == Some(&own) {
                    signals.remove(&place);
                }
            });
        });
        own
    }

    /// Returns what a cell shows; nothing where its option or criterion is gone.
    pub(super) fn look(self, place: CellId) -> Option<CellContent> {
        let index = self.index.get();
        self.model.record.with(|record| {
            self.model.results.with(|results| {
                content(record, &index, place, |option, leaf| results.standings.get(option)?.cells.get(leaf).copied())
            })
        })
    }

    /// Returns the score of a cell, if anything was ever recorded there.
    pub(super) fn score(self, place: CellId) -> Option<Score> {
        self.model.record.with(|record| record.score(place.0, place.1).cloned())
    }

    pub(super) fn name_of_option(self, id: AlternativeId) -> String {
        self.index.with(|index| index.options.get(&id).map_or_else(String::new, |(_, name)| (**name).clone()))
    }

    pub(super) fn name_of_criterion(self, id: CriterionId) -> String {
        self.index.with(|index| index.leaves.get(&id).map_or_else(String::new, |(_, line)| line.name.clone()))
    }

    pub(super) fn set(self, (option, criterion): CellId, state: ScoreState) {
        self.model.session.dispatch(&Edit::Appraisal(self.model.id, ScoreEdit::Set(option, criterion, state).into()));
    }

    /// Keeps what is typed into a cell, or ends typing.
    pub(super) fn draft(self, place: CellId, draft: Option<Typed>) {
        let is_typing = draft.is_some();
        self.drafts.update(|drafts| {
            match draft {
                Some(draft) => drafts.insert(place, draft),
                None => drafts.remove(&place),
            };
        });
        if let Some(own) = self.own(place).filter(|own| own.is_typing.get_untracked() != is_typing) {
            own.is_typing.set(is_typing);
        }
    }

    /// Returns the cell so many columns and rows from another, held at the edges.
    pub(super) fn from(self, (option, criterion): CellId, columns: isize, rows: isize) -> CellId {
        fn step<T: Copy + PartialEq>(all: &[T], now: T, by: isize) -> T {
            let at = all.iter().position(|found| *found == now).unwrap_or(0);
            let to = at.saturating_add_signed(by).min(all.len().saturating_sub(1));
            all.get(to).copied().unwrap_or(now)
        }
        let option = self.options.with_untracked(|options| step(options, option, columns));
        (option, self.criteria.with_untracked(|criteria| step(criteria, criterion, rows)))
    }
}

fn content(
    record: &Appraisal,
    index: &Index,
    place: CellId,
    cell: impl Fn(usize, usize) -> Option<Cell>,
) -> Option<CellContent> {
    let (option_at, option) = index.options.get(&place.0)?;
    let (leaf_at, line) = index.leaves.get(&place.1)?;
    let score = record.score(place.0, place.1);
    Some(CellContent {
        option: Arc::clone(option),
        line: Arc::clone(line),
        state: score.map_or(ScoreState::NotScored, |score| score.state),
        cell: cell(*option_at, *leaf_at).unwrap_or_default(),
        range: score.and_then(|score| score.range.clone()),
        has_reason: score.is_some_and(|score| !score.reason.is_empty()),
        has_source: score.is_some_and(|score| !score.source.is_empty()),
    })
}
