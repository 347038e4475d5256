//! Which screen the room sees: this one, on which typed figures are masked, or a window of its own, which is opened here and told
//! what to show.

use super::{Phase, Room, pictures};
use crate::browser::second_window::{self, Line, Opened};
use crate::browser::{chance, clock, page};
use crate::parts::flow::Show;
use crate::parts::picture::PictureView;
use leptos::prelude::*;
use weighbridge::route::Route;
use weighbridge::workshop::{Console, Picture, PictureScene, WindowState};

/// How often the clock is looked at, in milliseconds.
const LOOK_MS: i32 = 1_000;

/// What the room sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// This screen.
    This,
    /// A window of its own.
    Own,
}

/// The screens of a workshop. Nothing of it is in the case.
#[derive(Clone, Copy)]
pub(super) struct Screens {
    /// What the room sees, once somebody has said so.
    seen: RwSignal<Option<Seen>>,
    /// Under which name this tab remembers that.
    key: StoredValue<String>,
    /// The name of the line.
    name: StoredValue<String>,
    line: StoredValue<Option<Line>, LocalStorage>,
    opened: StoredValue<Option<Opened>, LocalStorage>,
    console: StoredValue<Console>,
    state: RwSignal<WindowState>,
    /// On how many screens the room's picture goes, and which of them is shown.
    parts: RwSignal<u32>,
    part: RwSignal<u32>,
    /// Which of several pictures of one part of the workshop is shown.
    pub(super) at: RwSignal<usize>,
}

impl Screens {
    /// Returns the screens of a workshop as this tab remembers them.
    pub(super) fn of(key: String) -> Screens {
        let kept = second_window::kept(&key);
        let name = kept.as_deref().and_then(|kept| kept.strip_prefix("own ")).map(str::to_owned);
        let seen = match (kept.as_deref(), &name) {
            (_, Some(_)) => Some(Seen::Own),
            (Some("this"), None) => Some(Seen::This),
            _ => None,
        };
        Screens {
            seen: RwSignal::new(seen),
            key: StoredValue::new(key),
            name: StoredValue::new(name.unwrap_or_else(|| format!("{:032x}", chance::random_bits()))),
            line: StoredValue::new_local(None),
            opened: StoredValue::new_local(None),
            console: StoredValue::new(Console::new(clock::now_ms())),
            state: RwSignal::new(WindowState::NotOpened),
            parts: RwSignal::new(1),
            part: RwSignal::new(0),
            at: RwSignal::new(0),
        }
    }

    /// Returns whether the room has a screen of its own, so that this one may show what is typed.
    pub(super) fn is_apart(self) -> bool {
        self.seen.get() == Some(Seen::Own)
    }

    /// Returns the same without following it.
    pub(super) fn is_apart_now(self) -> bool {
        self.seen.get_untracked() == Some(Seen::Own)
    }

    /// Returns whether somebody has said what the room sees.
    pub(super) fn is_said(self) -> bool {
        self.seen.with(Option::is_some)
    }

    fn say(self, seen: Seen) {
        let words = match seen {
            Seen::This => "this".to_owned(),
            Seen::Own => format!("own {}", self.name.get_value()),
        };
        second_window::keep(&self.key.get_value(), &words);
        self.seen.set(Some(seen));
    }

    fn hash(self) -> String {
        Route::Room(self.name.get_value()).hash()
    }

    /// Begins with the first screen of a picture that is another one.
    pub(super) fn begin(self) {
        self.part.set(0);
        self.at.set(0);
    }

    fn hear(self, text: &str) {
        let Some(told) = self.console.try_update_value(|console| console.hear(text, clock::now_ms())) else { return };
        if let Some(told) = told {
            self.send(&told.text());
        }
        self.look();
    }

    fn send(self, text: &str) {
        self.line.try_with_value(|line| {
            if let Some(line) = line {
                line.send(text);
            }
        });
    }

    /// Shows what the console knows of the window.
    fn look(self) {
        let found = self.console.try_update_value(|console| {
            console.tick(clock::now_ms());
            (console.state(), console.parts())
        });
        let Some((state, parts)) = found else { return };
        if self.state.try_get_untracked().is_some_and(|before| before != state) {
            self.state.set(state);
        }
        if self.parts.try_get_untracked().is_some_and(|before| before != parts) {
            self.parts.set(parts);
        }
    }

    fn watch(self) {
        self.look();
        // The page may be gone by then.
        page::after(LOOK_MS, move || {
            if self.state.try_get_untracked().is_some() {
                self.watch();
            }
        });
    }
}

/// Tells the room's window what to show for as long as the page is there, where the room has one.
pub(super) fn tell(room: Room) -> Signal<Picture> {
    let screens = room.screens;
    let picture = Memo::new(move |_| {
        let mut picture = pictures::now(room);
        picture.part = screens.part.get();
        picture
    });
    // Only who may write the case speaks: a copy of this tab knows the name of the line too.
    let may_speak = Memo::new(move |_| screens.is_apart() && !room.session.is_read_only());
    Effect::new(move |_| {
        let is_open = screens.line.with_value(Option::is_some);
        match (may_speak.get(), is_open) {
            (true, false) => {
                screens.line.set_value(Line::open(&screens.name.get_value(), move |text| screens.hear(&text)));
            }
            (false, true) => screens.line.set_value(None),
            _ => {}
        }
    });
    Effect::new(move |_| {
        let picture = picture.get();
        if may_speak.get()
            && let Some(told) = screens.console.try_update_value(|console| console.show(picture)).flatten()
        {
            screens.send(&told.text());
        }
    });
    screens.watch();
    on_cleanup(move || screens.line.set_value(None));
    picture.into()
}

