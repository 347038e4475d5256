// What the browser tests share. Each test file opens its own server and browsers with these and closes them after: most with
// `withSite`, which does both for a block of tests. What a person does in the page is in drive.mjs.
//
//   const site = await serve();                 the built page on a port of its own; site.stop(), site.start()
//   const browser = await chromium();           Playwright's BrowserContext with an empty profile; browser.close()
//   const browser = await firefox();            Puppeteer's Browser driving Firefox; browser.close()
//   const page = await browser.newPage();
//   const seen = watch(page);                   everything the page logs, fails at or asks for
//   await open(page, site.address + '#/route'); loads and waits until the page is usable
//   assert.deepEqual(seen.problems, []);        a clean console
//   assert.deepEqual(await axe(page), []);      no accessibility faults
//   await shot(page, 'weights-1280-light');     a picture in tests/e2e/shots/
//
// A page of either browser serves `watch`, `open`, `axe` and `shot`. For locators and downloads use Chromium's.
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import playwright from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { serveFolder } from '../../script/serve.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** The folder of the built page. */
export const DIST = path.resolve(HERE, '../../dist');

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const CHROMIUM_FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

function checkBuilt() {
  if (!existsSync(path.join(DIST, 'weighbridge.html'))) throw new Error('expected a built page in dist/: run script/build');
}

/** Returns a new empty folder, removed when the process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'weighbridge-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Returns a copy of the built page in a temporary folder, for tests that change its files. */
export function copyOfDist() {
  checkBuilt();
  const folder = temporaryFolder();
  cpSync(DIST, folder, { recursive: true });
  return folder;
}

/** Returns the file:// address of a copy of the single file. Each call gives another path, so other storage in Firefox. */
export function singleFile() {
  checkBuilt();
  const file = path.join(temporaryFolder(), 'weighbridge.html');
  copyFileSync(path.join(DIST, 'weighbridge.html'), file);
  return pathToFileURL(file).href;
}

/**
 * Serves `folder` on a free port with the headers a host should send. The port stays the same over stop and start.
 * `requests` lists every address that reached the server, those of the service worker too.
 */
export async function serve(folder = DIST) {
  checkBuilt();
  let server = null;
  let port = 0;
  const site = {
    address: '',
    requests: [],
    async start() {
      server = await serveFolder(folder, port, { exactly: true });
      server.on('request', request => site.requests.push(request.url));
      port = server.address().port;
      site.address = `http://127.0.0.1:${port}/`;
    },
    async stop() {
      if (!server) return;
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
      server = null;
    },
  };
  await site.start();
  return site;
}

/** Opens Chromium with a profile that survives its pages, an empty one where none is given. Returns Playwright's BrowserContext; `options` are its. */
export async function chromium({ profile = temporaryFolder(), ...options } = {}) {
  return playwright.chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: CHROMIUM_FLAGS,
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    ...options,
  });
}

/** Ends the Chromium that has `profile` open as a power cut would, and waits until it is gone. */
export async function killed(browser, profile) {
  const gone = new Promise(resolve => browser.once('close', resolve));
  const command = pid => { try { return readFileSync(`/proc/${pid}/cmdline`, 'utf8'); } catch { return ''; } };
  const family = readdirSync('/proc').filter(pid => /^\d+$/.test(pid) && command(pid).includes(`--user-data-dir=${profile}\0`));
  assert.ok(family.length > 0, 'a browser has this profile open');
  for (const pid of family) process.kill(Number(pid), 'SIGKILL');
  await gone;
}

/** Opens Firefox and returns Puppeteer's Browser. Storage on file:// is per file, as in a Firefox that a person uses. */
export async function firefox() {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    // Puppeteer switches this off, which gives all local files one storage.
    extraPrefsFirefox: { 'security.fileuri.strict_origin_policy': true, 'intl.locale.requested': 'en-GB' },
  });
}

