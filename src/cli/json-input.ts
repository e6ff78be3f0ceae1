import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readSource } from '../load/source-file.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { Environment } from './environment.ts';

/** A JSON value from a file, or from standard input when there is no file or it is `-`. Throws FILE_UNREADABLE or USAGE. */
export async function jsonInput(file: string | undefined, environment: Environment): Promise<unknown> {
  // yargs hands a lone `-` over as an empty text.
  const path = file === '-' || file === '' ? undefined : file;
  const text = path === undefined ? await environment.readStdin() : fileText(path, environment);
  const name = path ?? 'standard input';
  try {
    // Editors and shells on Windows begin a file with a mark of its encoding.
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new IntegrationError('USAGE', `${name} is not JSON: ${error.message}`, {}, error);
  }
}

/** A value from a YAML or JSON file. Throws FILE_UNREADABLE, or USAGE with the place of the first mistake. */
export function yamlInput(file: string, environment: Environment): unknown {
  const { source, findings } = readSource(file, fileText(file, environment));
  const [first] = findings;
  if (first === undefined) return source.value;
  throw new IntegrationError('USAGE', `${file}:${first.at.line}:${first.at.column}: ${first.message}`, {});
}

function fileText(file: string, { cwd }: Environment): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new IntegrationError(
      'FILE_UNREADABLE',
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      {},
      error,
    );
  }
}
