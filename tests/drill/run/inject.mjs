// 120 texts that would run if they became markup, through every field and every way in; 40 that a spreadsheet would work out,
// through every table that leaves as CSV. None may run, none may reach the network, none may come out as a formula, and
// each must come back exactly.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../e2e/lib.mjs';
import { drillCase } from '../case.mjs';
import { Edition } from '../kept.mjs';
import { Browser, KINDS, downloaded, drill, until } from '../lib.mjs';
import * as the from '../page.mjs';
import { FORMULAS, PAYLOADS, csvCells, isFormula } from '../payloads.mjs';

/** Members of a file that hold what somebody wrote. */
const TEXTS = new Set(['title', 'name', 'description', 'reason', 'source', 'evidence', 'definition', 'worst_anchor', 'best_anchor', 'basis', 'note', 'text', 'short',
  'publisher', 'edition', 'authority', 'committee', 'report', 'alignment_heading', 'objective', 'narrative', 'optimism_bias_basis', 'unit', 'price_base', 'carbon_source',
  'guidance', 'recommendation', 'dissent', 'what', 'room', 'risks']);

/** Puts a text into every member that holds one. `n` keeps the names apart. */
function filled(value, words, count, key = '') {
  if (typeof value === 'string') return TEXTS.has(key) ? `${words} ${++count.n}` : value;
  if (Array.isArray(value)) return value.map(one => filled(one, words, count, key));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, words, count, name)]));
  return value;
}

/** Runs in the page before its own scripts: keeps what must not happen. */
function watchPage() {
  globalThis.drillSaw = [];
  document.addEventListener('securitypolicyviolation', event => globalThis.drillSaw.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
}

/** Runs in the page: puts a text into each field that is shown and hands it over. Returns how many. */
function fillFields(words) {
  const fields = [...document.querySelectorAll('main input:not([type="radio"], [type="checkbox"], [type="range"], [type="file"]), main textarea')];
  for (const field of fields) {
    if (!field.isConnected) continue;
    field.focus();
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    field.form?.requestSubmit();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    field.blur();
  }
  return fields.length;
}

/** Runs in the page: pastes a text where the focus is not in a field, and in the field that there is. */
function pasteEverywhere(words) {
  const data = () => {
    const made = new DataTransfer();
    made.setData('text/plain', words);
    made.setData('text/html', words);
    return made;
  };
  const targets = [document.body, document.querySelector('main'), ...document.querySelectorAll('main textarea, table button')].slice(0, 12);
  for (const target of targets) target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data(), bubbles: true, cancelable: true }));
}

/** Runs in the page: what is in the document that no part of the program makes. */
function strangers() {
  const made = document.querySelectorAll('main script, main iframe, main object, main embed, main style, main base, main meta, main link, main marquee, main math, main template, main video, main audio, .notice script, header script');
  const handlers = [...document.querySelectorAll('*')].filter(one => [...one.attributes].some(({ name, value }) => /^on/.test(name) || (/^(href|src|action|xlink:href)$/.test(name) && /^\s*(javascript|data|vbscript):/i.test(value) && !/^data:image/.test(value))));
  return [...made, ...handlers].map(one => one.outerHTML.slice(0, 120));
}

class Injection {
  constructor(run, browser, edition, downloads) {
    Object.assign(this, { run, browser, edition, downloads, random: run.random.fork() });
  }

  async begin() {
    this.page = await this.browser.newPage();
    this.away = [];
    this.refused = [];
    this.page.on('request', request => { if (/drill\.invalid/.test(request.url())) this.away.push(request.url()); });
    this.page.on('console', message => { if (/markup refused|script address refused/.test(message.text())) this.refused.push(message.text()); });
    await this.page.evaluateOnNewDocument(the.withoutDialogues);
    await this.page.evaluateOnNewDocument(watchPage);
    await the.open(this.page, `${this.edition.address}#/`);
  }

  places(known, key) {
    const steps = ['context', 'options', 'criteria', 'scores', 'costs', 'weights', 'results', 'sensitivity', 'record'];
    return ['programme', 'alignment', 'appraisals', 'references', 'log', ...steps.map(step => `appraisal/${known.appraisal}/${step}`)].map(place => `#/case/${key}/${place}`);
  }

