//! The user's own files: saving, choosing, dropping, downloading. Sizes are checked before anything is read.
//!
//! Where the browser lets a page write to a file it was shown, the same file is written again; elsewhere each save is a
//! download. Nothing here looks into a file.

use super::js;
use js_sys::{Array, Uint8Array};
use std::cell::Cell;
use std::fmt;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use weighbridge::file::LARGEST_FILE;

/// How long a download's address stays valid.
const DOWNLOAD_LIMIT_MS: i32 = 60_000;

/// The right to write to a file that the user chose, with how the file was when this page last read or wrote it. It lasts
/// until the page is closed. Clones are one and the same.
#[derive(Clone, Debug)]
pub(crate) struct FileHandle {
    handle: JsValue,
    seen: Rc<Cell<Option<Seen>>>,
}

/// How a file was: its size in bytes and when it was changed last, in milliseconds since 1970 began.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seen {
    size: f64,
    changed_at: f64,
}

impl PartialEq for FileHandle {
    fn eq(&self, other: &FileHandle) -> bool {
        self.handle == other.handle
    }
}

impl FileHandle {
    fn new(handle: JsValue, seen: Option<Seen>) -> FileHandle {
        FileHandle { handle, seen: Rc::new(Cell::new(seen)) }
    }

    /// Returns the file's name.
    pub(crate) fn name(&self) -> String {
        js::text(&self.handle, "name")
    }

    /// Takes whatever the file holds now as agreed to be overwritten, after [`FileError::ChangedOutside`].
    pub(crate) fn overwrite_next(&self) {
        self.seen.set(None);
    }

    /// Refuses where the file is not as it was seen last. A file that is not there any more is made anew.
    async fn check(&self) -> Result<(), FileError> {
        let Some(seen) = self.seen.get() else { return Ok(()) };
        match js::wait(js::call(&self.handle, "getFile", &[])).await {
            Ok(file) if Seen::of(&file) != Some(seen) => Err(FileError::ChangedOutside),
            Ok(_) => Ok(()),
            Err(thrown) if js::error_name(&thrown) == "NotFoundError" => Ok(()),
            Err(thrown) => Err(as_failure(thrown)),
        }
    }
}

impl Seen {
    fn of(file: &JsValue) -> Option<Seen> {
        Some(Seen { size: js::get(file, "size").as_f64()?, changed_at: js::get(file, "lastModified").as_f64()? })
    }
}

/// Where a save went.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SavedFile {
    /// The file's name. After a download the browser may have changed it.
    pub name: String,
    /// The right to write to it again, or `None` after a download.
    pub handle: Option<FileHandle>,
}

/// A file that the user chose or dropped.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Picked {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// The right to write to it, where the browser gives one.
    pub handle: Option<FileHandle>,
}

/// A file that was dropped on the page and not read yet.
#[derive(Clone, Debug)]
pub(crate) struct DroppedFile {
    file: web_sys::File,
    /// The promise of a handle, asked for inside the event.
    handle: Option<JsValue>,
}

impl DroppedFile {
    /// Returns its name.
    pub(crate) fn name(&self) -> String {
        self.file.name()
    }
}

/// Says why a file was not saved or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FileError {
    /// The user closed the dialogue: say nothing.
    Cancelled,
    /// The file is larger than any that is read: choose another.
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The largest size that is read.
        limit: usize,
    },
    /// The browser or the user did not allow it: save under another name.
    Refused,
    /// The file was changed by another program since this page read or wrote it: ask, then
    /// [`FileHandle::overwrite_next`].
    ChangedOutside,
    /// The file does not hold what was written to it: save under another name.
    NotKept,
    /// Anything else, with the browser's own name for it, which may be empty.
    Other(String),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::Cancelled => f.write_str("the dialogue was closed"),
            FileError::TooLarge { bytes, limit } => {
                let mib = |bytes: usize| bytes.div_ceil(1024 * 1024);
                write!(f, "the file has {} MB, and at most {} are read", mib(*bytes), mib(*limit))
            }
            FileError::Refused => f.write_str("the browser was not allowed to use this file"),
            FileError::ChangedOutside => f.write_str("the file was changed by another program since it was last read"),
            FileError::NotKept => f.write_str("the file does not hold what was written to it"),
            FileError::Other(name) if name.is_empty() => f.write_str("the file could not be used"),
            FileError::Other(name) => write!(f, "the file could not be used ({name})"),
        }
    }
}

impl std::error::Error for FileError {}