/// Opens the room's window, or puts it in front.
pub(super) fn open(room: Room) {
    let screens = room.screens;
    if !screens.is_apart_now() {
        room.go(Phase::Prepare);
        crate::parts::focus::focus_soon(&["screens-own", "workshop-title"]);
        return room.say("Does the room see this screen? Say so first: what is typed is masked until then.");
    }
    if room.session.is_read_only() {
        return room.say("Another tab has this workshop. Take over to open the room’s window here.");
    }
    if screens.state.get_untracked() == WindowState::InStep {
        screens.opened.with_value(|opened| {
            if let Some(opened) = opened {
                opened.focus();
            }
        });
        return room.say("The room’s window is open already.");
    }
    let opened = second_window::open_window(&screens.hash());
    screens.console.update_value(|console| console.opened(opened.is_some(), clock::now_ms()));
    screens.opened.set_value(opened);
    screens.look();
}

/// Shows the next screen of a picture that goes on several, or the one before it.
pub(super) fn turn(room: Room, by: i32) {
    let (part, of) = (room.screens.part.get_untracked(), room.screens.parts.get_untracked());
    let next = part.saturating_add_signed(by).min(of.saturating_sub(1));
    room.screens.part.set(next);
    room.say(&format!("The room sees screen {} of {of}.", next + 1));
}

/// The question that comes first.
pub(super) fn question(room: Room) -> AnyView {
    let screens = room.screens;
    let choice = move |id: &'static str, seen: Seen, words: &'static str, hint: &'static str| {
        view! {
            <label class="check"><input type="radio" name="screens" id=id prop:checked=move || screens.seen.get() == Some(seen) on:change=move |_| screens.say(seen)/>" "{words}<span class="field__hint">" "{hint}</span></label>
        }
    };
    view! {
        <fieldset class="section workshop__screens no-print">
            <legend><h2>"Does the room see this screen?"</h2></legend>
            {choice("screens-this", Seen::This, "Yes", "One screen, or a projector that shows the same. What is typed shows as dots.")}
            {choice("screens-own", Seen::Own, "No, the room gets a window of its own", "W opens it; drag it to the projector. What is typed shows here as it is.")}
        </fieldset>
    }
    .into_any()
}

/// What the room sees, and how its window is; nothing where it sees this screen.
pub(super) fn line(room: Room, picture: Signal<Picture>) -> AnyView {
    let screens = room.screens;
    let words = move || {
        match screens.state.get() {
        WindowState::NotOpened => "The room sees nothing yet. W opens its window; drag it to the projector and press F there.".to_owned(),
        WindowState::Opening(_) => "The room’s window is opening.".to_owned(),
        WindowState::Refused => "The browser refused the room’s window. Allow pop-ups for this page and press W again, or open this address in a second window:".to_owned(),
        WindowState::Closed => "The room sees nothing: its window was closed. W opens it again. Nothing is lost.".to_owned(),
        WindowState::Silent(since) => format!("The room’s window has not answered since {}. W opens it again. Nothing is lost.", clock::local_hh_mm(since)),
        WindowState::InStep => picture.with(|picture| {
            let what = if picture.scene == PictureScene::Blank { "a blank screen" } else { picture.title.as_str() };
            format!("The room sees: {}", super::in_sentence(what))
        }),
    }
    };
    let is_refused = move || screens.state.get() == WindowState::Refused;
    let is_trouble = move || !matches!(screens.state.get(), WindowState::InStep | WindowState::Opening(_));
    let address = move || second_window::address(&screens.hash());
    let several = move || screens.parts.get() > 1;
    let part = move || {
        format!(
            "Screen {} of {}",
            screens.part.get().min(screens.parts.get().saturating_sub(1)) + 1,
            screens.parts.get()
        )
    };
    view! {
        <Show when=move || screens.is_apart()>
            <section class="room-line no-print" aria-label="The room’s screen">
                <p role="status" id="room-line" class="room-line__words" class:room-line__words--trouble=is_trouble>{words}</p>
                <Show when=is_refused><input class="field__input room-line__address" id="room-address" aria-label="Address of the room’s window" readonly=true prop:value=address/></Show>
                <p class="row">
                    <button class="button button--small" type="button" id="room-open" on:click=move |_| open(room)>"Room’s window "<span class="button__key">"W"</span></button>
                    <button class="button button--small" type="button" id="room-blank" on:click=move |_| super::blank(room)>{move || if room.is_blank.get() { "End the blank " } else { "Blank " }}<span class="button__key">"B"</span></button>
                    <Show when=several>
                        <button class="button button--small" type="button" aria-label="Screen before" on:click=move |_| turn(room, -1)><span class="button__key">"["</span></button>
                        <span class="num">{part}</span>
                        <button class="button button--small" type="button" aria-label="Next screen" on:click=move |_| turn(room, 1)><span class="button__key">"]"</span></button>
                    </Show>
                </p>
                <div class="picture-copy" aria-hidden="true"><PictureView id="room-copy" picture note="" is_copy=true/></div>
            </section>
        </Show>
    }
    .into_any()
}
