import { type FileStore, StoreFailure } from '../../files/file-store.ts';
import type { FileErpTwin } from '../../twin/file-erp/file-erp-twin.ts';
import type { Fault, FaultKind } from '../../twin/kit/fault-switch.ts';
import type { RunningTwin } from '../../twin/kit/twin-server.ts';

/** What can go wrong with a place of files: it answers at once or not at all, and what it answers is what lies there. */
const FAULTS_OF_FILES = [
  'throttled',
  'cut-before-commit',
  'cut-after-commit',
  'error-after-commit',
  'outage-html',
  'server-error',
  'expired-token',
] as const satisfies readonly FaultKind[];

type FaultOfFiles = (typeof FAULTS_OF_FILES)[number];

export const isFaultOfFiles = (kind: FaultKind): kind is FaultOfFiles =>
  (FAULTS_OF_FILES as readonly FaultKind[]).includes(kind);

/**
 * The folders of a twin as the other side reaches them, by `store`. Before each look the twin has done what was due, and between both
 * stands the fault switch: writing is a `PUT /to-erp/orders/…csv`, looking into a folder a `GET /ack/`, asking for or reading a
 * `GET /ack/…csv` and moving a `MOVE`. All of it is in the twin’s `exchanges`.
 */
export function exchangeStore(twin: RunningTwin<FileErpTwin>, store: FileStore): FileStore {
  const { system, faults } = twin;

  async function guarded<T>(method: string, path: string, work: () => Promise<T>, began?: () => void): Promise<T> {
    system.work();
    const fault = taken(method, path);
    const note = (status: number | 'cut') => twin.note({ method, path, body: '', status });
    if (fault !== undefined && !isFaultOfFiles(fault.kind))
      throw new Error(`a place of files has no fault "${fault.kind}"`);
    switch (fault?.kind) {
      case undefined:
        break;
      case 'throttled':
        // Nobody is refused by a folder: an importer that is too busy leaves what lies there for later.
        system.imports.busyUntil = system.company.settings.clock.now() + (fault?.retryAfterSeconds ?? 0) * 1000;
        break;
      case 'cut-before-commit':
        began?.();
        note('cut');
        throw new StoreFailure('unreachable', 'the connection broke');
      case 'cut-after-commit':
      case 'error-after-commit':
        await work();
        note('cut');
        throw new StoreFailure('unreachable', 'the connection broke');
      case 'outage-html':
      case 'server-error':
        note('cut');
        throw new StoreFailure('unreachable', 'nobody answers');
      case 'expired-token':
        note(401);
        throw new StoreFailure('refused', 'the user is not let in');
    }
    const done = await work();
    note(200);
    return done;
  }

  /** A session that has ended is begun anew by whoever uses it: only one that is refused again is refused. */
  function taken(method: string, path: string): Fault | undefined {
    const fault = faults.take(method, path);
    return fault?.kind === 'expired-token' ? faults.take(method, path) : fault;
  }

  return {
    list: (folder) => guarded('GET', `/${folder}/`, () => store.list(folder)),
    has: (path) => guarded('GET', `/${path}`, () => store.has(path)),
    read: (path, maxBytes) => guarded('GET', `/${path}`, () => store.read(path, maxBytes)),
    write: (path, content, began) => guarded('PUT', `/${path}`, () => store.write(path, content, began), began),
    move: (from, to) => guarded('MOVE', `/${from}`, () => store.move(from, to)),
    close: () => store.close(),
  };
}
