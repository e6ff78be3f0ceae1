/**
 * Writes docs/systems/<connector>.md from each connector that ships. `--check`: fails when a page is not what its connector says,
 * is missing, or is of a system that is gone.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { systemPage } from '../src/init/system-page.ts';
import { loadLibrary } from '../src/load/load-project.ts';
import { BUILT_IN } from '../test/sample-project.ts';

const FOLDER = 'docs/systems';
const { connectors } = loadLibrary({ root: BUILT_IN, builtIn: BUILT_IN });
const pages = new Map(
  [...connectors].map(([name, { value }]) => [`${FOLDER}/${name}.md`, systemPage(value, BUILT_IN)]),
);
const gone = globSync(`${FOLDER}/*.md`).filter((path) => !pages.has(path));

if (process.argv.includes('--check')) {
  const other = [...pages].filter(([path, page]) => !existsSync(path) || readFileSync(path, 'utf8') !== page);
  for (const path of [...other.map(([each]) => each), ...gone])
    process.stderr.write(`${path} is not what its connector says: run npm run generate\n`);
  if (other.length + gone.length > 0) process.exitCode = 1;
} else {
  mkdirSync(FOLDER, { recursive: true });
  for (const [path, page] of pages) writeFileSync(path, page);
  for (const path of gone) rmSync(path);
}
