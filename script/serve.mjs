// A small static server with the headers that the build recommends to hosts (dist/_headers).
// Listens on this computer only. Used by script/serve and by the browser tests; it is no server for the public.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Serves the folder `root` and resolves with the running http.Server.
 * Tries `port`, then the next nine, unless `port` is 0 (any free one) or `exactly` is set.
 */
export async function serveFolder(root, port, { exactly = false } = {}) {
  const folder = path.resolve(root);
  const server = createServer((request, response) => answer(folder, request, response));
  for (let tried = port; ; tried += 1) {
    try {
      return await listen(server, tried);
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || exactly || tried >= port + 9) throw error;
    }
  }
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve(server);
    });
  });
}

function answer(folder, request, response) {
  const file = fileFor(folder, request.url);
  if (!['GET', 'HEAD'].includes(request.method) || !file) {
    response.writeHead(file ? 405 : 404, { 'content-type': 'text/plain' }).end(file ? 'not allowed\n' : 'not found\n');
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'content-length': statSync(file).size,
    ...headersFor(folder, new URL(request.url, 'http://localhost').pathname),
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
}

// Returns the file for an address, or null where there is none inside the folder.
function fileFor(folder, address) {
  let name;
  try {
    name = decodeURIComponent(new URL(address, 'http://localhost').pathname);
  } catch {
    return null;
  }
  const file = path.join(folder, name.endsWith('/') ? `${name}index.html` : name);
  const isInside = file.startsWith(folder + path.sep);
  return isInside && existsSync(file) && statSync(file).isFile() ? file : null;
}

// Reads _headers: an address (or /*) alone on a line, then its headers, indented.
function headersFor(folder, address) {
  const file = path.join(folder, '_headers');
  const headers = {};
  if (!existsSync(file)) return headers;
  let applies = false;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (/^\S/.test(line)) {
      applies = line === '/*' || line === address;
    } else if (applies && line.includes(':')) {
      const colon = line.indexOf(':');
      headers[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
    }
  }
  return headers;
}

function openBrowser(address) {
  const hasDisplay = process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay) return;
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  spawn(command, [address], { stdio: 'ignore', detached: true }).on('error', () => {}).unref();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [root, port, open] = process.argv.slice(2);
  const server = await serveFolder(root, Number(port));
  const address = `http://127.0.0.1:${server.address().port}/`;
  console.log(`serve: Weighbridge is at ${address}  (Ctrl-C stops it)`);
  console.log(`serve: the single file is ${path.resolve(root, 'weighbridge.html')}`);
  if (open === '--open') openBrowser(address);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      console.log('\nserve: stopped');
      server.closeAllConnections();
      server.close(() => process.exit(0));
    });
  }
}
