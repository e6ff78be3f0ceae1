import { Deadlines } from '../http/deadlines.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from '../http/http-message.ts';
import { onAborted } from '../http/on-aborted.ts';
import type { Clock } from '../model/clock.ts';
import { type FileStore, type StoredFile, StoreFailure, UNFINISHED } from './file-store.ts';
import { readRows, writeRows } from './rows/file-rows.ts';
import type { Layout } from './rows/layout.ts';
import { type Row, RowsRefused, RowsUnreadable } from './rows/row.ts';
import { fits, isSafeFolder, isSafeName } from './safe-name.ts';

export interface FileExchangeParts {
  readonly store: FileStore;
  readonly layouts: ReadonlyMap<string, Layout>;
  readonly clock: Clock;
  /** A file that changed less than so long ago may still be growing under the hand of one who does not rename. */
  readonly settleMs: number;
}

/**
 * A place of files, spoken to in requests, so that a connector describes it as it describes a web service. Answers are
 * JSON; `folder` and `files` (a pattern with `*`) are parameters of the query, and so is `layout`.
 *
 * - `GET /`: `{ "files": number }` of the root folder, to prove that it can be reached.
 * - `GET /next?folder&files&layout&archive&error[&since][&after]`: the oldest file by name, as `{ file, changed, rows, next }`,
 *   or `{ rows: [] }`. With `since` files in `archive` that are not older count as well: another reader has put them there. `after` is the file that was read before: it goes to `archive` first, for whoever asks for the
 *   next page has the one before in the ledger. A file that is not written as its layout says goes to `error`, with a
 *   report beside it, and the answer is 422 FILE_UNREADABLE.
 * - `GET /rows?folder&files&layout&field&equals[&case&time&since]`: the rows of all these files where a column has a value,
 *   oldest file first; with `case=any` in whatever letters; with `time` only those whose column of this name is an instant from `since` on.
 * - `GET /files/<name>?folders`: `{ file, folder }` of the first of these folders (joined by `,`) that has it, or 404 FILE_MISSING.
 * - `PUT /files/<name>?folder&layout[&also]` with `{ "rows": [...] }`: 201 `{ file }`; 200 when a file of this name with
 *   these rows is there already, or in one of the folders of `also`, to which the other side moves what it has read; 409
 *   FILE_DIFFERS when it has other rows; 422 ROWS_REFUSED when the layout cannot hold them.
 *
 * 401 SIGN_IN_REFUSED, 403 HOST_KEY_DIFFERS or ACCESS_DENIED, 404 FOLDER_MISSING. What cannot be reached is an HttpFailure.
 */
export function fileExchange(parts: FileExchangeParts): HttpClient {
  const { store, clock } = parts;
  const deadlines = new Deadlines(clock);
  const parsed = new ParsedFiles(parts);
  return {
    send: async (request) => {
      const progress: Progress = { sent: 'no' };
      const deadline = deadlines.start(request.timeoutMs);
      const cut = Promise.withResolvers<never>();
      deadline.onPassed = () =>
        cut.reject(new HttpFailure('timeout', progress.sent, `no answer within ${deadline.ms} ms`));
      const giveUp = () => cut.reject(new HttpFailure('aborted', progress.sent, 'the call was given up'));
      const forget = onAborted(request.signal, giveUp);
      if (request.signal.aborted) giveUp();
      try {
        return await Promise.race([cut.promise, answered(request, { ...parts, parsed }, progress)]);
      } finally {
        forget();
        deadline.end();
      }
    },
    close: () => store.close(),
  };
}

interface Progress {
  sent: 'no' | 'maybe';
}

interface Room extends FileExchangeParts {
  readonly parsed: ParsedFiles;
}

/** What an answer of this place says when it is not what was hoped for. */
class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function answered(request: HttpRequest, room: Room, progress: Progress): Promise<HttpAnswer> {
  try {
    return await route(request, room, progress);
  } catch (error) {
    if (error instanceof Refusal) return json(error.status, { code: error.code, message: error.message });
    if (error instanceof StoreFailure) return refusalOfStore(error, progress);
    throw error;
  }
}

