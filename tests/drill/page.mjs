// What the drills know of the page: its words, its selectors, and how a person makes an edit in it. Nowhere else.
import { until, within } from './lib.mjs';

/** Selectors, by role and id where the page has them. */
export const AT = {
  line: '.masthead__saved',
  stopped: '.guard',
  usable: 'main h1',
  notice: '.notice',
  addInitiative: '#add-initiative',
  initiatives: '#initiatives th .entry-table__text',
  why: '#record-why',
  dissent: '#record-dissent',
  scoreEntry: '#score-entry',
  tools: 'header [role="group"]',
  takeOver: 'header button',
};

const LINE = AT.line;

/** What the line at the top says where it promises that all that is shown is kept in this browser, and what takes that back. */
export const PROMISE = { says: /^Saved in this browser/, but: /not (yet )?kept|not yet saved|still being typed/i };
/** Whether it promises that. */
export const promises = line => PROMISE.says.test(line) && !PROMISE.but.test(line);
/** Whether it says that something is not kept. */
export const saysNotSaved = line => /^Not saved/.test(line);
export const saysReadOnly = line => /Read only/.test(line);
export const saysSaving = line => /^Saving/.test(line);

/** The words of the button that opens what a tab could not keep. */
export const OFFER = '^Open them as a case of their own$';
/** Where everything is that the browser still keeps, and the words of the button that hands it out as it is. */
export const RECOVER = { hash: '#/recover', rows: '.kept__row', button: 'Save as it is' };

/** Loads an address and waits until the page is usable. */
export async function open(page, address, ms = 30_000) {
  // A reload is wanted also where only the part after # differs.
  if (page.url().split('#')[0] === address.split('#')[0]) await page.goto('about:blank');
  await page.goto(address, { timeout: ms });
  await page.waitForSelector(`${AT.usable}, ${AT.stopped}`, { timeout: ms });
}

/**
 * Returns what the page shows now, in one look: the line at the top, the value of a field or the text of another element
 * (null where there is none), the address after #, notices, and whether the program has stopped.
 */
export function look(page, selector = null) {
  return page.evaluate((selector, at) => {
    const text = element => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
    const element = selector && document.querySelector(selector);
    return {
      line: text(document.querySelector(at.line)),
      shown: element ? ('value' in element ? element.value : text(element)) : null,
      hash: location.hash,
      notice: [...document.querySelectorAll(at.notice)].map(text).join(' '),
      stopped: document.querySelector(at.stopped)?.innerText ?? null,
      isAsked: /^This case is already in this browser/.test(document.querySelector(at.usable)?.textContent ?? ''),
    };
  }, selector, AT);
}

/** Waits until a look satisfies a check and returns it; undefined after `ms` milliseconds. */
export const untilLook = (page, selector, check, ms = 10_000) => until(ms, async () => {
  const found = await look(page, selector);
  return check(found) ? found : null;
}, 25);

/** Goes to another place of the app without loading it again. */
export const go = (page, hash) => page.evaluate(hash => { location.hash = hash; }, hash);

/** Returns the key of the case that the address names. */
export const keyOf = hash => /^#\/case\/([^/]+)/.exec(hash)?.[1];

/** Drops a text on the page as a file. */
export const drop = (page, name, text) => page.evaluate((name, text) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: 'application/json' }));
  document.querySelector('main h1').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}, name, text);

/** Whether a notice says how far the reading of a file is: that is no answer yet. */
export const isReading = notice => /^Reading .* per cent\./s.test(notice);

/**
 * Waits until a file that was given to the page is open or refused, and returns that look. Where the page asks because it
 * has the case already, the file is opened as a separate case.
 */
export const untilOpened = (page, ms = 30_000, before = undefined) => until(ms, async () => {
  const found = await look(page);
  if (found.isAsked) await click(page, 'main', '^Open the file as a separate case$');
  const key = keyOf(found.hash);
  const isAnswered = found.notice !== '' && !isReading(found.notice);
  return (key !== undefined && key !== before) || isAnswered || found.stopped ? found : null;
}, 25);

/** Opens a file's text from Home and returns the new case's key. Throws where it does not open. */
export async function openText(page, address, text, name = 'case.json') {
  await open(page, `${address}#/`);
  await drop(page, name, text);
  const found = await untilOpened(page);
  if (!found || !keyOf(found.hash)) throw new Error(`the drill's own case did not open: ${found?.notice}`);
  return keyOf(found.hash);
}

/** Puts the focus in a field with all of its text selected. Returns whether it is there. */
const take = (page, selector) => page.evaluate(selector => {
  const field = document.querySelector(selector);
  if (!field) return false;
  field.focus();
  field.select?.();
  return document.activeElement === field;
}, selector);

/** Types over what stands in a field, by real keys, without handing it over. */
export async function type(page, selector, words) {
  await page.waitForSelector(selector, { timeout: 20_000 });
  if (!(await take(page, selector))) return false;
  await page.keyboard.type(words);
  return true;
}

/** Presses a key with another held, as in Control+s. */
export async function chord(page, held, key) {
  await page.keyboard.down(held);
  await page.keyboard.press(key);
  await page.keyboard.up(held);
}

/**
 * The kinds of edit. Each: `page` after the case's key, `field(known)` chooses where, `words(n)` what is typed, `hand` the
 * key that hands it over, `read(case, field)` finds it in a stored case, and `shows` where the page shows it afterwards.
 */
