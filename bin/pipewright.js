#!/usr/bin/env node
// In the repository the sources run as they are, by Node's type stripping; a published package brings dist/.
import { existsSync } from 'node:fs';

const source = new URL('../src/cli/main.ts', import.meta.url);
await import(existsSync(source) ? source.href : new URL('../dist/cli/main.js', import.meta.url).href);
