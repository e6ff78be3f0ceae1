/** Writes docs/steps.md from the step library. `--check`: fails when the file is not what the library says. */
import { readFileSync, writeFileSync } from 'node:fs';
import { stepsPage } from '../src/qa/steps/steps-page.ts';

const FILE = 'docs/steps.md';
const page = stepsPage();
if (!process.argv.includes('--check')) writeFileSync(FILE, page);
else if (readFileSync(FILE, 'utf8') !== page) {
  process.stderr.write(`${FILE} is not what the step library says: run npm run generate\n`);
  process.exitCode = 1;
}
