import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Delivery } from '../model/delivery.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { withoutAgain } from '../receive/again-record.ts';
import type { Environment } from './environment.ts';

/**
 * The corrected record of a delivery as JSON text, from a file, from standard input (`-`) or from $EDITOR; undefined
 * when nothing was changed. Throws USAGE when what comes is not JSON.
 */
export async function editedRecord(
  delivery: Delivery,
  file: string | undefined,
  environment: Environment,
): Promise<string | undefined> {
  const before = JSON.stringify(JSON.parse(withoutAgain(delivery.record)));
  const text =
    file === '-'
      ? await environment.readStdin()
      : file === undefined
        ? inEditor(delivery, environment)
        : readFile(resolve(environment.cwd, file));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new IntegrationError(
      'USAGE',
      `the corrected record is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      {},
      error,
    );
  }
  const after = JSON.stringify(value);
  return after === before ? undefined : after;
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new IntegrationError(
      'FILE_UNREADABLE',
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      {},
      error,
    );
  }
}

function inEditor(delivery: Delivery, environment: Environment): string {
  const editor = environment.env.VISUAL ?? environment.env.EDITOR;
  if (editor === undefined || !environment.stdout.isTerminal)
    throw new IntegrationError('USAGE', 'say where the corrected record is with --file, or set EDITOR', {});
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-'));
  const path = join(folder, `delivery-${delivery.id}.json`);
  try {
    // Records hold personal data: nobody else on the machine may read the copy, and it goes when the editor closes.
    writeFileSync(path, `${JSON.stringify(JSON.parse(withoutAgain(delivery.record)), null, 2)}\n`, { mode: 0o600 });
    const { status } = spawnSync('/bin/sh', ['-c', `${editor} "$1"`, 'sh', path], { stdio: 'inherit' });
    if (status !== 0)
      throw new IntegrationError(
        'USAGE',
        `the editor "${editor}" ended with ${status ?? 'a signal'}: nothing was changed`,
        {},
      );
    return readFileSync(path, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
