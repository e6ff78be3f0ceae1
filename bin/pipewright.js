#!/usr/bin/env node
// Before anything else is loaded: of what is imported first, nothing is kept. Measured: --help 152 → 100 ms.
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

enableCompileCache();

// In the repository the sources run as they are, by Node's type stripping; a published package brings dist/.
const source = new URL('../src/cli/main.ts', import.meta.url);
await import(existsSync(source) ? source.href : new URL('../dist/cli/main.js', import.meta.url).href);
