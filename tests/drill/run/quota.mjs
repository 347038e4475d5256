// Storage fails in thirty ways under the shipped page. Each must be said within a second (five where storage is silent),
// the save before it must be whole, the work must come out as a file, and once the fault is over it must be saved without
// anybody doing anything.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../e2e/lib.mjs';
import { smallCase } from '../case.mjs';
import { FAULTS, faultWords, wrapStorage } from '../faults.mjs';
import { Edition, dropRows, readKept } from '../kept.mjs';
import { Browser, KINDS, downloaded, drill, until } from '../lib.mjs';
import * as the from '../page.mjs';

const SOON_MS = 1000;
const PATIENCE_MS = 20_000;
const SILENCE_MS = 5000;
// For the key itself and the look of the drill.
const TOLERANCE_MS = 150;
const HEALING_MS = 20_000;
const FIELD = '#name-1';

/** Opens a page with the wrappers, and one beside it without. */
async function tabsFor(browser, edition) {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(the.withoutDialogues);
  await page.evaluateOnNewDocument(wrapStorage);
  const probe = await browser.newPage();
  return { page, probe, edition };
}

/** Reads what is kept, from the page without wrappers. */
const keptNow = ({ probe, edition }) => edition.kept(probe);

class Trial {
  constructor(run, browser, tabs, downloads, fault, n) {
    Object.assign(this, { run, browser, downloads, fault, n, ...tabs });
    this.where = `${browser.kind}, ${this.edition.kind}, ${faultWords(fault)}`;
  }

  loss(text) {
    this.run.loss(`${this.where}: ${text}`);
  }

  async hand(words) {
    await the.type(this.page, FIELD, words);
    await this.page.keyboard.press('Enter');
  }

  async play() {
    const { page, fault } = this;
    const before = `Before fault ${this.n}`;
    const words = `Under fault ${this.n}`;
    this.key = await the.openText(page, this.edition.address, smallCase(`Fault ${this.n}`));
    await the.go(page, `#/case/${this.key}/initiative/1`);
    await this.hand(before);
    if (!(await the.untilLook(page, FIELD, ({ line, shown }) => shown === before && the.promises(line)))) throw new Error('the drill\'s own edit was not saved');
    await this.begin();
    if (fault.opening) {
      await page.reload();
      await page.waitForSelector(FIELD, { timeout: 15_000 }).catch(() => this.loss('the case does not open'));
    }
    await this.hand(words);
    await this.checkSaid(words);
    await this.checkOldSave(before, words);
    await this.checkExport(words);
    await this.end();
    await this.checkHealed(words);
    if (this.run.sabotage) await this.sabotage(words);
    this.run.count('faults');
  }

