// How a person drives the page: what several of the browser tests do in it. Every wait is for a state of the page. A page is
// Playwright's, of Chromium, where it is not said to be of either browser; an address is where the page is loaded from, of a
// server or of the single file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { open, pause } from './lib.mjs';

/** The text of the siting example as a file. */
export const SITING = readFileSync(new URL('../../seeds/data-centre-siting.json', import.meta.url), 'utf8');

/** How pages are looked at: wide and narrow, light and dark. */
export const LOOKS = [1280, 320].flatMap(width => ['light', 'dark'].map(colorScheme => [width, colorScheme]));

const UNTIL_MS = 20_000;
const MOST_STOPS = 150;

// Waiting and looking.

/** Waits until `read()` gives what is expected, and fails as an assertion with this message where it does not. */
export async function until(read, expected, message) {
  const end = Date.now() + UNTIL_MS;
  let found = await read();
  while (!isDeepStrictEqual(found, expected) && Date.now() < end) {
    await pause(50);
    found = await read();
  }
  assert.deepEqual(found, expected, message);
}

/** Waits until the line at the top says that all is kept in this browser, what is being typed too. For either browser. */
export const kept = page => page.waitForFunction(() => {
  const line = document.querySelector('.masthead__saved')?.textContent.trim() ?? '';
  return /^Saved in this browser /.test(line) && !/ fields? /.test(line);
});

/** Returns what has the focus: its id, or else its class, or else its kind. For either browser. */
export const focused = page => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName);

/** Returns the sentence at the top of the page. */
export const heading = page => page.getByRole('heading', { level: 1 }).textContent();

/** Waits until every colour and place that was changing has changed. */
export const still = page => page.evaluate(() => Promise.allSettled(document.getAnimations().map(one => one.finished)));

/** Gives the page a width and a colour scheme, and waits until it stands so. */
export async function look(page, width, colorScheme) {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme });
  await still(page);
}

/** Returns the words of the page that begin on one line and end on the next, as far as they would fit anywhere. Runs in the page. */
function brokenWords() {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const found = [];
  const range = document.createRange();
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const around = text.parentElement;
    if (!around.checkVisibility() || around.closest('.visually-hidden, svg, textarea, select')) continue;
    // The heads of a table that is shown as lists are there for the ear alone.
    if (around.closest('thead')?.getBoundingClientRect().width < 8) continue;
    for (const { 0: word, index } of text.data.matchAll(/(?<![\p{L}\d])[\p{L}\d]{2,14}(?![\p{L}\d])/gu)) {
      // An address is one word to nobody and parts wherever it must.
      const within = text.data.slice(0, index).match(/\S*$/)[0] + text.data.slice(index).match(/^\S*/)[0];
      if (/\p{L}\.\p{L}[^\s/]*\//u.test(within)) continue;
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].filter(box => box.width > 0).map(box => Math.round(box.top))).size > 1) found.push(word);
    }
  }
  return found;
}

/** Asserts that nothing is wider than the window, so that the page does not scroll sideways, and that nothing is squeezed. */
export async function fits(page, what) {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(excess <= 0, `${what}: ${excess} pixels wider than the window`);
  const squeezed = await page.evaluate(() => [...document.querySelectorAll('main :is(h1, h2, h3, h4, p)')].filter(one => {
    const { width, height } = one.getBoundingClientRect();
    const lines = height / parseFloat(getComputedStyle(one).lineHeight);
    return width > 0 && lines > 6 && one.textContent.trim().length / lines < 4;
  }).map(one => one.textContent.trim().slice(0, 40)));
  assert.deepEqual(squeezed, [], `${what}: text in a column of single letters`);
  assert.deepEqual(await page.evaluate(brokenWords), [], `${what}: words that go over two lines`);
  const cut = await page.evaluate(() => [...document.querySelectorAll('main textarea')].filter(area => {
    const { maxHeight, whiteSpace } = getComputedStyle(area);
    const isFull = area.clientHeight + 4 >= parseFloat(maxHeight);
    // A table that is pasted scrolls.
    return whiteSpace !== 'pre' && !isFull && area.checkVisibility() && area.scrollHeight > area.clientHeight + 1;
  }).map(area => area.id));
  assert.deepEqual(cut, [], `${what}: fields that hide lines of their text`);
}

// Keys and presses.

