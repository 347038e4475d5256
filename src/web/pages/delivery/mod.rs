//! Delivery: when initiatives start and end, against the ends of before and the dates that are set outside.

mod bars;
mod figure;
mod key;
mod older;
mod table;

use crate::pages::programme::{as_at, over, views};
use crate::parts::gradual::Mounting;
use crate::parts::next::next_link;
use crate::parts::paging::Paging;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::chart::timeline::{AsAt, Timeline, timeline};
use weighbridge::date::Date;
use weighbridge::present;
use weighbridge::programme::{DeliveryOrder, Initiative};
use weighbridge::route::{Page, Route};

/// How many initiatives are shown at a time.
const A_PAGE: usize = 100;
/// How many of them stand at once.
const AT_ONCE: usize = 30;

/// What every piece of the page works from.
#[derive(Clone, Copy)]
struct Delivered {
    session: Session,
    /// The date of the figures, or that which stands in for it, and what date that is.
    as_at: Memo<(Option<Date>, &'static str)>,
    /// The date of reading, where it is another.
    reading: Memo<Option<Date>>,
    /// The order that was chosen.
    chosen: RwSignal<Option<DeliveryOrder>>,
    order: Memo<DeliveryOrder>,
    /// The places of the initiatives, in order.
    places: Memo<Vec<usize>>,
    /// Where everything stands, the rows as the programme has them; absent where nothing has a date.
    drawn: Memo<Option<Arc<Timeline>>>,
    paging: Paging,
    mounting: Mounting,
}

impl Delivered {
    fn new(session: Session) -> Delivered {
        let case = session.case();
        let as_at = Memo::new(move |_| case.with(|case| as_at(case)));
        let reading = Memo::new(move |_| {
            let read = case.with(|case| case.context.read_as_at.or(case.context.meeting));
            read.filter(|read| as_at.get().0 != Some(*read))
        });
        let chosen = RwSignal::new(None);
        let order = Memo::new(move |_| {
            let has_status = |case: &Arc<Case>| case.programme.initiatives.iter().any(|one| one.status.is_some());
            let usual = if case.with(has_status) { DeliveryOrder::Status } else { DeliveryOrder::Report };
            chosen.get().unwrap_or(usual)
        });
        let places = Memo::new(move |_| case.with(|case| order.get().places(&case.programme.initiatives)));
        let drawn = Memo::new(move |_| {
            case.with(|case| {
                let all: Vec<&Initiative> = case.programme.initiatives.iter().map(AsRef::as_ref).collect();
                timeline(&all, AsAt { figures: as_at.get().0, reading: reading.get() }).map(Arc::new)
            })
        });
        let paging = Paging::new(
            ["timeline-initiatives", "Initiatives"],
            &session.key().get_untracked().unwrap_or_default(),
            Signal::derive(move || places.with(Vec::len)),
            Signal::stored(A_PAGE),
        );
        let mounting = Mounting::of(AT_ONCE);
        Delivered { session, as_at, reading, chosen, order, places, drawn, paging, mounting }
    }

    /// Returns whether the date as at which all is read is that of the figures, and none that stands in for it.
    fn is_of_figures(self) -> bool {
        self.session.case().with(|case| case.context.data_date.is_some())
    }

    /// Returns the places of the initiatives on the page at hand.
    fn shown(self) -> Vec<usize> {
        let rows = self.paging.rows();
        self.places.with(|places| places.get(rows).unwrap_or_default().to_vec())
    }
}

/// The delivery page.
#[component]
pub(crate) fn Delivery(session: Session) -> impl IntoView {
    let delivered = Delivered::new(session);
    let case = session.case();
    let over = move || {
        let (date, what) = delivered.as_at.get();
        let read = date.map(|date| format!(" Read as at {}, {what}.", present::date(date))).unwrap_or_default();
        format!("{}{read}", case.with(|case| over(case, "Delivery")))
    };
    // It reads every contribution for what a careful reader would ask, so a change is painted first.
    let headline = Memo::new(move |_| {
        session.settled();
        session.key().track();
        case.with_untracked(|case| present::delivery_headline(case, delivered.as_at.get().0))
    });
    let is_empty = Memo::new(move |_| case.with(|case| case.programme.initiatives.is_empty()));
    let programme = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Programme }.hash();
    let alignment = move || Route::Case { key: session.key().get().unwrap_or_default(), page: Page::Alignment }.hash();
    view! {
        <div class="print-wide">
            <p class="headline__over">{over}</p>
            <h1 class="headline__sentence">{move || headline.with(|found| found.finding.clone())}</h1>
            <p class="headline__guard">{move || headline.with(|found| found.beneath.clone())}</p>
        </div>
        {views(session, Page::Delivery)}
        {move || if is_empty.get() {
            view! { <p class="headline__next">"Add initiatives with their dates to the "<a href=programme>"programme"</a>". They stand here as bars."</p> }.into_any()
        } else {
            view! { <figure::Figure delivered/><older::Older delivered/> }.into_any()
        }}
        {move || next_link(alignment(), "Alignment")}
    }
}
