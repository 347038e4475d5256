//! Frameworks and goals, taken apart.

use super::facts::{Facts, Part};
use super::matching::Ids;
use crate::case::Case;
use crate::framework::{Boundary, Crosswalk, Framework, Goal, Link};
use crate::id::{FrameworkId, GoalId};
use crate::present::{as_typed, date, lens_name};

impl Facts {
    pub(super) fn framework(&mut self, ids: &Ids, framework: &Framework) {
        let Framework {
            id,
            title,
            lens,
            publisher,
            edition,
            from,
            until,
            source,
            note,
            heading,
            goals,
            not_found,
            unknown,
        } = framework;
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
            ("heading", "Heading in reports", heading),
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
        let Goal { id, title, text, short, weight, cues, carbon, source, anchors, unknown } = goal;
        let (part, id) = (Part::Frameworks, ids.of(id.0));
        self.thing(part, id, "Goal", "Title of goal", title, Some(framework));
        let weight = as_typed(weight.get());
        let cues = cues.join(", ");
        let carbon = carbon.map_or("", Boundary::word);
        let values = [
            ("cues", "Cues", &cues),
            ("carbon", "Emissions", &carbon.to_owned()),
            ("text", "Text", text),
            ("short", "Short name", short),
            ("weight", "Weight", &weight),
            ("source", "Source", source),
            ("large-beneficial", "Meaning of +3", &anchors.large_beneficial),
            ("large-adverse", "Meaning of −3", &anchors.large_adverse),
        ];
        for (key, what, words) in values {
            self.owned(part, format!("goal/{id}/{key}"), format!("{what} of goal {title}"), words, &[id]);
        }
        self.unknown(part, &format!("goal/{id}"), title, &[id], unknown);
        self.unknown(part, &format!("goal/{id}/anchors"), title, &[id], &anchors.unknown);
    }

    pub(super) fn crosswalk(&mut self, ids: &Ids, crosswalk: &Crosswalk, case: &Case) {
        let Crosswalk { from, to, source, links, unknown } = crosswalk;
        let part = Part::Frameworks;
        let named = |id: FrameworkId| case.framework(id).map_or("framework", |found| &found.title);
        let owners = [ids.of(from.0), ids.of(to.0)];
        let key = format!("crosswalk/{}/{}", owners[0], owners[1]);
        let pair = format!("{} to {}", named(*from), named(*to));
        self.owned(part, key.clone(), format!("Crosswalk from {pair}"), "there", &owners);
        self.owned(part, format!("{key}/source"), format!("Source of the crosswalk from {pair}"), source, &owners);
        for Link { from, to, strength, note, unknown } in links {
            let named = |id: GoalId| case.goal(id).map_or("goal", |found| &found.title);
            let pair = format!("{} to {}", named(*from), named(*to));
            let key = format!("{key}/{}/{}", ids.of(from.0), ids.of(to.0));
            let owners = [ids.of(from.0), ids.of(to.0)];
            let words =
                if note.is_empty() { strength.word().to_owned() } else { format!("{}: {note}", strength.word()) };
            self.owned(part, key.clone(), format!("Link from {pair}"), &words, &owners);
            self.unknown(part, &key, &pair, &owners, unknown);
        }
        self.unknown(part, &key, &pair, &owners, unknown);
    }
}
