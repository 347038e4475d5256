// Two and three tabs on one case: edits, take-overs, deletes, reloads, closes in random order. No edit that a page called
// saved may be missing from the newest record, and no edit that a tab shows may be missing there without that tab saying so.
//
// Each edit is a name that nothing else has. Every edit stays in the log of a case for good, so an edit that the newest
// record holds nowhere, neither in the case nor in its log, was overwritten by somebody who had not seen it.
import { smallCase } from '../case.mjs';
import { Edition, dropRows, putRows, readKept, record } from '../kept.mjs';
import { Browser, drill, until } from '../lib.mjs';
import * as the from '../page.mjs';

const MOST_TABS = 3;
const SETTLING_MS = 9000;
const N_INITIATIVES = 3;

/** What is asked of a tab, and how often. */
const ACTS = { edit: 10, quick: 3, takeOver: 4, reload: 2, close: 1, open: 2, home: 1, delete: 0.6, undo: 0.6, draft: 1 };

/** One tab, and the edits made in it since it was loaded. */
class Tab {
  edits = [];

  constructor(page, name) {
    Object.assign(this, { page, name });
  }
}

function caseText(title) {
  const document = JSON.parse(smallCase(title));
  document.case.programme.initiatives = Array.from({ length: N_INITIATIVES }, (_, i) => ({ id: i + 1, name: `Initiative ${i + 1}` }));
  document.case.next_id = N_INITIATIVES + 1;
  return JSON.stringify(document);
}

/** Runs in each tab before its own scripts: keeps which edits were on the screen, for long enough to be read, while the line
 * at the top promised that all is kept. */
function notePromises(says, but, line) {
  const [isSaved, isNot] = [new RegExp(says), new RegExp(but, 'i')];
  const promised = new Set();
  globalThis.drillPromised = promised;
  let before = new Set();
  setInterval(() => {
    const text = (document.querySelector(line)?.textContent ?? '').replace(/\s+/g, ' ').trim();
    const values = isSaved.test(text) && !isNot.test(text) ? [...document.querySelectorAll('main input, .entry-table__text')].map(field => field.value ?? field.textContent) : [];
    for (const value of values) if (before.has(value) && value.startsWith('Edit ')) promised.add(value);
    before = new Set(values);
  }, 40);
}

