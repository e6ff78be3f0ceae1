import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { IntegrationError } from '../model/integration-error.ts';

/** As project.schema.json has it: anything else may be the secret itself, and must not come back in a message. */
const REFERENCE = /^\$\{(?:(env):([A-Za-z_][A-Za-z0-9_]*)|(file|exec):([^}]+))\}$/;

/** Whether a text is a reference to a secret and not the secret itself. */
export const isSecretReference = (text: string): boolean => REFERENCE.test(text);

/**
 * The secret that a reference stands for. `env` reads a variable, `file` a file (from the project's root; a line break
 * at its end goes), `exec` the output of a command (30 s at most). Throws VARIABLE_MISSING or SECRET_UNREADABLE; neither
 * holds any part of a secret, nor what a command printed.
 */
export function resolveSecret(
  reference: string,
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const match = REFERENCE.exec(reference);
  if (match === null) throw new IntegrationError('SECRET_UNREADABLE', 'a secret is not given by reference', {});
  const kind = match[1] ?? match[3];
  const name = match[2] ?? match[4] ?? '';
  switch (kind) {
    case 'env': {
      const value = env[name];
      if (value !== undefined && value !== '') return value;
      throw new IntegrationError(
        'VARIABLE_MISSING',
        `the environment variable ${name} is ${value === undefined ? 'not set' : 'empty'}`,
        {},
      );
    }
    case 'file':
      try {
        return readFileSync(resolve(root, name), 'utf8').replace(/\r?\n$/, '');
      } catch (error) {
        throw new IntegrationError('SECRET_UNREADABLE', `the secret file ${name} cannot be read (${codeOf(error)})`, {
          file: name,
        });
      }
    default:
      try {
        return execFileSync('/bin/sh', ['-c', name], {
          cwd: root,
          timeout: 30_000,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
          env: { ...env },
        }).replace(/\r?\n$/, '');
      } catch (error) {
        throw new IntegrationError('SECRET_UNREADABLE', `the command "${name}" gives no secret (${codeOf(error)})`, {});
      }
  }
}

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null) {
    if ('code' in error && typeof error.code === 'string') return error.code;
    if ('status' in error && typeof error.status === 'number') return `exit code ${error.status}`;
  }
  return 'failed';
}
