import type { Cursor } from '../../model/ledger.ts';
import type { PipeName } from '../../model/names.ts';
import type { LedgerDatabase } from './ledger-database.ts';

const READ = 'SELECT watermark FROM cursors WHERE pipe = ?';
const PUT = `
  INSERT INTO cursors (pipe, watermark) VALUES (?, ?)
  ON CONFLICT (pipe) DO UPDATE SET watermark = excluded.watermark`;
const REMOVE = 'DELETE FROM cursors WHERE pipe = ?';

export function cursorOf(database: LedgerDatabase, pipe: PipeName): Cursor | undefined {
  const row = database.sql(READ).get(pipe) as unknown as Cursor | undefined;
  return row === undefined ? undefined : { watermark: row.watermark };
}

export function putCursor(database: LedgerDatabase, pipe: PipeName, cursor: Cursor | undefined): void {
  if (cursor === undefined) database.sql(REMOVE).run(pipe);
  else database.sql(PUT).run(pipe, cursor.watermark);
}
