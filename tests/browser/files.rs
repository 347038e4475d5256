//! Saving to, choosing, dropping and downloading files, and copying a table.
//!
//! Dialogues cannot be worked without a person, so their calls are answered here; the files behind them are real ones.

use crate::browser::clipboard;
use crate::browser::files::{self, FileError, FileHandle};
use crate::support::{replace, run};
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn file_names_are_safe_everywhere() {
    for (name, safe) in [
        ("Depot relocation.json", "Depot relocation.json"),
        ("a/b\\c:d*e?\"<f>|g.json", "a-b-c-d-e---f--g.json"),
        ("../../etc", "-..-etc"),
        (" .. ", "weighbridge.json"),
        ("a\u{202e}nosj.exe\n", "a-nosj.exe-"),
        ("Café £5.json", "Café £5.json"),
    ] {
        assert_eq!(files::safe_name(name), safe);
    }
    let long = files::safe_name(&format!("{}.json", "é".repeat(300)));
    assert_eq!(long.chars().count(), 120);
    assert!(long.ends_with(".json"));
}

/// Returns a real file that the page may write to.
async fn handle(name: &str) -> JsValue {
    let script = "const folder = await navigator.storage.getDirectory();";
    run(&format!("{script} return folder.getFileHandle('{name}', {{ create: true }})")).await
}

async fn contents(name: &str) -> String {
    let script = "const folder = await navigator.storage.getDirectory();";
    let script = format!("{script} return (await (await folder.getFileHandle('{name}')).getFile()).text()");
    run(&script).await.as_string().unwrap()
}

/// Sets a function of the page until the returned function is called.
fn answer(name: &'static str, with: &JsValue) -> impl FnOnce() + use<> {
    let original = Reflect::get(&js_sys::global(), &name.into()).unwrap();
    Reflect::set(&js_sys::global(), &name.into(), with).unwrap();
    move || {
        Reflect::set(&js_sys::global(), &name.into(), &original).unwrap();
    }
}

fn throwing(name: &str) -> JsValue {
    Function::new_no_args(&format!("throw new DOMException('as in the test', '{name}')")).into()
}

#[wasm_bindgen_test]
async fn a_chosen_file_is_written_again_without_asking() {
    let chosen = handle("depot.json").await;
    Reflect::set(&js_sys::global(), &"chosenFile".into(), &chosen).unwrap();
    let asked = Function::new_with_args("options", "globalThis.suggested = options.suggestedName; return chosenFile");
    let undo = answer("showSaveFilePicker", &asked);
    let saved = files::save_text("Depot: options.json", "first, and longer", None).await;
    undo();
    let saved = saved.unwrap();
    assert_eq!((saved.name.as_str(), contents("depot.json").await.as_str()), ("depot.json", "first, and longer"));
    assert_eq!(run("return suggested").await.as_string().as_deref(), Some("Depot- options.json"));

    let undo = answer("showSaveFilePicker", &throwing("AbortError"));
    let again = files::save_text("Depot.json", "£ second", saved.handle.clone()).await;
    undo();
    assert_eq!(again.unwrap().handle, saved.handle);
    assert_eq!(contents("depot.json").await, "£ second");
}

#[wasm_bindgen_test]
async fn a_closed_dialogue_is_no_failure_and_a_refusal_keeps_the_file() {
    let undo = answer("showSaveFilePicker", &throwing("AbortError"));
    let closed = files::save_text("Depot.json", "text", None).await;
    undo();
    assert_eq!(closed, Err(FileError::Cancelled));

    let undo = answer("showOpenFilePicker", &throwing("AbortError"));
    let closed = files::pick().await;
    undo();
    assert_eq!(closed, Ok(None));

    let file = handle("kept.json").await;
    Reflect::set(&js_sys::global(), &"chosenFile".into(), &file).unwrap();
    let undo = answer("showSaveFilePicker", &Function::new_no_args("return chosenFile"));
    let saved = files::save_text("kept.json", "as it was", None).await.unwrap();
    undo();
    let refuse = Function::new_no_args("return 'denied'");
    let undo = replace("FileSystemHandle", "requestPermission", &refuse);
    let undo_query = replace("FileSystemHandle", "queryPermission", &Function::new_no_args("return 'prompt'"));
    let refused = files::save_text("kept.json", "text", saved.handle.clone()).await;
    undo();
    undo_query();
    assert_eq!(refused, Err(FileError::Refused));
    let stop = throwing("AbortError");
    let undo = replace("FileSystemWritableFileStream", "write", stop.unchecked_ref());
    let stopped = files::save_text("kept.json", "text", saved.handle).await;
    undo();
    assert!(matches!(stopped, Err(FileError::Other(_))), "{stopped:?}");
    assert_eq!(contents("kept.json").await, "as it was");
}

