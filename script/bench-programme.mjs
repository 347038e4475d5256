// Measures a programme of 1,000 initiatives on 30 goals with reasons, in Chromium: how soon it stands after its file is read, how
// soon a key is painted in the matrix and in the grid, how soon 5,000 pasted rows are previewed, and memory. Run by script/bench;
// script/bench --programme runs it alone. What the rules take in the browser is among the methods (script/bench --methods).
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bigProgramme } from '../tests/e2e/big-case.mjs';
import { chromium, offlineReady, serve, temporaryFolder, usable } from '../tests/e2e/lib.mjs';
import { rendererMemory } from './renderer.mjs';

const SLOWDOWNS = [1, 4];
const ROWS = readFileSync(new URL('../tests/paste/12-five-thousand-rows.txt', import.meta.url), 'utf8');

const median = times => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const row = (name, ...cells) => console.log(`  ${name.padEnd(54)}${cells.join('  ')}`);
const megabytes = bytes => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

/** Runs in the page before any of its scripts: notes when a file has been read, and gives what waits for a painted frame. */
function prepare() {
  const read = Blob.prototype.arrayBuffer;
  Blob.prototype.arrayBuffer = async function arrayBuffer() {
    const bytes = await read.call(this);
    globalThis.fileRead = performance.now();
    return bytes;
  };
  // A message sent from within a frame arrives once that frame has been painted.
  globalThis.painted = () => new Promise(resolve => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(0);
    });
  });
  // Looks after every frame until something stands, and returns when that frame was painted.
  globalThis.paintedWith = async stands => {
    for (;;) {
      const at = await globalThis.painted();
      if (stands()) return at;
    }
  };
  globalThis.key = (target, key) => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  // Runs a step several times and returns the milliseconds from each to the frame in which it stands. What an edit leaves to be
  // done behind the frame, saving and checking, is not the next one's.
  globalThis.timed = async (n, step) => {
    const times = [];
    for (let i = 0; i < n; i += 1) {
      await new Promise(resolve => { setTimeout(resolve, 700); });
      await globalThis.painted();
      const start = performance.now();
      const stands = step(i);
      times.push(await globalThis.paintedWith(stands) - start);
    }
    return times;
  };
  delete globalThis.showOpenFilePicker;
}

// Each measure: its name, the page, what must stand there, and the step for the i-th time, which returns what says that it stands.
const MEASURES = [
  ['a key scores a cell of the matrix', 'alignment', '.matrix .score', i => {
    const cell = document.querySelectorAll('.matrix .score')[40 + i];
    cell.focus();
    const before = cell.outerHTML;
    const now = /[+−-]?\d/.exec(cell.textContent)?.[0] ?? '';
    globalThis.key(cell, now.endsWith('2') ? '1' : '2');
    return () => cell.outerHTML !== before;
  }],
  ['an arrow moves in the matrix', 'alignment', '.matrix .score', () => {
    const cell = document.activeElement.matches('.matrix .score') ? document.activeElement : document.querySelectorAll('.matrix .score')[40];
    cell.focus();
    globalThis.key(cell, 'ArrowDown');
    return () => document.activeElement !== cell && document.activeElement.matches('.matrix .score');
  }],
  ['an arrow moves in the grid', 'programme', '#initiatives tbody tr', () => {
    const cell = document.activeElement.closest('#initiatives td') ?? document.querySelectorAll('#initiatives td[data-head="Planned end"]')[3];
    cell.focus();
    globalThis.key(cell, 'ArrowDown');
    return () => document.activeElement !== cell && document.activeElement.closest('#initiatives');
  }],
  ['a letter begins to type in the grid', 'programme', '#initiatives tbody tr', i => {
    document.querySelector('#initiatives-entry')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    const cell = document.querySelectorAll('#initiatives td[data-head="Lead role"]')[10 + i];
    cell.focus();
    globalThis.key(cell, 'h');
    return () => document.querySelector('#initiatives-entry')?.value === 'h';
  }],
  ['Enter takes over what was typed', 'programme', '#initiatives tbody tr', i => {
    const field = document.querySelector('#initiatives-entry');
    field.value = `Head of ${i}`;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    globalThis.key(field, 'Enter');
    return () => [...document.querySelectorAll('#initiatives td[data-head="Lead role"]')].some(cell => cell.textContent === `Head of ${i}`);
  }, i => {
    const cell = document.querySelectorAll('#initiatives td[data-head="Lead role"]')[30 + i];
    cell.focus();
    globalThis.key(cell, 'h');
    // What is being typed is handed over after a second of quiet, and that is saved: not what is measured.
    return new Promise(resolve => { setTimeout(resolve, 2000); });
  }],
  ['rows are sorted by planned end', 'programme', '#initiatives tbody tr', () => {
    const button = [...document.querySelectorAll('#initiatives .entry-table__sort')].find(one => one.textContent.startsWith('Planned end'));
    const first = () => document.querySelector('#initiatives tbody tr').textContent;
    const before = first();
    button.click();
    return () => first() !== before;
  }],
  ['rows are filtered', 'programme', '#initiatives tbody tr', i => {
    const field = document.querySelector('#filter-initiatives');
    field.value = i % 2 === 0 ? 'Initiative 99' : 'Initiative 4';
    const before = document.querySelector('#initiatives tbody').textContent;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return () => document.querySelector('#initiatives tbody')?.textContent !== before;
  }],
];

