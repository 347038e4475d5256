//! Frameworks and goals, taken apart.

use super::facts::{Facts, Part};
use super::matching::Ids;
use crate::framework::{Boundary, Framework, Goal};
use crate::present::{as_typed, date, lens_name};

impl Facts {
    pub(super) fn framework(&mut self, ids: &Ids, framework: &Framework) {
        let Framework { id, title, lens, publisher, edition, from, until, source, note, goals, not_found, unknown } =
            framework;
        let (part, id) = (Part::Frameworks, ids.of(id.0));
        self.thing(part, id, "Framework", "Title of", title, None);
        let not_found = not_found.join("; ");
        let (from, until) = (from.map_or(String::new(), date), until.map_or(String::new(), date));
        let values = [
            ("from", "Beginning", &from),
            ("until", "End", &until),
            ("lens", "Lens", &lens_name(*lens).to_owned()),
            ("publisher", "Publisher", publisher),
            ("edition", "Edition", edition),
            ("source", "Source", source),
            ("note", "Note", note),
            ("not-found", "Parts not found", &not_found),
        ];
        for (key, what, words) in values {
            self.owned(part, format!("framework/{id}/{key}"), format!("{what} of {title}"), words, &[id]);
        }
        self.unknown(part, &format!("framework/{id}"), title, &[id], unknown);
        for goal in goals {
            self.goal(ids, id, goal);
        }
        self.order(part, &format!("goals/{id}"), &format!("Order of the goals of {title}"), goals.iter(), |found| {
            (ids.of(found.id.0), &found.title)
        });
    }

    fn goal(&mut self, ids: &Ids, framework: u64, goal: &Goal) {
        let Goal { id, title, text, short, weight, cues, carbon, source, unknown } = goal;
        let (part, id) = (Part::Frameworks, ids.of(id.0));
        self.thing(part, id, "Goal", "Title of goal", title, Some(framework));
        let weight = as_typed(weight.get());
        let cues = cues.join(", ");
        let carbon = match carbon {
            Some(Boundary::Council) => "the council’s own",
            Some(Boundary::Total) => "all",
            None => "",
        };
        let values = [
            ("cues", "Cues", &cues),
            ("carbon", "Emissions", &carbon.to_owned()),
            ("text", "Text", text),
            ("short", "Short name", short),
            ("weight", "Weight", &weight),
            ("source", "Source", source),
        ];
        for (key, what, words) in values {
            self.owned(part, format!("goal/{id}/{key}"), format!("{what} of goal {title}"), words, &[id]);
        }
        self.unknown(part, &format!("goal/{id}"), title, &[id], unknown);
    }
}
