// Damaged records in storage and damaged files: nothing stops the program, nothing takes over two seconds, no other case is
// touched, and the damaged text itself stays where a person can get at it.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../e2e/lib.mjs';
import { smallCase } from '../case.mjs';
import { BYTES, RECORDS } from '../damage.mjs';
import { Edition, dropRows, isWhole, readKept, record } from '../kept.mjs';
import { Browser, downloaded, drill, until, within } from '../lib.mjs';
import * as the from '../page.mjs';

const BATCH = 40;
const LONGEST_MS = 2000;
// One record in so many is taken out by hand.
const HANDED_OUT = 25;
const OTHER = readFileSync(new URL('../../files/v1/programme.json', import.meta.url));

/** Runs in the page: opens a case by its address or drops a file, and returns what came of it and how long it took. */
async function tryOne({ rows, key, file, edits, at }) {
  const tick = () => new Promise(resolve => setTimeout(resolve, 0));
  const text = element => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const wait = async (ms, check) => {
    const end = performance.now() + ms;
    while (performance.now() < end) {
      const found = check();
      if (found) return found;
      await tick();
    }
    return null;
  };
  const database = () => new Promise((resolve, reject) => {
    const request = indexedDB.open('weighbridge');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  // Home, with no notice, is where each begins.
  for (const button of document.querySelectorAll('.notice .link')) if (text(button) === 'Dismiss') button.click();
  location.hash = '#/';
  await wait(5000, () => document.querySelector('.hero') && !document.querySelector('.notice'));
  if (rows) {
    const open = await database();
    const transaction = open.transaction(['slots'], 'readwrite');
    for (const row of rows) transaction.objectStore('slots').put(row);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    open.close();
  }
  let slowest = 0;
  let last = performance.now();
  const pulse = setInterval(() => {
    slowest = Math.max(slowest, performance.now() - last);
    last = performance.now();
  }, 5);
  const begun = performance.now();
  if (rows) {
    location.hash = `#/case/${key}/programme`;
  } else {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(file), letter => letter.charCodeAt(0))], 'damaged.json'));
    document.querySelector('main h1').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }
  const look = () => {
    if (document.querySelector(at.stopped)) return 'stopped';
    // What is still said of the file before is no answer about a record.
    const notice = document.querySelector('.notice');
    if (notice && !(rows && /damaged\.json/.test(text(notice)))) return 'refused';
    // A file of a case that is kept already is asked about first.
    if (!rows && /^This case is already/.test(text(document.querySelector(at.usable)))) return 'asked';
    const isCase = /^#\/case\//.test(location.hash) && document.querySelector(at.usable) && document.querySelector('header nav');
    return isCase ? 'opened' : null;
  };
  const outcome = (await wait(8000, look)) ?? 'hung';
  const took = performance.now() - begun;
  clearInterval(pulse);
  const opened = /^#\/case\/([^/]+)/.exec(location.hash)?.[1] ?? key;
  let saved = null;
  if (outcome === 'opened' && edits) {
    // A save over what was damaged: an initiative is added.
    location.hash = `#/case/${opened}/programme`;
    const field = await wait(3000, () => document.querySelector(at.addInitiative));
    saved = false;
    if (field) {
      field.value = 'Added after the damage';
      field.form.requestSubmit();
      saved = Boolean(await wait(4000, () => /^Saved in this browser/.test(text(document.querySelector(at.line))) && [...document.querySelectorAll(at.initiatives)].some(one => one.textContent === 'Added after the damage')));
    }
  }
  const words = [...document.querySelectorAll('.notice, main')].map(text).join(' ');
  const buttons = [...document.querySelectorAll('button, a')].map(one => text(one));
  return { outcome, took, slowest, saved, opened, notice: text(document.querySelector('.notice')), offers: buttons.some(words => /download|recover|as it is|raw/i.test(words)), words: words.slice(0, 400), stopped: document.querySelector(at.stopped)?.innerText };
}

class Corruptor {
  constructor(run, edition, page, downloads) {
    Object.assign(this, { run, edition, page, downloads, n: 0 });
  }

  async begin() {
    this.good = await the.openText(this.page, this.edition.address, smallCase('The good case'));
    await the.untilLook(this.page, null, ({ line }) => the.promises(line));
    await the.go(this.page, '#/');
    this.goodPrint = (await readKept(this.page)).print(this.good);
  }

  recordTrial(random) {
    const way = random.pick(Object.keys(RECORDS));
    const key = `damaged-${++this.n}`;
    const [older, newer] = [3, 4].map((revision, i) => record(key, String(i), revision, smallCase(`Case ${this.n}`, `As of revision ${revision}`), `Case ${this.n}`));
    return { way, key, rows: RECORDS[way](random, [older, newer]), edits: random.chance(0.4), at: the.AT };
  }

  fileTrial(random) {
    const way = random.pick(Object.keys(BYTES));
    const whole = random.chance(0.3) ? OTHER : Buffer.from(smallCase(`File ${++this.n}`));
    return { way, file: BYTES[way](random, whole, OTHER).toString('base64'), at: the.AT };
  }

  async batch(random, size) {
    for (let i = 0; i < size; i++) {
      const trial = random.chance(0.5) ? this.recordTrial(random) : this.fileTrial(random);
      await this.one(trial);
    }
    await this.tidy();
  }