export const EDITS = {
  weight: {
    place: known => `appraisal/${known.appraisal}/weights`,
    field: (known, random) => ({ selector: `#points-${random.pick(known.leaves)}` }),
    words: n => String(1 + (n % 90) + (n % 997) / 1000),
    hand: 'Enter',
    read: (kase, { selector }) => String(leaves(kase).find(leaf => selector === `#points-${leaf.id}`)?.kind.leaf.swing ?? ''),
  },
  score: {
    place: known => `appraisal/${known.appraisal}/scores`,
    field: (known, random) => {
      const [option, criterion] = [random.pick(known.options), random.pick(known.direct)];
      return { selector: AT.scoreEntry, cell: `#score-${option}-${criterion}`, option, criterion };
    },
    words: n => String(1 + (n % 90) + (n % 997) / 1000),
    hand: 'Enter',
    read: (kase, { option, criterion }) => {
      const score = kase.appraisals[0].scores.find(found => found.alternative === option && found.criterion === criterion);
      return String(score?.state?.points ?? '');
    },
  },
  why: {
    place: known => `appraisal/${known.appraisal}/record`,
    field: () => ({ selector: AT.why }),
    words: n => `Why ${n} it leads`,
    hand: 'Tab',
    read: kase => kase.appraisals[0].record?.recommendation ?? '',
  },
  rename: {
    place: (known, field) => `initiative/${field.initiative}`,
    field: (known, random) => EDITS.rename.fieldOf(random.pick(known.initiatives)),
    fieldOf: initiative => ({ selector: `#name-${initiative}`, initiative }),
    words: n => `Initiative renamed ${n}`,
    hand: 'Enter',
    read: (kase, { selector }) => kase.programme.initiatives?.find(one => selector === `#name-${one.id}`)?.name ?? '',
  },
  add: {
    place: () => 'programme',
    field: () => ({ selector: AT.addInitiative }),
    words: n => `Initiative added ${n}`,
    hand: 'Enter',
    read: (kase, { words }) => kase.programme.initiatives?.find(one => one.name === words)?.name ?? '',
  },
};

function leaves(kase) {
  const found = [];
  const walk = criterion => (criterion.kind.leaf ? found.push(criterion) : criterion.kind.family.forEach(walk));
  kase.appraisals[0].criteria.forEach(walk);
  return found;
}

/** Goes to where an edit is made, unless the page is there, and waits for its field. */
export async function reach(page, key, known, edit, field) {
  const hash = `#/case/${key}/${EDITS[edit].place(known, field)}`;
  if ((await look(page)).hash !== hash) await go(page, hash);
  const first = field.cell ?? field.selector;
  await page.waitForSelector(first, { timeout: 20_000 });
  if (field.cell) {
    await page.evaluate(cell => { document.querySelector(cell).click(); }, field.cell);
    await page.waitForSelector(field.selector, { timeout: 20_000 });
  }
}

/** Returns a check of whether the page shows an edit, by one look at `shownAt(edit, field)`. */
export const shownAt = (edit, field) => (edit === 'add' ? null : field.selector);

/** Returns one look of whether the page shows the words of an edit and promises that all is kept. */
export async function acknowledged(page, edit, field, words) {
  if (edit !== 'add') {
    const { line, shown } = await look(page, field.selector);
    return shown === words && promises(line);
  }
  return page.evaluate((words, at) => ({
    line: (document.querySelector(at.line)?.textContent ?? '').trim(),
    shown: [...document.querySelectorAll(at.initiatives)].some(one => one.textContent === words),
  }), words, AT).then(({ line, shown }) => shown && promises(line.replace(/\s+/g, ' ')));
}

/** Returns a clicked button of a region by its words; false where there is none. */
export const click = (page, region, words) => page.evaluate((region, words) => {
  const wanted = new RegExp(words, 'i');
  for (const place of document.querySelectorAll(region)) {
    for (const button of place.querySelectorAll('button, a, summary')) {
      const name = button.getAttribute('aria-label') ?? button.textContent;
      if (wanted.test(name.trim()) && button.getAttribute('aria-disabled') !== 'true') {
        button.click();
        return true;
      }
    }
  }
  return false;
}, region, words);

/** Runs in every page of a drill before its own scripts: files are opened and saved without a dialogue. */
export function withoutDialogues() {
  delete globalThis.showSaveFilePicker;
  delete globalThis.showOpenFilePicker;
  const clickAsEver = HTMLInputElement.prototype.click;
  HTMLInputElement.prototype.click = function () {
    if (this.type === 'file') globalThis.drillFileField = this;
    else clickAsEver.call(this);
  };
}

/** Chooses a file from disk in the page's chooser, after `ask` has made the page ask for one. Needs `withoutDialogues`. */
export async function choose(page, file, ask) {
  await page.evaluate(() => { delete globalThis.drillFileField; });
  await ask();
  await page.waitForFunction(() => globalThis.drillFileField, { timeout: 10_000 });
  const field = await page.evaluateHandle(() => globalThis.drillFileField);
  await field.uploadFile(file);
  await field.dispose();
}

/** Closes a page without being asked. */
export const close = page => within(10_000, 'closing a page', page.close());
