// Random use of every page: clicks, typing, keys, pastes, undo and redo, at 1280 and 320 pixels. N is in seconds. Nothing
// may be written to the console as an error, the program may not stop, and at the end of a segment everything is undone:
// the case must then be the first one again, byte for byte but for `next_id`.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder, watch } from '../../e2e/lib.mjs';
import { drillCase } from '../case.mjs';
import { Edition } from '../kept.mjs';
import { Browser, KINDS, downloaded, drill, forgetDownloads, within } from '../lib.mjs';
import * as the from '../page.mjs';

// Undo goes back 500 steps, and some steps make two edits.
const STEPS_A_SEGMENT = 240;
const ANSWER_MS = 15_000;
const SIZES = [{ width: 1280, height: 800 }, { width: 320, height: 700 }];
const ACTS = { click: 10, type: 12, keys: 6, paste: 2, undo: 1, redo: 0.7, choose: 4, go: 2, drag: 2 };
/** What leads out of the case, and what asks the browser for a dialogue. */
const LEAVES = '^(Delete|Start a case|Start$|Open|Clear|Forget|Bring back|Choose a file|Reload|Restore|Print|Take over|Weighbridge$)|example|programme, Feb|plan, 2015|keyboard shortcuts only|single.key';
const WORDS = ['Roof', 'a longer text with spaces', '0', '50', '100', '-3', '12.5', '1,200', '£4.4m', '2026-05', 'n/a', '?', '', ' ', '=1+1', '<b>x</b>', 'é 日本 \u{1f600}', '1e999', '99999999999', "O'Neill"];
const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'Enter', 'Escape', 'Tab', 'Delete', 'Backspace', ' ', '1', '2', '3', '0', '-', 'n', 'u', 'e', 'F2', '?'];
const BLOCKS = ['1\t2\t3\n4\t5\t6', '50', 'a\tb\n1\t2', '10\n20\n30', '"x', 'Roof\nBridge\nTunnel', '1;2\n3;4', '2026\t277.22\n2027\t280'];

/** Runs in the page: returns one thing that can be seen and used, chosen by `at` from 0 to 1, and where it is. */
function something(kinds, at, leaves) {
  const never = new RegExp(leaves, 'i');
  const usable = [...document.querySelectorAll(kinds)].filter(one => {
    if (one.closest('[inert]') || one.getAttribute('aria-disabled') === 'true' || one.disabled) return false;
    const name = (one.getAttribute('aria-label') ?? one.textContent ?? '').trim();
    if (never.test(name) || (one.tagName === 'A' && !one.getAttribute('href')?.startsWith('#/case/'))) return false;
    const box = one.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  });
  if (usable.length === 0) return null;
  const one = usable[Math.floor(at * usable.length)];
  one.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const box = one.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // What a closed part or a scroll box still hides is out of a pointer's reach.
  if (x < 1 || y < 1 || x > innerWidth - 1 || y > innerHeight - 1) return null;
  one.setAttribute('data-drill', '');
  document.querySelectorAll('[data-drill]').forEach(other => { if (other !== one) other.removeAttribute('data-drill'); });
  return { x, y, name: (one.getAttribute('aria-label') ?? one.id ?? '').slice(0, 60) || one.textContent.trim().slice(0, 40) };
}

/** Runs in the page: undoes until nothing is left, and returns how often. */
async function undoAll(tools) {
  const button = () => [...document.querySelectorAll(`${tools} button`)].find(one => one.textContent.trim() === 'Undo');
  let n = 0;
  while (button() && button().getAttribute('aria-disabled') !== 'true' && n < 2000) {
    button().click();
    n += 1;
    await new Promise(resolve => setTimeout(resolve, 0));
  }
  return n;
}

class Segment {
  constructor(run, browser, edition, downloads, size, n) {
    Object.assign(this, { run, browser, edition, downloads, size, n, random: run.random.fork(), last: [] });
  }

  loss(text) {
    this.run.loss(`segment ${this.n} (${this.browser.kind}, ${this.size.width} px): ${text}; after ${this.last.slice(-6).join(' > ')}`);
  }

