import type { Finding } from '../model/finding.ts';
import { IntegrationError } from '../model/integration-error.ts';

/**
 * What `read` yields, and a finding when a file cannot be read (too large, not UTF-8, not allowed): one bad file must not
 * keep the mistakes in all others from being told.
 */
export function readOrFind<T>(read: () => T, findings: Finding[]): T | undefined {
  try {
    return read();
  } catch (error) {
    const finding = unreadableFinding(error);
    if (finding === undefined) throw error;
    findings.push(finding);
    return undefined;
  }
}

/** The finding for a FILE_UNREADABLE; undefined for any other error. */
export function unreadableFinding(error: unknown): Finding | undefined {
  if (!(error instanceof IntegrationError) || error.code !== 'FILE_UNREADABLE' || error.where.file === undefined)
    return undefined;
  return {
    code: 'FILE001',
    severity: 'error',
    at: { file: error.where.file, line: 1, column: 1 },
    message: error.message,
    hint: 'save it as UTF-8 text of at most 4 MiB, readable for this user; or remove it',
    secret: true,
  };
}
