// Measures the built page: sizes, and times in Chromium; and the methods, as the page has them compiled. Run by
// script/bench; `node script/bench.mjs methods` measures the methods
// alone, `node script/bench.mjs page` all but them, `node script/bench.mjs edits` the edits of a large appraisal.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { bigCase } from '../tests/e2e/big-case.mjs';
import { chromium, DIST, offlineReady, serve, singleFile, usable } from '../tests/e2e/lib.mjs';

const RUNS = 5;
const SLOWDOWNS = [1, 4];

// Measures of single pages. Each opens what it needs from `address` and returns one time in milliseconds; it is run
// RUNS times for each edition and slowdown, and the median is printed.
const PAGE_MEASURES = [['a weight moved, to painted', weightToPainted]];

/** Opens the siting example, moves a slider eight times and returns the median time until the frame is painted. */
async function weightToPainted(page, address) {
  await page.goto(address);
  await page.getByRole('button', { name: /Open the worked example/ }).click();
  await page.locator('.bars__row').first().waitFor();
  await page.evaluate(() => { location.hash = location.hash.replace('results', 'weights'); });
  await page.locator('.ranking__row').first().waitFor();
  await page.waitForTimeout(300);
  const times = await page.evaluate(async () => {
    const slider = document.querySelector('.slider');
    const total = () => document.querySelector('.ranking').textContent;
    const times = [];
    for (let points = 20; points < 100; points += 10) {
      const before = total();
      await new Promise(resolve => requestAnimationFrame(resolve));
      const start = performance.now();
      slider.value = points;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      // A message sent from within a frame arrives once that frame has been painted.
      await new Promise(resolve => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = resolve;
        channel.port2.postMessage(0);
      }));
      if (total() === before) throw new Error('expected the ranking to answer');
      times.push(performance.now() - start);
    }
    return times;
  });
  return median(times);
}

// Edits of an appraisal of 50 options on 40 criteria: the step, what must stand there first, what makes the edit once (it is
// called with 0, 1, 2 ...), and what changes on the screen when it is done.
const LARGE_EDITS = [
  ['scores', '.sheet__score', 'a score', i => {
    const cell = document.querySelectorAll('.sheet__score')[60 + i];
    cell.click();
    return () => cell.dispatchEvent(new KeyboardEvent('keydown', { key: 'u', bubbles: true, cancelable: true }));
  }, () => document.querySelectorAll('.sheet__face--unknown').length],
  ['weights', '.ranking__row', 'a weight by slider', i => {
    const slider = document.querySelector('.slider');
    return () => {
      slider.value = 10 + 7 * i;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    };
  }, () => document.querySelector('.ranking').textContent],
  ['weights', '.ranking__row', 'a weight typed', i => {
    const field = document.querySelector('.weights .field__input');
    return () => {
      field.value = 10 + 7 * i;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    };
  }, () => document.querySelector('.ranking').textContent],
  ['criteria', '.leaf', 'the order of criteria', () => {
    const button = [...document.querySelectorAll('.leaf button')].find(one => /^(Move down|Down)/.test(one.getAttribute('aria-label') ?? ''));
    return () => button.click();
  }, () => document.querySelector('.tree--top').textContent.slice(0, 4000)],
  ['options', '.option', 'the order of options', () => {
    const button = [...document.querySelectorAll('.option button')].find(one => /^(Move down|Down)/.test(one.getAttribute('aria-label') ?? ''));
    return () => button.click();
  }, () => [...document.querySelectorAll('.option__name')].slice(0, 30).map(name => name.textContent).join()],
];

/** Runs in the page: makes an edit eight times and returns the milliseconds from each to its painted frame. */
async function timeEdits(prepare, reading) {
  const times = [];
  for (let i = 0; i < 8; i += 1) {
    const act = prepare(i);
    const before = reading();
    // What was left to do after the last edit, keeping it among that, is not this one's.
    await new Promise(resolve => setTimeout(resolve, 400));
    await new Promise(resolve => requestAnimationFrame(resolve));
    const start = performance.now();
    act();
    await new Promise(resolve => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(0);
    }));
    times.push(performance.now() - start);
    if (reading() === before) throw new Error('expected the page to answer');
  }
  return times;
}

