// The compiled program traps at a random call into the browser while something is being done. The screen must say so
// within a second, nothing may be saved from then on, and a reload must show what was last called saved.
import { drillCase } from '../case.mjs';
import { Edition, dropRows, readKept } from '../kept.mjs';
import { Browser, drill, pause, until } from '../lib.mjs';
import * as the from '../page.mjs';

const SOON_MS = 1000;
const PATIENCE_MS = 15_000;
// A save whose transaction had begun before the trap may still end; none may begin.
const UNDER_WAY_MS = 5000;
const WATCHED_MS = 2500;
const TRIES = 6;

/** Runs in the page before its own scripts: every function that the compiled program calls is counted, and the n-th may trap. */
function wrapProgram() {
  const small = body => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, body.length + 3, 1, body.length + 1, 0, ...body,
  ]))).exports.t;
  const traps = { unreachable: small([0, 11]), stack: small([16, 0, 11]) };
  const state = { calls: 0, at: 0, kind: 'unreachable', names: null, trapped: null, begun: [] };
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, ...more) {
    const made = transaction.call(this, stores, mode, ...more);
    if (state.trapped && mode === 'readwrite') after.add(made);
    return made;
  };
  // Which tab writes a case is noted beside the texts; that is no save.
  const after = new WeakSet();
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (after.has(this.transaction) && this.name !== 'writers') state.begun.push(`${this.name} after ${Math.round(performance.now() - state.trapped.time)} ms`);
    return put.apply(this, given);
  };
  globalThis.drillProgram = state;
  const wrap = (name, call) => function (...given) {
    if (state.names && !state.names.test(name)) return call.apply(this, given);
    state.calls += 1;
    if (state.at > 0 && state.calls === state.at) {
      state.at = 0;
      state.trapped = { name, time: performance.now() };
      traps[state.kind]();
    }
    return call.apply(this, given);
  };
  const wrapped = imports => imports && Object.fromEntries(Object.entries(imports).map(([module, members]) => [
    module, Object.fromEntries(Object.entries(members).map(([name, member]) => [
      // The glue's own functions; those of another part of the program are compiled and stay as they are.
      name, typeof member === 'function' && !/^\s*function \d|\[native code\]/.test(Function.prototype.toString.call(member)) ? wrap(name, member) : member,
    ])),
  ]));
  for (const way of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[way];
    WebAssembly[way] = (source, imports, ...more) => real.call(WebAssembly, source, wrapped(imports), ...more);
  }
  new MutationObserver(() => {
    if (document.querySelector('.guard') && state.shown === undefined) state.shown = performance.now();
  }).observe(document, { childList: true, subtree: true });
}

const type = async (page, selector, words, key) => {
  if (await the.type(page, selector, words)) await page.keyboard.press(key);
};

const another = (page, k, n) => type(page, `#name-${k.initiatives[3]}`, `Another ${n}`, 'Enter');

/** What is being done when it traps. Each has a place it begins at, sometimes something that comes first, and may be
 * done again and again. */
const MOMENTS = {
  'a weight': { at: k => `appraisal/${k.appraisal}/weights`, do: (page, k, n) => type(page, `#points-${k.leaves[0]}`, String(20 + (n % 50)), 'Enter') },
  'a slider': {
    at: k => `appraisal/${k.appraisal}/weights`,
    do: async (page, k) => {
      await page.focus(`#slide-${k.leaves[1]}`);
      await page.keyboard.press('ArrowRight');
    },
  },
  'a score': {
    at: k => `appraisal/${k.appraisal}/scores`,
    do: async (page, k, n) => {
      await page.focus(`#score-${k.options[1]}-${k.direct[0]}`);
      await page.keyboard.type(String(10 + (n % 80)));
      await page.keyboard.press('Enter');
    },
  },
  'a text': { at: k => `appraisal/${k.appraisal}/record`, do: (page, k, n) => type(page, the.AT.why, `Why ${n}`, 'Tab') },
  'a name': { at: k => `initiative/${k.initiatives[0]}`, do: (page, k, n) => type(page, `#name-${k.initiatives[0]}`, `Name ${n}`, 'Enter') },
  'a new initiative': { at: () => 'programme', do: (page, k, n) => type(page, the.AT.addInitiative, `New ${n}`, 'Enter') },
  'a save': { at: k => `initiative/${k.initiatives[1]}`, names: /_put_|_transaction_|_get_[0-9a-f]|_getAll_|_commit/i, do: (page, k, n) => type(page, `#name-${k.initiatives[1]}`, `Saved ${n}`, 'Enter') },
  'a cell of the matrix': {
    at: () => 'alignment',
    do: async (page, k, n) => {
      await page.focus(`#cell-${k.initiatives[0]}-${k.goals[0]}`);
      await page.keyboard.press(String(n % 4));
    },
  },
  undo: { at: k => `initiative/${k.initiatives[3]}`, first: another, do: page => the.click(page, the.AT.tools, '^Undo$') },
  redo: {
    at: k => `initiative/${k.initiatives[3]}`,
    first: async (page, k, n) => {
      await another(page, k, n);
      await the.click(page, the.AT.tools, '^Undo$');
    },
    do: page => the.click(page, the.AT.tools, '^Redo$'),
  },
  'results opening': { at: () => 'programme', do: (page, k, n, key) => the.go(page, `#/case/${key}/appraisal/${k.appraisal}/results`) },
  'sensitivity opening': { at: () => 'programme', do: (page, k, n, key) => the.go(page, `#/case/${key}/appraisal/${k.appraisal}/sensitivity`) },
  'the log opening': { at: () => 'programme', do: (page, k, n, key) => the.go(page, `#/case/${key}/log`) },
  'Home opening': { at: () => 'programme', do: page => the.go(page, '#/') },
  'a file being opened': {
    at: () => null,
    do: (page, k, n) => the.drop(page, 'another.json', drillCase(`Another ${n}`).text),
  },
  'a file being saved': { at: () => 'programme', do: page => the.click(page, the.AT.tools, '^Save to file$') },
  'the shortcuts sheet': { at: () => 'programme', do: page => the.click(page, 'footer', '^Keyboard shortcuts$') },
};

