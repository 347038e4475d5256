//! `Route`: which page the URL's hash names. Parsing and printing only; the hash itself belongs to the browser.

use crate::id::{AppraisalId, GoalId, InitiativeId, SessionId};

/// A place in the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// The list of cases.
    #[default]
    Home,
    /// A page of the case that this browser keeps under a key.
    Case {
        /// The browser's key for the case.
        key: String,
        /// The page.
        page: Page,
    },
    /// An exported appraisal is opened here and worked out again, beside whatever case is open.
    Check,
    /// Everything that this browser still keeps, to get work back from.
    Recover,
    /// Removing everything that this browser keeps.
    Forget,
    /// A page about the app itself.
    About(About),
    /// The window that a room sees, by the name of the line to it: 32 hexadecimal digits.
    Room(String),
    /// No such place.
    Nowhere,
}

/// A page of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Wherever most of the case is: only the case itself knows.
    Start,
    /// Initiatives and their status.
    Programme,
    /// All that is said of one initiative.
    Initiative(InitiativeId),
    /// Money tables and the figures of the text.
    Money,
    /// What the report says of itself: context, sections, actions, risks.
    Report,
    /// When initiatives start and end, against the dates of before.
    Delivery,
    /// Tonnes of carbon against a budget, and social value.
    Carbon,
    /// Initiatives against goals.
    Alignment,
    /// One cell of the matrix.
    Cell(InitiativeId, GoalId),
    /// The ranges of contribution and harm, and which of them can be ranked.
    Readings,
    /// All that is said of one goal.
    Goal(GoalId),
    /// Which initiatives to choose within limits.
    Choose,
    /// The frameworks that initiatives are scored against, and what one edition of them says of another.
    Frameworks,
    /// The list of appraisals, and starting one.
    Appraisals,
    /// A step of one appraisal.
    Appraisal(AppraisalId, Step),
    /// The findings of a step of one appraisal, one a screen: of results or sensitivity.
    Present(AppraisalId, Step),
    /// The workshops on an appraisal, and starting one.
    Workshops(AppraisalId),
    /// One workshop: preparing, running and closing it.
    Workshop(SessionId),
    /// Published figures kept in the case.
    References,
    /// What was changed, when.
    Log,
    /// The states that are kept of the case, day by day.
    History,
}

impl Page {
    /// The views of the programme, by what a link to each says, in the order of the links.
    pub const OF_PROGRAMME: [(&'static str, Page); 5] = [
        ("Initiatives", Page::Programme),
        ("Delivery", Page::Delivery),
        ("Money", Page::Money),
        ("Carbon", Page::Carbon),
        ("Report", Page::Report),
    ];

    /// Returns whether it is a view of the programme.
    #[must_use]
    pub fn is_of_programme(self) -> bool {
        matches!(self, Page::Initiative(_)) || Page::OF_PROGRAMME.iter().any(|(_, page)| *page == self)
    }

    /// Returns what the page is called in the browser's own title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Page::Start => "Opening",
            Page::Programme => "Programme",
            Page::Initiative(_) => "Initiative",
            Page::Money => "Money",
            Page::Report => "The report",
            Page::Delivery => "Delivery",
            Page::Alignment | Page::Cell(..) => "Alignment",
            Page::Readings => "Readings",
            Page::Goal(_) => "Goal",
            Page::Carbon => "Carbon and social value",
            Page::Choose => "Choose",
            Page::Frameworks => "Frameworks",
            Page::Appraisals => "Appraisals",
            Page::Workshops(_) => "Workshops",
            Page::Workshop(_) => "Workshop",
            Page::References => "Reference tables",
            Page::Log => "Log",
            Page::History => "History",
            Page::Appraisal(_, step) | Page::Present(_, step) => step.title(),
        }
    }

    /// The views of the alignment, by what a link to each says, in the order of the links. Each goal has a view of its own.
    pub const OF_ALIGNMENT: [(&'static str, Page); 4] = [
        ("Matrix", Page::Alignment),
        ("Readings", Page::Readings),
        ("Choose", Page::Choose),
        ("Frameworks", Page::Frameworks),
    ];

    /// Returns whether it is a view of the alignment.
    #[must_use]
    pub fn is_of_alignment(self) -> bool {
        let is_one_of_many = matches!(self, Page::Cell(..) | Page::Goal(_));
        is_one_of_many || Page::OF_ALIGNMENT.iter().any(|(_, page)| *page == self)
    }
}

