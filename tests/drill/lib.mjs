// What the drills share: the frame of a drill with its counts and its summary line, and browsers of both kinds.
//
// A drill is `drill('kill', { full: 200, short: 8, selfCheck: /is gone/ }, async run => { ... })`. `run.n` is how many rounds are wanted,
// `run.random` makes the choices, `run.loss(...)` records what must not be, `run.count(...)` what the summary line tells,
// `run.late(...)` what took longer than it may: that is told, and only a full run on a machine of its own judges it.
// With --sabotage a drill makes a loss on purpose (`run.sabotage` is true) and succeeds only if it reports that one, in words
// that match `selfCheck`.
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../e2e/lib.mjs';
import { Random } from './random.mjs';

// The packages are those of the browser tests.
const near = createRequire(new URL('../e2e/lib.mjs', import.meta.url));
const puppeteer = (await import(pathToFileURL(near.resolve('puppeteer-core')).href)).default;

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const CHROMIUM_FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--lang=en-GB',
];
const FIREFOX_PREFERENCES = {
  // Puppeteer switches this off, which gives all local files one storage.
  'security.fileuri.strict_origin_policy': true,
  'intl.locale.requested': 'en-GB',
  'browser.sessionstore.resume_from_crash': false,
  'toolkit.startup.max_resumed_crashes': -1,
};
const MOST_LOSSES_SHOWN = 30;

/** Both browsers. */
export const KINDS = ['chromium', 'firefox'];

/** One run of a drill. */
class Run {
  losses = [];
  counts = new Map();
  worsts = new Map();

  constructor(name, n, seed, { isFull, sabotage }) {
    Object.assign(this, { name, n, seed, isFull, sabotage, random: new Random(seed), begun: Date.now() });
  }

  /** Records what must not be. */
  loss(text) {
    this.losses.push(text);
    if (this.losses.length <= MOST_LOSSES_SHOWN) console.error(`${this.name}: LOSS: ${text}`);
  }

  /** Records what took longer than it may. How long a thing takes elsewhere, beside other work, says nothing of the page. */
  late(text) {
    this.count('late');
    if (this.isFull) this.loss(text);
    else console.error(`${this.name}: late: ${text}`);
  }

  /** Adds to a count of the summary line; `by` may be 0, so that the count is told in any case. */
  count(what, by = 1) {
    this.counts.set(what, (this.counts.get(what) ?? 0) + by);
  }

  /** Keeps the largest of a figure for the summary line. */
  worst(what, value, unit = 'ms') {
    const before = this.worsts.get(what);
    if (!before || value > before.value) this.worsts.set(what, { value, unit });
  }

  /** Says something on the way, on the error stream. */
  note(text) {
    if (process.env.DRILL_QUIET !== '1') console.error(`${this.name}: ${text}`);
  }

  summary(ending) {
    const counts = [...this.counts].map(([what, n]) => `${n} ${what}`);
    const worsts = [...this.worsts].map(([what, { value, unit }]) => `${what} ${Math.round(value)} ${unit}`);
    const seconds = Math.round((Date.now() - this.begun) / 1000);
    const parts = [...counts, ...worsts, `${this.losses.length} ${this.losses.length === 1 ? 'loss' : 'losses'}`];
    return `${this.name}: ${ending}. ${parts.join(', ')}, in ${seconds} s (seed ${this.seed})`;
  }
}

// Every temporary folder is removed at the end by a listener of its own.
process.setMaxListeners(0);

/** Runs a drill as the command line asks, prints its summary line and ends the process. */
export async function drill(name, { full, short, selfCheck }, work) {
  const words = process.argv.slice(2);
  const sabotage = words.includes('--sabotage');
  const asked = words.find(word => !word.startsWith('--'));
  const n = asked === undefined || asked === 'full' ? full : asked === 'short' ? short : Number(asked);
  if (!Number.isInteger(n) || n < 1) {
    console.error(`${name}: expected a number of rounds, short or full, found ${asked}`);
    process.exit(2);
  }
  const seed = process.env.SEED === undefined ? Date.now() % 1_000_000 : Number(process.env.SEED);
  const run = new Run(name, n, seed, { isFull: n >= full, sabotage });
  console.error(`${name}: ${n} ${n === full ? 'in full' : `of ${full}`}, seed ${seed}${sabotage ? ', with a loss on purpose' : ''}`);
  let broken = null;
  try {
    await work(run);
  } catch (error) {
    broken = error;
    console.error(error);
  }
  await closeAll();
  if (sabotage) {
    const found = run.losses.some(text => selfCheck.test(text));
    console.log(run.summary(found ? 'self-check passed: the loss made on purpose was reported' : 'SELF-CHECK FAILED: the loss made on purpose was not reported'));
    process.exit(found && !broken ? 0 : 1);
  }
  console.log(run.summary(broken ? `BROKEN: ${broken.message.split('\n')[0]}` : run.losses.length === 0 ? 'passed' : 'FAILED'));
  process.exit(broken ? 2 : run.losses.length === 0 ? 0 : 1);
}