/**
 * Opens a server and a browser before the tests of a block, or of a file, and closes them after. Returns what stands from the
 * first test on:
 *   site, browser, address      the server, the browser, and where the page is loaded from
 *   page, seen                  the page, and what `watch` sees in it: that of the test that runs, or with `onePage` one for all
 *   inPage(name, work, options) makes a test with a page of its own, `work(page)`; `options` are those of `test`
 *
 * Of the choices, `firefox` is for that browser, `single` for the single file instead of the server, `fresh` gives each test
 * of `inPage` a browser in which nothing is kept yet, `onePage` is true or what is done first with the one page, and
 * `clean: false` is for pages that need not end with a clean console.
 */
export function withSite({ firefox: inFirefox = false, single = false, fresh = false, onePage = false, clean = true } = {}) {
  const at = { site: null, browser: null, address: '', page: null, seen: null };
  const begin = async () => { at.browser = await (inFirefox ? firefox() : chromium()); };
  const newPage = async () => {
    at.page = await at.browser.newPage();
    at.seen = watch(at.page);
  };
  const checkSeen = () => { if (clean) assert.deepEqual(at.seen.problems, [], 'the console is clean'); };
  before(async () => {
    if (!single) at.site = await serve();
    at.address = at.site?.address ?? singleFile();
    if (!fresh) await begin();
    if (onePage) await newPage();
    if (typeof onePage === 'function') await onePage(at.page);
  });
  after(async () => {
    if (!fresh) await at.browser?.close();
    await at.site?.stop();
    if (onePage && at.page) checkSeen();
  });
  at.inPage = (name, work, options = {}) => test(name, options, async () => {
    if (fresh) await begin();
    await newPage();
    try {
      await work(at.page);
      checkSeen();
    } finally {
      await (fresh ? at.browser : at.page).close();
    }
  });
  return at;
}

/** Loads `address` and waits until the page is usable: its heading stands. */
export async function open(page, address) {
  await page.goto(address);
  await usable(page);
}

/** Waits until the page is usable, as after a reload. */
export async function usable(page) {
  await page.waitForSelector('main h1');
}

/**
 * Records what happens in `page` from now on:
 *   problems   console errors and warnings, uncaught errors, failed requests, as text
 *   requests   every address asked for; `mark()` forgets those so far, so that after it the list is "since then"
 */
export function watch(page) {
  const seen = {
    problems: [],
    requests: [],
    mark() {
      seen.requests.length = 0;
    },
  };
  page.on('console', message => {
    if (['error', 'warning', 'warn', 'assert'].includes(message.type())) seen.problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', error => seen.problems.push(`uncaught: ${error.message ?? error}`));
  page.on('requestfailed', request => {
    const why = request.failure()?.errorText ?? '';
    // Leaving an address gives up what it was still loading: that is no fault of the page.
    if (!/\b(ERR_ABORTED|NS_BINDING_ABORTED)\b/.test(why)) seen.problems.push(`failed: ${request.url()} ${why}`);
  });
  page.on('request', request => {
    if (/^(https?|wss?|file):/.test(request.url())) seen.requests.push(request.url());
  });
  return seen;
}

/**
 * Runs axe-core (WCAG 2.2 A and AA, and best practice) on the page as it stands, and returns its findings, one line
 * for each element: "rule: what is wrong: selector". `context` limits it to a selector.
 */
export async function axe(page, context) {
  // The debugger is not under the page's policy, so this is not stopped by it.
  if (!(await page.evaluate(() => typeof globalThis.axe === 'object'))) await page.evaluate(AXE_SOURCE);
  const violations = await page.evaluate(
    ([selector, tags]) => globalThis.axe
      .run(selector ?? document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
      .then(result => result.violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map(n => n.target.join(' ')) }))),
    [context ?? null, AXE_TAGS],
  );
  return violations.flatMap(({ id, help, at }) => at.map(selector => `${id}: ${help}: ${selector}`));
}

/** Keeps a picture of the whole page as tests/e2e/shots/`name`.png and returns its path. */
export async function shot(page, name) {
  const folder = path.join(HERE, 'shots');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file, fullPage: true });
  return file;
}

/** Waits until the page's service worker is in charge and has kept every file. */
export async function offlineReady(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise(resolve => setTimeout(resolve, 20));
  });
}

/** Resolves after `ms` milliseconds: for showing that something does not happen. */
export const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