  async check(where) {
    const found = await this.page.evaluate(() => ({ ran: globalThis.drillRan ?? 0, saw: globalThis.drillSaw.splice(0) }));
    const strange = await this.page.evaluate(strangers);
    const { stopped } = await the.look(this.page);
    const say = text => this.run.loss(`${this.browser.kind}, ${where}: ${text}`);
    if (found.ran > 0) say('it ran');
    if (this.page.questions > 0) say('a dialogue came up');
    if (this.away.length > 0) say(`a request went out: ${this.away.splice(0).join(', ')}`);
    if (found.saw.length > 0) say(`the policy was needed: ${found.saw[0]}`);
    if (this.refused.length > 0) say(`markup reached the page's policy: ${this.refused.splice(0)[0]}`);
    if (strange.length > 0) say(`markup came of it: ${strange[0]}`);
    if (stopped) say(`the program stopped: ${stopped.slice(0, 200)}`);
    if (found.ran > 0 || stopped) await this.page.evaluate(() => { globalThis.drillRan = 0; });
    this.page.questions = 0;
  }

  async payload(words, n) {
    const shown = JSON.stringify(words).slice(0, 60);
    const { text, known } = drillCase('x');
    const document = JSON.parse(text);
    document.case = filled(document.case, words, { n: 0 });
    // The file's own name is a way in too.
    await the.go(this.page, '#/');
    await this.page.waitForSelector('.hero');
    await the.drop(this.page, `${words.slice(0, 60)}.json`, JSON.stringify(document));
    const opened = await the.untilOpened(this.page);
    if (!the.keyOf(opened?.hash ?? '')) {
      this.run.loss(`${shown} in a file was not opened: ${opened?.notice}`);
      return;
    }
    const key = the.keyOf(opened.hash);
    await this.check(`${shown} by file`);
    const places = this.places(known, key);
    for (const i of [n, n + 4, n + 9]) {
      await the.go(this.page, places[i % places.length]);
      await this.page.waitForSelector(the.AT.usable);
      await this.check(`${shown} shown at ${places[i % places.length]}`);
      this.run.count('fields filled', await this.page.evaluate(fillFields, words));
      await this.page.evaluate(pasteEverywhere, words);
      await until(300, () => false, 100);
      await this.check(`${shown} typed at ${places[i % places.length]}`);
    }
    await this.otherWays(words, shown);
    await this.remove(key);
    this.run.count('payloads');
  }

  async otherWays(words, shown) {
    await the.go(this.page, `#/case/${encodeURIComponent(words)}/alignment`);
    await until(200, () => false, 100);
    await the.go(this.page, `#/${words}`);
    // The page that says that there is no such page.
    await this.page.waitForSelector('main a[href="#/"]');
    await this.check(`${shown} in the address`);
    await this.page.evaluate(pasteEverywhere, words);
    await the.drop(this.page, `${words.slice(0, 40)}.json`, words);
    await the.untilLook(this.page, null, ({ notice }) => notice !== '', 3000);
    await this.check(`${shown} as a file and pasted`);
    if (this.run.sabotage) await this.page.evaluate(words => { globalThis.drillRan = words.length; }, words);
    await this.check(`${shown} at the end`);
    await the.go(this.page, '#/check');
    await this.page.waitForSelector('#choose');
    const file = path.join(temporaryFolder(), 'check.json');
    writeFileSync(file, JSON.stringify({ format: 'weighbridge-appraisal', version: 1, title: words, inputs: words }));
    await the.choose(this.page, file, () => the.click(this.page, 'main', '^Choose (a|another) file$'));
    await this.page.waitForSelector('#check-result', { timeout: 5000 }).catch(() => {});
    await this.check(`${shown} in a file to be checked`);
  }

  /** Takes what came of the payload out again, so that Home stays short. */
  async remove() {
    await this.edition.aside(this.page, page => page.evaluate(() => new Promise(resolve => {
      const request = indexedDB.deleteDatabase('weighbridge');
      request.onsuccess = resolve;
      request.onerror = resolve;
      request.onblocked = resolve;
    })));
    await the.open(this.page, `${this.edition.address}#/`);
  }

