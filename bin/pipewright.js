#!/usr/bin/env node
// Written for any Node that knows modules, so that an old one is told what is wrong instead of failing on syntax.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = 24;
const pinned = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= OLDEST) {
  // On before anything else is imported: it halves the start of every later run.
  const { enableCompileCache, getCompileCacheDir } = await import('node:module');
  enableCompileCache();
  // A worker thread has the cache only by its environment: without it each compiles everything anew, which takes a second.
  const cache = getCompileCacheDir();
  if (cache !== undefined) process.env.NODE_COMPILE_CACHE ??= dirname(cache);
  // In the repository the sources run as they are, by Node's type stripping; a published package brings dist/.
  const source = new URL('../src/cli/main.ts', import.meta.url);
  await import(existsSync(source) ? source.href : new URL('../dist/cli/main.js', import.meta.url).href);
} else if (existsSync(pinned)) {
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // An interrupt reaches the child as well, which knows how to stop.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 130)));
} else {
  process.stderr.write(
    `pipewright needs Node ${OLDEST} or later, and this is ${process.version}: install a current Node, or add the package "node" to your project\n`,
  );
  process.exitCode = 2;
}