function refusalOfStore(failure: StoreFailure, progress: Progress): HttpAnswer {
  const said = (status: number, code: string) => json(status, { code, message: failure.message });
  switch (failure.kind) {
    case 'missing':
      return json(404, {
        code: 'FOLDER_MISSING',
        message: `${failure.message}: make this folder, or say by an option of the connection which one takes its place`,
      });
    case 'denied':
      return said(403, 'ACCESS_DENIED');
    case 'refused':
      return said(401, 'SIGN_IN_REFUSED');
    case 'stranger':
      return said(403, 'HOST_KEY_DIFFERS');
    case 'broken':
      return said(progress.sent === 'no' ? 503 : 500, 'STORE_FAILED');
    case 'unreachable':
      throw new HttpFailure('unreachable', progress.sent, failure.message, undefined, failure);
  }
}

async function route(request: HttpRequest, room: Room, progress: Progress): Promise<HttpAnswer> {
  const [path = '', query = ''] = request.path.split('?', 2);
  const asked = new Parameters(query, room.layouts);
  const [kind = '', ...names] = path.split('/').slice(1).map(decodeURIComponent);
  const [name] = names;
  if (request.method === 'GET' && kind === '') return json(200, { files: (await room.store.list('')).length });
  if (request.method === 'GET' && kind === 'next' && name === undefined)
    return nextFile(asked, request, room, progress);
  if (request.method === 'GET' && kind === 'rows' && name === undefined) return matchingRows(asked, request, room);
  if (kind === 'files' && name !== undefined && names.length === 1) {
    if (!isSafeName(name) || name.endsWith(UNFINISHED))
      throw new Refusal(422, 'NAME_REFUSED', `"${name}" cannot be the name of a file`);
    if (request.method === 'GET') return whereFile(name, asked, room);
    if (request.method === 'PUT') return putFile(name, asked, request, room, progress);
  }
  throw new Refusal(400, 'NO_SUCH_CALL', `there is no ${request.method} ${path} in an exchange of files`);
}

async function nextFile(asked: Parameters, request: HttpRequest, room: Room, progress: Progress): Promise<HttpAnswer> {
  const folder = asked.folder('folder');
  const layout = asked.layout();
  const after = asked.get('after');
  if (after !== undefined) {
    if (!isSafeName(after)) throw new Refusal(422, 'NAME_REFUSED', `"${after}" cannot be the name of a file`);
    progress.sent = 'maybe';
    await archive(room.store, join(folder, after), join(asked.folder('archive'), after));
  }
  const file = await oldest(asked, folder, after, room);
  if (file === undefined) return json(200, { rows: [] });
  const { name, changedMs, place } = file;
  try {
    const rows = await room.parsed.rowsOf(place, file, layout, request.maxBytes);
    return json(200, { file: name, changed: new Date(changedMs).toISOString(), rows, next: name });
  } catch (error) {
    if (!(error instanceof RowsUnreadable)) throw error;
    progress.sent = 'maybe';
    await putAside(name, place, asked.folder('error'), error, room);
    throw new Refusal(422, 'FILE_UNREADABLE', `${name} lies in ${asked.folder('error')} now: ${error.message}`);
  }
}

/** A process that died after this move asks for it once more: the file is gone from its place, and that is what was wanted. */
async function archive(store: FileStore, from: string, to: string): Promise<void> {
  try {
    await store.move(from, to);
  } catch (error) {
    if (!(error instanceof StoreFailure && error.kind === 'missing')) throw error;
  }
}

/** A file that is to be read, with the folder in which it lies. */
interface PlacedFile extends StoredFile {
  readonly place: string;
}

async function oldest(
  asked: Parameters,
  folder: string,
  after: string | undefined,
  { store, clock, settleMs }: Room,
): Promise<PlacedFile | undefined> {
  const since = asked.instant('since');
  const pattern = asked.required('files');
  const archive = since === undefined ? undefined : asked.folder('archive');
  // The archive first: what another reader moves there in between is seen twice rather than not at all.
  const listed = [
    ...(archive === undefined ? [] : await placed(store, archive)).filter(({ changedMs }) => changedMs >= (since ?? 0)),
    ...(await placed(store, folder)),
  ];
  const [first] = filesOf(listed, pattern).filter(({ name }) => after === undefined || name > after);
  // Files are read in the order of their names, so a younger one waits for one that may still be growing.
  return first === undefined || clock.now() - first.changedMs < settleMs ? undefined : first;
}

const placed = async (store: FileStore, place: string): Promise<readonly PlacedFile[]> =>
  (await store.list(place)).map((file) => ({ ...file, place }));

