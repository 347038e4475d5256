//! What tabs with the same case tell each other. Where the browser has no channels, nothing is told and nothing else
//! changes: locks, tokens and parent revisions still hold.
//!
//! From a local file every local page hears every channel in some browsers. So a channel is named by the case's random key,
//! and no content is ever sent: only what happened, and a revision.

use super::js;
use super::row::{number, whole_number};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// What happened in another tab, or is asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    /// The case was saved as this revision.
    Saved {
        /// The revision.
        revision: u64,
    },
    /// The case was deleted.
    Deleted,
    /// The writer is asked to finish its saves and to let go of the case.
    HandOver,
    /// The writer has let go of the case.
    Released,
}

/// A channel to the other tabs with a case. Closed when dropped. A tab does not hear itself.
pub(crate) struct Channel {
    channel: JsValue,
    _heard: Closure<dyn FnMut(JsValue)>,
}

impl Channel {
    /// Opens the channel of a case, or returns `None` where there are no channels.
    pub(crate) fn open(key: &str, on_message: impl Fn(Message) + 'static) -> Option<Channel> {
        let class: js_sys::Function = js::global("BroadcastChannel").dyn_into().ok()?;
        let name = JsValue::from_str(&format!("weighbridge case {key}"));
        let channel = js_sys::Reflect::construct(&class, &js_sys::Array::of1(&name)).ok()?;
        let heard = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            if let Some(message) = Message::from_js(&js::get(&event, "data")) {
                on_message(message);
            }
        });
        js::set(&channel, "onmessage", heard.as_ref());
        Some(Channel { channel, _heard: heard })
    }

    /// Tells the other tabs.
    pub(crate) fn send(&self, message: Message) {
        // A channel that is closed reaches nobody, as if there were none.
        let _ = js::call(&self.channel, "postMessage", &[message.to_js()]);
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        js::set(&self.channel, "onmessage", &JsValue::NULL);
        let _ = js::call(&self.channel, "close", &[]);
    }
}

impl Message {
    fn to_js(self) -> JsValue {
        let (kind, revision) = match self {
            Message::Saved { revision } => ("saved", revision),
            Message::Deleted => ("deleted", 0),
            Message::HandOver => ("hand over", 0),
            Message::Released => ("released", 0),
        };
        js::object(&[("kind", JsValue::from_str(kind)), ("revision", number(revision))])
    }

    /// Returns the message that some data is, or `None` for anything else: other pages may speak on the channel too.
    fn from_js(data: &JsValue) -> Option<Message> {
        match js::text(data, "kind").as_str() {
            "saved" => Some(Message::Saved { revision: whole_number(data, "revision") }),
            "deleted" => Some(Message::Deleted),
            "hand over" => Some(Message::HandOver),
            "released" => Some(Message::Released),
            _ => None,
        }
    }
}
