import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openConnections, type World } from '../src/app.ts';
import { never, writeRequest } from '../src/connector/testing/test-connection.ts';
import { startSftpServer } from '../src/files/sftp-server.support.ts';
import { loadProject } from '../src/load/load-project.ts';
import { compileMapping } from '../src/map/mapping.ts';
import { instantOf, ManualClock } from '../src/model/clock.ts';
import type { Connection, NativeRecord } from '../src/model/connection.ts';
import type { Document } from '../src/model/document.ts';
import { connectionName } from '../src/model/names.ts';
import { BUILT_IN, sampleProject } from './sample-project.ts';

const NOW = Date.parse('2026-05-04T10:00:00Z');
const FOLDERS = [
  ...['orders', 'customers'].map((kind) => `to-erp/${kind}`),
  ...['items', 'prices', 'inventory', 'categories', 'customers', 'shipments', 'invoices'].map(
    (kind) => `from-erp/${kind}`,
  ),
  'ack',
  'error',
  'archive',
];
const OPTIONS = { company: 'MAIN', local_currency: 'USD', settle: '5s' };
const nothing = (): never => assert.fail('these mappings ask no table');

/** An ERP that exchanges files over SFTP, and what its importer does in a test. It is 10:00 UTC on 2026-05-04. */
export interface FilePartner {
  readonly hostKey: string;
  /** A connection to it, with options besides the usual ones. */
  readonly connect: (options?: Readonly<Record<string, unknown>>) => Connection;
  /** Empties all folders. */
  readonly clear: () => void;
  readonly remove: (folder: string) => void;
  /** Names of the files in a folder. */
  readonly list: (folder: string) => string[];
  readonly read: (path: string, encoding?: BufferEncoding) => string;
  readonly move: (from: string, to: string) => void;
  /** The ERP writes a file, so many seconds before the connector looks. */
  readonly put: (path: string, lines: readonly string[], secondsOld?: number) => void;
  readonly acknowledge: (
    kind: string,
    ref: string,
    status: string,
    number: string,
    at: string,
    message?: string,
  ) => void;
  readonly close: () => Promise<void>;
}

export async function startFilePartner(connector: string): Promise<FilePartner> {
  const folder = mkdtempSync(join(tmpdir(), `${connector}-`));
  const server = await startSftpServer(folder);
  const remove = (name: string) => rmSync(join(folder, name), { recursive: true, force: true });
  const put: FilePartner['put'] = (path, lines, secondsOld = 60) => {
    writeFileSync(join(folder, path), `${lines.join('\r\n')}\r\n`);
    utimesSync(join(folder, path), NOW / 1000, NOW / 1000 - secondsOld);
  };
  return {
    hostKey: server.hostKey,
    connect: (options = {}) => {
      using sample = sampleProject({
        'pipewright.yaml': `project: files
connections:
  erp:
    connector: ${connector}
    url: ${server.url}
    auth: password
    credentials: { username: "\${env:ERP_USER}", password: "\${env:ERP_PASSWORD}" }
    options: ${JSON.stringify({ ...OPTIONS, host_key: server.hostKey, ...options })}
`,
      });
      const project = loadProject({ root: sample.root, builtIn: BUILT_IN });
      assert.deepEqual(project.findings, []);
      const world: World = {
        cwd: sample.root,
        env: { ERP_USER: server.username, ERP_PASSWORD: server.password },
        clock: new ManualClock(instantOf(NOW)),
        builtIn: BUILT_IN,
        aborting: never(),
      };
      const opened = openConnections(project, ['erp'], world).get(connectionName('erp'));
      assert.ok(opened !== undefined);
      return opened;
    },
    clear: () => {
      for (const each of FOLDERS) {
        remove(each);
        mkdirSync(join(folder, each), { recursive: true });
      }
    },
    remove,
    list: (name) => readdirSync(join(folder, name)),
    read: (path, encoding = 'utf8') => readFileSync(join(folder, path), encoding),
    move: (from, to) => {
      mkdirSync(dirname(join(folder, to)), { recursive: true });
      renameSync(join(folder, from), join(folder, to));
    },
    put,
    acknowledge: (kind, ref, status, number, at, message = '') =>
      put(`ack/${kind}_${at.replaceAll(/[-:]/g, '')}_${status}.csv`, [
        'ref,status,erpOrderNo,message,at',
        `${ref},${status},${number},${message},${at}`,
      ]),
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What is written of a document by a mapping, for a customer whom the ERP knows as 120045. */
export function requestOf(erp: Connection, mapping: string, document: unknown, more: object = {}) {
  const path = `mappings/${mapping}.jsonata`;
  const payload = compileMapping(path, readFileSync(join(BUILT_IN, path), 'utf8')).run(document, {
    options: erp.options,
    needs: { customer: { id: '120045', number: '120045' } },
    translate: nothing,
    reference: nothing,
  });
  return writeRequest({ payload, document: document as Document, ...more });
}

export async function recordsOf(erp: Connection, document: string): Promise<readonly NativeRecord[]> {
  const records: NativeRecord[] = [];
  for await (const page of erp.read(document, { signal: never() })) records.push(...page.records);
  return records;
}

/** A paid order of a guest: four valves and their tax. */
export const ORDER = {
  origin: { system: 'woocommerce', id: '7', updated_at: '2026-05-04T09:30:00Z' },
  number: '1001',
  status: 'open',
  payment_status: 'paid',
  placed_at: '2026-05-04T09:00:00Z',
  currency: 'USD',
  prices_include_tax: false,
  customer: { guest: true, kind: 'person', name: 'Pat Moreno', email: 'pat@example.com', addresses: [] },
  billing_address: { name: 'Pat Moreno', line1: '100 Main Street', city: 'Boulder', postcode: '80301', country: 'US' },
  lines: [
    {
      id: '1',
      kind: 'item',
      sku: 'VALVE-34',
      name: '3/4 in ball valve, "brass"',
      quantity: '4',
      unit_price: '12.50',
      subtotal: '50.00',
      discounts: [],
      total: '50.00',
      tax_total: '4.00',
    },
  ],
  discounts: [],
  shipping_lines: [],
  fees: [],
  tax_total: '4.00',
  total: '54.00',
  credits: [],
  payments: [],
  refunds: [],
};