const filesOf = <T extends { readonly name: string }>(listed: readonly T[], pattern: string): readonly T[] =>
  listed
    .filter(({ name }) => isSafeName(name) && !name.endsWith(UNFINISHED) && fits(name, pattern))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const REPORT: Layout = {
  name: 'report',
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  root: 'rows',
  record: 'row',
  columns: ['file', 'line', 'code', 'message'].map((name) => ({ name, label: name, required: false, align: 'left' })),
};

async function putAside(name: string, folder: string, error: string, fault: RowsUnreadable, { store }: Room) {
  const row = { file: name, code: 'FILE_UNREADABLE', message: fault.message };
  const rows = [fault.line === undefined ? row : { ...row, line: String(fault.line) }];
  await store.move(join(folder, name), join(error, name));
  await store.write(join(error, `${name}.report.csv`), writeRows(rows, REPORT), () => undefined);
}

async function matchingRows(asked: Parameters, request: HttpRequest, { store, parsed }: Room): Promise<HttpAnswer> {
  const folder = asked.folder('folder');
  const field = asked.required('field');
  const isWanted = asked.equals();
  const layout = asked.layout();
  const isRecent = asked.since();
  const rows: Row[] = [];
  for (const file of filesOf(await store.list(folder), asked.required('files'))) {
    try {
      rows.push(
        ...(await parsed.rowsOf(folder, file, layout, request.maxBytes)).filter(
          (row) => isWanted(row[field]) && isRecent(row),
        ),
      );
    } catch (error) {
      if (!(error instanceof RowsUnreadable)) throw error;
      // What it says of the record is not known, so nothing may be concluded from the others.
      throw new Refusal(503, 'FILE_UNREADABLE', `${folder}/${file.name}: ${error.message}`);
    }
  }
  return json(200, { rows });
}

async function whereFile(name: string, asked: Parameters, { store }: Room): Promise<HttpAnswer> {
  for (const folder of asked.folders('folders')) {
    if (await store.has(join(folder, name))) return json(200, { file: name, folder });
  }
  throw new Refusal(404, 'FILE_MISSING', `there is no ${name}`);
}

async function putFile(name: string, asked: Parameters, request: HttpRequest, room: Room, progress: Progress) {
  const { store } = room;
  const folder = asked.folder('folder');
  const content = contentOf(request.body, asked.layout());
  for (const place of [folder, ...asked.folders('also')]) {
    if (!(await store.has(join(place, name)))) continue;
    const old = await readHere(store, place, name, content.length);
    if (old?.equals(content) === true) return json(200, { file: name });
    throw new Refusal(409, 'FILE_DIFFERS', `${place}/${name} is there already, with other rows`);
  }
  await store.write(join(folder, name), content, () => {
    progress.sent = 'maybe';
  });
  return json(201, { file: name });
}

/** The other side may put a file away between the list and this call: where it lies then is asked for by the next attempt. */
async function readHere(store: FileStore, place: string, name: string, maxBytes: number): Promise<Buffer | undefined> {
  try {
    return await store.read(join(place, name), maxBytes);
  } catch (error) {
    if (!(error instanceof StoreFailure && error.kind === 'missing')) throw error;
    throw new Refusal(503, 'FILE_MOVED', `${place}/${name} was put away meanwhile`);
  }
}

function contentOf(body: string | undefined, layout: Layout): Buffer {
  const rows: unknown = body === undefined ? undefined : (JSON.parse(body) as { readonly rows?: unknown }).rows;
  const list = Array.isArray(rows) ? rows : [rows];
  if (rows === undefined || list.length === 0 || !list.every(isRow))
    throw new Refusal(422, 'ROWS_REFUSED', 'a file needs rows, each an object of texts');
  try {
    return writeRows(list, layout);
  } catch (error) {
    if (!(error instanceof RowsRefused)) throw error;
    throw new Refusal(422, 'ROWS_REFUSED', error.message);
  }
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((field) => field === null || typeof field === 'string');

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

const json = (status: number, body: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  cookies: [],
  body: Buffer.from(JSON.stringify(body)),
});

function safeFolder(written: string): string {
  const folder = written.replace(/^\/+|\/+$/g, '');
  if (!isSafeFolder(folder)) throw new Refusal(400, 'FOLDER_REFUSED', `"${folder}" is no folder of the exchange`);
  return folder;
}

