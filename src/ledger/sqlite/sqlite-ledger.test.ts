import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { ledgerLaws } from '../ledger-laws.ts';
import { openSqliteLedger } from './open-sqlite-ledger.ts';
import { openTrialLedger } from './open-trial-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

ledgerLaws('SQLite in memory', () => openSqliteLedger(':memory:'));
// Each law has the database that the one before has left.
ledgerLaws('a trial', openTrialLedger);
ledgerLaws('SQLite in a file', () => openSqliteLedger(join(folder, `ledger-${++files}.db`)));
