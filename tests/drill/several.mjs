// Runs every drill: `short` as script/test does, `all` in full, `self-check` with a loss made on purpose in each.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('./run/', import.meta.url);
const mode = process.argv[2];
const NAMES = readdirSync(FOLDER).map(file => file.replace(/\.mjs$/, '')).sort();
// How many drills run side by side: most of a drill is waiting for a browser. In full each has the machine to itself.
const SIDE_BY_SIDE = Number(process.env.DRILLS_AT_ONCE ?? (mode === 'all' ? 1 : 2));

/** Runs one drill and returns its summary line, whether it passed, and what it said on the way. */
function play(name) {
  const words = mode === 'self-check' ? ['short', '--sabotage'] : [mode === 'short' ? 'short' : 'full'];
  return new Promise(resolve => {
    const child = spawn(process.execPath, [fileURLToPath(new URL(`${name}.mjs`, FOLDER)), ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', on: '' };
    child.stdout.on('data', text => { said.out += text; });
    child.stderr.on('data', text => {
      said.on += text;
      if (mode === 'all') process.stderr.write(text);
    });
    child.on('close', code => resolve({ name, passed: code === 0, summary: said.out.trim() || `${name}: ended without a summary`, said: said.on }));
  });
}

const begun = Date.now();
const waiting = [...NAMES];
const results = [];
await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => {
  while (waiting.length > 0) {
    const result = await play(waiting.shift());
    results.push(result);
    console.log(result.summary);
    if (!result.passed && mode === 'short') process.stderr.write(result.said);
  }
}));
const passed = results.filter(result => result.passed).length;
console.log(`${passed} passed, ${results.length - passed} failed`);
console.error(`drill: ${mode} in ${Math.round((Date.now() - begun) / 1000)} s`);
process.exit(passed === results.length ? 0 : 1);