async function measure(address, slowdown, file) {
  const browser = await chromium();
  const page = await browser.newPage();
  await page.addInitScript(prepare);
  await page.goto(address);
  await usable(page);
  await offlineReady(page);
  await page.waitForTimeout(500);
  const empty = rendererMemory();
  const client = await browser.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const times = name => `${name}${slowdown > 1 ? `, ${slowdown} times slower` : ''}`;
  const print = (name, found, aim) => row(times(name), `${median(found).toFixed(0).padStart(5)} ms`, `(${found.map(time => time.toFixed(0)).join(' ')})`, aim ?? '');
  const opened = page.evaluate(() => globalThis.paintedWith(() => globalThis.fileRead && document.querySelector('#initiatives tbody tr, .matrix .score')));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Open a file/ }).click();
  await (await chooser).setFiles(file);
  const stood = await opened;
  print('opening, from the read file to its first rows', [stood - await page.evaluate(() => globalThis.fileRead)], 'aim 300 ms');
  await page.waitForTimeout(3000);
  if (slowdown === 1) row('memory over the empty page, once it is open', megabytes(rendererMemory() - empty).padStart(8));
  for (const [name, where, ready, step, before] of MEASURES) {
    await page.evaluate(where => { location.hash = location.hash.replace(/[^/]*$/, where); }, where);
    await page.locator(ready).first().waitFor();
    await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));
    await page.waitForTimeout(1500);
    // As text: the page's policy lets no function be made in it.
    const run = before
      ? `(async () => { const all = []; for (let i = 0; i < 7; i += 1) { await (${before})(i); all.push(...await timed(1, () => (${step})(i))); } return all; })()`
      : `timed(7, ${step})`;
    print(name, await page.evaluate(run), slowdown === 1 ? 'aim: a frame, 17 ms' : 'aim 100 ms');
  }
  await page.evaluate(() => { location.hash = location.hash.replace(/[^/]*$/, 'programme'); });
  await page.locator('#paste-open').click();
  await page.locator('#paste-text').waitFor();
  const previews = await page.evaluate(async text => {
    const field = document.querySelector('#paste-text');
    const put = async words => {
      field.value = words;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const times = [];
    for (let i = 0; i < 5; i += 1) {
      await put('');
      await globalThis.paintedWith(() => !document.querySelector('#paste-preview'));
      await new Promise(resolve => { setTimeout(resolve, 500); });
      const start = performance.now();
      await put(text);
      times.push(await globalThis.paintedWith(() => document.querySelectorAll('#paste-rows tbody tr').length > 0) - start);
    }
    return times;
  }, ROWS);
  print('5,000 pasted rows, to their preview', previews, 'aim 1,000 ms');
  await browser.close();
}

const file = path.join(temporaryFolder(), 'programme.json');
const text = bigProgramme(1000, 30);
writeFileSync(file, text);
const site = await serve();
console.log(`\n1,000 initiatives on 30 goals, 30,000 reasons, a file of ${(text.length / 1e6).toFixed(1)} MB; to the painted frame, medians, hosted edition`);
for (const slowdown of SLOWDOWNS) await measure(site.address, slowdown, file);
await site.stop();