/** Presses Tab until what matches the selector has the focus, or Shift+Tab with `back`. */
export async function tabTo(page, selector, { back = false } = {}) {
  for (let presses = 0; presses < MOST_STOPS; presses++) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    if (await page.evaluate(wanted => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`no ${selector} within ${MOST_STOPS} presses of Tab`);
}

/** Presses the button with these words in it. For either browser: in Firefox a script does it. */
export async function press(page, words) {
  if (page.getByRole) return page.getByRole('button', { name: words }).click();
  return page.evaluate(words => [...document.querySelectorAll('button')].find(one => one.textContent.includes(words)).click(), words);
}

/** Returns the button that is called so. */
export const button = (page, name) => page.getByRole('button', { name, exact: true });

/** Takes back the last change by the button at the top, and returns what the page says it was. */
export async function undo(page) {
  await button(page.locator('.masthead'), 'Undo').click();
  return page.locator('.notice', { hasText: 'Undid' }).textContent();
}

/** Takes back what a notice tells of, by its own button. */
export const undoNotice = page => page.locator('.notice').getByRole('button', { name: 'Undo' }).click();

// Cases and their pages.

/** Opens the siting example, waits until it is kept, and goes to a step of its appraisal. For either browser. */
export async function openExample(page, address, at = 'results') {
  await open(page, `${address}#/`);
  await press(page, 'Open the worked example');
  await page.waitForFunction(() => /results$/.test(location.hash) && /leads/.test(document.querySelector('main h1')?.textContent ?? ''));
  await kept(page);
  if (at !== 'results') await step(page, at);
}

/** Opens the example of a programme and goes to one of its pages. */
export async function openProgramme(page, address, where, title = 'ICT programme, February 2020') {
  await open(page, address);
  await button(page, title).click();
  await pageOfCase(page, where);
}

/** Goes to another page of the open case by its link at the top. */
export async function pageOfCase(page, name) {
  const link = page.getByRole('navigation', { name: 'Pages of the case' }).getByRole('link', { name, exact: true });
  await link.click();
  await link.and(page.locator('[aria-current=page]')).waitFor();
}

/** Goes from the alignment of the open case to its frameworks. */
export async function toFrameworks(page) {
  await page.locator('#to-frameworks').click();
  await page.waitForURL(/\/frameworks$/);
  await page.locator('#h-packs').waitFor();
}

/** Starts a case from nothing and waits until it is kept. Returns the address of its programme. */
export async function startCase(page, address, title = 'Depots') {
  await open(page, `${address}#/`);
  await button(page, 'Start a case').click();
  await page.getByLabel('Score a programme').check();
  await page.getByLabel('What is the programme called?').fill(title);
  await button(page, 'Start').click();
  await page.locator('.masthead__case', { hasText: title }).waitFor();
  await page.locator('#add-initiative').waitFor();
  await kept(page);
  return page.url();
}

/** Starts an appraisal of this question in the open case. */
export async function startAppraisal(page, question = 'Where the depot goes') {
  await page.getByRole('link', { name: 'Appraisal', exact: true }).click();
  await page.getByLabel('What is to be decided?').fill(question);
  await page.getByRole('button', { name: 'Start an appraisal' }).click();
  await page.waitForURL(/appraisal\/\d+\/[a-z]+$/);
  await page.locator('.rail').waitFor({ state: 'attached' });
}

/** Starts a case and an appraisal of one name from nothing, and goes to a step of it. */
export async function startEmpty(page, address, at, title = 'Where the depot goes') {
  await open(page, `${address}#/`);
  await button(page, 'Start a case').click();
  await page.getByLabel('What is to be decided?').fill(title);
  await button(page, 'Start').click();
  await page.locator('.rail__link[aria-current=step][href$="/context"]').waitFor({ state: 'attached' });
  await kept(page);
  await step(page, at);
}

/** Goes to a step of the open appraisal, by the name it has in the address. For either browser. */
export async function step(page, name) {
  await page.evaluate(name => { location.hash = location.hash.replace(/[a-z]+$/, name); }, name);
  await page.waitForSelector(`.rail__link[aria-current=step][href$="/${name}"]`, { state: 'attached', timeout: 60_000 });
  await page.waitForSelector('main h1', { state: 'attached' });
}

/** Adds initiatives to the programme that is open, each by its name. */
export async function addInitiative(page, ...names) {
  for (const name of names) {
    await page.locator('#add-initiative').fill(name);
    await page.locator('#add-initiative').press('Enter');
    await shows(page, name);
  }
}

/** Waits until a field of the page, other than that which adds, or a cell of a table that is typed into holds this. */
export const shows = (page, words) => page.waitForFunction(
  words => [...document.querySelectorAll('main input')].some(field => field.value === words && !field.id.startsWith('add-'))
    || [...document.querySelectorAll('.entry-table__text')].some(cell => cell.textContent === words), words);

/** Returns the names of the initiatives, in the order of the table. */
export const initiativeNames = page => page.locator('#initiatives tbody th .entry-table__text').allTextContents();

/** Returns a cell of a table that is typed into: of the row with this name, under this heading; the name itself without one. */
export function cellOf(page, table, name, heading) {
  const row = page.locator(`#${table} tbody tr`).filter({ has: page.locator('th', { hasText: new RegExp(`^${escaped(name)}$`) }) });
  return heading ? row.locator(`td[data-head="${heading}"]`) : row.locator('th');
}

const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Types into a cell of a table and takes it over with Enter. */
export async function typeInto(page, table, name, heading, text) {
  await cellOf(page, table, name, heading).dblclick();
  const field = page.locator(`#${table}-entry`);
  await field.waitFor();
  if (await field.evaluate(one => one.tagName === 'SELECT')) await field.selectOption(text);
  else await field.fill(text);
  await field.press('Enter');
}

/** Goes to a view of the programme, or of the alignment, by its link. */
export async function viewOf(page, name) {
  await page.getByRole('navigation', { name: /^Views of the (programme|alignment)$/ }).getByRole('link', { name, exact: true }).click();
}

// The steps of an appraisal.

/** Adds something by its name through the field with this label. */
export async function add(page, label, name) {
  await enter(field(page, label), name);
  await until(() => field(page, label).inputValue(), '');
}

/** Types into a field and leaves it. */
export async function say(field, words) {
  await field.fill(words);
  await field.blur();
}

/** Types into a field and takes it over with Enter. */
export async function enter(field, words) {
  await field.fill(String(words));
  await field.press('Enter');
}

/** Returns the field with this label. */
export const field = (page, label) => page.getByLabel(label, { exact: true });

/** Returns what belongs to one option, gate or set, by its name. */
export const group = (page, name) => page.getByRole('group', { name, exact: true });

/** Returns the cell of a score; the names are those of a regular expression. */
export const cell = (page, option, criterion) => page.getByRole('button', { name: new RegExp(`^${option}, ${criterion}:`) });

/** Returns the panel of the score that is selected. */
export const detail = page => page.getByRole('complementary', { name: 'The selected score' });

/** Returns the names of the options, in the order of the page. */
export const optionNames = page => page.locator('.option__name').allTextContents();

/** Opens the fields of an option and returns what belongs to it. */
export async function editOption(page, name) {
  await button(page, `Edit: ${name}`).click();
  await group(page, name).getByLabel('Name', { exact: true }).waitFor();
  return group(page, name);
}

/** Returns the names of families and criteria, in the order of the tree. */
export const criterionNames = page => page.locator('.family__name, .leaf__name').allTextContents();

// A laptop that is busy.

/** Holds back every frame until `drawFrames`: the page takes keys and presses, but what comes with a frame has to wait. */
export const holdFrames = page => page.evaluate(() => {
  const real = window.requestAnimationFrame.bind(window);
  const held = [];
  window.requestAnimationFrame = run => held.push(run);
  window.drawFrames = () => {
    window.requestAnimationFrame = real;
    for (const run of held.splice(0)) real(run);
    return new Promise(done => real(() => real(done)));
  };
});

/** Lets through what `holdFrames` held back, and waits for two frames. */
export const drawFrames = page => page.evaluate(() => window.drawFrames());

// Files.

/** Takes the browser's own pickers away: a test can answer the chooser and take the download that come instead. */
export const withoutPickers = page => page.evaluate(() => { delete window.showOpenFilePicker; delete window.showSaveFilePicker; });

/** Returns a text as a file for `chooseFile`. */
export const fileOf = (text, name = 'case.json') => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

/** Gives a file, by its path or of `fileOf`, to the chooser that a button opens: that of Home if none is named. */
export async function chooseFile(page, file, name = /^Open a file/) {
  await withoutPickers(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name }).click();
  await (await chooser).setFiles(file);
}