#[wasm_bindgen_test]
async fn a_picked_file_can_be_saved_to() {
    let file = handle("picked.json").await;
    Reflect::set(&js_sys::global(), &"chosenFile".into(), &file).unwrap();
    run("const stream = await chosenFile.createWritable(); await stream.write('{}'); await stream.close()").await;
    let undo = answer("showOpenFilePicker", &Function::new_no_args("return [chosenFile]"));
    let picked = files::pick().await;
    undo();
    let picked = picked.unwrap().unwrap();
    assert_eq!((picked.name.as_str(), picked.bytes.as_slice()), ("picked.json", b"{}".as_slice()));
    let handle: Option<FileHandle> = picked.handle;
    assert!(handle.is_some());
    files::save_text("picked.json", "{\"a\":1}", handle).await.unwrap();
    assert_eq!(contents("picked.json").await, "{\"a\":1}");
}

#[wasm_bindgen_test]
async fn permission_that_is_granted_is_not_asked_for_again() {
    let file = handle("granted.json").await;
    Reflect::set(&js_sys::global(), &"chosenFile".into(), &file).unwrap();
    let undo = answer("showOpenFilePicker", &Function::new_no_args("return [chosenFile]"));
    let picked = files::pick().await.unwrap().unwrap();
    undo();
    let undo_place = answer("showSaveFilePicker", &throwing("SecurityError"));
    let undo_ask = replace("FileSystemHandle", "requestPermission", throwing("SecurityError").unchecked_ref());
    let saved = files::save_text("granted.json", "text", picked.handle.clone()).await;
    undo_place();
    undo_ask();
    assert_eq!(saved.unwrap().handle, picked.handle);
    assert_eq!(contents("granted.json").await, "text");
}

#[wasm_bindgen_test]
async fn a_file_that_another_program_changed_is_overwritten_only_when_agreed() {
    let file = handle("shared.json").await;
    Reflect::set(&js_sys::global(), &"chosenFile".into(), &file).unwrap();
    let change = "const stream = await chosenFile.createWritable(); await stream.write('theirs'); await stream.close()";
    let undo = answer("showOpenFilePicker", &Function::new_no_args("return [chosenFile]"));
    let picked = files::pick().await.unwrap().unwrap();
    undo();
    let handle = picked.handle.unwrap();
    run(change).await;
    let refused = files::save_text("shared.json", "ours", Some(handle.clone())).await;
    assert_eq!(refused, Err(FileError::ChangedOutside));
    assert_eq!(contents("shared.json").await, "theirs");
    handle.overwrite_next();
    files::save_text("shared.json", "ours", Some(handle.clone())).await.unwrap();
    assert_eq!(contents("shared.json").await, "ours");
    // What this page wrote itself is no change from outside.
    files::save_text("shared.json", "ours again", Some(handle.clone())).await.unwrap();
    run(change).await;
    let refused = files::save_text("shared.json", "ours", Some(handle.clone())).await;
    assert_eq!(refused, Err(FileError::ChangedOutside));
    run("const folder = await navigator.storage.getDirectory(); await folder.removeEntry('shared.json')").await;
    assert!(files::save_text("shared.json", "made anew", Some(handle)).await.is_ok());
    assert_eq!(contents("shared.json").await, "made anew");
}

#[wasm_bindgen_test]
async fn a_dropped_file_can_be_saved_to_where_the_browser_allows() {
    let file = handle("dropped.json").await;
    Reflect::set(&js_sys::global(), &"chosenFile".into(), &file).unwrap();
    let drop = "const data = new DataTransfer(); data.items.add('a text', 'text/plain'); \
        data.items.add(await chosenFile.getFile()); return new DragEvent('drop', { dataTransfer: data })";
    let give = Function::new_no_args("return Promise.resolve(chosenFile)");
    let undo = replace("DataTransferItem", "getAsFileSystemHandle", &give);
    let dropped = files::dropped_files(&run(drop).await.dyn_into().unwrap());
    undo();
    assert_eq!(dropped.len(), 1);
    let picked = files::read_file(&dropped[0]).await.unwrap();
    files::save_text("dropped.json", "saved", picked.handle).await.unwrap();
    assert_eq!(contents("dropped.json").await, "saved");

    for nothing in ["return Promise.resolve(null)", "return Promise.reject(new Error('no'))", "throw new Error('no')"] {
        let undo = replace("DataTransferItem", "getAsFileSystemHandle", &Function::new_no_args(nothing));
        let dropped = files::dropped_files(&run(drop).await.dyn_into().unwrap());
        undo();
        assert_eq!(files::read_file(&dropped[0]).await.unwrap().handle, None, "{nothing}");
    }
}

