//! What each column holds, and the one way in which all of its cells are read.

use super::conflicts::{one_of_each_money, only_one_each};
use super::content::{Content, content};
use super::formats::{formats, is_money};
use super::heads::{Head, head, role_word};
use super::layout::Layout;
use super::names::Goals;
use super::sheet::Sheet;
use super::{About, Choices, Column, Kind, MoneyRole, Question, Role};
use crate::spelling::folded;

/// The columns of a table, and what is asked about them.
pub(super) struct Columns {
    pub(super) kind: Option<Kind>,
    pub(super) columns: Vec<Column>,
    pub(super) questions: Vec<Question>,
    /// Columns whose dates are of both orders, where nobody has chosen.
    pub(super) mixed: Vec<usize>,
    /// Columns of marks, with the goal that each is about.
    pub(super) marks: Vec<usize>,
}

impl Columns {
    /// Returns the column of a role.
    pub(super) fn of(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }
}

struct Finder<'a> {
    sheet: &'a Sheet,
    layout: &'a Layout,
    choices: &'a Choices,
    contents: Vec<Content>,
    roles: Vec<Role>,
    strengths: Vec<u8>,
    periods: Vec<Option<String>>,
    guesses: Vec<bool>,
    chosen: Vec<bool>,
    questions: Vec<Question>,
    marks: Vec<usize>,
}

/// Returns the columns of a sheet.
pub(super) fn columns(sheet: &Sheet, layout: &Layout, goals: &Goals<'_>, choices: &Choices) -> Columns {
    let n = sheet.width;
    let body = layout.body()..sheet.rows.len();
    let contents = (0..n).map(|at| content(body.clone().map(|row| sheet.get(row, at)))).collect();
    let mut finder = Finder {
        sheet,
        layout,
        choices,
        contents,
        roles: vec![Role::Unmapped; n],
        strengths: vec![0; n],
        periods: vec![None; n],
        guesses: vec![false; n],
        chosen: vec![false; n],
        questions: Vec::new(),
        marks: Vec::new(),
    };
    finder.by_heading(goals);
    let kind = choices.kind.or_else(|| finder.kind(goals));
    if choices.kind.is_none() {
        finder.ask_kind(kind);
    }
    match kind {
        Some(Kind::Matrix) => finder.marks(goals),
        Some(Kind::Money) => finder.money(),
        Some(Kind::Initiatives) => finder.initiatives(),
        None => {}
    }
    if kind.is_some() {
        finder.name(kind);
        let asked = only_one_each(kind, &finder.layout.headings, &mut finder.roles, &finder.chosen);
        if kind == Some(Kind::Money) {
            let asked = one_of_each_money(&finder.layout.headings, &finder.periods, &mut finder.roles, &finder.chosen);
            finder.questions.extend(asked);
        }
        finder.questions.extend(asked);
    }
    finder.finished(kind)
}