impl From<JsValue> for FileError {
    fn from(thrown: JsValue) -> FileError {
        match js::error_name(&thrown).as_str() {
            "AbortError" => FileError::Cancelled,
            "NotAllowedError" | "SecurityError" | "NoModificationAllowedError" => FileError::Refused,
            name => FileError::Other(js::plain_name(name)),
        }
    }
}

/// Returns whether the browser lets a page write to a file that the user chose.
pub(crate) fn can_write_in_place() -> bool {
    js::has_function(&js_sys::global(), "showSaveFilePicker")
}

/// Saves a text: to the file of `handle`, else to one that the user chooses, else as a download. Call it from a click or
/// a key press. A file that was written is read back. Where the page may write to the file already, nothing is asked.
///
/// # Errors
/// [`FileError::ChangedOutside`] where the file is no longer as this page saw it last; nothing is written then.
pub(crate) async fn save_text(name: &str, text: &str, handle: Option<FileHandle>) -> Result<SavedFile, FileError> {
    let handle = match handle {
        Some(handle) => {
            allow_writing(&handle.handle).await?;
            handle.check().await?;
            handle
        }
        None if can_write_in_place() => match choose_place(name).await {
            Ok(handle) => FileHandle::new(handle, None),
            // A page inside another site's frame has the call but may not use it.
            Err(FileError::Refused) => return download(name, text),
            Err(error) => return Err(error),
        },
        None => return download(name, text),
    };
    let seen = write(&handle.handle, text).await?;
    handle.seen.set(seen);
    Ok(SavedFile { name: handle.name(), handle: Some(handle) })
}

async fn choose_place(name: &str) -> Result<JsValue, FileError> {
    let options = js::object(&[("suggestedName", JsValue::from_str(&safe_name(name)))]);
    Ok(js::wait(js::call(&js_sys::global(), "showSaveFilePicker", &[options])).await?)
}

async fn allow_writing(handle: &JsValue) -> Result<(), FileError> {
    let options = js::object(&[("mode", JsValue::from_str("readwrite"))]);
    for method in ["queryPermission", "requestPermission"] {
        if !js::has_function(handle, method) {
            return Ok(());
        }
        let answer = js::wait(js::call(handle, method, std::slice::from_ref(&options))).await?;
        if answer.as_string().as_deref() == Some("granted") {
            return Ok(());
        }
    }
    Err(FileError::Refused)
}

/// Writes beside the file and swaps on close, so that a failure leaves the file as it was. Returns how the file is now.
async fn write(handle: &JsValue, text: &str) -> Result<Option<Seen>, FileError> {
    let stream = js::wait(js::call(handle, "createWritable", &[])).await?;
    if let Err(thrown) = js::wait(js::call(&stream, "write", &[JsValue::from_str(text)])).await {
        let _ = js::wait(js::call(&stream, "abort", &[])).await;
        return Err(as_failure(thrown));
    }
    js::wait(js::call(&stream, "close", &[])).await.map_err(as_failure)?;
    let file = js::wait(js::call(handle, "getFile", &[])).await.map_err(as_failure)?;
    let found = js::wait(js::call(&file, "text", &[])).await.map_err(as_failure)?;
    if found.as_string().as_deref() == Some(text) { Ok(Seen::of(&file)) } else { Err(FileError::NotKept) }
}

/// Once writing has begun there is no dialogue to close: an abort is the browser's, and must not pass in silence.
fn as_failure(thrown: JsValue) -> FileError {
    match FileError::from(thrown) {
        FileError::Cancelled => FileError::Other("AbortError".to_owned()),
        error => error,
    }
}

fn download(name: &str, text: &str) -> Result<SavedFile, FileError> {
    download_text(name, text, "application/json")?;
    Ok(SavedFile { name: safe_name(name), handle: None })
}

/// Downloads a text as a file of its own.
pub(crate) fn download_text(name: &str, text: &str, kind: &str) -> Result<(), FileError> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = element("a")?;
    link.set_href(&address);
    link.set_download(&safe_name(name));
    link.set_hidden(true);
    show(&link)?;
    link.click();
    link.remove();
    js::later(DOWNLOAD_LIMIT_MS, move || {
        let _ = web_sys::Url::revoke_object_url(&address);
    });
    Ok(())
}