class Trial {
  constructor(run, browser, edition, moment, n) {
    Object.assign(this, { run, browser, edition, moment, n, random: run.random.fork(), edits: 0 });
    this.where = `${browser.kind}, ${edition.kind}, ${moment}`;
  }

  loss(text) {
    this.run.loss(`${this.where}: ${text}`);
  }

  async play() {
    this.page = await this.browser.newPage();
    this.probe = await this.browser.newPage();
    await this.page.evaluateOnNewDocument(the.withoutDialogues);
    await this.page.evaluateOnNewDocument(wrapProgram);
    const { text, known } = drillCase(`Trap ${this.n}`);
    this.known = known;
    this.key = await the.openText(this.page, this.edition.address, text);
    await this.acknowledge();
    const how = this.moment === 'the hook' ? await this.callHook() : await this.trap();
    if (how) {
      await this.checkScreen(how);
      await this.checkQuiet();
      await this.checkReload();
      this.run.count('places');
    }
    await the.close(this.page);
    await the.close(this.probe);
  }

  /** Makes the edit that must be there after the reload. */
  async acknowledge() {
    this.words = `Kept before trap ${this.n}`;
    this.field = `#name-${this.known.initiatives[2]}`;
    await the.go(this.page, `#/case/${this.key}/initiative/${this.known.initiatives[2]}`);
    await type(this.page, this.field, this.words, 'Enter');
    const kept = await the.untilLook(this.page, this.field, ({ line, shown }) => shown === this.words && the.promises(line));
    if (!kept) throw new Error('the drill\'s own edit was not saved');
  }

  async callHook() {
    await this.page.evaluate(() => {
      globalThis.drillProgram.trapped = { name: 'weighbridgePanic', time: performance.now() };
      globalThis.weighbridgePanic('panicked at a drill');
    });
    return 'weighbridgePanic';
  }

  /** Does it once to see how many calls it takes, then again with one of them trapping. Returns the name of the call. */
  async trap() {
    const moment = MOMENTS[this.moment];
    const begin = async () => {
      const place = moment.at(this.known);
      await the.go(this.page, place === null ? '#/' : `#/case/${this.key}/${place}`);
      await this.page.waitForSelector(the.AT.usable);
      await moment.first?.(this.page, this.known, ++this.edits);
      await the.untilLook(this.page, null, ({ line }) => !the.saysSaving(line), 4000);
      await this.calm();
    };
    const act = () => moment.do(this.page, this.known, ++this.edits + this.n * 7, this.key);
    await begin();
    await this.page.evaluate(names => Object.assign(globalThis.drillProgram, { calls: 0, at: 0, names: names && new RegExp(names, 'i') }), moment.names?.source ?? null);
    await act();
    await this.calm();
    const counted = () => this.page.evaluate(() => globalThis.drillProgram.calls);
    let calls = await counted();
    if (calls === 0) throw new Error(`${this.moment} makes no calls`);
    for (let tries = 0; tries < TRIES; tries++) {
      await begin();
      const at = this.random.int(1, Math.max(1, Math.floor(calls * (0.9 - tries * 0.14))));
      const kind = this.random.chance(0.2) ? 'stack' : 'unreachable';
      await this.page.evaluate((at, kind) => Object.assign(globalThis.drillProgram, { calls: 0, at, kind, trapped: null }), at, kind);
      await act().catch(() => {});
      const trapped = await until(1500, () => this.page.evaluate(() => globalThis.drillProgram.trapped));
      if (trapped) return `${trapped.name} (${kind})`;
      // The first time may take many more calls than the next: a part of the page is fetched and built.
      await this.calm();
      calls = Math.max(1, Math.min(calls, await counted()));
    }
    throw new Error(`${this.moment}: no trap was reached`);
  }

