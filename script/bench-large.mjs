// Measures what large cases ask of the page: how long it is held in one piece on each page and by each edit, how soon a
// page stands and is complete, how many elements it has, and the memory of the renderer over an empty page. Run by
// script/bench --large; a name picks the cases whose title begins with it: `script/bench --large 200`.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { bigCase, bigProgramme } from '../tests/e2e/big-case.mjs';
import { chromium, offlineReady, serve, temporaryFolder, usable } from '../tests/e2e/lib.mjs';
import { rendererMemory } from './renderer.mjs';

const STEPS = ['context', 'options', 'criteria', 'scores', 'weights', 'results', 'sensitivity', 'record'];
const STRATEGY = ['programme', 'alignment', 'log'];

/** What is opened, on which pages, and with which edits. */
const CASES = [
  { title: '200 options, 200 criteria', text: () => bigCase(200, 200, { gaps: 0 }), pages: STEPS, edits: ['score', 'weight'] },
  { title: '200 options, 8 criteria', text: () => bigCase(200, 8, { gaps: 0 }), pages: STEPS, edits: ['score', 'weight'] },
  { title: '1,000 initiatives, 30 goals, all with reasons', text: () => bigProgramme(1000, 30), pages: STRATEGY, edits: ['cell', 'status'], isEditedOften: true },
  { title: '5,000 initiatives, 20 goals, 100,000 reasons', text: () => bigProgramme(5000, 20), pages: STRATEGY, edits: ['cell', 'status'] },
  { title: '300 initiatives, 300 goals, no reasons', text: () => bigProgramme(300, 300, { length: 0 }), pages: STRATEGY, edits: ['cell'] },
];

// Where an edit is made, what must stand there, and what makes it for the i-th time.
const EDITS = {
  score: ['scores', '.sheet__score', i => {
    const cell = document.querySelectorAll('.sheet__score')[60 + i];
    cell.click();
    cell.dispatchEvent(new KeyboardEvent('keydown', { key: 'u', bubbles: true, cancelable: true }));
  }],
  weight: ['weights', '.ranking__row', i => {
    const field = document.querySelector('.weights .field__input');
    field.value = 10 + 7 * i;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }],
  cell: ['alignment', '.matrix .score', i => {
    const cell = document.querySelectorAll('.matrix .score')[40 + i];
    cell.click();
    cell.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true, cancelable: true }));
  }],
  status: ['programme', '#initiatives tbody tr', i => {
    const cell = document.querySelectorAll('#initiatives td[data-head="Status"]')[2];
    cell.focus();
    // A letter chooses the word that begins with it, and Enter takes it.
    cell.dispatchEvent(new KeyboardEvent('keydown', { key: 'ragc'[i % 4], bubbles: true, cancelable: true }));
    return new Promise(resolve => setTimeout(resolve, 500)).then(() => {
      const field = document.querySelector('#initiatives-entry');
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    });
  }],
};

/** The longest that a page may take before the measure says "more". */
const PATIENCE = 120_000;

const row = (name, ...cells) => console.log(`  ${name.padEnd(26)}${cells.map(cell => String(cell).padStart(11)).join('')}`);
const ms = time => (time === null ? 'more' : time < 50 ? '<50 ms' : `${time.toFixed(0)} ms`);
const megabytes = bytes => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

/** Keeps every task of 50 ms and more, each as [start, length], before any script of the page runs. */
function watchTasks() {
  globalThis.longTasks = [];
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) globalThis.longTasks.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });
}

/** Waits until the page is complete and nothing has held it for a while; returns null where that takes too long. */
async function settled(page) {
  try {
    await page.waitForFunction(() => {
      const last = globalThis.longTasks.at(-1);
      const busy = document.querySelector('main [aria-busy="true"]') || !document.querySelector('main h1');
      if (busy || (last && performance.now() - (last[0] + last[1]) < 700)) globalThis.quietSince = null;
      else globalThis.quietSince ??= performance.now();
      return globalThis.quietSince && performance.now() - globalThis.quietSince > 700;
    }, null, { timeout: PATIENCE, polling: 50 });
    return await page.evaluate(() => globalThis.quietSince);
  } catch {
    return null;
  }
}

