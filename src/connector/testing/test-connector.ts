import type { Capability, ConnectorFile, Operation, VerdictRow } from '../../model/config.generated.ts';
import { compileConnector } from '../compile-connector.ts';
import type { CompiledConnector } from '../compiled-connector.ts';

const EVIDENCE = { level: 'assumption', source: 'test' } as const;

/** An operation with the schema's defaults. */
export function operation(written: Partial<Operation>): Operation {
  return {
    method: 'GET',
    path: '',
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

export interface WrittenConnector extends Partial<Omit<ConnectorFile, 'operations' | 'capabilities'>> {
  readonly operations?: Readonly<Record<string, Partial<Operation>>>;
  readonly capabilities?: Readonly<Record<string, Capability>>;
  readonly verdicts?: VerdictRow[];
}

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
    errors: {},
    verdicts: [],
    references: {},
    checklist: {},
    gaps: {},
    ...written,
    operations: Object.fromEntries(
      Object.entries(written.operations ?? {}).map(([name, each]) => [name, operation(each)]),
    ),
    capabilities: { ...written.capabilities },
  };
}

/** Compiled; throws when it has problems. */
export function testConnector(written: WrittenConnector): CompiledConnector {
  const { connector, problems } = compileConnector(connectorFile(written));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return connector;
}