/** Opens a file of a case, by its path or of `fileOf`, from Home, and waits until one of its pages is shown. */
export async function openFile(page, address, file) {
  await open(page, `${address}#/`);
  await chooseFile(page, file);
  await page.waitForFunction(() => /^#\/case\/[^/]+\/.+/.test(location.hash), null, { timeout: 60_000 });
  await page.locator('main h1').waitFor();
}

/** Drops a text on the page as a file. */
export const dropText = (page, text, name = 'siting.json') => page.evaluate(([text, name]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name, { type: 'application/json' }));
  document.querySelector('main h1').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}, [text, name]);

/** Pastes a text where the focus is, with its HTML where the program that it was copied from gives one. */
export const paste = (page, text, html = '') => page.evaluate(([text, html]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  if (html) clipboardData.setData('text/html', html);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}, [text, html]);

/** Returns the text of the siting example after a change to its appraisal and its case. */
export function sitingWith(change) {
  const document = JSON.parse(SITING);
  change(document.case.appraisals[0], document.case);
  return JSON.stringify(document);
}

/** Takes the download that `begin` begins. Returns its name and its text. */
export async function downloaded(page, begin) {
  const [download] = await Promise.all([page.waitForEvent('download'), begin()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** Saves the open case by Ctrl+S as a download, and returns the text of the file. */
export async function saved(page) {
  await withoutPickers(page);
  return (await downloaded(page, () => page.keyboard.press('Control+s'))).text;
}

/** Opens the way in for a table and puts a text into it. */
export async function putTable(page, text) {
  await page.getByText('Start from a spreadsheet', { exact: true }).click();
  await field(page, 'Your table').fill(text);
}

/** Takes the table over, and waits until the page says so. */
export async function takeTable(page) {
  await page.getByRole('button', { name: 'Use this table' }).click();
  await page.getByText('Undo takes it back in one step.').waitFor();
  await until(() => focused(page), 'table-taken');
}