/** What a request's query asks for. A connector writes it, with parts from options and records. */
class Parameters {
  readonly #query: URLSearchParams;
  readonly #layouts: ReadonlyMap<string, Layout>;

  constructor(query: string, layouts: ReadonlyMap<string, Layout>) {
    this.#query = new URLSearchParams(query);
    this.#layouts = layouts;
  }

  get(name: string): string | undefined {
    return this.#query.get(name) ?? undefined;
  }

  required(name: string): string {
    const value = this.get(name);
    if (value === undefined || value === '') throw new Refusal(400, 'PARAMETER_MISSING', `the call lacks "${name}"`);
    return value;
  }

  folder(name: string): string {
    return safeFolder(this.required(name));
  }

  /** Several, joined by `,`; none when the call has no such parameter. */
  folders(name: string): readonly string[] {
    return this.get(name)?.split(',').map(safeFolder) ?? [];
  }

  /** Milliseconds since 1970; undefined when the call says none. */
  instant(name: string): number | undefined {
    const written = this.get(name);
    if (written === undefined || written === '') return undefined;
    const at = Date.parse(written);
    if (Number.isNaN(at)) throw new Refusal(400, 'PARAMETER_MISSING', `"${name}" is no instant`);
    return at;
  }

  /** Whether a row is from `since` on, by its column `time`; every row is where the call names none. */
  since(): (row: Row) => boolean {
    const column = this.get('time');
    if (column === undefined) return () => true;
    const from = Date.parse(this.required('since'));
    if (Number.isNaN(from)) throw new Refusal(400, 'PARAMETER_MISSING', '"since" is no instant');
    return (row) => {
      const at = Date.parse(row[column] ?? '');
      if (Number.isNaN(at)) throw new RowsUnreadable(`"${row[column] ?? ''}" in the column ${column} is no instant`);
      return at >= from;
    };
  }

  /** Whether a value is the one of `equals`; with `case=any` capitals and small letters are the same. */
  equals(): (value: string | null | undefined) => boolean {
    const wanted = this.required('equals');
    if (this.get('case') !== 'any') return (value) => value === wanted;
    return (value) => value?.toLowerCase() === wanted.toLowerCase();
  }

  layout(): Layout {
    const layout = this.#layouts.get(this.required('layout'));
    if (layout === undefined)
      throw new Refusal(400, 'LAYOUT_MISSING', `there is no layout "${this.required('layout')}"`);
    return layout;
  }
}

/** Files never change once they have their name, so what was read of one is kept while its size and time stay. */
class ParsedFiles {
  readonly #parts: FileExchangeParts;
  readonly #known = new Map<string, { readonly rows: readonly Row[]; readonly size: number }>();
  #bytes = 0;
  /**
   * Of the files, not of their number: a look-up reads all files of a folder in the same order, so of a thousand small
   * acknowledgements none would be found again if the last 999 were kept.
   */
  static readonly #mostBytes = 16 * 1024 * 1024;

  constructor(parts: FileExchangeParts) {
    this.#parts = parts;
  }

  async rowsOf(
    folder: string,
    { name, size, changedMs }: { readonly name: string; readonly size: number; readonly changedMs: number },
    layout: Layout,
    maxBytes: number,
  ): Promise<readonly Row[]> {
    const key = `${layout.name} ${size} ${changedMs} ${join(folder, name)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known.rows;
    const content = await this.#parts.store.read(join(folder, name), maxBytes);
    if (content === undefined) throw new RowsUnreadable(`it is larger than ${maxBytes} bytes`);
    if (content.length !== size) throw new Refusal(503, 'FILE_GROWING', `${name} changed while it was read`);
    const rows = readRows(content, layout);
    this.#keep(key, { rows, size });
    return rows;
  }

  #keep(key: string, file: { readonly rows: readonly Row[]; readonly size: number }): void {
    // Two may have read the same file at once.
    this.#forget(key);
    for (const oldest of this.#known.keys()) {
      if (this.#bytes + file.size <= ParsedFiles.#mostBytes) break;
      this.#forget(oldest);
    }
    this.#known.set(key, file);
    this.#bytes += file.size;
  }

  #forget(key: string): void {
    this.#bytes -= this.#known.get(key)?.size ?? 0;
    this.#known.delete(key);
  }
}
