// Five ways out of the page, in both editions and both browsers: all are blocked and reported as blocked. The trials are
// those of tests/e2e/sealed.test.mjs, which also shows that the five ways work on a page without a policy.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../e2e/lib.mjs';
import { drill } from '../lib.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const TEST = 'tests/e2e/sealed.test.mjs';
const N_PLACES = 4;

/** Runs the tests and returns the names of those that passed and failed. */
function testsOf(root) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--test', '--test-force-exit', '--test-reporter=tap', TEST], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', piece => { text += piece; });
    child.on('close', () => {
      const lines = [...text.matchAll(/^\s*(ok|not ok) \d+ - (.*)$/gm)];
      resolve({ passed: lines.filter(([, how]) => how === 'ok').map(line => line[2]), failed: lines.filter(([, how]) => how !== 'ok').map(line => line[2]) });
    });
  });
}

/** For the self-check: the same tests on a build whose policy is gone. */
function withoutPolicy() {
  const root = temporaryFolder();
  const dist = path.join(root, 'dist');
  for (const folder of ['dist', 'tests/e2e', 'script']) mkdirSync(path.join(root, folder), { recursive: true });
  for (const name of ['sealed.test.mjs', 'lib.mjs', 'package.json']) copyFileSync(path.join(ROOT, 'tests/e2e', name), path.join(root, 'tests/e2e', name));
  symlinkSync(path.join(ROOT, 'tests/e2e/node_modules'), path.join(root, 'tests/e2e/node_modules'));
  copyFileSync(path.join(ROOT, 'script/serve.mjs'), path.join(root, 'script/serve.mjs'));
  const page = readFileSync(path.join(ROOT, 'dist/weighbridge.html'), 'utf8');
  writeFileSync(path.join(dist, 'weighbridge.html'), page.replace(/<meta http-equiv="?content-security-policy"?[^>]*>/i, ''));
  writeFileSync(path.join(dist, 'index.html'), readFileSync(path.join(dist, 'weighbridge.html')));
  return root;
}

await drill('sealed', { full: 5, short: 5, selfCheck: /are blocked|are refused/ }, async run => {
  const { passed, failed } = await testsOf(run.sabotage ? withoutPolicy() : ROOT);
  const isTrial = name => /fetch, image, beacon, socket and form/.test(name);
  const sealed = passed.filter(isTrial).length;
  run.count(`of ${N_PLACES} places with 5 of 5 blocked`, sealed);
  run.count('other trials', passed.filter(name => !isTrial(name) && name !== 'sealed').length);
  for (const name of failed) run.loss(name);
  if (sealed !== N_PLACES && failed.length === 0) run.loss(`only ${sealed} of ${N_PLACES} places were tried`);
});
