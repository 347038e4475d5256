// What the build hands out can be checked: digests of every file, a bill of materials, and the page that shows both.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { axe, chromium, DIST, firefox, open, serve, shot, singleFile, temporaryFolder, watch } from './lib.mjs';

const inDist = name => readFileSync(path.join(DIST, name));
const digest = bytes => createHash('sha256').update(bytes).digest('hex');
const sums = () => inDist('SHA256SUMS').toString().split('\n').filter(Boolean);
const programSum = () => sums().find(line => line.endsWith('  weighbridge.html#program')).match(/[0-9a-f]{64}/)[0];
const textOf = (page, id) => page.evaluate(wanted => document.getElementById(wanted)?.textContent, id);

test('SHA256SUMS has the digest of every file of the build', () => {
  const listed = new Map(sums().filter(line => !line.startsWith('#')).map(line => line.split('  ').reverse()));
  const files = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const names = files.map(entry => path.relative(DIST, path.join(entry.parentPath ?? entry.path, entry.name)));
  assert.deepEqual([...listed.keys()].sort(), names.filter(name => name !== 'SHA256SUMS').sort());
  for (const [name, sum] of listed) assert.equal(sum, digest(inDist(name)), name);
});

// Asks cargo in another way than the build does: flat lists instead of a tree that is read by depth.
function cargoTree(edges) {
  const asked = ['tree', '--locked', '--edges', edges, '--target', 'wasm32-unknown-unknown', '--features', 'web',
    '--prefix', 'none', '--no-dedupe', '--format', '{p}'];
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const { status, stdout, stderr } = spawnSync('cargo', asked, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  assert.equal(status, 0, stderr);
  const lines = stdout.split('\n').filter(Boolean).map(line => line.replace(/^(\S+) v(\S+).*$/, '$1 $2'));
  return [...new Set(lines)].filter(line => !line.startsWith('weighbridge ')).sort();
}

test('the bill of materials is CycloneDX 1.5 and lists the crates of the page, and no others', () => {
  const bill = JSON.parse(inDist('weighbridge.cdx.json'));
  assert.deepEqual([bill.bomFormat, bill.specVersion, bill.version], ['CycloneDX', '1.5', 1]);
  assert.equal(bill.metadata.component.name, 'weighbridge');
  assert.equal(bill.metadata.component.hashes[0].content, digest(inDist('weighbridge.html')));
  const crates = bill.components.filter(component => component.purl);
  const named = found => found.map(({ name, version }) => `${name} ${version}`).sort();
  assert.deepEqual(named(crates.filter(one => one.scope === 'required')), cargoTree('normal,no-proc-macro'));
  assert.deepEqual(named(crates), cargoTree('normal'));
  assert.deepEqual(named(bill.components.filter(component => !component.purl)).map(one => one.replace(/[\d.]+$/, 'x')), ['Rust standard library x']);

  const lock = readFileSync(new URL('../../Cargo.lock', import.meta.url), 'utf8');
  for (const { name, version, purl, hashes, licenses, type, 'bom-ref': ref } of crates) {
    const [, checksum] = lock.match(new RegExp(`name = "${name}"\nversion = "${version.replace('+', '\\+')}"\n.*\nchecksum = "(.*)"`));
    assert.deepEqual(hashes, [{ alg: 'SHA-256', content: checksum }], name);
    assert.equal(type, 'library');
    assert.equal(purl, ref);
    assert.match(purl, /^pkg:cargo\/[\w-]+@[\w.%-]+$/);
    assert.match(licenses[0].expression, /^[\w.() -]+$/, name);
  }
  const references = [bill.metadata.component, ...bill.components].map(component => component['bom-ref']);
  assert.equal(new Set(references).size, references.length, 'each has a reference of its own');
  for (const { ref, dependsOn } of bill.dependencies) {
    for (const one of [ref, ...dependsOn]) assert.ok(references.includes(one), one);
  }
  assert.doesNotMatch(JSON.stringify(bill), /file:|\/home\/|\/tmp\//);
});

test('the hosted page shows the digest of the single file beside it, and asks for nothing', async () => {
  const site = await serve();
  const browser = await chromium();
  const page = await browser.newPage();
  await open(page, site.address);
  const seen = watch(page);
  await page.getByRole('link', { name: 'About this copy' }).click();
  await page.getByRole('heading', { name: 'About this copy' }).waitFor();
  assert.equal(await textOf(page, 'file-digest'), digest(inDist('weighbridge.html')));
  assert.ok(sums().includes(`${await textOf(page, 'file-digest')}  weighbridge.html`));
  const text = await page.evaluate(() => document.querySelector('main').innerText);
  assert.match(text, new RegExp(JSON.parse(inDist('weighbridge.cdx.json')).metadata.component.version));
  assert.match(text, /Hosted/);
  for (const command of ['certutil -hashfile', 'Get-FileHash', 'shasum -a 256', 'sha256sum']) assert.ok(text.includes(command), command);
  assert.deepEqual(await axe(page), []);
  await shot(page, 'about-copy-1280');
  await page.setViewportSize({ width: 320, height: 640 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await shot(page, 'about-copy-320');
  assert.deepEqual(seen.requests, []);
  assert.deepEqual(seen.problems, []);
  await browser.close();
  await site.stop();
});

// Changes the styles, which the policy then refuses; the program runs all the same.
function changedFile() {
  const text = inDist('weighbridge.html').toString();
  const changed = text.replace('<style>', '<style>/* */');
  assert.notEqual(changed, text);
  const file = path.join(temporaryFolder(), 'weighbridge.html');
  writeFileSync(file, changed);
  return pathToFileURL(file).href;
}

for (const [name, start] of [['Chromium', chromium], ['Firefox', firefox]]) {
  test(`the single file works out the digest of what runs in it, in ${name}`, async () => {
    const browser = await start();
    const digestShown = async address => {
      const page = await browser.newPage();
      await open(page, `${address}#/about/copy`);
      await page.waitForFunction(() => /^[0-9a-f]{64}$/.test(document.getElementById('program-digest')?.textContent));
      assert.match(await page.evaluate(() => document.querySelector('main').innerText), /Single file/);
      const shown = await textOf(page, 'program-digest');
      const faults = await axe(page);
      if (name === 'Chromium' && faults.length === 0) await shot(page, 'about-copy-single');
      await page.close();
      return { shown, faults };
    };
    assert.deepEqual(await digestShown(singleFile()), { shown: programSum(), faults: [] });
    assert.notEqual((await digestShown(changedFile())).shown, programSum());
    await browser.close();
  });
}
