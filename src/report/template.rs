//! Templates: the headings under which a body's reports stand, and what each has to have since when. They are data: one file
//! each in `seeds/templates`.

use super::{IMPLICATIONS, role_of};
use crate::date::Date;
use serde_json::Value;
use std::sync::LazyLock;

/// A template of reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// What files call it.
    pub key: String,
    /// What people call it.
    pub title: String,
    /// Where its headings were read; empty where most of them were not read anywhere.
    pub source: String,
    /// What whoever uses it has to know; empty where nothing needs saying.
    pub note: String,
    /// Its sections in their order.
    pub sections: Vec<Heading>,
    /// What a report has to have.
    pub required: Vec<Required>,
}

/// A section of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// Its number as printed; empty where it has none.
    pub number: String,
    /// As printed.
    pub heading: String,
    /// What it is for; empty where that is none of the things that are known here.
    pub role: String,
}

impl Heading {
    /// Returns the heading as it stands in a report, with its number.
    #[must_use]
    pub fn printed(&self) -> String {
        if self.number.is_empty() { self.heading.clone() } else { format!("{} {}", self.number, self.heading) }
    }
}

/// A section that a report has to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    /// What it is for.
    pub role: String,
    /// What it is called.
    pub heading: String,
    /// Since when, as files keep dates.
    pub from: String,
    /// Why.
    pub why: String,
}

impl Required {
    /// Returns since when.
    #[must_use]
    pub fn since(&self) -> Option<Date> {
        self.from.parse().ok()
    }
}

impl Template {
    /// Returns what implications of an initiative are asked for, in the order of the sections; each once.
    ///
    /// # Example
    /// ```
    /// use weighbridge::report::template;
    /// let wirral = template("wirral-2015").unwrap();
    /// assert_eq!(wirral.implications()[..3], ["risk", "consultation", "voluntary"]);
    /// ```
    #[must_use]
    pub fn implications(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for section in &self.sections {
            let is_asked = IMPLICATIONS.iter().any(|(role, _)| *role == section.role);
            if is_asked && !found.contains(&section.role.as_str()) {
                found.push(&section.role);
            }
        }
        found
    }
}

/// The files of `seeds/templates`.
const FILES: &[&str] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// The templates, read once: they are the same in every case.
static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| FILES.iter().map(|text| read(text)).collect());

/// Returns the templates that come with the page.
#[must_use]
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

/// Returns the template of a key.
///
/// # Example
/// ```
/// use weighbridge::report::template;
/// assert_eq!(template("manchester-2020").map(|found| found.required[0].role.as_str()), Some("carbon"));
/// assert_eq!(template(""), None);
/// ```
#[must_use]
pub fn template(key: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.key == key)
}

/// Returns what a file says. What it leaves out is empty; a test holds that each of them is whole.
fn read(text: &str) -> Template {
    let found: Value = serde_json::from_str(text).unwrap_or_default();
    let words = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let all = |name: &str| found[name].as_array().cloned().unwrap_or_default();
    let section = |value: &Value| {
        let (heading, role) = (words(value, "heading"), words(value, "role"));
        let role = if role.is_empty() { role_of(&heading).to_owned() } else { role };
        Heading { number: words(value, "number"), heading, role }
    };
    let required = |value: &Value| Required {
        role: words(value, "role"),
        heading: words(value, "heading"),
        from: words(value, "from"),
        why: words(value, "why"),
    };
    Template {
        key: words(&found, "key"),
        title: words(&found, "title"),
        source: words(&found, "source"),
        note: words(&found, "note"),
        sections: all("sections").iter().map(section).collect(),
        required: all("required").iter().map(required).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{FILES, templates};
    use crate::report::{IMPLICATIONS, ROLES};
    use serde_json::Value;

    #[test]
    fn every_file_is_whole_and_says_nothing_that_is_not_read() {
        let known = ["key", "title", "source", "note", "sections", "required"];
        let of_a_part = ["number", "heading", "role", "from", "why"];
        for (text, template) in FILES.iter().zip(templates()) {
            let found: Value = serde_json::from_str(text).unwrap();
            let strangers = found.as_object().unwrap().keys().filter(|name| !known.contains(&name.as_str()));
            assert_eq!(strangers.count(), 0, "{}", template.key);
            for part in found["sections"].as_array().unwrap().iter().chain(found["required"].as_array().unwrap()) {
                assert!(part.as_object().unwrap().keys().all(|name| of_a_part.contains(&name.as_str())), "{part}");
            }
            assert!(!template.key.is_empty() && !template.title.is_empty() && !template.sections.is_empty());
            assert!(
                template.source.is_empty() != template.note.is_empty(),
                "{}: read, or said not to be",
                template.key
            );
            assert!(template.sections.iter().all(|section| !section.heading.is_empty()));
        }
        let mut keys: Vec<&str> = templates().iter().map(|template| template.key.as_str()).collect();
        keys.dedup();
        assert_eq!(keys, ["manchester", "manchester-2020", "wirral-2015"]);
    }

    #[test]
    fn what_is_required_has_a_date_and_stands_among_the_sections() {
        for template in templates() {
            for one in &template.required {
                assert!(one.since().is_some() && !one.why.is_empty(), "{}", one.heading);
                assert!(template.sections.iter().any(|section| section.role == one.role), "{}", one.heading);
            }
        }
    }

    #[test]
    fn implications_are_asked_for_by_the_sections() {
        let of = |key: &str| super::template(key).unwrap().implications();
        assert_eq!(of("manchester-2020"), ["carbon"]);
        assert_eq!(of("manchester"), ["carbon", "equality", "risk", "legal", "resources"]);
        let wirral = ["risk", "consultation", "voluntary", "resources", "legal", "equality", "carbon", "planning"];
        assert_eq!(of("wirral-2015"), wirral);
        assert!(IMPLICATIONS.iter().all(|(role, _)| ROLES.iter().any(|(known, _)| known == role)));
    }
}