  async begin() {
    if (this.fault.at === 'deleted') {
      await this.page.evaluate(() => new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('weighbridge');
        request.onsuccess = resolve;
        request.onerror = reject;
      }));
      return;
    }
    await this.page.evaluate(fault => globalThis.drillSetFault(fault), this.fault);
  }

  async end() {
    await this.page.evaluate(() => globalThis.drillSetFault(null));
  }

  /** The line at the top says that the edit is not kept, in time; or it truly is. */
  async checkSaid(words) {
    const limit = (this.fault.silent ? SILENCE_MS : SOON_MS) + TOLERANCE_MS;
    const mayKeep = this.fault.heals || this.fault.harmless;
    const said = await until(PATIENCE_MS, async () => {
      const [found, times] = await Promise.all([the.look(this.page, FIELD), this.page.evaluate(() => globalThis.drillSaid)]);
      const at = times?.['Not saved'];
      if (at !== undefined) return { at };
      return mayKeep && the.promises(found.line) && found.shown === words ? { kept: true } : null;
    });
    const found = await the.look(this.page, FIELD);
    if (found.stopped) this.loss(`the program stopped: ${found.stopped.slice(0, 300)}`);
    if (!said) return this.loss(`never said within ${PATIENCE_MS / 1000} s; the line says “${found.line}”`);
    if (said.kept) return this.run.count('saved at a second try');
    this.run.worst(this.fault.silent ? 'worst after silence' : 'worst', said.at);
    if (said.at > limit) this.run.late(`${this.where}: said after ${Math.round(said.at)} ms`);
    this.checkWords(found.line);
    return null;
  }

  /** The cause is in words, not in the names of a program. */
  checkWords(line) {
    if (/JsValue|IdbError|Failed\(|undefined|null\b/.test(line)) this.loss(`the line is no plain English: “${line}”`);
    if (/Another tab has saved/.test(line)) this.loss(`the line names a cause that is not so: “${line}”`);
  }

  async checkOldSave(before, words) {
    if (this.fault.at === 'deleted') return;
    const kept = await keptNow(this);
    const text = kept.newest(this.key)?.text ?? '';
    if (!text.includes(before) && !text.includes(words)) this.loss('the save before the fault is gone');
  }

  async checkExport(words) {
    await the.click(this.page, the.AT.tools, '^Save to file$');
    const file = await downloaded(this.downloads);
    if (!file) this.loss('no file came out');
    else if (!file.text.includes(words)) this.loss('the file lacks the edit');
    else this.run.count('files saved under a fault');
  }

  /** Nobody touches anything: it is saved by itself, and what is kept has the edit. */
  async checkHealed(words) {
    const begun = Date.now();
    const healed = await the.untilLook(this.page, FIELD, ({ line, shown }) => shown === words && the.promises(line), HEALING_MS);
    if (!healed) {
      const { line } = await the.look(this.page, FIELD);
      this.loss(`after the fault it is not saved by itself within ${HEALING_MS / 1000} s; the line says “${line}”`);
      return;
    }
    this.run.worst('longest until saved by itself', Date.now() - begun);
    const kept = await keptNow(this);
    if (!kept.newest(this.key)?.text.includes(words)) this.loss('the line says saved, and the edit is not kept');
  }

  /** The loss on purpose: the record goes while the line says saved. */
  async sabotage(words) {
    await this.edition.aside(this.probe, async page => {
      const kept = await readKept(page);
      const ids = kept.rows('slots').filter(row => row.case === this.key && row.text.includes(words)).map(row => row.id);
      await dropRows(page, 'slots', ids);
    });
    const kept = await keptNow(this);
    if (!kept.newest(this.key)?.text.includes(words)) this.loss('the line says saved, and the edit is not kept');
  }
}

await drill('quota', { full: FAULTS.length, short: 6, selfCheck: /the line says saved, and the edit is not kept/ }, async run => {
  run.count('faults', 0);
  run.count('files saved under a fault', 0);
  const chosen = run.n >= FAULTS.length ? FAULTS : run.random.shuffled(FAULTS).slice(0, run.n);
  // In full: each fault in each browser, the hosted edition in one and the single file in the other.
  const both = run.n >= FAULTS.length;
  let n = 0;
  for (const kind of KINDS) {
    const edition = await Edition.start(kind === 'chromium' ? 'hosted' : 'single');
    const downloads = path.join(temporaryFolder(), 'downloads');
    mkdirSync(downloads);
    const browser = await Browser.start(kind, { downloads });
    const faults = both ? chosen : chosen.filter((_, i) => (i % 2 === 0) === (kind === 'chromium'));
    for (const fault of faults) {
      const tabs = await tabsFor(browser, edition);
      const before = run.losses.length;
      try {
        await new Trial(run, browser, tabs, downloads, fault, ++n).play();
      } catch (error) {
        run.loss(`${kind}, ${faultWords(fault)}: ${error.message.split('\n')[0]}`);
      }
      if (run.losses.length > before) run.count('faults with a loss');
      await the.close(tabs.page);
      await the.close(tabs.probe);
    }
    await browser.close();
    await edition.stop();
  }
});