/// Lets the user choose a file and reads it. Returns `None` when they choose none. Any extension is offered: what a file
/// holds decides, not its name.
pub(crate) async fn pick() -> Result<Option<Picked>, FileError> {
    let picked = if js::has_function(&js_sys::global(), "showOpenFilePicker") {
        match pick_with_handle().await {
            Err(FileError::Refused) => pick_with_input().await,
            picked => picked,
        }
    } else {
        pick_with_input().await
    };
    match picked {
        Ok(picked) => Ok(Some(picked)),
        Err(FileError::Cancelled) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn pick_with_handle() -> Result<Picked, FileError> {
    let chosen = js::wait(js::call(&js_sys::global(), "showOpenFilePicker", &[])).await?;
    let handle = Array::from(&chosen).get(0);
    let file = js::wait(js::call(&handle, "getFile", &[])).await?;
    read(&file.dyn_into()?, Some(handle)).await
}

async fn pick_with_input() -> Result<Picked, FileError> {
    let input: web_sys::HtmlInputElement = element("input")?;
    input.set_type("file");
    input.set_hidden(true);
    show(&input)?;
    let (answer, settle) = js::promise();
    let on_answer = Closure::<dyn FnMut()>::new(move || {
        let _ = settle.call0(&JsValue::UNDEFINED);
    });
    for event in ["change", "cancel"] {
        input.add_event_listener_with_callback(event, on_answer.as_ref().unchecked_ref())?;
    }
    input.click();
    let answered = js::wait(Ok(answer.into())).await;
    input.remove();
    answered?;
    let file = input.files().and_then(|files| files.get(0)).ok_or(FileError::Cancelled)?;
    read(&file, None).await
}

/// Returns the files of a drop, unread, with the right to write to each where the browser gives one. Call it inside the
/// event: afterwards the browser hands out none.
pub(crate) fn dropped_files(event: &web_sys::DragEvent) -> Vec<DroppedFile> {
    let Some(data) = event.data_transfer() else { return Vec::new() };
    let items = js::get(&data, "items");
    let items = if items.is_object() { Array::from(&items) } else { Array::new() };
    let handles: Vec<Option<JsValue>> = items
        .iter()
        .filter(|item| js::text(item, "kind") == "file")
        .map(|item| js::call(&item, "getAsFileSystemHandle", &[]).ok())
        .collect();
    let Some(files) = data.files() else { return Vec::new() };
    let handle = |place: u32| handles.get(place as usize).cloned().flatten();
    (0..files.length())
        .filter_map(|place| Some(DroppedFile { file: files.get(place)?, handle: handle(place) }))
        .collect()
}

/// Reads a dropped file.
pub(crate) async fn read_file(file: &DroppedFile) -> Result<Picked, FileError> {
    let handle = match &file.handle {
        // A folder, or a browser that has the call and gives nothing, leaves the file without a handle.
        Some(promise) => js::wait(Ok(promise.clone())).await.ok().filter(|handle| js::text(handle, "kind") == "file"),
        None => None,
    };
    read(&file.file, handle).await
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
async fn read(file: &web_sys::File, handle: Option<JsValue>) -> Result<Picked, FileError> {
    let bytes = file.size() as usize;
    if bytes > LARGEST_FILE {
        return Err(FileError::TooLarge { bytes, limit: LARGEST_FILE });
    }
    let buffer = js::wait(js::call(file, "arrayBuffer", &[])).await.map_err(as_failure)?;
    let handle = handle.map(|handle| FileHandle::new(handle, Seen::of(file)));
    Ok(Picked { name: file.name(), bytes: Uint8Array::new(&buffer).to_vec(), handle })
}

fn element<T: JsCast>(name: &str) -> Result<T, FileError> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or_else(|| FileError::Other(String::new()))?;
    let element = document.create_element(name)?;
    element.dyn_into().map_err(|_| FileError::Other(String::new()))
}

fn show(element: &web_sys::Element) -> Result<(), FileError> {
    let body = web_sys::window().and_then(|window| window.document()).and_then(|document| document.body());
    let body = body.ok_or_else(|| FileError::Other(String::new()))?;
    body.append_child(element)?;
    Ok(())
}

/// Returns a name that every system accepts: no path, no reserved, control or direction-changing characters, at most 120
/// characters.
pub(crate) fn safe_name(name: &str) -> String {
    let is_kept = |character: char| {
        !character.is_control()
            && !"/\\:*?\"<>|".contains(character)
            && !matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let text: String = name.chars().map(|character| if is_kept(character) { character } else { '-' }).collect();
    let text = text.trim_matches(|character: char| character == '.' || character.is_whitespace());
    if text.is_empty() {
        return "weighbridge.json".to_owned();
    }
    // Cut in the middle, so that the extension stays.
    let n_characters = text.chars().count();
    if n_characters <= 120 {
        return text.to_owned();
    }
    text.chars().take(90).chain(text.chars().skip(n_characters - 30)).collect()
}