  /** Waits until the program makes no calls any more. */
  async calm() {
    let before = -1;
    await until(4000, async () => {
      const now = await this.page.evaluate(() => globalThis.drillProgram.calls);
      const isCalm = now === before;
      before = now;
      return isCalm;
    }, 120);
  }

  async checkScreen(how) {
    const shown = await until(PATIENCE_MS, () => this.page.evaluate(() => globalThis.drillProgram.shown && globalThis.drillProgram.shown - globalThis.drillProgram.trapped.time), 20);
    if (shown === undefined) {
      this.loss(`no screen after a trap in ${how}`);
      return;
    }
    this.run.worst('slowest screen', shown);
    if (shown > SOON_MS) this.run.late(`${this.where}: the screen came ${Math.round(shown)} ms after a trap in ${how}`);
    const { stopped } = await the.look(this.page);
    if (!/Reload/.test(stopped ?? '') || !/kept|saved/i.test(stopped ?? '')) this.loss(`the screen does not say what is safe: ${stopped}`);
  }

  /** Nothing is saved from now on, whatever is pressed. */
  async checkQuiet() {
    let before = '';
    await until(UNDER_WAY_MS, async () => {
      const now = (await this.edition.kept(this.probe)).print();
      const isStill = now === before;
      before = now;
      return isStill;
    }, 300);
    await this.page.bringToFront();
    for (const key of ['a', '5', 'Delete']) await this.page.keyboard.press(key);
    for (const key of ['z', 'y']) await the.chord(this.page, 'Control', key);
    await the.click(this.page, the.AT.tools, '^(Undo|Redo)$');
    await the.go(this.page, `#/case/${this.key}/initiative/${this.known.initiatives[2]}`);
    await pause(WATCHED_MS);
    if ((await the.look(this.page)).stopped === null) this.loss('the screen went away by itself');
    if (this.run.sabotage) {
      await this.edition.aside(this.probe, async page => dropRows(page, 'slots', (await readKept(page)).rows('slots').map(row => row.id)));
    }
    const after = (await this.edition.kept(this.probe)).print();
    if (after !== before) this.loss('something was saved after the screen');
    const begun = await this.page.evaluate(() => globalThis.drillProgram.begun);
    if (begun.length > 0) this.loss(`something was written that was begun after the trap: ${begun.slice(0, 4).join(', ')}`);
  }

  async checkReload() {
    const kept = await this.edition.kept(this.probe);
    const name = kept.document(this.key)?.case.programme.initiatives.find(one => this.field === `#name-${one.id}`)?.name;
    if (name !== this.words) this.loss(`what was called saved is not kept: “${name}”`);
    await this.page.goto('about:blank');
    const left = await this.edition.kept(this.probe);
    if (left.print(this.key) !== kept.print(this.key)) this.loss('something was saved when the stopped page was left');
    await the.open(this.page, `${this.edition.address}#/case/${this.key}/initiative/${this.known.initiatives[2]}`);
    const shown = await the.untilLook(this.page, this.field, ({ shown }) => shown === this.words, 5000);
    if (!shown) this.loss(`after the reload the page does not show what was called saved: ${(await the.look(this.page)).notice}`);
  }
}

await drill('panic', { full: 25, short: 4, selfCheck: /was saved after the screen/ }, async run => {
  run.count('places', 0);
  const moments = [...Object.keys(MOMENTS), 'the hook'];
  const chosen = run.n >= moments.length ? [...moments, ...run.random.shuffled(moments)].slice(0, run.n) : run.random.shuffled(moments).slice(0, run.n);
  const settings = [['chromium', 'hosted'], ['firefox', 'single'], ['chromium', 'single'], ['firefox', 'hosted']];
  for (let i = 0; i < settings.length; i++) {
    const mine = chosen.filter((_, at) => at % settings.length === i);
    if (mine.length === 0) continue;
    const edition = await Edition.start(settings[i][1]);
    const browser = await Browser.start(settings[i][0]);
    for (const moment of mine) {
      try {
        await new Trial(run, browser, edition, moment, ++run.trials || (run.trials = 1)).play();
      } catch (error) {
        run.loss(`${settings[i].join(', ')}, ${moment}: ${error.message.split('\n')[0]}`);
      }
    }
    await browser.close();
    await edition.stop();
  }
});
