/**
 * Writes docs/matrix.md from verification.json. `--check`: fails when the page is not what that file says, or when the file
 * was edited by hand. Plays nothing: whether the files are still those that were verified is what `pipewright can-deploy` asks.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadProject } from '../src/load/load-project.ts';
import { matrixPage } from '../src/qa/matrix/matrix-page.ts';
import { hashOfAll } from '../src/qa/verification/configuration.ts';
import { readVerification } from '../src/qa/verification/verification-file.ts';
import { BUILT_IN } from '../test/sample-project.ts';

const FILE = 'docs/matrix.md';
const verification = readVerification(loadProject({ root: BUILT_IN, builtIn: BUILT_IN }));
if (verification === undefined) throw new Error('there is no verification.json: run pipewright verify');
const page = matrixPage(verification);
const edited = hashOfAll(verification.engine, verification.files) !== verification.hash;
if (!process.argv.includes('--check')) writeFileSync(FILE, page);
else if (edited || readFileSync(FILE, 'utf8') !== page) {
  process.stderr.write(
    edited
      ? 'verification.json was edited: its hash is not that of the files it lists\n'
      : `${FILE} is not what verification.json says: run node scripts/matrix-page.ts\n`,
  );
  process.exitCode = 1;
}