/// A step of an appraisal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The decision, who takes it and who is in the room.
    Context,
    /// Options and gates.
    Options,
    /// The criteria tree.
    Criteria,
    /// Scores with reasons.
    Scores,
    /// What options cost.
    Costs,
    /// Weights, by swing or otherwise.
    Weights,
    /// Ranking and contributions, with cost beside them.
    Results,
    /// What would change the answer.
    Sensitivity,
    /// Recommendation, health check and export.
    Record,
}

impl Step {
    /// The steps in order.
    pub const ALL: [Step; 9] = [
        Step::Context,
        Step::Options,
        Step::Criteria,
        Step::Scores,
        Step::Costs,
        Step::Weights,
        Step::Results,
        Step::Sensitivity,
        Step::Record,
    ];

    /// Returns the step that follows; none after the last.
    #[must_use]
    pub fn next(self) -> Option<Step> {
        Step::ALL.into_iter().skip_while(|step| *step != self).nth(1)
    }

    /// Returns what the step is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Step::Context => "Context and roles",
            Step::Options => "Options and gates",
            Step::Criteria => "Criteria",
            Step::Scores => "Scores",
            Step::Costs => "Costs",
            Step::Weights => "Weights",
            Step::Results => "Results",
            Step::Sensitivity => "Sensitivity",
            Step::Record => "Record",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Step::Context => "context",
            Step::Options => "options",
            Step::Criteria => "criteria",
            Step::Scores => "scores",
            Step::Costs => "costs",
            Step::Weights => "weights",
            Step::Results => "results",
            Step::Sensitivity => "sensitivity",
            Step::Record => "record",
        }
    }
}

/// A page about the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The accessibility statement.
    Accessibility,
    /// Methods and their sources.
    Methods,
    /// Version, edition and digests of this copy.
    Copy,
}

impl Route {
    /// Returns the route that a hash names, with or without its `#`.
    ///
    /// # Example
    /// ```
    /// use weighbridge::route::{Page, Route};
    /// let route = Route::parse("#/case/k1/alignment");
    /// assert_eq!(route, Route::Case { key: "k1".into(), page: Page::Alignment });
    /// assert_eq!(route.hash(), "#/case/k1/alignment");
    /// ```
    #[must_use]
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            [""] => Route::Home,
            ["check"] => Route::Check,
            ["recover"] => Route::Recover,
            ["forget"] => Route::Forget,
            ["about", "accessibility"] => Route::About(About::Accessibility),
            ["about", "methods"] => Route::About(About::Methods),
            ["about", "copy"] => Route::About(About::Copy),
            ["room", name] if is_name_of_line(name) => Route::Room((*name).to_owned()),
            ["case", key, rest @ ..] if !key.is_empty() => match page(rest) {
                Some(page) => Route::Case { key: (*key).to_owned(), page },
                None => Route::Nowhere,
            },
            _ => Route::Nowhere,
        }
    }

    /// Returns the hash that names this route, with its `#`.
    #[must_use]
    pub fn hash(&self) -> String {
        match self {
            Route::Home | Route::Nowhere => "#/".to_owned(),
            Route::Check => "#/check".to_owned(),
            Route::Recover => "#/recover".to_owned(),
            Route::Forget => "#/forget".to_owned(),
            Route::About(About::Accessibility) => "#/about/accessibility".to_owned(),
            Route::About(About::Methods) => "#/about/methods".to_owned(),
            Route::About(About::Copy) => "#/about/copy".to_owned(),
            Route::Room(name) => format!("#/room/{name}"),
            Route::Case { key, page: Page::Start } => format!("#/case/{key}"),
            Route::Case { key, page } => {
                let page = match page {
                    Page::Start => String::new(),
                    Page::Programme => "programme".to_owned(),
                    Page::Initiative(id) => format!("initiative/{id}"),
                    Page::Money => "money".to_owned(),
                    Page::Report => "report".to_owned(),
                    Page::Delivery => "delivery".to_owned(),
                    Page::Carbon => "carbon".to_owned(),
                    Page::Alignment => "alignment".to_owned(),
                    Page::Cell(initiative, goal) => format!("alignment/{initiative}/{goal}"),
                    Page::Readings => "readings".to_owned(),
                    Page::Goal(id) => format!("goal/{id}"),
                    Page::Choose => "choose".to_owned(),
                    Page::Frameworks => "frameworks".to_owned(),
                    Page::Appraisals => "appraisals".to_owned(),
                    Page::Appraisal(id, step) => format!("appraisal/{id}/{}", step.word()),
                    Page::Present(id, step) => format!("appraisal/{id}/{}/present", step.word()),
                    Page::Workshops(id) => format!("appraisal/{id}/workshops"),
                    Page::Workshop(id) => format!("workshop/{id}"),
                    Page::References => "references".to_owned(),
                    Page::Log => "log".to_owned(),
                    Page::History => "history".to_owned(),
                };
                format!("#/case/{key}/{page}")
            }
        }
    }
}