  async begin() {
    this.page = await this.browser.newPage();
    await this.page.setViewport(this.size);
    await this.page.evaluateOnNewDocument(the.withoutDialogues);
    const { text, known } = drillCase(`Monkey ${this.n}`);
    this.known = known;
    this.key = await the.openText(this.page, this.edition.address, text);
    await the.untilLook(this.page, null, ({ line }) => the.promises(line));
    this.first = await this.exported();
    // From here on nothing may be said on the console: what the drill itself broke off while it opened the case is over.
    this.seen = watch(this.page);
  }

  get places() {
    const steps = ['context', 'options', 'criteria', 'scores', 'costs', 'weights', 'results', 'sensitivity', 'record'];
    return [...['programme', 'money', 'report', `initiative/${this.known.initiatives[0]}`, 'alignment', 'appraisals', 'references', 'log'], ...steps.map(step => `appraisal/${this.known.appraisal}/${step}`)].map(place => `#/case/${this.key}/${place}`);
  }

  /** Returns the case as a file has it, without what undo is not meant to bring back. */
  async exported() {
    await this.home();
    forgetDownloads(this.downloads);
    await the.click(this.page, the.AT.tools, '^Save to file$');
    const file = await downloaded(this.downloads);
    if (!file) throw new Error('no file came out');
    const document = JSON.parse(file.text);
    delete document.case.next_id;
    return JSON.stringify(document.case);
  }

  async home() {
    await the.go(this.page, `#/case/${this.key}/programme`);
    await this.page.waitForSelector(the.AT.addInitiative, { timeout: ANSWER_MS });
  }

  async step() {
    const act = this.random.weighted(ACTS);
    try {
      await within(ANSWER_MS * 2, act, this[act]());
      await within(ANSWER_MS, 'an answer of the page', this.checkNow());
    } catch (error) {
      this.loss(`${act}: ${error.message.split('\n')[0]}`);
      throw error;
    }
    this.run.count('steps');
  }

  find(kinds) {
    return this.page.evaluate(something, kinds, this.random.unit(), LEAVES);
  }

  async click() {
    const one = await this.find('main button, main a, main summary, main input[type="radio"], main input[type="checkbox"], header nav a, .rail a, .notice button');
    if (!one) return;
    this.last.push(`click ${one.name}`);
    await this.page.mouse.click(one.x, one.y);
  }

  async type() {
    const one = await this.find('main input:not([type="radio"], [type="checkbox"], [type="range"], [type="file"]), main textarea');
    if (!one) return;
    const words = this.random.pick(WORDS);
    this.last.push(`type ${JSON.stringify(words)} in ${one.name}`);
    await this.page.mouse.click(one.x, one.y, { count: this.random.int(1, 3) });
    await this.page.keyboard.type(words);
    await this.page.keyboard.press(this.random.pick(['Enter', 'Tab', 'Escape', 'Tab']));
  }

