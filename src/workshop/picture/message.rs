//! What the two windows of a workshop tell each other, as texts. What cannot be read is no message.

use super::Picture;
use serde::{Deserialize, Serialize};

/// The longest text that is read as a message, in bytes.
pub const LONGEST_MESSAGE: usize = 1 << 20;

/// The name that each message carries.
const FORMAT: &str = "weighbridge-room";

/// What is told to the room's window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ToRoom {
    /// What the room sees from now on: the whole of it.
    Picture {
        /// Which picture it is; that of the greatest number is the newest.
        seq: u64,
        /// The picture.
        picture: Box<Picture>,
    },
    /// The picture with this number still stands.
    Beat {
        /// Its number.
        seq: u64,
    },
}

/// What the room's window tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromRoom {
    /// It is there, and asks whether its picture is the newest.
    Here {
        /// The number of the picture that it shows; 0 where it has none.
        seq: u64,
        /// On how many screens that picture goes.
        parts: u32,
    },
    /// It is being closed.
    Gone,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<T> {
    format: String,
    version: u32,
    says: T,
}

fn text<T: Serialize>(says: &T) -> String {
    // Written to memory with text keys and whole numbers, which cannot fail.
    serde_json::to_string(&Envelope { format: FORMAT.to_owned(), version: 1, says }).unwrap_or_default()
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    if text.len() > LONGEST_MESSAGE {
        return None;
    }
    let found: Envelope<T> = serde_json::from_str(text).ok()?;
    (found.format == FORMAT && found.version == 1).then_some(found.says)
}

impl ToRoom {
    /// Returns the message as a text.
    #[must_use]
    pub fn text(&self) -> String {
        text(self)
    }

    /// Returns the message that a text is, or `None` for anything else.
    ///
    /// # Example
    /// ```
    /// use weighbridge::workshop::ToRoom;
    /// let beat = ToRoom::Beat { seq: 7 };
    /// assert_eq!(ToRoom::read(&beat.text()), Some(beat));
    /// assert_eq!(ToRoom::read("{}"), None);
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Option<ToRoom> {
        read(text).filter(|message| match message {
            ToRoom::Picture { picture, .. } => picture.is_sound(),
            ToRoom::Beat { .. } => true,
        })
    }
}

impl FromRoom {
    /// Returns the message as a text.
    #[must_use]
    pub fn text(self) -> String {
        text(&self)
    }

    /// Returns the message that a text is, or `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<FromRoom> {
        read(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{FromRoom, LONGEST_MESSAGE, ToRoom};
    use crate::workshop::picture::{Picture, PictureTable, Scene};

    fn sent(scene: Scene) -> String {
        ToRoom::Picture { seq: 3, picture: Box::new(Picture::titled("Siting", "Where?", scene)) }.text()
    }

    #[test]
    fn messages_are_read_back() {
        for scene in [Scene::Blank, Scene::Words, Scene::List(vec![("A".into(), "spread".into())])] {
            let text = sent(scene.clone());
            let Some(ToRoom::Picture { seq: 3, picture }) = ToRoom::read(&text) else { panic!("{text}") };
            assert_eq!(picture.scene, scene);
        }
        for message in [FromRoom::Here { seq: 9, parts: 2 }, FromRoom::Gone] {
            assert_eq!(FromRoom::read(&message.text()), Some(message));
        }
    }

    #[test]
    fn what_is_no_message_is_not_read() {
        let good = sent(Scene::Words);
        assert!(ToRoom::read(&good).is_some());
        for wrong in [
            String::new(),
            "null".to_owned(),
            good.replace("weighbridge-room", "weighbridge"),
            good.replace("\"version\":1", "\"version\":2"),
            good.replace("\"seq\":3", "\"seq\":-3"),
            good.replace("\"title\"", "\"titel\""),
            good.replace("\"words\"", "{\"answers\":[{\"figures\":[37]}]}"),
            format!("{good} "),
            good[..good.len() - 1].to_owned(),
        ] {
            let is_read = ToRoom::read(&wrong).is_some();
            // Blanks after it are the one thing that JSON lets pass.
            assert_eq!(is_read, wrong.ends_with(' '), "{wrong}");
        }
        assert!(ToRoom::read(&good.replace("Where?", &"?".repeat(LONGEST_MESSAGE))).is_none());
        let uneven = PictureTable { heads: vec!["Option".into()], rows: vec![vec![]], ..PictureTable::default() };
        assert!(ToRoom::read(&sent(Scene::Table(uneven))).is_none(), "a row that is not as long as its heads");
        assert!(FromRoom::read(&good).is_none(), "what is told to the room is told by nobody in it");
    }
}
