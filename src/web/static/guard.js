// The page's fallback, in plain JavaScript so that it works when the compiled program does not.
// Sets the theme before the first paint; shows a full screen when the program has stopped or could not start. From there
// it leads to Home without opening the case, and hands out what this browser keeps of the case, read as it stands.
// It builds that screen with DOM calls only, and lacks any way to change what is kept.
//
// The program calls   weighbridgePanic(message)      from its panic hook.
// The program reads   weighbridgeHalted              and saves nothing more once it is true.
// The program writes  weighbridgeSavedAt             after each save: milliseconds since 1970, or "HH:MM:SS".
// The boot script calls weighbridgeStarted() or weighbridgeNotStarted(error).
(() => {
  'use strict';
  const START_LIMIT_MS = 30_000;
  const STORAGE_LIMIT_MS = 8_000;
  // Two halts at one address closer together than this, and the next start is at Home.
  const IN_A_ROW_MS = 60_000;
  const HALTS = 'weighbridge.halts';
  let screen = null;

  globalThis.weighbridgeHalted = false;
  globalThis.weighbridgePanic = halt;
  globalThis.weighbridgeStarted = started;
  globalThis.weighbridgeNotStarted = notStarted;

  applyTheme();
  startAtHomeAfterTwoHalts();
  const startTimer = setTimeout(() => {
    if (!document.querySelector('main h1')) notStarted(new Error('nothing was shown within 30 seconds'));
  }, START_LIMIT_MS);
  addEventListener('TrunkApplicationStarted', started);

  addEventListener('error', event => {
    if (event.target instanceof HTMLScriptElement) {
      notStarted(new Error(`could not load ${event.target.getAttribute('src')}`));
    } else if (endedTheProgram(event.error)) {
      halt(String(event.error.stack ?? event.error));
    }
  }, true);
  addEventListener('unhandledrejection', event => {
    if (endedTheProgram(event.reason)) halt(String(event.reason.stack ?? event.reason));
  });

  // A trap, or a stack that ran out inside the compiled code, leaves the program's memory in an unknown state.
  function endedTheProgram(error) {
    if (typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError) return true;
    const outOfStack = error instanceof RangeError || error?.name === 'InternalError';
    return outOfStack && /wasm/.test(error.stack ?? '');
  }

  function applyTheme() {
    let theme = null;
    try {
      theme = localStorage.getItem('weighbridge.theme');
    } catch {
      // Storage may be switched off: the system's theme is used.
    }
    theme = theme?.replaceAll('"', '');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  }

  function halt(message) {
    if (globalThis.weighbridgeHalted) return;
    globalThis.weighbridgeHalted = true;
    show({
      title: 'Weighbridge has stopped',
      safe: savedText(globalThis.weighbridgeSavedAt),
      text: 'A fault in the program stopped it, and it saves nothing more until you reload. '
        + 'To report the fault, copy the details before you do.',
      details: String(message),
      again: noteHalt(),
    });
  }

  function notStarted(error) {
    if (globalThis.weighbridgeHalted) return;
    show({
      title: 'Weighbridge could not start',
      safe: 'Work kept in this browser has not been touched.',
      text: 'The browser may be too old, or its settings may block the program. Weighbridge needs a version of '
        + 'Chrome, Edge, Firefox or Safari from 2024 or later. Reload to try again, or open the page in another browser.',
      details: String(error?.stack ?? error),
      again: noteHalt(),
    });
  }

  // A slow start may come after the limit: the screen then goes again.
  function started() {
    clearTimeout(startTimer);
    if (globalThis.weighbridgeHalted || !screen) return;
    keepHalts(null);
    screen.remove();
    for (const part of document.body.children) part.inert = false;
    document.title = 'Weighbridge';
  }

  function savedText(at) {
    if (at === undefined || at === null) return 'Nothing was saved in this browser since you opened it.';
    const clock = typeof at === 'number' ? new Date(at).toTimeString().slice(0, 8) : String(at);
    return `Your work up to ${clock} is kept in this browser.`;
  }

  function show({ title, safe, text, details, again }) {
    if (!document.body) {
      addEventListener('DOMContentLoaded', () => show({ title, safe, text, details, again }), { once: true });
      return;
    }
    screen?.remove();
    for (const part of document.body.children) part.inert = true;
    const heading = element('h1', { id: 'guard-title', tabIndex: -1 }, title);
    const shown = element('p', { className: 'guard__details' }, `${details}\n${navigator.userAgent}`);
    const copied = element('span', { role: 'status' }, '');
    const key = caseInAddress();
    const reload = button('Reload', () => location.reload());
    const home = button(key ? 'Home, without opening the case' : 'Home', () => { leaveTheCase(); location.reload(); });
    const copy = button('Copy details', async () => { copied.textContent = await copyText(shown); });
    (again ? home : reload).classList.add('button--main');

    const actions = element('div', { className: 'guard__actions' });
    if (again) actions.append(home);
    actions.append(reload);
    if (key && !again) actions.append(home);
    const kept = key ? lastSave(key) : [];
    actions.append(...kept.slice(0, 1), copy, copied);
    screen = element('section', { className: 'guard', role: 'alertdialog', ariaModal: 'true' });
    screen.setAttribute('aria-labelledby', 'guard-title');
    screen.append(heading, element('p', { className: 'guard__safe' }, safe), element('p', {}, text));
    if (again) {
      screen.append(element('p', {}, 'This is the second time within a minute at this address. The next start is at Home.'
        + (key ? ' The case is not opened; from Home you can open it again.' : '')));
    } else if (key) {
      screen.append(element('p', {}, 'If it stops each time this case opens, start at Home without the case.'));
    }
    screen.append(actions, ...kept.slice(1), shown);
    document.body.append(screen);
    document.title = `${title} - Weighbridge`;
    heading.focus();
  }

  // Two halts in a row at one address must not become a third.
  function noteHalt() {
    const address = addressOfHalt();
    if (!address) return false;
    const before = keptHalts();
    const isInARow = before?.address === address && Date.now() - before.at < IN_A_ROW_MS;
    keepHalts({ address, at: Date.now(), times: isInARow ? before.times + 1 : 1 });
    return isInARow;
  }

  function startAtHomeAfterTwoHalts() {
    const before = keptHalts();
    const key = caseInAddress();
    if (!(before?.times >= 2) || before.address !== addressOfHalt()) return;
    keepHalts({ ...before, times: 1 });
    leaveTheCase();
    addEventListener('DOMContentLoaded', () => sayWhyAtHome(key), { once: true });
  }

  function sayWhyAtHome(key) {
    const line = element('aside', { className: 'guard-line', ariaLabel: 'Why this is Home' });
    const text = element('p', { role: 'status' }, '');
    const close = button('Close', () => line.remove());
    const kept = key ? lastSave(key) : [];
    line.append(text, ...kept, close);
    document.body.prepend(line);
    text.textContent = 'Weighbridge stopped twice within a minute at the same address, so it has started at Home.'
      + (key ? ' What this browser keeps of the case has not been touched.' : '');
  }

  function keptHalts() {
    try {
      return JSON.parse(sessionStorage.getItem(HALTS));
    } catch {
      return null;
    }
  }

  function keepHalts(halts) {
    try {
      if (halts) sessionStorage.setItem(HALTS, JSON.stringify(halts));
      else sessionStorage.removeItem(HALTS);
    } catch {
      // Storage may be switched off: each halt then counts as the first.
    }
  }

  // The address without what differs between the pages of one case; nothing at Home, where there is nowhere else to go.
  function addressOfHalt() {
    const key = caseInAddress();
    return key ? `case/${key}` : location.hash.replace(/^#*\/*/, '');
  }

  function caseInAddress() {
    const [first, key] = location.hash.replace(/^#*\/*/, '').split('/');
    return first === 'case' && key ? key : null;
  }

  // In place of the case's address, so that going back does not open the case either.
  function leaveTheCase() {
    try {
      history.replaceState(null, '', '#/');
    } catch {
      location.hash = '#/';
    }
  }

  // Returns a button that downloads what this browser keeps of a case, and a place for what came of it.
  function lastSave(key) {
    const told = element('div', { className: 'guard__kept', role: 'status' });
    const ask = async () => {
      told.replaceChildren('Reading what this browser keeps…');
      try {
        told.replaceChildren(...await handOut(key));
      } catch (error) {
        told.replaceChildren(`Storage in this browser could not be read (${error?.message ?? error}). Nothing was changed.`);
      }
    };
    return [button('Download its last save', ask), told];
  }

  // Downloads the newest save where all of them are whole. Else offers each, because a damaged one may be the newest.
  async function handOut(key) {
    const saves = await savesOf(key) ?? [];
    if (saves.length === 0) return ['This browser keeps no save of this case. A file that you saved has it still.'];
    if (saves.every(save => save.isWhole)) return [await download(saves[0])];
    const list = element('ul', { className: 'guard__saves' });
    for (const save of saves) {
      const came = element('span', {}, '');
      const label = `Download the save of ${save.at}${save.isWhole ? '' : ', which is damaged'}`;
      const item = element('li', {});
      item.append(button(label, async () => { came.textContent = await download(save); }), ' ', came);
      list.append(item);
    }
    const hasWhole = saves.some(save => save.isWhole);
    return [hasWhole ? 'Not every save is whole. A damaged one may be newer, and a person can still read what is left of it.'
      : 'No save of this case is whole. A person can still read what is left of each.', list];
  }

  async function download(save) {
    const row = await withStorage(database => answer(database.transaction(save.store).objectStore(save.store).get(save.id)));
    if (!row?.text) return 'It is no longer there.';
    const address = URL.createObjectURL(new Blob([row.text], { type: 'application/json' }));
    element('a', { href: address, download: save.name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return `${save.name} was given to your browser’s downloads, as saved at ${save.at}.`;
  }

  // The saves of a case, whole ones before damaged ones, newest first. Without their texts, which may be large. Copies from
  // further back only where neither of the two newest is whole.
  async function savesOf(key) {
    return withStorage(async database => {
      const saves = [];
      for (const store of ['slots', 'snapshots', 'aside']) {
        if (saves.some(save => save.isWhole) || !database.objectStoreNames.contains(store)) continue;
        // "0" is the sign after "/".
        const ids = await answer(database.transaction(store).objectStore(store).getAllKeys(IDBKeyRange.bound(`${key}/`, `${key}0`)));
        for (const id of ids) {
          const row = await answer(database.transaction(store).objectStore(store).get(id));
          if (typeof row?.text === 'string' && row.text) saves.push({ store, id, ...await about(row, key) });
        }
      }
      return saves.sort((one, other) => other.isWhole - one.isWhole || other.revision - one.revision);
    });
  }

  async function about(row, key) {
    const at = typeof row.time === 'number' && row.time > 0
      ? new Date(row.time).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'medium' }) : 'an unknown time';
    const words = String(row.title ?? '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join('-');
    const isWhole = await isAsWritten(row, key);
    const name = `${words.slice(0, 60) || 'case'}${isWhole ? '' : '-damaged'}.json`;
    return { at, name, isWhole, revision: Number(row.revision) || 0 };
  }

  // As src/journal.rs has it: text and head both match their digests. Without digests, on a page that came without
  // encryption, a text that can be read as JSON.
  async function isAsWritten(row, key) {
    if (!globalThis.crypto?.subtle) {
      try {
        return typeof JSON.parse(row.text) === 'object';
      } catch {
        return false;
      }
    }
    const head = `${key}\n${row.revision}\n${row.parent}\n${row.digest}`;
    return row.case === key && row.digest === await digest(row.text) && row.seal === await digest(head);
  }

  async function digest(text) {
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  }

  // Does `work` with the database as it stands: of whatever version, and not made where there is none.
  async function withStorage(work) {
    const database = await openAsItStands();
    if (!database) return null;
    try {
      return await work(database);
    } finally {
      database.close();
    }
  }

  function openAsItStands() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open('weighbridge');
      const limit = setTimeout(() => reject(new Error('it did not answer')), STORAGE_LIMIT_MS);
      let isAbsent = false;
      asked.onupgradeneeded = () => {
        isAbsent = true;
        asked.transaction.abort();
      };
      asked.onsuccess = () => {
        clearTimeout(limit);
        asked.result.onversionchange = () => asked.result.close();
        resolve(asked.result);
      };
      asked.onerror = event => {
        event.preventDefault();
        clearTimeout(limit);
        if (isAbsent) resolve(null);
        else reject(asked.error);
      };
    });
  }

  function answer(request) {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('it did not answer')), STORAGE_LIMIT_MS);
      request.onsuccess = () => { clearTimeout(limit); resolve(request.result); };
      request.onerror = () => { clearTimeout(limit); reject(request.error); };
    });
  }

  async function copyText(shown) {
    try {
      await navigator.clipboard.writeText(shown.textContent);
      return 'Copied.';
    } catch {
      getSelection().selectAllChildren(shown);
      return 'Selected below: copy it with Ctrl and C.';
    }
  }

  function button(label, act) {
    const made = element('button', { className: 'button', type: 'button' }, label);
    made.addEventListener('click', act);
    return made;
  }

  function element(name, properties, text) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) made[key] = value;
    if (text !== undefined) made.textContent = text;
    return made;
  }
})();