/** Runs `act` in the page and returns the longest task, the sum of all long ones, and when the page was complete. */
async function measured(page, act, argument) {
  const start = await page.evaluate(() => {
    globalThis.quietSince = null;
    globalThis.longTasks.length = 0;
    return performance.now();
  });
  await page.evaluate(`(${act})(${JSON.stringify(argument)})`);
  const quiet = await settled(page);
  const tasks = await page.evaluate(() => globalThis.longTasks);
  const lengths = tasks.map(([, length]) => length);
  const end = Math.max(0, ...tasks.map(([from, length]) => from + length - start));
  return { longest: Math.max(0, ...lengths), sum: lengths.reduce((a, b) => a + b, 0), complete: quiet === null ? null : Math.max(end, quiet - start), tasks: lengths.length };
}

/** Makes this many edits of cells, each painted before the next, and waits until the last is saved. */
async function editOften(page, n) {
  await page.evaluate(async n => {
    const painted = () => new Promise(resolve => { requestAnimationFrame(() => setTimeout(resolve)); });
    for (let i = 0; i < n; i += 1) {
      const cell = document.querySelectorAll('.matrix .score')[40 + (i % 20)];
      cell.click();
      cell.dispatchEvent(new KeyboardEvent('keydown', { key: String(1 + (Math.floor(i / 20) % 3)), bubbles: true, cancelable: true }));
      await painted();
    }
  }, n);
  await page.waitForFunction(() => /^Saved/.test(document.querySelector('.masthead__saved')?.textContent.trim() ?? ''), null, { timeout: PATIENCE });
}

async function measureCase(address, { title, text, pages, edits, isEditedOften }) {
  const browser = await chromium();
  const page = await browser.newPage();
  await page.addInitScript(watchTasks);
  await page.addInitScript(() => { delete window.showOpenFilePicker; });
  await page.goto(address);
  await usable(page);
  await offlineReady(page);
  await page.waitForTimeout(500);
  const empty = rendererMemory();
  const file = text();
  console.log(`\n${title}: a file of ${(file.length / 1e6).toFixed(1)} MB`);
  row('', 'longest', 'all long', 'complete', 'elements', 'memory');
  const print = async (name, found) => {
    const elements = await page.evaluate(() => document.querySelectorAll('*').length);
    row(name, ms(found.longest), ms(found.sum), found.complete === null ? 'more' : `${found.complete.toFixed(0)} ms`, elements, `+${megabytes(rendererMemory() - empty)}`);
  };
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Open a file/ }).click();
  // A file on the disk: what a test would hand over itself costs the page more than the file does.
  const place = path.join(temporaryFolder(), 'big.json');
  writeFileSync(place, file);
  await (await chooser).setFiles(place);
  await page.waitForFunction(() => location.hash.includes('/case/') || /appraisal|alignment|programme/.test(location.hash), null, { timeout: PATIENCE });
  const opened = await settled(page);
  const tasks = await page.evaluate(() => globalThis.longTasks.map(([, length]) => length));
  await print('opening the file', { longest: Math.max(0, ...tasks), sum: tasks.reduce((a, b) => a + b, 0), complete: opened, tasks: tasks.length });
  const go = name => { location.hash = location.hash.replace(/[^/]*$/, name); };
  for (const name of [...pages.slice(1), pages[0]]) await print(name, await measured(page, go, name));
  for (const name of edits) {
    const [where, ready, act] = EDITS[name];
    await page.evaluate(`(${go})(${JSON.stringify(where)})`);
    await page.locator(ready).first().waitFor({ timeout: PATIENCE });
    await settled(page);
    const found = [];
    for (let i = 0; i < 4; i += 1) found.push(await measured(page, act, i));
    await print(`edit: ${name}, worst of 4`, found.reduce((a, b) => (b.longest > a.longest ? b : a)));
  }
  if (isEditedOften) {
    await page.evaluate(`(${go})('alignment')`);
    await page.locator('.matrix .score').first().waitFor({ timeout: PATIENCE });
    await settled(page);
    const before = rendererMemory();
    await editOften(page, 500);
    console.log(`  500 cells scored: +${megabytes(rendererMemory() - before)} over what stood before them`);
  }
  await browser.close();
}

const wanted = process.argv[2] ?? '';
const site = await serve();
console.log('Large cases in Chromium, hosted edition. Longest: the longest that one task holds the page. All long: the sum of');
console.log('the tasks of 50 ms and more. Complete: all is there and nothing holds the page. Memory: over the empty page.');
for (const one of CASES.filter(({ title }) => title.startsWith(wanted))) await measureCase(site.address, one);
await site.stop();