  /** Every table that leaves as CSV, with formulas for all names. */
  async formulas() {
    const { text, known } = drillCase('Formulas');
    const document = JSON.parse(text);
    const kase = document.case;
    let next = kase.next_id;
    const [appraisal] = kase.appraisals;
    kase.programme.initiatives = FORMULAS.map(name => ({ id: next++, name }));
    kase.contributions = [];
    appraisal.alternatives = FORMULAS.map(name => ({ id: next++, name, role: 'candidate' }));
    Object.assign(appraisal, { scores: [], gates: [], dropped: [], costing: undefined });
    const leaves = appraisal.criteria.flatMap(one => one.kind.family ?? [one]);
    leaves.forEach((leaf, i) => { leaf.name = `${FORMULAS[i]} c`; });
    appraisal.scores = appraisal.alternatives.flatMap((option, i) => leaves.map((leaf, j) => ({ alternative: option.id, criterion: leaf.id, state: { points: (i * 7 + j * 13) % 101 } })));
    for (const leaf of leaves) leaf.kind.leaf.scale = 'direct';
    kase.frameworks[0].goals.forEach((goal, i) => { goal.title = FORMULAS[i + 20]; });
    kase.next_id = next;
    const key = await the.openText(this.page, this.edition.address, JSON.stringify(document));
    const guarded = new Map();
    for (const place of ['alignment', `appraisal/${known.appraisal}/weights`, `appraisal/${known.appraisal}/scores`, `appraisal/${known.appraisal}/results`, `appraisal/${known.appraisal}/sensitivity`]) {
      await the.go(this.page, `#/case/${key}/${place}`);
      await this.page.waitForSelector(the.AT.usable);
      await this.tables(place, guarded);
    }
    await this.pasteBack(key, known, guarded, leaves);
  }

  async tables(place, guarded) {
    const buttons = () => [...document.querySelectorAll('button')].filter(one => /CSV/.test(one.textContent));
    await until(4000, () => this.page.evaluate(`(${buttons})().length > 0`));
    const n = await this.page.evaluate(`(${buttons})().length`);
    for (let i = 0; i < n; i++) {
      await this.page.evaluate(`(${buttons})()[${i}].click()`);
      const found = await downloaded(this.downloads);
      if (!found) {
        this.run.loss(`${place}: no table came out`);
        continue;
      }
      this.run.count('tables');
      for (const cell of csvCells(found.text).flat()) {
        if (this.run.sabotage ? isFormula(cell.replace(/^'/, '')) : isFormula(cell)) this.run.loss(`${found.name}: a spreadsheet would work out the cell ${JSON.stringify(cell)}`);
        const original = FORMULAS.find(formula => cell === formula || cell === `'${formula}` || cell.replace(/^'/, '') === formula);
        if (original !== undefined) guarded.set(original, cell);
      }
    }
  }

  /** The names as they left, pasted back as the heads of a block of scores: each must be known again. */
  async pasteBack(key, known, guarded, leaves) {
    const lost = FORMULAS.filter(formula => !guarded.has(formula));
    for (const formula of lost) this.run.loss(`the text ${JSON.stringify(formula)} came out of no table as it is`);
    this.run.count('formulas', guarded.size);
    await the.go(this.page, `#/case/${key}/appraisal/${known.appraisal}/scores`);
    await this.page.waitForSelector('#paste-open');
    await this.page.evaluate(() => document.querySelector('#paste-open').click());
    await this.page.waitForSelector('#paste-text');
    const quoted = cell => `"${cell.replaceAll('"', '""')}"`;
    const names = FORMULAS.filter(formula => guarded.has(formula));
    const block = [['', ...names.map(name => quoted(guarded.get(name)))].join('\t'), [quoted(`'${leaves[0].name}`), ...names.map((_, i) => String(1.5 + i))].join('\t')].join('\r\n');
    await this.page.evaluate(block => {
      const field = document.querySelector('#paste-text');
      field.value = block;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, block);
    await the.click(this.page, '.sheet-paste', '^(Show|Check|Read|Look|See)');
    const said = await until(5000, () => this.page.evaluate(() => document.querySelector('#paste-preview')?.textContent || document.querySelector('.sheet-paste .error-summary')?.textContent));
    if (!said || !said.includes(`${names.length} scores would change`)) this.run.loss(`names that left as CSV are not known again: ${String(said).slice(0, 500)}`);
  }
}

await drill('inject', { full: PAYLOADS.length, short: 4, selfCheck: /: it ran/ }, async run => {
  for (const what of ['payloads', 'formulas', 'tables', 'fields filled']) run.count(what, 0);
  const chosen = run.n >= PAYLOADS.length ? PAYLOADS : run.random.shuffled(PAYLOADS).slice(0, run.n);
  for (const kind of KINDS) {
    const edition = await Edition.start(kind === 'chromium' ? 'hosted' : 'single');
    const downloads = path.join(temporaryFolder(), 'downloads');
    mkdirSync(downloads);
    const browser = await Browser.start(kind, { downloads });
    const injection = new Injection(run, browser, edition, downloads);
    await injection.begin();
    const mine = run.n >= PAYLOADS.length ? chosen : chosen.filter((_, i) => (i % 2 === 0) === (kind === 'chromium'));
    for (const [n, words] of mine.entries()) await injection.payload(words, n);
    if (kind === 'chromium' || run.n >= PAYLOADS.length) await injection.formulas();
    await browser.close();
    await edition.stop();
  }
});