/** Fails after `ms` milliseconds, so that nothing waits for ever. */
export async function within(ms, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks `probe` again and again until it gives something truthy, and returns that; undefined after `ms` milliseconds. */
export async function until(ms, probe, every = 30) {
  const end = Date.now() + ms;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) return undefined;
    await pause(every);
  }
}

/** Resolves after `ms` milliseconds. In drills only for the moment of a kill, between two looks, or to show that nothing comes. */
export const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

const open = new Set();

/** Closes every browser that is still open. */
async function closeAll() {
  await Promise.all([...open].map(browser => browser.close().catch(() => browser.kill())));
}

/** A browser with a profile folder of its own, which can be killed and started again on the same profile. */
export class Browser {
  /** Starts one. `options`: profile, downloads, args, preferences (Firefox), viewport, env. */
  static async start(kind, options = {}) {
    const profile = options.profile ?? temporaryFolder();
    const common = {
      headless: true,
      userDataDir: profile,
      defaultViewport: options.viewport ?? { width: 1280, height: 800 },
      env: { ...process.env, TZ: 'Europe/London' },
      handleSIGINT: false,
      handleSIGTERM: false,
      timeout: 60_000,
      protocolTimeout: 180_000,
    };
    const puppet = kind === 'chromium'
      ? await puppeteer.launch({ ...common, browser: 'chrome', executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS, ...(options.args ?? [])] })
      : await puppeteer.launch({
        ...common, browser: 'firefox', executablePath: FIREFOX, args: options.args ?? [],
        extraPrefsFirefox: { ...FIREFOX_PREFERENCES, ...downloadPreferences(options.downloads), ...options.preferences },
      });
    const browser = new Browser(kind, puppet, profile);
    if (kind === 'chromium' && options.downloads) await browser.#allowDownloads(options.downloads);
    open.add(browser);
    return browser;
  }

  constructor(kind, puppet, profile) {
    Object.assign(this, { kind, puppet, profile });
  }

  async #allowDownloads(folder) {
    const session = await this.puppet.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  }

  /** Opens a page. Questions that the page asks on being left are answered with yes, and counted in `page.questions`. */
  async newPage() {
    // Chromium refuses a page for a moment while the last one of its window goes.
    const page = await this.puppet.newPage().catch(async error => {
      if (!/Session with given id not found/.test(error.message)) throw error;
      await pause(200);
      return this.puppet.newPage();
    });
    page.questions = 0;
    page.on('dialog', dialog => {
      page.questions += 1;
      dialog.accept().catch(() => {});
    });
    return page;
  }

  /** Ends the browser as a crash or a power cut would, children and all, and waits until it is gone. */
  async kill() {
    open.delete(this);
    const pid = this.puppet.process()?.pid;
    if (pid === undefined) return;
    const family = [pid, ...descendants(pid)];
    for (const member of family) {
      try {
        process.kill(member, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
    await until(10_000, () => family.every(member => !isRunning(member)), 5);
    this.puppet.disconnect().catch(() => {});
  }

  /** Closes the browser as a person would. */
  async close() {
    open.delete(this);
    await within(20_000, 'closing the browser', this.puppet.close());
  }
}

function downloadPreferences(folder) {
  if (!folder) return {};
  return {
    'browser.download.dir': folder,
    'browser.download.folderList': 2,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'browser.helperApps.neverAsk.saveToDisk': 'application/json,text/csv,text/plain',
  };
}

/** Returns what /proc says of a process: its parent and state; null when it is gone. */
function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return null;
  }
}

const isRunning = pid => !['Z', 'X', undefined].includes(stat(pid)?.state);

/** Returns the ids of every process under one. */
export function descendants(pid) {
  if (os.platform() !== 'linux') return [];
  const all = readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number);
  const parents = new Map(all.map(id => [id, stat(id)?.parent]));
  const found = [];
  const grow = root => {
    for (const [id, parent] of parents) {
      if (parent === root) {
        found.push(id);
        grow(id);
      }
    }
  };
  grow(pid);
  return found;
}

/** Empties a folder of downloads. */
export function forgetDownloads(folder) {
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { force: true });
}

/** Waits for a finished file in a folder of downloads, and returns its name and text; the folder is emptied. */
export async function downloaded(folder, ms = 10_000) {
  const isDone = name => !/\.(part|crdownload|tmp)$/.test(name) && !name.startsWith('.');
  return until(ms, () => {
    const names = readdirSync(folder);
    if (names.length === 0 || !names.every(isDone)) return null;
    let texts;
    try {
      texts = names.map(name => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
    } catch {
      // A browser gives a file its last name when it is finished.
      return null;
    }
    // Firefox makes an empty file first, so that the name is taken.
    if (texts.some(({ text }) => text === '')) return null;
    forgetDownloads(folder);
    return texts[0];
  }, 20);
}