fn is_name_of_line(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|letter| matches!(letter, b'0'..=b'9' | b'a'..=b'f'))
}

fn page(parts: &[&str]) -> Option<Page> {
    match parts {
        [] => Some(Page::Start),
        ["alignment"] => Some(Page::Alignment),
        ["alignment", initiative, goal] => {
            Some(Page::Cell(InitiativeId(initiative.parse().ok()?), GoalId(goal.parse().ok()?)))
        }
        ["readings"] => Some(Page::Readings),
        ["goal", id] => Some(Page::Goal(GoalId(id.parse().ok()?))),
        ["frameworks"] => Some(Page::Frameworks),
        ["programme"] => Some(Page::Programme),
        ["initiative", id] => Some(Page::Initiative(InitiativeId(id.parse().ok()?))),
        ["money"] => Some(Page::Money),
        ["report"] => Some(Page::Report),
        ["delivery"] => Some(Page::Delivery),
        ["carbon"] => Some(Page::Carbon),
        ["choose"] => Some(Page::Choose),
        ["appraisals"] => Some(Page::Appraisals),
        ["references"] => Some(Page::References),
        ["log"] => Some(Page::Log),
        ["history"] => Some(Page::History),
        ["workshop", id] => Some(Page::Workshop(SessionId(id.parse().ok()?))),
        ["appraisal", id, "workshops"] => Some(Page::Workshops(AppraisalId(id.parse().ok()?))),
        ["appraisal", id, step, "present"] => {
            let step = [Step::Results, Step::Sensitivity].into_iter().find(|known| known.word() == *step)?;
            Some(Page::Present(AppraisalId(id.parse().ok()?), step))
        }
        ["appraisal", id, step] => {
            let id = AppraisalId(id.parse().ok()?);
            let step = Step::ALL.into_iter().find(|known| known.word() == *step)?;
            Some(Page::Appraisal(id, step))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{About, Page, Route, Step};
    use crate::id::{AppraisalId, GoalId, InitiativeId, SessionId};

    #[test]
    fn every_route_is_read_back_from_its_hash() {
        let mut routes = vec![
            Route::Home,
            Route::Check,
            Route::Recover,
            Route::Forget,
            Route::About(About::Accessibility),
            Route::About(About::Methods),
            Route::About(About::Copy),
            Route::Room("0123456789abcdef0123456789abcdef".to_owned()),
        ];
        let mut pages = vec![
            Page::Start,
            Page::Programme,
            Page::Initiative(InitiativeId(7)),
            Page::Money,
            Page::Report,
            Page::Delivery,
            Page::Carbon,
            Page::Alignment,
            Page::Cell(InitiativeId(7), GoalId(8)),
            Page::Readings,
            Page::Goal(GoalId(8)),
            Page::Choose,
            Page::Appraisals,
            Page::Workshops(AppraisalId(4)),
            Page::Workshop(SessionId(9)),
            Page::Present(AppraisalId(4), Step::Results),
            Page::Present(AppraisalId(4), Step::Sensitivity),
            Page::References,
            Page::Log,
            Page::History,
        ];
        pages.extend(Step::ALL.map(|step| Page::Appraisal(AppraisalId(4), step)));
        routes.extend(pages.into_iter().map(|page| Route::Case { key: "0f-9".to_owned(), page }));
        for route in routes {
            assert_eq!(Route::parse(&route.hash()), route);
        }
    }

    #[test]
    fn what_names_nothing_leads_nowhere() {
        for hash in [
            "#/case",
            "#/room/1",
            "#/room/0123456789ABCDEF0123456789abcdeg",
            "#/case//alignment",
            "#/case/k/appraisal/x/weights",
            "#/case/k/appraisal/1/x",
            "#/case/k/appraisal/1/scores/present",
            "#/x",
        ] {
            assert_eq!(Route::parse(hash), Route::Nowhere, "{hash}");
        }
    }
}