  async keys() {
    for (let i = this.random.int(1, 5); i > 0; i--) {
      const key = this.random.pick(KEYS);
      // Enter on something that leads out of the case is left to a person.
      const leads = await this.page.evaluate(leaves => new RegExp(leaves, 'i').test((document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim().slice(0, 80)) && document.activeElement.tagName !== 'BODY' && document.activeElement.tagName !== 'MAIN', LEAVES);
      if (leads && (key === 'Enter' || key === ' ')) continue;
      this.last.push(key);
      await this.page.keyboard.press(key);
    }
  }

  async paste() {
    const block = this.random.pick(BLOCKS);
    this.last.push(`paste ${JSON.stringify(block)}`);
    await this.page.evaluate(block => {
      const data = new DataTransfer();
      data.setData('text/plain', block);
      (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, block);
  }

  async undo() {
    this.last.push('undo');
    await the.click(this.page, the.AT.tools, '^Undo$');
  }

  async redo() {
    this.last.push('redo');
    await the.click(this.page, the.AT.tools, '^Redo$');
  }

  async choose() {
    const one = await this.find('main select');
    if (!one) return;
    // A list may be drawn anew between two looks; a person would find the new one.
    const options = await this.page.evaluate(() => [...(document.querySelector('select[data-drill]')?.options ?? [])].map(option => option.value));
    if (options.length === 0) return;
    const value = this.random.pick(options);
    this.last.push(`choose ${value} in ${one.name}`);
    await this.page.select('select[data-drill]', value).catch(error => {
      if (!/No element found/.test(error.message)) throw error;
    });
  }

  async go() {
    const place = this.random.pick([...this.places, '#/', '#/check', '#/about/methods', '#/about/accessibility']);
    this.last.push(`go ${place.replace(/^.*[0-9a-f]{12}\//, '')}`);
    await the.go(this.page, place);
    await this.page.waitForSelector(the.AT.usable, { timeout: ANSWER_MS });
    if (!place.startsWith('#/case')) {
      await this.keys();
      await the.go(this.page, this.random.pick(this.places));
    }
  }

  async drag() {
    const one = await this.find('main input[type="range"], main .grip, main [role="slider"]');
    if (!one) return;
    this.last.push(`drag ${one.name}`);
    await this.page.mouse.move(one.x, one.y);
    await this.page.mouse.down();
    const near = (at, size, by) => Math.min(size - 2, Math.max(1, at + this.random.int(-by, by)));
    await this.page.mouse.move(near(one.x, this.size.width, 80), near(one.y, this.size.height, 60), { steps: 3 });
    await this.page.mouse.up();
  }

  async checkNow() {
    const { stopped, hash } = await the.look(this.page);
    if (stopped) throw new Error(`the program stopped: ${stopped.slice(0, 300)}`);
    if (this.seen.problems.length > 0) this.loss(`the console: ${this.seen.problems.splice(0).join(' | ').slice(0, 400)}`);
    // A click may have led to another case or out of the app.
    if (the.keyOf(hash) !== undefined && the.keyOf(hash) !== this.key) throw new Error('another case was opened');
  }

  async end() {
    // A text that was refused, or not sent by its button, stays in hand as long as its field is there, and the page says so.
    await the.go(this.page, `#/case/${this.key}/log`);
    await this.page.waitForFunction(() => /Log:/.test(document.title), { timeout: ANSWER_MS });
    await this.home();
    // What is being typed is handed over before it is undone.
    await this.page.evaluate(() => document.activeElement?.blur?.());
    if (this.run.sabotage) {
      await the.type(this.page, the.AT.addInitiative, 'Not undone');
      await this.page.keyboard.press('Enter');
      await this.compare();
    }
    this.run.count('undone', await this.page.evaluate(undoAll, the.AT.tools));
    await this.compare();
    await this.checkKept();
    await the.close(this.page);
  }

  async compare() {
    const last = await this.exported();
    if (last === this.first) return;
    const at = [...last].findIndex((letter, i) => letter !== this.first[i]);
    this.loss(`undone to the start it is another case: “${this.first.slice(Math.max(0, at - 60), at + 80)}” became “${last.slice(Math.max(0, at - 60), at + 80)}”`);
  }

  /** What the browser keeps is the same too. */
  async checkKept() {
    const saved = await the.untilLook(this.page, null, ({ line }) => the.promises(line), 15_000);
    if (!saved) this.loss(`not saved at the end: ${(await the.look(this.page)).line}`);
    await this.page.goto('about:blank');
    const document = (await this.edition.kept(this.page)).document(this.key);
    delete document.case.next_id;
    if (JSON.stringify(document.case) !== this.first) this.loss('what the browser keeps after all was undone is not the first case');
  }
}

await drill('monkey', { full: 3600, short: 15, selfCheck: /it is another case/ }, async run => {
  for (const what of ['segments', 'steps', 'undone']) run.count(what, 0);
  const end = Date.now() + run.n * 1000;
  let n = 0;
  while (Date.now() < end) {
    const kind = KINDS[Math.floor(n / 2) % KINDS.length];
    const size = SIZES[n % 2];
    n += 1;
    const edition = await Edition.start(n % 3 === 2 ? 'single' : 'hosted');
    const downloads = path.join(temporaryFolder(), 'downloads');
    mkdirSync(downloads);
    const browser = await Browser.start(kind, { downloads });
    const segment = new Segment(run, browser, edition, downloads, size, n);
    try {
      await segment.begin();
      for (let i = 0; i < STEPS_A_SEGMENT && Date.now() < end; i++) await segment.step();
      await segment.end();
      run.count('segments');
    } catch (error) {
      // Most are told already, by the step that met it.
      if (run.losses.length === 0 || !run.losses.at(-1).includes(error.message.split('\n')[0])) segment.loss(error.message.split('\n')[0]);
    }
    await browser.close().catch(() => browser.kill());
    await edition.stop();
    run.note(`${n} segments, ${run.counts.get('steps')} steps`);
  }
});
