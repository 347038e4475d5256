// What this browser has kept, read straight from IndexedDB and judged here, without the page: the oracle of the drills.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DIST, serve, singleFile } from '../e2e/lib.mjs';

const NAME = 'weighbridge';
/** The stores that hold a case's texts. */
const TEXTS = ['slots', 'snapshots', 'days', 'aside'];
const sha256 = text => createHash('sha256').update(text, 'utf8').digest('hex');

/** Runs in a page of the same origin: returns every row of every store, by store. */
async function readEverything(name) {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
    request.onblocked = () => reject(new Error('opening the database is blocked'));
    // A database that was not there must not come to be by being looked for.
    request.onupgradeneeded = () => request.transaction.abort();
  });
  if (!database) return {};
  try {
    const stores = [...database.objectStoreNames];
    if (stores.length === 0) return {};
    const transaction = database.transaction(stores, 'readonly');
    const all = stores.map(store => new Promise((resolve, reject) => {
      const request = transaction.objectStore(store).getAll();
      request.onsuccess = () => resolve([store, request.result]);
      request.onerror = () => reject(request.error);
    }));
    return Object.fromEntries(await Promise.all(all));
  } finally {
    database.close();
  }
}

/** Whether a record is what was once written for its case: the digest of its text, and the seal over its head. */
export function isWhole(row) {
  if (typeof row?.text !== 'string' || !Number.isInteger(row.revision)) return false;
  const digest = sha256(row.text);
  return row.digest === digest && row.seal === sha256(`${row.case}\n${row.revision}\n${row.parent}\n${digest}`);
}

/** Returns a whole record for a case, as the page would have written it. */
export function record(key, place, revision, text, title) {
  const digest = sha256(text);
  const seal = sha256(`${key}\n${revision}\n${revision - 1}\n${digest}`);
  return {
    id: `${key}/${place}`, case: key, revision, parent: revision - 1, time: Date.now(), text, digest, seal, title, holds: 'Drill.', entries: 0,
  };
}

/** Returns every text in a value, however deep. */
function* textsIn(value) {
  if (typeof value === 'string') yield value;
  else if (value && typeof value === 'object') for (const one of Object.values(value)) yield* textsIn(one);
}

/** Everything that was found in the browser. */
export class Kept {
  constructor(stores) {
    this.stores = stores;
  }

  rows(...names) {
    return names.flatMap(name => this.stores[name] ?? []);
  }

  /** Returns the ids of a store that are a case's, or of every case but that one. */
  ids(store, key, others = false) {
    return this.rows(store).map(row => row.id).filter(id => (id === key || String(id).startsWith(`${key}/`)) !== others);
  }

  /** Returns the whole record of the highest revision of a case; undefined where there is none. */
  newest(key) {
    const rows = this.rows('slots', 'snapshots', 'days').filter(row => row.id?.startsWith(`${key}/`) && isWhole(row));
    return rows.sort((one, other) => other.revision - one.revision)[0];
  }

  /** Returns the document of the newest whole record, or null. */
  document(key) {
    const row = this.newest(key);
    return row ? JSON.parse(row.text) : null;
  }

  /** Returns every text that is kept anywhere. */
  texts() {
    return new Set(textsIn(this.stores));
  }

  /** Returns the names of the stores in which any row holds a text. */
  where(words) {
    const escaped = JSON.stringify(words).slice(1, -1);
    const holds = row => [...textsIn(row)].some(text => text.includes(escaped) || text.includes(words));
    return Object.keys(this.stores).filter(store => this.stores[store].some(holds));
  }

  /** Returns a fingerprint of every text that is kept of a case, or of all of them. */
  print(key = null) {
    const rows = TEXTS.map(store => [store, this.rows(store).filter(row => key === null || row.id?.startsWith(key))]);
    return sha256(JSON.stringify(rows));
  }
}

/**
 * One of the two editions, with its own copy of the build: `address` opens the page, `kept(page)` reads the browser's
 * storage of that origin from a page in which the program does not run.
 */
export class Edition {
  /** `kind` is hosted or single; a hosted one may be served from a folder of its own. */
  static async start(kind, folder = null) {
    const edition = new Edition();
    edition.kind = kind;
    if (kind === 'hosted') {
      edition.folder = folder ?? DIST;
      edition.site = await serve(edition.folder);
      edition.address = edition.site.address;
    } else {
      edition.address = singleFile();
      edition.file = fileURLToPath(edition.address);
      edition.text = readFileSync(edition.file);
    }
    return edition;
  }

  async stop() {
    await this.site?.stop();
  }

  /** Brings a page to the edition's origin with nothing of the program in it, does some work there, and leaves. */
  async aside(page, work) {
    if (this.kind === 'hosted') {
      await page.goto(`${this.address}icon.svg`);
      const result = await work(page);
      await page.goto('about:blank');
      return result;
    }
    // Firefox keeps storage by the file's path, so the file itself gives way for a moment.
    writeFileSync(this.file, '<!doctype html><title>aside</title>');
    try {
      await page.goto(this.address);
      const result = await work(page);
      await page.goto('about:blank');
      return result;
    } finally {
      writeFileSync(this.file, this.text);
    }
  }

  /** Reads what the browser has kept, from a page without the program. */
  async kept(page) {
    return this.aside(page, page => readKept(page));
  }
}

/** Reads what the browser has kept, from whatever page of the origin is open. */
export const readKept = async page => new Kept(await page.evaluate(readEverything, NAME));

/** Runs in a page: puts rows into a store, or takes them out by their ids. */
async function changeRows(name, store, rows, ids) {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onupgradeneeded = () => request.transaction.abort();
  });
  const transaction = database.transaction([store], 'readwrite');
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
  });
  for (const id of ids) transaction.objectStore(store).delete(id);
  for (const row of rows) transaction.objectStore(store).put(row);
  await ended;
  database.close();
}

/** Puts rows into a store behind the page's back. */
export const putRows = (page, store, rows) => page.evaluate(changeRows, NAME, store, rows, []);

/** Takes rows out of a store behind the page's back. */
export const dropRows = (page, store, ids) => page.evaluate(changeRows, NAME, store, [], ids);
