import assert from 'node:assert/strict';
import test from 'node:test';
import { runCommand } from '../../../test/captured-environment.ts';
import { sampleFolder } from '../../../test/sample-project.ts';
import { type ErrorCode, IntegrationError } from '../../model/integration-error.ts';
import type { Command } from '../command.ts';

async function failing(code: ErrorCode) {
  using folder = sampleFolder();
  const command: Command = {
    usage: 'fail',
    summary: '',
    options: (argv) => argv,
    run: async () => {
      throw new IntegrationError(code, 'what happened', {});
    },
  };
  return runCommand(command, {}, { cwd: folder.root });
}

const EXITS: readonly (readonly [ErrorCode, number, string])[] = [
  ['USAGE', 3, 'called wrongly'],
  ['DELIVERY_UNKNOWN', 3, 'a record that nobody knows was called wrongly'],
  ['CONNECTION_HALTED', 1, 'a person corrects the credentials, as after a run that was halted'],
  ['CREDENTIAL_REFUSED', 1, 'a person corrects the credentials'],
  ['NOT_VERIFIED', 1, 'a person verifies'],
  ['LEDGER_CORRUPT', 2, 'Pipewright cannot go on'],
];

for (const [code, exit, why] of EXITS) {
  test(`${code} ends with ${exit}: ${why}`, async () => {
    const { code: ended, stderr } = await failing(code);
    assert.equal(ended, exit);
    assert.match(stderr, /^error what happened\nnext {2}\S/);
  });
}

test('of a missing variable it is said what reads .env', async () => {
  assert.match((await failing('VARIABLE_MISSING')).stderr, /`npm run pipewright -- <command>` reads \.env/);
});
