import type { Reason } from '../model/delivery.ts';
import { oneLine } from './one-line.ts';
import type { Redactor } from './redactor.ts';

const LONGEST_CODE = 100;

/** A reason made of a system's words: one line, at most 500 characters, no secret in it. */
export function reasonOf(redactor: Redactor, code: string, text: string): Reason {
  // Redacted before it is cut: half a secret at the end would not be recognised.
  return { code: oneLine(redactor.redact(code), LONGEST_CODE), text: oneLine(redactor.redact(text)) };
}
