import type { Clock } from '../../model/clock.ts';
import type { ConnectorFile } from '../../model/config.generated.ts';
import type { Connection, NativeRecord } from '../../model/connection.ts';
import type { Validator } from '../../validate/schema-registry.ts';
import type { TamperedHttp } from './tampered-http.ts';

/** A connector together with a system that answers it: a twin, or a sandbox. */
export interface LawSubject {
  readonly connector: ConnectorFile;
  readonly connection: Connection;
  readonly http: TamperedHttp;
  readonly clock: Clock;
  /** Whether its sign-in is fetched and can be fetched anew; a fixed key is what it is. */
  readonly renewsSignIn: boolean;
  /** Judges a record of `<document>.read` by its read schema; undefined where there is none. */
  readonly judge: (document: string) => Validator | undefined;
  readonly signal: AbortSignal;
}

/** More is no better proof and takes long on a live system. */
const MOST_RECORDS = 500;

export interface ReadThrough {
  readonly records: readonly NativeRecord[];
  readonly pages: number;
  /** False when reading was given up because there are so many. */
  readonly whole: boolean;
  readonly watermark: string | undefined;
}

/** Reads all pages of a document, up to some hundred records. Rejects as a read does. */
export async function readThrough(
  { connection, signal }: LawSubject,
  document: string,
  watermark?: string,
): Promise<ReadThrough> {
  const records: NativeRecord[] = [];
  let last: string | undefined;
  let pages = 0;
  for await (const page of connection.read(document, { signal, ...(watermark === undefined ? {} : { watermark }) })) {
    records.push(...page.records);
    pages += 1;
    last = page.watermark ?? last;
    if (records.length >= MOST_RECORDS) return { records, pages, whole: false, watermark: last };
  }
  return { records, pages, whole: true, watermark: last };
}

/** Documents that a connector reads: `order` of `order.read`. */
export const documentsRead = ({ capabilities }: ConnectorFile): string[] =>
  Object.entries(capabilities).flatMap(([name, capability]) =>
    'read' in capability ? [name.replace(/\.read$/, '')] : [],
  );