/** Returns all that a tab shows, as texts: fields' values and words. Runs in the page. */
function shownNow() {
  const values = [...document.querySelectorAll('input, textarea, .entry-table__text')].map(field => field.value ?? field.textContent);
  const line = (document.querySelector('.masthead__saved')?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const marked = [...document.querySelectorAll('[aria-invalid="true"]')].map(field => field.value);
  const statusTexts = [...document.querySelectorAll('header, .notice, [role="status"], [role="alert"], .blind')].map(one => one.textContent);
  return { values, marked, line, said: statusTexts.join(' ').replace(/\s+/g, ' '), text: document.body.textContent, stopped: document.querySelector('.guard') !== null };
}

/** Whether the tab says that it takes no edits: then a person has been told when the edit was made. */
const saysRefused = said => saysUnkept(said) || /cannot be changed|read only/i.test(said);

/** Whether the tab says of something that it is not kept: at the top, in a notice, or beside what it offers. */
const saysUnkept = said => /not saved|not kept|could not (be )?ke(ep|pt)|not yet kept|kept nowhere|only in this tab/i.test(said);

class Interleaving {
  constructor(run, browser, edition, probe, n, random) {
    Object.assign(this, { run, browser, edition, probe, n, random, tabs: [], edits: [], script: [] });
    this.title = `Tabs ${n}`;
  }

  get address() {
    return `${this.edition.address}#/case/${this.key}/programme`;
  }

  loss(kind, text) {
    this.run.count(kind);
    this.run.loss(`interleaving ${this.n} (${this.browser.kind}, ${this.edition.kind}): ${text}; ${this.script.join(' ')}`);
  }

  async openTab() {
    const tab = await this.newTab();
    await the.open(tab.page, this.address);
    await tab.page.waitForSelector(`${the.AT.addInitiative}, ${the.AT.stopped}, .hero`, { timeout: 20_000 });
    return tab;
  }

  async newTab() {
    const tab = new Tab(await this.browser.newPage(), `T${this.script.filter(word => word.startsWith('open')).length + 1}`);
    await tab.page.evaluateOnNewDocument(notePromises, the.PROMISE.says.source, the.PROMISE.but.source, the.AT.line);
    this.tabs.push(tab);
    this.script.push(`open(${tab.name})`);
    return tab;
  }

  /** Takes in what any tab has called saved since the last time. */
  async collect() {
    for (const tab of this.tabs) {
      const promised = await tab.page.evaluate(() => [...(globalThis.drillPromised ?? [])]).catch(() => []);
      for (const edit of this.edits) {
        if (edit.acknowledged || !promised.includes(edit.words)) continue;
        edit.acknowledged = true;
        this.run.count(edit.isDraft ? 'drafts acknowledged' : 'edits acknowledged');
      }
    }
  }

  async play() {
    const first = await this.newTab();
    this.key = await the.openText(first.page, this.edition.address, caseText(this.title));
    await the.go(first.page, `#/case/${this.key}/programme`);
    await first.page.waitForSelector(the.AT.addInitiative);
    await this.openTab();
    const n = this.random.int(8, 16);
    for (let i = 0; i < n; i++) await this.act();
    await this.settle();
    if (this.run.sabotage) await this.sabotage();
    await this.judge();
    for (const tab of this.tabs) await the.close(tab.page);
  }

  async act() {
    const what = this.random.weighted(ACTS);
    const tab = this.random.pick(this.tabs);
    if (this.random.chance(0.5)) await tab.page.bringToFront();
    if (what === 'open') {
      if (this.tabs.length < MOST_TABS) await this.openTab();
      return;
    }
    if (what === 'close' && this.tabs.length === 1) return;
    this.script.push(`${what}(${tab.name})`);
    await this[what](tab);
    await this.collect();
  }

  async edit(tab, { waits = true, hands = true } = {}) {
    const words = `Edit ${this.n}.${this.edits.length + 1} in ${tab.name}`;
    // A name that is being typed where initiatives are added is no draft of anything yet.
    const adds = hands && this.random.chance(0.3);
    const cell = adds ? null : `#initiatives-${this.random.int(1, N_INITIATIVES)}-0`;
    const selector = adds ? the.AT.addInitiative : '#initiatives-entry';
    if (!(await tab.page.$(cell ?? selector))) return;
    if (cell) {
      await tab.page.focus(cell);
      await tab.page.keyboard.press('Enter');
      if (!(await tab.page.waitForSelector(selector, { timeout: 5_000 }).catch(() => null))) return;
    }
    const edit = { words, acknowledged: false, told: false, isDraft: !hands };
    await the.type(tab.page, selector, words);
    // A field that takes no typing has refused it in the plainest way.
    if ((await the.look(tab.page, selector)).shown !== words) return;
    this.script.push(`“${words}”`);
    this.edits.push(edit);
    tab.edits.push(edit);
    if (hands) await tab.page.keyboard.press('Enter');
    edit.told = saysRefused((await tab.page.evaluate(shownNow)).said);
    if (!waits) return;
    await until(2500, async () => {
      const { line, said } = await tab.page.evaluate(shownNow);
      if (the.saysReadOnly(line) || the.saysNotSaved(line) || saysUnkept(said)) return true;
      return tab.page.evaluate(words => globalThis.drillPromised.has(words), words);
    });
  }

  quick(tab) {
    return this.edit(tab, { waits: false });
  }

  draft(tab) {
    return this.edit(tab, { waits: false, hands: false });
  }

  async takeOver(tab) {
    if (await the.click(tab.page, 'header', '^Take over$')) this.run.count('take-overs');
  }

  async reload(tab) {
    await this.collect();
    // What was not acknowledged was not promised either, and the page asks where it knows of it.
    tab.edits = [];
    await tab.page.reload();
    await tab.page.waitForSelector(`${the.AT.addInitiative}, .hero`, { timeout: 20_000 });
  }

  async close(tab) {
    await this.collect();
    this.tabs = this.tabs.filter(other => other !== tab);
    await the.close(tab.page);
  }

  async home(tab) {
    tab.isHome = true;
    await the.go(tab.page, '#/');
    await tab.page.waitForSelector('.hero', { timeout: 10_000 }).catch(() => {});
    if (this.random.chance(0.8)) {
      await the.go(tab.page, `#/case/${this.key}/programme`);
      await tab.page.waitForSelector(`${the.AT.addInitiative}, .hero`, { timeout: 20_000 });
    }
  }

  /** Deletes the case on Home, and most often brings it back. */
  async delete(tab) {
    await the.go(tab.page, '#/');
    const deletes = await until(3000, () => the.click(tab.page, 'main', `^Delete ${this.title}$`));
    if (!deletes) return;
    this.run.count('deletes');
    if (this.random.chance(0.7)) await until(3000, () => the.click(tab.page, '.notice', '^Undo$'));
    await the.go(tab.page, `#/case/${this.key}/programme`);
    await tab.page.waitForSelector(`${the.AT.addInitiative}, .hero`, { timeout: 10_000 }).catch(() => {});
  }

  async undo(tab) {
    await the.click(tab.page, the.AT.tools, '^Undo$');
  }

  /** Waits until no tab is saving any more. */
  async settle() {
    for (const tab of this.tabs) {
      await tab.page.bringToFront();
      await tab.page.evaluate(() => document.activeElement?.blur?.());
    }
    await until(SETTLING_MS, async () => {
      const lines = await Promise.all(this.tabs.map(tab => tab.page.evaluate(shownNow)));
      return lines.every(({ line, said }) => !the.saysSaving(line) && !/still being typed|not yet kept/i.test(said));
    });
  }

  async judge() {
    await this.collect();
    const kept = await this.edition.kept(this.probe);
    const newest = kept.newest(this.key);
    if (!newest) return this.loss('cases lost', 'not one whole record is left');
    const holds = ({ words }) => newest.text.includes(words);
    const shown = await Promise.all(this.tabs.map(tab => tab.page.evaluate(shownNow)));
    for (const edit of this.edits) {
      if (!edit.acknowledged || holds(edit)) continue;
      const where = kept.where(edit.words);
      if (edit.isDraft) this.loss('drafts called saved and lost', `the draft “${edit.words}” was called saved and is not in the newest record`);
      else if (where.length === 0) this.loss('acknowledged edits lost', `“${edit.words}” was called saved and is kept nowhere`);
      else this.loss('acknowledged edits overwritten unseen', `“${edit.words}” was called saved; only ${where.join(', ')} still has it`);
    }
    const missing = tab => tab.edits.filter(edit => !holds(edit));
    this.tabs.forEach((tab, i) => {
      const { values, marked, said, stopped } = shown[i];
      if (stopped) this.loss('tabs stopped', `the program stopped in ${tab.name}`);
      for (const edit of missing(tab)) {
        if (saysUnkept(said) || marked.includes(edit.words)) continue;
        // An edit of this tab that is in no record. What is still on the screen must be marked there; what is gone from it
        // must have been refused when it was made.
        const isShown = values.includes(edit.words);
        if (!isShown && edit.told) continue;
        const how = isShown ? 'is shown' : 'was shown';
        this.loss('edits shown and never saved without a word', `“${edit.words}” ${how} in ${tab.name}, is not in the newest record, and the tab says “${shown[i].line}”`);
      }
    });
    for (const [i, tab] of this.tabs.entries()) {
      const offered = missing(tab).filter(edit => !edit.told && !shown[i].marked.includes(edit.words));
      if (saysUnkept(shown[i].said) && offered.length > 0) await this.takeOffer(tab, offered);
    }
    return null;
  }

  /** What a tab says it could not keep is truly offered: the copy that it opens has it. */
  async takeOffer(tab, edits) {
    await tab.page.bringToFront();
    if (!(await the.click(tab.page, 'header', the.OFFER))) return;
    const copied = await the.untilLook(tab.page, null, ({ line, hash }) => the.keyOf(hash) !== this.key && the.promises(line), 8000);
    if (!copied) {
      this.loss('offers that did not open', `what ${tab.name} offers does not open: ${(await the.look(tab.page)).line}`);
      return;
    }
    this.run.count('offers taken');
    const copy = (await this.edition.kept(this.probe)).newest(the.keyOf(copied.hash));
    for (const { words } of edits) {
      if (!copy?.text.includes(words)) this.loss('edits missing from what is offered', `“${words}” is not in the copy that ${tab.name} offers`);
    }
  }

  /** The loss on purpose: another writer replaces the newest state without having seen it. */
  async sabotage() {
    await this.edition.aside(this.probe, async page => {
      const kept = await readKept(page);
      const newest = kept.newest(this.key);
      const ids = kept.rows('slots').filter(row => row.case === this.key).map(row => row.id);
      await dropRows(page, 'slots', ids);
      await putRows(page, 'slots', [record(this.key, 0, newest.revision + 1, caseText(this.title), this.title)]);
    });
  }
}

/** Interleavings one after another in one browser on one edition. */
class Lane {
  constructor(run, kind, editionKind, size, before) {
    Object.assign(this, { run, kind, editionKind, size, before, random: run.random.fork() });
  }

  async play() {
    const { run, kind, editionKind } = this;
    const edition = await Edition.start(editionKind);
    let browser = null;
    let probe = null;
    for (let i = 0; i < this.size; i++) {
      // A fresh profile now and then, so that Home stays short.
      if (i % 25 === 0) {
        await browser?.close();
        browser = await Browser.start(kind);
        probe = await browser.newPage();
      }
      const n = this.before + i + 1;
      const interleaving = new Interleaving(run, browser, edition, probe, n, this.random.fork());
      try {
        await interleaving.play();
      } catch (error) {
        run.loss(`interleaving ${n} (${kind}, ${editionKind}) broke: ${error.message.split('\n')[0]}; ${interleaving.script.join(' ')}`);
        for (const tab of interleaving.tabs) await the.close(tab.page).catch(() => {});
      }
      run.count('interleavings');
      const done = run.counts.get('interleavings');
      if (done % 25 === 0) run.note(`${done} interleavings, ${run.losses.length} losses`);
    }
    await browser.close();
    await edition.stop();
  }
}

await drill('tabs', { full: 500, short: 5, selfCheck: /was called saved/ }, async run => {
  for (const what of ['interleavings', 'edits acknowledged', 'acknowledged edits lost', 'acknowledged edits overwritten unseen', 'edits shown and never saved without a word']) run.count(what, 0);
  // Three of four in Chromium, where a lock can be taken from a tab that has not noticed; the single file in each.
  const settings = [['chromium', 'hosted', 0.25], ['chromium', 'hosted', 0.25], ['chromium', 'single', 0.25], ['firefox', 'hosted', 0.15], ['firefox', 'single', 0.1]];
  let begun = 0;
  const lanes = settings.map(([kind, editionKind, share]) => {
    const lane = new Lane(run, kind, editionKind, Math.max(1, Math.round(run.n * share)), begun);
    begun += lane.size;
    return lane;
  });
  // Most of an interleaving is waiting for a page to say something, so that lanes can run side by side, each in a browser
  // of its own. In the short form other drills run beside this one.
  const waiting = [...lanes];
  await Promise.all(Array.from({ length: run.isFull ? Number(process.env.LANES ?? 3) : 1 }, async () => {
    while (waiting.length > 0) await waiting.shift().play();
  }));
});