/** Prints how long edits of a large appraisal take to be painted. */
async function printLargeEdits(browser, address) {
  console.log('\n50 options on 40 criteria: an edit, to painted; median and longest of 8, hosted edition');
  for (const slowdown of SLOWDOWNS) {
    const page = await slowPage(browser, slowdown);
    await page.goto(address);
    await usable(page);
    // A case of its own each time: one that is kept already, and was changed since, would be asked about.
    const file = JSON.parse(bigCase(50, 40));
    file.case.title += `, ${slowdown} times slower`;
    const text = JSON.stringify(file);
    const chooser = page.waitForEvent('filechooser');
    await page.evaluate(() => { delete window.showOpenFilePicker; });
    await page.getByRole('button', { name: /^Open a file/ }).click();
    await (await chooser).setFiles({ name: 'big.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await page.waitForFunction(() => /appraisal/.test(location.hash));
    for (const [step, ready, name, prepare, shown] of LARGE_EDITS) {
      await page.evaluate(step => { location.hash = location.hash.replace(/[a-z]+$/, step); }, step);
      await page.locator(ready).first().waitFor();
      await page.waitForTimeout(500);
      // As text: the page's policy lets no function be made in it.
      const times = await page.evaluate(`(${timeEdits})(${prepare}, ${shown})`);
      const all = times.map(time => time.toFixed(0)).join(' ');
      row(`${name}${slowdown > 1 ? `, ${slowdown}x slower` : ''}`, `${median(times).toFixed(0)} ms`, `${Math.max(...times).toFixed(0)} ms`, `(${all})`);
    }
    await page.close();
  }
}

// What the methods are held against, in microseconds: by the start of the name, the figure, what it is, and where it is
// from. The last that fits counts.
const REFERENCES = [
  ['SMAA-2', 8000, 'limit; hand-vectorised numpy 32 ms, R 276 ms'],
  ['weighted sum 1000x50', 110, 'numpy'],
  ['PROMETHEE II', 48000, 'limit; pymcdm 481 ms'],
  ['portfolio of 200', 436000, 'CP-SAT 436 ms, HiGHS 13.4 ms'],
  ['portfolio of 200, strong', 169000, 'CP-SAT 169 ms, HiGHS 604 ms'],
  ['rules over', 20000, 'limit'],
  ['the same with dates', 20000, 'limit'],
  ['a pasted table', 1000000, 'limit'],
];

const median = times => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const kilobytes = bytes => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
const row = (name, ...cells) => console.log(`  ${name.padEnd(44)}${cells.join('  ')}`);

function printSizes() {
  // What a first visit needs to be usable. Chunks follow behind it; the rest is kept for offline use or read by hosts.
  const later = ['sw.js', '_headers', 'weighbridge.html', 'icon-512.png', 'icon-192.png'];
  const files = readdirSync(DIST).filter(file => !later.includes(file)).sort();
  const isChunk = file => /^(split|chunk)_.*\.wasm$/.test(file);
  printSizesOf('First load, hosted edition', files.filter(file => !isChunk(file)));
  printSizesOf('Fetched behind it', files.filter(isChunk));
  const single = path.join(DIST, 'weighbridge.html');
  console.log();
  row('weighbridge.html (single file)', kilobytes(statSync(single).size), kilobytes(gzipSync(readFileSync(single)).length));
}

function printSizesOf(title, files) {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  console.log(`\n${title.padEnd(51)}raw          gzip        brotli`);
  for (const name of files) {
    const bytes = readFileSync(path.join(DIST, name));
    const sizes = {
      raw: bytes.length,
      gzip: gzipSync(bytes, { level: 9 }).length,
      brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    };
    for (const key of Object.keys(total)) total[key] += sizes[key];
    row(name, kilobytes(sizes.raw), kilobytes(sizes.gzip), kilobytes(sizes.brotli));
  }
  row('total', kilobytes(total.raw), kilobytes(total.gzip), kilobytes(total.brotli));
}

// Returns a page of `browser` whose processor is `slowdown` times slower than this machine's.
async function slowPage(browser, slowdown) {
  const page = await browser.newPage();
  const client = await browser.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return page;
}

// Returns the milliseconds from the start of navigation to the first frame with the heading in it.
async function startTime(page, address) {
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector('main h1')) globalThis.usableAt = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(address);
  await usable(page);
  return (await page.waitForFunction(() => globalThis.usableAt)).jsonValue();
}

async function printTimes(edition, browser, address) {
  for (const slowdown of SLOWDOWNS) {
    for (const [name, measure] of [['start to usable', startTime], ...PAGE_MEASURES]) {
      const times = [];
      for (let run = 0; run < RUNS; run += 1) {
        const page = await slowPage(browser, slowdown);
        times.push(await measure(page, address));
        await page.close();
      }
      const all = times.map(time => time.toFixed(0)).join(' ');
      row(`${edition}, ${slowdown}x slower: ${name}`.replace(', 1x slower', ''), `${median(times).toFixed(0)} ms`, `(${all})`);
    }
  }
}

// Returns what tests/bench/browser.rs times in headless Chromium: name, median and quickest in microseconds.
function timeMethods() {
  const runner = 'wasm-bindgen-test-runner';
  const wanted = ['test', '--release', '--locked', '--target', 'wasm32-unknown-unknown', '--features', 'browser'];
  const { status, stdout, stderr } = spawnSync('cargo', [...wanted, '--test', 'timings', '--', '--nocapture'], {
    cwd: path.resolve(DIST, '..'),
    env: {
      CHROMEDRIVER: 'chromedriver',
      ...process.env,
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: runner,
      WASM_BINDGEN_TEST_TIMEOUT: '600',
    },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`expected ${runner} to time the methods:\n${stdout}${stderr}`);
  return stdout
    .split('\n')
    .filter(line => line.startsWith('timed\t'))
    .map(line => line.split('\t'))
    .map(([, name, middle, quickest]) => ({ name, median: Number(middle), quickest: Number(quickest) }));
}

const duration = us => (us < 1000 ? `${us.toFixed(us < 10 ? 2 : 1)} us` : `${(us / 1000).toFixed(us < 10000 ? 2 : 1)} ms`);

function printMethods() {
  console.log('\nMethods in Chromium, one thread of WebAssembly with the page\'s own compiler options; medians,');
  console.log('the quickest sample in brackets, which a busy machine disturbs less');
  let smallest = null;
  for (const { name, median: time, quickest } of timeMethods()) {
    const cells = [duration(time).padStart(10), `(${duration(quickest)})`.padEnd(10)];
    const [, reference, what] = REFERENCES.findLast(([start]) => name.startsWith(start)) ?? [];
    if (reference) cells.push(`${(time / reference).toFixed(3)} of ${duration(reference)} (${what})`);
    const size = /(\d+)x(\d+)$/.exec(name);
    if (size) {
      const each = (time * 1000) / (Number(size[1]) * Number(size[2]));
      if (size[0] === '10x10') smallest = each;
      cells.push(`${each.toFixed(2)} ns a cell, ${(each / smallest).toFixed(2)} of 10x10`);
    }
    row(name, ...cells);
  }
}

const [only] = process.argv.slice(2);
if (!only || only === 'methods') printMethods();
if (only === 'methods') process.exit();
if (!only || only === 'page') printSizes();
const site = await serve();
const browser = await chromium();
const page = await browser.newPage();
await page.goto(site.address);
await usable(page);
await offlineReady(page);
await page.close();
await printLargeEdits(browser, site.address);
await site.stop();
if (only === 'edits') {
  await browser.close();
  process.exit();
}
console.log(`\nTimes in Chromium, median of ${RUNS}; the hosted edition offline, from its service worker`);
await printTimes('hosted', browser, site.address);
await printTimes('single file', browser, singleFile());
await browser.close();
