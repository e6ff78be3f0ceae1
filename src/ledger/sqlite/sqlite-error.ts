import { type ErrorCode, IntegrationError } from '../../model/integration-error.ts';

// Primary result codes of SQLite: https://www.sqlite.org/rescode.html. An extended code carries the primary one in its
// lowest byte.
const MEANINGS: Readonly<Record<number, { readonly code: ErrorCode; readonly says: string }>> = {
  3: { code: 'LEDGER_UNREADABLE', says: 'may not be opened' }, // PERM
  5: { code: 'LEDGER_LOCKED', says: 'is locked by another process' }, // BUSY
  6: { code: 'LEDGER_LOCKED', says: 'is locked' }, // LOCKED
  8: { code: 'LEDGER_UNREADABLE', says: 'may only be read' }, // READONLY
  10: { code: 'LEDGER_FULL', says: 'could not be written or read by the disk' }, // IOERR
  11: { code: 'LEDGER_CORRUPT', says: 'is damaged' }, // CORRUPT
  13: { code: 'LEDGER_FULL', says: 'cannot grow: the disk is full' }, // FULL
  14: { code: 'LEDGER_UNREADABLE', says: 'cannot be opened' }, // CANTOPEN
  26: { code: 'LEDGER_CORRUPT', says: 'is not a ledger file' }, // NOTADB
};

/** What an error of node:sqlite means for the ledger at `path`; any other error is returned as it is. */
export function ledgerError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  const meaning = MEANINGS[error.errcode & 0xff];
  if (meaning === undefined) return error;
  return new IntegrationError(
    meaning.code,
    `the ledger ${path} ${meaning.says} (SQLite ${error.errcode}: ${error.message})`,
    { file: path },
    error,
  );
}