#[wasm_bindgen_test]
async fn without_file_access_a_save_is_a_download_and_a_file_is_chosen_by_input() {
    let undo_save = answer("showSaveFilePicker", &JsValue::UNDEFINED);
    let undo_open = answer("showOpenFilePicker", &JsValue::UNDEFINED);
    assert!(!files::can_write_in_place());
    let note = Function::new_no_args("globalThis.downloaded = [this.download, this.href]");
    let undo = replace("HTMLElement", "click", &note);
    let saved = files::save_text("a/b.json", "£ text", None).await;
    undo();
    let saved = saved.unwrap();
    assert_eq!((saved.name.as_str(), saved.handle), ("a-b.json", None));
    let noted = run("return [downloaded[0], await (await fetch(downloaded[1])).text()]").await;
    let noted: Vec<_> = Array::from(&noted).iter().map(|item| item.as_string().unwrap()).collect();
    assert_eq!(noted, ["a-b.json", "£ text"]);
    assert_eq!(
        run("return document.querySelectorAll('a[download], input[type=file]').length").await.as_f64(),
        Some(0.0)
    );

    let choose = "const data = new DataTransfer(); data.items.add(new File(['text'], 'chosen.txt')); \
        this.files = data.files; this.dispatchEvent(new Event('change'))";
    let undo = replace("HTMLElement", "click", &Function::new_no_args(choose));
    let picked = files::pick().await;
    undo();
    let picked = picked.unwrap().unwrap();
    assert_eq!(
        (picked.name.as_str(), picked.bytes.as_slice(), picked.handle),
        ("chosen.txt", b"text".as_slice(), None)
    );

    let close = Function::new_no_args("this.dispatchEvent(new Event('cancel'))");
    let undo = replace("HTMLElement", "click", &close);
    let closed = files::pick().await;
    undo();
    undo_save();
    undo_open();
    assert_eq!(closed, Ok(None));
    assert_eq!(run("return document.querySelectorAll('input[type=file]').length").await.as_f64(), Some(0.0));
}

#[wasm_bindgen_test]
async fn dropped_files_are_read_unless_they_are_too_large() {
    let script = "const data = new DataTransfer(); data.items.add(new File(['one'], 'one.json')); \
        data.items.add(new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'large.json')); \
        return new DragEvent('drop', { dataTransfer: data })";
    let event = run(script).await.dyn_into().unwrap();
    let dropped = files::dropped_files(&event);
    assert_eq!(dropped.len(), 2);
    assert_eq!(files::read_file(&dropped[0]).await.unwrap().bytes, b"one");
    let limit = 20 * 1024 * 1024;
    assert_eq!(files::read_file(&dropped[1]).await, Err(FileError::TooLarge { bytes: limit + 1, limit }));
    let empty = run("return new DragEvent('drop')").await.dyn_into().unwrap();
    assert!(files::dropped_files(&empty).is_empty());
}

#[wasm_bindgen_test]
async fn a_table_is_copied_in_both_forms_or_refused() {
    // Without a person's click a browser refuses to copy; this lets the event through as a click would.
    let copy = "globalThis.copied = new DataTransfer(); const event = new ClipboardEvent('copy', \
        { clipboardData: copied, bubbles: true, cancelable: true }); return !document.dispatchEvent(event)";
    let undo = replace("Document", "execCommand", &Function::new_no_args(copy));
    let copied = clipboard::copy_table("<table></table>", "a\tb").await;
    undo();
    assert_eq!(copied, Ok(()));
    let found = run("return [copied.getData('text/html'), copied.getData('text/plain')]").await;
    let found: Vec<_> = Array::from(&found).iter().map(|item| item.as_string().unwrap()).collect();
    assert_eq!(found, ["<table></table>", "a\tb"]);

    let undo_event = replace("Document", "execCommand", &Function::new_no_args("return false"));
    let undo_write = replace("Clipboard", "write", throwing("NotAllowedError").unchecked_ref());
    let refused = clipboard::copy_table("<table></table>", "a\tb").await;
    undo_event();
    undo_write();
    assert!(
        matches!(refused, Err(clipboard::ClipboardError::Refused(reason)) if reason.starts_with("NotAllowedError"))
    );
}