  async one(trial) {
    const where = `${this.edition.kind}, ${trial.rows ? 'record' : 'file'} ${trial.way} ${trial.key ?? ''}`;
    let found;
    try {
      found = await within(20_000, where, this.page.evaluate(tryOne, trial));
    } catch (error) {
      this.run.loss(`${where}: ${error.message.split('\n')[0]}`);
      await the.open(this.page, `${this.edition.address}#/`);
      return;
    }
    this.run.count(trial.rows ? 'records' : 'files');
    this.run.count(found.outcome);
    this.run.worst('slowest', found.took);
    if (found.outcome === 'stopped') {
      this.run.loss(`${where}: the program stopped: ${found.stopped?.slice(0, 200)}`);
      await the.open(this.page, `${this.edition.address}#/`);
    }
    if (found.outcome === 'hung') this.run.loss(`${where}: hung after ${Math.round(found.took)} ms: ${found.words}`);
    else if (found.took > LONGEST_MS) this.run.late(`${where}: ${found.outcome} after ${Math.round(found.took)} ms: ${found.words}`);
    if (found.outcome === 'refused' && !/\w{3,} \w+/.test(found.notice)) this.run.loss(`${where}: refused without words: “${found.notice}”`);
    if (found.saved === false) this.run.loss(`${where}: opened, and an edit was not saved: ${found.words}`);
    if (trial.rows) await this.checkRaw(where, trial, found);
  }

  /** Every damaged text is still kept, and where the case does not open, the page offers a way to it. */
  async checkRaw(where, { rows, key }, found) {
    const kept = await readKept(this.page);
    const texts = kept.texts();
    const damaged = rows.filter(row => !isWhole(row) && typeof row.text === 'string' && row.text !== '');
    for (const row of damaged) {
      if (this.run.sabotage && this.n % 3 === 0) texts.clear();
      if (!texts.has(row.text)) this.run.loss(`${where}: the damaged text is gone from storage after it was ${found.outcome}${found.saved ? ' and edited' : ''}`);
    }
    if (found.outcome === 'refused' && rows.some(row => typeof row.text === 'string' && row.text !== '') && !found.offers) {
      this.run.count('refused, raw text not offered');
      this.run.loss(`${where}: nothing offers the raw text: “${found.notice}”`);
    }
    if (found.saved) this.run.count('edited after damage');
    if (damaged.length > 0 && this.n % HANDED_OUT === 1) await this.handOut(where, damaged);
    for (const store of Object.keys(kept.stores)) {
      if (kept.ids(store, key).length > 0) await dropRows(this.page, store, kept.ids(store, key));
    }
  }

  /** The page that recovers work hands the damaged texts out, byte for byte. */
  async handOut(where, damaged) {
    await the.go(this.page, the.RECOVER.hash);
    const buttons = ([rows, words]) => [...document.querySelectorAll(`${rows} button`)].filter(one => (one.getAttribute('aria-label') ?? one.textContent).startsWith(words));
    const { rows, button } = the.RECOVER;
    const count = () => this.page.evaluate(`(${buttons})(${JSON.stringify([rows, button])}).length`);
    const n = (await until(5000, count)) ?? 0;
    const texts = [];
    for (let i = 0; i < n; i++) {
      await this.page.evaluate(`(${buttons})(${JSON.stringify([rows, button])})[${i}].click()`);
      texts.push((await downloaded(this.downloads, 5000))?.text);
    }
    this.run.count('handed out', damaged.filter(row => texts.includes(row.text)).length);
    if (!damaged.every(row => texts.includes(row.text))) this.run.loss(`${where}: of ${n} texts that can be taken out not one is the damaged one`);
  }

  /** The good case is as it was, and what files made goes. */
  async tidy() {
    await the.go(this.page, '#/');
    const kept = await readKept(this.page);
    if (kept.print(this.good) !== this.goodPrint) {
      this.run.loss(`${this.edition.kind}: the good case was changed`);
      this.goodPrint = kept.print(this.good);
    }
    for (const store of Object.keys(kept.stores)) {
      if (kept.ids(store, this.good, true).length > 0) await dropRows(this.page, store, kept.ids(store, this.good, true));
    }
    // A fresh page now and then, so that leaving a page behind is part of it.
    await the.open(this.page, `${this.edition.address}#/`);
  }
}

await drill('corrupt', { full: 10_000, short: 120, selfCheck: /the damaged text is gone/ }, async run => {
  for (const what of ['records', 'files']) run.count(what, 0);
  const settings = [['chromium', 'hosted', 0.6], ['firefox', 'single', 0.4]];
  for (const [kind, editionKind, share] of settings) {
    const edition = await Edition.start(editionKind);
    const downloads = path.join(temporaryFolder(), 'downloads');
    mkdirSync(downloads);
    const browser = await Browser.start(kind, { downloads });
    const page = await browser.newPage();
    const corruptor = new Corruptor(run, edition, page, downloads);
    await corruptor.begin();
    const random = run.random.fork();
    const n = Math.round(run.n * share);
    for (let done = 0; done < n; done += BATCH) {
      await corruptor.batch(random, Math.min(BATCH, n - done));
      if (done % 1000 === 0 && done > 0) run.note(`${kind}: ${done}`);
    }
    await browser.close();
    await edition.stop();
  }
});
