import type { CompiledConnector } from '../../connector/compiled-connector.ts';
import { protocolOf } from '../../connector/protocol/protocols.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import type { SourceFile } from '../../load/source-file.ts';
import { type Expression, ExpressionError } from '../../map/expression.ts';
import type { CassetteExchange, CassetteFile } from '../../model/config.generated.ts';
import type { Finding } from '../../model/finding.ts';
import { Hold } from '../../model/hold.ts';
import { pathText, type Validator } from '../../validate/schema-registry.ts';
import { isFields } from './difference.ts';
import { type ReadBehind, readsBehind } from './operation-of.ts';
import { forPartner } from './partners.ts';
import type { RecordedConnection } from './vantage.ts';

const MOST_OF_ONE_ANSWER = 5;

type Project = Pick<LoadedProject, 'layers' | 'schemas'>;
type Connection = Pick<RecordedConnection, 'compiled' | 'connector'>;

/** Where records in a cassette are not what the system's read schemas say: a fixture that the system would never send. */
export async function bodyFindings(
  project: Project,
  cassette: CassetteFile,
  source: SourceFile,
  connection: Connection,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [index, exchange] of cassette.exchanges.entries()) {
    const taken = cassette.partners.flatMap((partner) => forPartner([exchange], partner));
    const messages = new Set<string>();
    for (const one of exchange.varies === undefined ? taken.slice(0, 1) : taken)
      for (const message of await answerFindings(project, one, connection)) messages.add(message);
    for (const message of [...messages].slice(0, MOST_OF_ONE_ANSWER))
      findings.push({
        code: 'CASSETTE106',
        severity: 'error',
        at: source.place(['exchanges', index, 'response']),
        message,
        hint: 'record it again; if the system really answers so, correct its read schema',
      });
  }
  return findings;
}

async function answerFindings(
  project: Project,
  exchange: CassetteExchange,
  { compiled, connector }: Connection,
): Promise<string[]> {
  const { response } = exchange;
  if (response?.json === undefined || response.status < 200 || response.status > 299) return [];
  const judged: string[][] = [];
  for (const behind of readsBehind(exchange, connector, compiled)) {
    const validate = readValidator(project, connector, behind.capability);
    if (validate === undefined) continue;
    const records = recordsIn(response.json, behind, compiled);
    judged.push(records.flatMap((record) => recordFindings(record, behind, validate)));
  }
  // Several capabilities may read the same list; what one of them knows is well-formed.
  return judged.find((messages) => messages.length === 0) ?? judged[0] ?? [];
}

function readValidator(
  { layers, schemas }: Project,
  connector: Connection['connector'],
  capability: string,
): Validator | undefined {
  const stated: unknown = connector.capabilities[capability];
  const name = isFields(stated) ? stated.read_schema : undefined;
  const home = isFields(stated) && typeof stated.like === 'string' ? stated.like : connector.connector;
  const file = typeof name === 'string' ? layers.find(`connectors/${home}/${name}`) : undefined;
  return file === undefined ? undefined : schemas.validatorOf(JSON.parse(layers.read(file)) as Record<string, unknown>);
}

/** The records of an answer, as the connector takes them out of it. */
export function recordsIn(body: unknown, { read, part }: ReadBehind, connector: CompiledConnector): unknown[] {
  const data = connector.protocol === 'graphql' && isFields(body) ? body.data : body;
  const result = read[part]?.result;
  const found = result === undefined ? protocolOf(connector).defaultResult(data) : evaluated(result, data);
  if (found === undefined || found === null) return [];
  return Array.isArray(found) ? found : [found];
}

/** An answer from which the records cannot be taken holds none for the engine either; it says so when it is replayed. */
function evaluated(expression: Expression, data: unknown): unknown {
  try {
    return expression.evaluate(data);
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof Hold) return undefined;
    throw error;
  }
}

function recordFindings(record: unknown, { capability, read }: ReadBehind, validate: Validator): string[] {
  // What the connector joins to a record is not in the answer.
  const joined = new Set(read.join.map(({ field }) => field));
  return validate(record)
    .filter(
      ({ path, keyword, name }) =>
        !joined.has(String(path[0])) && !(keyword === 'required' && path.length === 0 && joined.has(name ?? '')),
    )
    .map(({ path, message }) => `${capability}: ${pathText(path) || 'the record'}: ${message}`);
}
