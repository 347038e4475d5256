//! What tabs tell each other, on a real channel.

use crate::browser::channel::{Channel, Message};
use crate::browser::page;
use crate::support::{run_with, sleep, wait_for};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

fn listener(key: &str) -> (Channel, Rc<RefCell<Vec<Message>>>) {
    let heard: Rc<RefCell<Vec<Message>>> = Rc::default();
    let hear = Rc::clone(&heard);
    let channel = Channel::open(key, move |message| hear.borrow_mut().push(message)).unwrap();
    (channel, heard)
}

#[wasm_bindgen_test]
async fn every_message_reaches_the_other_tabs_of_the_case_and_nobody_else() {
    let key = page::random_key();
    let (one, heard_by_one) = listener(&key);
    let (_other, heard_by_other) = listener(&key);
    let (_elsewhere, heard_elsewhere) = listener(&page::random_key());
    let sent = [Message::Saved { revision: 7 }, Message::Deleted, Message::HandOver, Message::Released];
    sent.into_iter().for_each(|message| one.send(message));
    wait_for(|| (heard_by_other.borrow().len() == 4).then_some(())).await;
    assert_eq!(*heard_by_other.borrow(), sent);
    assert!(heard_by_one.borrow().is_empty() && heard_elsewhere.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn what_is_no_message_is_passed_over_and_no_content_is_sent() {
    let key = page::random_key();
    let (channel, heard) = listener(&key);
    let script = "const channel = new BroadcastChannel('weighbridge case ' + a);
        for (const data of [null, 5, 'saved', {}, { kind: 'other' }, { kind: 'saved', revision: 'x' }]) {
            channel.postMessage(data);
        }
        globalThis.overheard = null;
        channel.onmessage = event => overheard = JSON.stringify(event.data);";
    run_with(script, &[key.as_str().into()]).await;
    wait_for(|| (heard.borrow().len() == 1).then_some(())).await;
    assert_eq!(*heard.borrow(), [Message::Saved { revision: 0 }]);
    channel.send(Message::Saved { revision: 3 });
    let overheard = "for (let n = 0; n < 200 && !overheard; n++) await new Promise(go => setTimeout(go, 10));
        return overheard";
    let overheard = run_with(overheard, &[]).await.as_string();
    assert_eq!(overheard.as_deref(), Some("{\"kind\":\"saved\",\"revision\":3}"));
}

#[wasm_bindgen_test]
async fn a_closed_channel_hears_nothing_and_may_be_closed_by_what_it_hears() {
    let key = page::random_key();
    let (one, _heard) = listener(&key);
    let held: Rc<RefCell<Option<Channel>>> = Rc::default();
    let n_heard: Rc<RefCell<u32>> = Rc::default();
    let (close, count) = (Rc::clone(&held), Rc::clone(&n_heard));
    held.replace(Channel::open(&key, move |_| {
        *count.borrow_mut() += 1;
        close.take();
    }));
    one.send(Message::HandOver);
    wait_for(|| (*n_heard.borrow() == 1).then_some(())).await;
    one.send(Message::HandOver);
    sleep(100).await;
    assert_eq!(*n_heard.borrow(), 1);
}
