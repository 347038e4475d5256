//! What the pieces of the page work from: the portfolio that is shown, in numbers, and what is found about it off the page's
//! thread.

use crate::session::Session;
use crate::worker::{self, Asked, News};
use leptos::prelude::*;
use weighbridge::alignment::summary::Summary;
use weighbridge::edit::{Edit, EditError, PortfolioEdit};
use weighbridge::id::PortfolioId;
use weighbridge::portfolio::Portfolio;
use weighbridge::portfolio::field::Field;
use weighbridge::portfolio::found::Found;
use weighbridge::present::Choice;

/// How far the work is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    /// Nothing is asked.
    Idle,
    /// Underway, and whether on the page's own thread.
    Running {
        /// Whether it runs on the page's own thread.
        here: bool,
    },
    /// It was stopped.
    Stopped,
    /// It could not be done: why.
    Failed(String),
    /// All is worked out.
    Done,
}

/// The page's state.
#[derive(Clone, Copy)]
pub(super) struct Choosing {
    pub(super) session: Session,
    /// The portfolio that was chosen to be shown.
    pub(super) chosen: RwSignal<Option<PortfolioId>>,
    /// The portfolio that is shown: the one chosen, or the first.
    pub(super) id: Memo<Option<PortfolioId>>,
    /// How initiatives stand against goals.
    pub(super) summary: Memo<Summary>,
    /// The portfolio in numbers.
    pub(super) field: Memo<Option<Field>>,
    /// What is found, and of which numbers.
    found: RwSignal<Option<(Field, Found)>>,
    pub(super) state: RwSignal<State>,
    /// The job under way; dropped, and so stopped, with the page.
    job: StoredValue<Option<worker::Job>, LocalStorage>,
    /// Grows with each job that begins: news of those before is not heard.
    number: StoredValue<u32>,
}

impl Choosing {
    pub(super) fn of(session: Session) -> Choosing {
        let case = session.case();
        let chosen: RwSignal<Option<PortfolioId>> = RwSignal::new(None);
        let id = Memo::new(move |_| {
            case.with(|case| {
                let there = chosen.get().filter(|id| case.portfolio(*id).is_some());
                there.or_else(|| case.portfolios.first().map(|first| first.id))
            })
        });
        let summary = Memo::new(move |_| {
            // It reads every contribution, so a change is painted first.
            session.settled();
            session.key().track();
            case.with_untracked(|case| case.alignment())
        });
        let field = Memo::new(move |_| {
            let id = id.get()?;
            summary.with(|summary| {
                case.with(|case| {
                    let portfolio = case.portfolio(id)?;
                    let (initiatives, weights) = (&case.programme.initiatives, &case.lens_weights);
                    // A change that is not painted yet: the summary follows.
                    (initiatives.len() == summary.initiatives.len())
                        .then(|| Field::of(portfolio, initiatives, summary, &case.contributions, weights))
                })
            })
        });
        let choosing = Choosing {
            session,
            chosen,
            id,
            summary,
            field,
            found: RwSignal::new(None),
            state: RwSignal::new(State::Idle),
            job: StoredValue::new_local(None),
            number: StoredValue::new(0),
        };
        Effect::new(move |_| {
            if field.with(Option::is_some) {
                choosing.run();
            }
        });
        choosing
    }

    /// Begins the work on the portfolio as it stands; what was underway ends.
    pub(super) fn run(self) {
        let Some(field) = self.field.get_untracked() else { return };
        self.number.update_value(|number| *number += 1);
        let number = self.number.get_value();
        self.state.set(State::Running { here: false });
        let asked = field.clone();
        let hear = move |news: News, here: bool| {
            if self.number.try_get_value() != Some(number) {
                return;
            }
            match news {
                News::Choosing(found) => {
                    let is_over = found.is_over();
                    self.hear(&asked, *found);
                    self.state.set(if is_over { State::Done } else { State::Running { here } });
                }
                News::Failed(because) => self.state.set(State::Failed(because)),
                News::Progress(_) | News::Drawn(_) | News::Checked(..) | News::Exported(..) => {}
            }
        };
        let job = worker::start(&Asked::Choose(Box::new(field)), hear);
        self.job.set_value(Some(job));
    }

    fn hear(self, asked: &Field, found: Found) {
        let is_shown = found.is_proved && found.best.is_some() && !asked.caps.is_empty();
        self.found.set(Some((asked.clone(), found)));
        if let Some(id) = self.id.get_untracked().filter(|_| is_shown) {
            self.session.note_choice_shown(id);
        }
    }

    /// Ends the work. What is found so far is kept.
    pub(super) fn stop(self) {
        self.number.update_value(|number| *number += 1);
        self.job.set_value(None);
        self.state.set(State::Stopped);
        let has_set = self.with(|choice| choice.found.best.is_some() && !choice.field.caps.is_empty());
        if let Some(id) = self.id.get_untracked().filter(|_| has_set) {
            self.session.note_choice_shown(id);
        }
    }

    /// Reads the choice as it stands; nothing of what was found for other numbers.
    pub(super) fn with<T: Default>(self, read: impl FnOnce(&Choice<'_>) -> T) -> T {
        let nothing = Found::default();
        self.session.case().with(|case| {
            self.summary.with(|summary| {
                self.field.with(|field| {
                    self.found.with(|found| {
                        let (Some(field), Some(portfolio)) = (field, self.id.get().and_then(|id| case.portfolio(id)))
                        else {
                            return T::default();
                        };
                        let found = match found {
                            Some((asked, found)) if asked == field => found,
                            _ => &nothing,
                        };
                        read(&Choice { case, summary, portfolio, field, found })
                    })
                })
            })
        })
    }

    /// Reads the portfolio that is shown.
    pub(super) fn portfolio<T: Default>(self, read: impl FnOnce(&Portfolio) -> T) -> T {
        let id = self.id.get();
        self.session.case().with(|case| id.and_then(|id| case.portfolio(id)).map_or_else(T::default, read))
    }

    pub(super) fn title(self) -> String {
        self.portfolio(|portfolio| portfolio.title.clone())
    }

    /// Makes an edit of the portfolio that is shown.
    pub(super) fn commit(self, edit: impl FnOnce(PortfolioId) -> PortfolioEdit) -> Result<(), EditError> {
        let Some(id) = self.id.get_untracked() else { return Err(EditError::NotThere { what: "portfolio" }) };
        self.session.commit(&Edit::Portfolio(edit(id)))
    }
}
