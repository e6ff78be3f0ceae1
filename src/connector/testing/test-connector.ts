import type {
  Capability,
  ConnectorFile,
  CursorRule,
  FindCapability,
  Operation,
  ReadCapability,
  VerdictRow,
  WriteCapability,
} from '../../model/config.generated.ts';
import { compileConnector } from '../compile-connector.ts';
import type { CompiledConnector } from '../compiled-connector.ts';

const EVIDENCE = { level: 'assumption', source: 'test' } as const;

/** An operation with the schema's defaults. */
export function operation(written: Partial<Operation>): Operation {
  return {
    method: 'GET',
    path: '',
    only_reads: false,
    absolute_path: false,
    query: {},
    headers: {},
    verdicts: [],
    timeout: '45s',
    max_bytes: 1_048_576,
    evidence: EVIDENCE,
    ...written,
  };
}

/** A capability as one writes it: a read or a find need not say what it joins. */
export type WrittenFind = Omit<FindCapability, 'join'> & Partial<Pick<FindCapability, 'join'>>;
type WrittenRead = Omit<ReadCapability, 'join' | 'also'> & Partial<Pick<ReadCapability, 'join' | 'also'>>;
type WrittenCapability = Exclude<Capability, ReadCapability | FindCapability> | WrittenRead | WrittenFind;
type WrittenReference = Omit<ConnectorFile['references'][string], 'combine'> &
  Partial<Pick<ConnectorFile['references'][string], 'combine'>>;

export interface WrittenConnector extends Partial<Omit<ConnectorFile, 'operations' | 'capabilities' | 'references'>> {
  readonly operations?: Readonly<Record<string, Partial<Operation>>>;
  readonly capabilities?: Readonly<Record<string, WrittenCapability>>;
  readonly references?: Readonly<Record<string, WrittenReference>>;
  readonly verdicts?: VerdictRow[];
}

/** An `order.write` of one call, `create`, which is never repeated: `keep` says what is kept of its answer, `id` where the id is. */
export const createdOnce = (keep: string, id: string): WriteCapability => ({
  idempotency: { strategy: 'none', reason: 'test' },
  references: [],
  absent: 'hold',
  create: [{ name: 'order', operation: 'create', repeat: 'never', keep }],
  result: { id },
});

/** Records in order of the field `changed`. */
export const BY_CHANGE = {
  kind: 'timestamp',
  field: 'changed',
  zone: 'UTC',
  overlap: '2m',
  write_as: 'iso-seconds',
  ascending: true,
} as const satisfies CursorRule;

/** A connector file with the schema's defaults. */
export function connectorFile(written: WrittenConnector): ConnectorFile {
  return {
    format: 1,
    connector: 'test-shop',
    title: 'Test shop',
    role: 'shop',
    protocol: 'rest',
    base_path: '/api',
    headers: {},
    options: {},
    auth: [{ name: 'token', kind: 'bearer', token: 'token' }],
    limits: [],
    retry_after: [],
    errors: {},
    verdicts: [],
    layouts: {},
    checklist: {},
    gaps: {},
    open_questions: [],
    setup: { steps: [], permissions: [] },
    ...written,
    references: mapped(
      written.references,
      (each) => ({ ...REFERENCE_DEFAULTS, ...each }) as WrittenReference & ConnectorFile['references'][string],
    ),
    operations: mapped(written.operations, operation),
    capabilities: mapped(
      written.capabilities,
      (each) => ({ ...('read' in each || 'same' in each ? JOIN_DEFAULTS : {}), ...each }) as Capability,
    ),
  };
}

const REFERENCE_DEFAULTS: object = { combine: 'refuse' };
const JOIN_DEFAULTS: object = { join: [], also: [] };

function mapped<T, R>(written: Readonly<Record<string, T>> | undefined, fill: (each: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(written ?? {}).map(([name, each]) => [name, fill(each)]));
}

/** Compiled; throws when it has problems. */
export function testConnector(written: WrittenConnector): CompiledConnector {
  const { connector, problems } = compileConnector(connectorFile(written));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return connector;
}