impl Finder<'_> {
    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        (self.layout.body()..self.sheet.rows.len()).map(move |row| self.sheet.get(row, column))
    }

    fn heading(&self, column: usize) -> &str {
        self.layout.headings.get(column).map_or("", String::as_str)
    }

    /// Gives each column the role that somebody chose, that its heading had before, or that its heading says.
    fn by_heading(&mut self, goals: &Goals<'_>) {
        for at in 0..self.roles.len() {
            let heading = self.heading(at).to_owned();
            let above = self.layout.above.get(at).cloned().unwrap_or_default();
            let found = head(&heading, &above);
            self.periods[at] = found.as_ref().and_then(|found| found.period.clone());
            let chosen = self
                .choices
                .roles
                .get(&at)
                .or_else(|| self.choices.remembered.get(&folded(&heading)).filter(|_| !heading.is_empty()));
            // A goal of another case is none of this.
            let chosen = chosen.filter(|role| if let Role::Goal(goal) = role { goals.has(*goal) } else { true });
            if let Some(role) = chosen {
                (self.roles[at], self.chosen[at]) = (*role, true);
                continue;
            }
            let Some(Head { role, strength, .. }) = found else { continue };
            if self.is_of_shares(at)
                && matches!(role, Role::Money(_) | Role::Start | Role::PlannedEnd | Role::ActualEnd)
            {
                continue;
            }
            self.strengths[at] = strength;
            self.roles[at] = match (role, self.contents[at]) {
                // "Actual" and "Target" head dates in one table and money in another.
                (Role::ActualEnd, Content::Money | Content::Numbers) => Role::Money(MoneyRole::Spend),
                (Role::Start | Role::PlannedEnd | Role::EarlierEnd, Content::Money) => Role::Money(MoneyRole::Other),
                (Role::Money(_), Content::Dates) => Role::PlannedEnd,
                (Role::Money(_), Content::Words | Content::Statuses | Content::Marks) if !self.has_figure(at) => {
                    Role::Unmapped
                }
                (Role::Narrative | Role::Objective, Content::Dates | Content::Money | Content::Numbers) => {
                    Role::Unmapped
                }
                (role, _) => role,
            };
        }
    }

    /// Returns whether most cells of a column are percentages: neither dates nor money.
    fn is_of_shares(&self, column: usize) -> bool {
        let filled = || self.cells(column).filter(|cell| !cell.is_empty());
        2 * filled().filter(|cell| cell.ends_with('%')).count() > filled().count()
    }

    fn has_figure(&self, column: usize) -> bool {
        self.cells(column).any(|cell| cell.bytes().any(|byte| byte.is_ascii_digit()))
            || self.cells(column).all(str::is_empty)
    }

    fn n(&self, is: impl Fn(Role) -> bool) -> usize {
        self.roles.iter().filter(|role| is(**role)).count()
    }

    /// Returns what the table is, by its columns.
    fn kind(&self, goals: &Goals<'_>) -> Option<Kind> {
        let n_goals = (0..self.roles.len())
            .filter(|at| self.roles[*at] == Role::Unmapped && goals.find(self.heading(*at)).is_some())
            .count();
        let n_marks = self.contents.iter().filter(|content| **content == Content::Marks).count();
        let is_delivery = |role| {
            matches!(
                role,
                Role::Status | Role::Start | Role::PlannedEnd | Role::ActualEnd | Role::EarlierEnd | Role::LeadRole
            )
        };
        let (n_delivery, n_money) = (self.n(is_delivery), self.n(|role| matches!(role, Role::Money(_))));
        if self.n(|role| matches!(role, Role::Goal(_))) > 0
            || (n_goals >= 2 && n_money < 2)
            || (n_marks >= 2 && n_delivery < 2)
        {
            return Some(Kind::Matrix);
        }
        // Who leads a line of money makes it no initiative.
        let n_timed = n_delivery - self.n(|role| role == Role::LeadRole);
        let n_compared = self.n(compares);
        if (n_delivery == 0 && n_money >= 2) || (n_timed == 0 && n_compared > 0) {
            return Some(Kind::Money);
        }
        let has_name = self.n(|role| role == Role::Name) > 0;
        let typed = self
            .contents
            .iter()
            .filter(|content| matches!(content, Content::Dates | Content::Statuses | Content::Money))
            .count();
        let has_words = self.contents.contains(&Content::Words);
        let is_headed = self.layout.n_rows > 0 && (n_delivery + n_money > 0 || has_name);
        (is_headed || (has_words && typed > 0 && self.sheet.width > 1)).then_some(Kind::Initiatives)
    }

    /// Asks where a table of initiatives has the columns of a money table too.
    fn ask_kind(&mut self, kind: Option<Kind>) {
        let n_compared = self.n(compares);
        if kind == Some(Kind::Initiatives)
            && n_compared > 0
            && self.n(|role| matches!(role, Role::Money(_))) > n_compared
        {
            let words = "Is this a table of initiatives, or of money? It has columns of both.".to_owned();
            let until_then =
                "It is read as initiatives: budgets are taken, forecasts and variances are not.".to_owned();
            self.questions.push(Question { about: About::Kind, words, until_then });
        }
    }

    /// In a table of initiatives money is a budget, of all years or of one, or nothing that is taken.
    fn initiatives(&mut self) {
        let has_all = self.n(|role| role == Role::Money(MoneyRole::AllBudget)) > 0;
        for at in 0..self.roles.len() {
            let Role::Money(money) = self.roles[at] else { continue };
            self.roles[at] = match money {
                MoneyRole::AllBudget => Role::Budget,
                MoneyRole::Approved | MoneyRole::Revised if self.periods[at].is_some() || has_all => Role::BudgetOfYear,
                MoneyRole::Approved | MoneyRole::Revised => Role::Budget,
                _ => Role::Unmapped,
            };
        }
        let free = |finder: &Finder<'_>, at: usize| {
            !finder.chosen[at] && finder.roles[at] == Role::Unmapped && head(finder.heading(at), "").is_none()
        };
        let lacks = |finder: &Finder<'_>, role: Role| finder.n(|found| found == role) == 0;
        // What no heading says is told from what stands there, one column for each.
        for (content, roles) in [
            (Content::Statuses, &[Role::Status][..]),
            (Content::Dates, &[Role::Start, Role::PlannedEnd, Role::ActualEnd][..]),
            (Content::Money, &[Role::Budget][..]),
        ] {
            // A heading that is not known names something else where the table has such a column already.
            let has_one = roles.iter().any(|role| !lacks(self, *role));
            let is_open = |at: &usize| {
                let heading = self.heading(*at);
                // Money that was spent or is expected is no budget.
                let is_other = content == Content::Money && is_no_budget(heading);
                free(self, *at) && self.contents[*at] == content && !is_other && (heading.is_empty() || !has_one)
            };
            let open: Vec<usize> = (0..self.roles.len()).filter(is_open).collect();
            let roles: Vec<Role> = match (content, open.len()) {
                (Content::Dates, 1) => vec![Role::PlannedEnd],
                _ => roles.to_vec(),
            };
            for (at, role) in
                open.into_iter().zip(roles.into_iter().filter(|role| lacks(self, *role)).collect::<Vec<_>>())
            {
                self.guess(at, role);
            }
        }
    }

    fn guess(&mut self, at: usize, role: Role) {
        (self.roles[at], self.guesses[at]) = (role, true);
        let name = self.called(at);
        let words = format!("Does {name} hold the {}?", role_word(role));
        let until_then = format!("It is read as the {}.", role_word(role));
        self.questions.push(Question { about: About::Role(at), words, until_then });
    }

    /// Returns what a column is called within a sentence.
    fn called(&self, at: usize) -> String {
        match self.heading(at) {
            "" => format!("column {} (it has no heading)", at + 1),
            heading => format!("the column “{heading}”"),
        }
    }

    /// In a money table every column of figures is money.
    fn money(&mut self) {
        for at in 0..self.roles.len() {
            match self.roles[at] {
                Role::Budget => self.roles[at] = Role::Money(MoneyRole::AllBudget),
                Role::BudgetOfYear => self.roles[at] = Role::Money(MoneyRole::Revised),
                Role::Unmapped if !self.chosen[at] && head(self.heading(at), "").is_none() => {
                    let is_figures = matches!(self.contents[at], Content::Money)
                        || (self.contents[at] == Content::Numbers && at > 0);
                    if is_figures {
                        self.roles[at] = Role::Money(MoneyRole::Other);
                    }
                }
                _ => {}
            }
        }
    }

    /// In a matrix every column is about a goal, but for names and what stands beside them.
    fn marks(&mut self, goals: &Goals<'_>) {
        let mut taken = Vec::new();
        for at in 0..self.roles.len() {
            if let Role::Goal(goal) = self.roles[at] {
                taken.push(goal);
                self.marks.push(at);
            }
        }
        for at in 0..self.roles.len() {
            let says_more = matches!(
                self.roles[at],
                Role::Reference | Role::Group | Role::LeadRole | Role::Status | Role::Narrative | Role::Source
            );
            let known = goals.find(self.heading(at));
            let is_aside = says_more && known.is_none() && self.contents[at] != Content::Marks;
            if self.chosen[at] || is_aside || self.roles[at] == Role::Name || self.heading(at).is_empty() {
                continue;
            }
            let is_first = at == 0 && self.n(|role| role == Role::Name) == 0;
            if is_first && known.is_none() {
                continue;
            }
            self.roles[at] = Role::Unmapped;
            let Some(found) = known.filter(|found| !taken.contains(&found.id)) else {
                // Sentences are no marks, and totals are worked out here.
                let is_wordy = self.cells(at).any(|cell| cell.chars().count() > 25);
                if !is_wordy && head(self.heading(at), "").is_none() {
                    self.marks.push(at);
                    let words = format!("Which goal is {} about?", self.called(at));
                    let until_then =
                        "No goal of this case has that name, so it is left out unless you choose one.".to_owned();
                    self.questions.push(Question { about: About::Role(at), words, until_then });
                }
                continue;
            };
            taken.push(found.id);
            self.roles[at] = Role::Goal(found.id);
            self.marks.push(at);
            if !found.is_sure {
                self.guesses[at] = true;
                let words = format!("Is the column “{}” about “{}”?", self.heading(at), found.title);
                let until_then = "It is read so.".to_owned();
                self.questions.push(Question { about: About::Goal { column: at, goal: found.id }, words, until_then });
            }
        }
        self.marks.sort_unstable();
    }

    /// Finds the column of names: of several that could be, the surest; where none says so, the first with words.
    fn name(&mut self, kind: Option<Kind>) {
        let surest = (0..self.roles.len())
            .filter(|at| self.roles[*at] == Role::Name)
            .map(|at| if self.chosen[at] { u8::MAX } else { self.strengths[at] })
            .max();
        if let Some(surest) = surest {
            for at in 0..self.roles.len() {
                if self.roles[at] != Role::Name || self.chosen[at] || self.strengths[at] == surest {
                    continue;
                }
                self.roles[at] = match self.strengths[at] {
                    1 if self.n(|role| role == Role::Narrative) == 0 => Role::Narrative,
                    2 if self.n(|role| role == Role::Group) == 0 => Role::Group,
                    _ => Role::Unmapped,
                };
            }
            return;
        }
        let is_free = |at: &usize| {
            self.roles[*at] == Role::Unmapped && !self.chosen[*at] && head(self.heading(*at), "").is_none()
        };
        let has = |at: &usize, wanted: Content| self.contents[*at] == wanted;
        let all = 0..self.roles.len();
        let words = all.clone().find(|at| is_free(at) && has(at, Content::Words));
        // Names of one letter look like something else.
        let first = || all.clone().find(|at| is_free(at) && (has(at, Content::Statuses) || has(at, Content::Marks)));
        // A group or a reference that is the only column of words is the name.
        let instead = || {
            all.clone().find(|at| {
                matches!(self.roles[*at], Role::Group | Role::Reference | Role::Objective)
                    && has(at, Content::Words)
                    && !self.chosen[*at]
            })
        };
        if let Some(at) = words.or_else(first).or_else(instead) {
            // The first column of a table of money or marks is named by nobody.
            if at == 0 && self.layout.n_rows > 0 && (kind != Some(Kind::Initiatives) || self.heading(at).is_empty()) {
                self.roles[at] = Role::Name;
            } else {
                self.guess(at, Role::Name);
            }
        }
    }

    fn finished(mut self, kind: Option<Kind>) -> Columns {
        let found = formats(self.sheet, self.layout, self.choices, &self.roles);
        let (formats, mut says, mixed) = (found.formats, found.says, found.mixed);
        self.questions.extend(found.questions);
        let columns = self.roles.iter().enumerate().map(|(at, role)| Column {
            heading: self.heading(at).to_owned(),
            role: *role,
            is_guess: self.guesses[at],
            format: formats[at],
            period: self.periods[at].clone().filter(|_| is_money(*role)),
            says: std::mem::take(&mut says[at]),
        });
        let columns = columns.collect();
        Columns { kind, columns, questions: self.questions, mixed, marks: self.marks }
    }
}

/// Returns whether a heading names money that is no budget.
fn is_no_budget(heading: &str) -> bool {
    let heading = folded(heading);
    ["spen", "actual", "commit", "forecast", "saving", "varia", "paid"].iter().any(|part| heading.contains(part))
}

/// Returns whether a column of money is compared with another.
fn compares(role: Role) -> bool {
    use MoneyRole::{AllForecast, AllVariance, Forecast, Variance};
    matches!(role, Role::Money(Forecast | Variance | AllForecast | AllVariance))
}
