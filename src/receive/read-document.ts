import type { PipePlan, SourcePlan } from '../compile/pipe-plan.ts';
import { ExpressionError } from '../map/expression.ts';
import type { Surroundings } from '../map/mapping.ts';
import type { Connection } from '../model/connection.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Document } from '../model/document.ts';
import { Hold } from '../model/hold.ts';
import { connectionOf, type Ports } from '../model/ports.ts';
import { pathText, type Validator, type Violation } from '../validate/schema-registry.ts';
import { lastKnown } from './absent-record.ts';
import { recordItself } from './again-record.ts';

/** What reading a document works with. */
export type ReadPorts = Pick<Ports, 'connections' | 'memory' | 'signal'>;

/**
 * The canonical document of a delivery: map (from), complete with related records, validate. A write-back or a need
 * carries its document already. `native`: the record of the delivery, where it is at hand parsed.
 */
export async function readDocument(
  pipe: PipePlan,
  delivery: Pick<Delivery, 'part' | 'record'>,
  ports: ReadPorts,
  native: unknown = JSON.parse(delivery.record),
): Promise<Document> {
  if (delivery.part !== 'to') return native as Document;
  const { source } = pipe;
  const connection = connectionOf(ports, source.connection);
  const surroundings = sourceSurroundings(connection.options);
  const itself = recordItself(native);
  const gone = lastKnown(itself);
  const record = gone === undefined ? itself : gone.native;
  assertShape(record, source.judgeShape, source.document);
  const read = source.mapping.run(record, surroundings) as Document;
  const mapped = gone === undefined ? read : await absentDocument(read, source);
  const completed = await complete(pipe, withOrigin(mapped, connection), ports, surroundings);
  assertValid(completed, source.validate, source.document);
  return completed;
}

/** What becomes of a document that its system lists no more, by the pipe’s `absent`. */
async function absentDocument(last: Document, { absent, document }: SourcePlan): Promise<Document> {
  if (absent === undefined)
    throw new Hold('absent-undecided', `the ${document} is not listed any more, and the pipe does not say \`absent\``);
  try {
    return (await absent.evaluate(last)) as Document;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new Hold('absent-failed', `the pipe’s \`absent\` failed: ${error.message} (${error.code})`, error);
  }
}

/** Holds a document that its schema refuses, with the first few things that are wrong. */
export function assertValid(document: unknown, validate: Validator, what: string): void {
  const violations = validate(document);
  if (violations.length > 0)
    throw new Hold('document-invalid', `the ${what} is not valid: ${inWords(violations, what)}`);
}

/**
 * Holds a record that lacks what its system always sends, or has it in another type: a field that was renamed would
 * vanish in the mapping without a word, and an amount with it.
 */
function assertShape(native: unknown, judge: Validator, what: string): void {
  const violations = judge(native);
  if (violations.length > 0)
    throw new Hold(
      'native-shape',
      `the ${what} is not as its system sends it, so it is not mapped: ${inWords(violations, what)}`,
    );
}

function inWords(violations: readonly Violation[], what: string): string {
  const shown = violations.slice(0, 5).map(({ path, message }) => `${pathText(path) || what}: ${message}`);
  return `${shown.join('; ')}${violations.length > shown.length ? `; and ${violations.length - shown.length} more` : ''}`;
}

/** A mapping cannot know the connection, which tells two shops of one system apart, and may be that of another system that this one is `like`. */
function withOrigin(document: Document, { name: connection, system }: Connection): Document {
  const origin = document.origin;
  return typeof origin === 'object' && origin !== null
    ? { ...document, origin: { ...origin, system, connection } }
    : document;
}

/**
 * Lays related records into the document. What a record says counts before what the document said of it; where it says
 * nothing, as an account without an address, the document's word stays. One that is not there any more changes nothing.
 */
async function complete(
  pipe: PipePlan,
  document: Document,
  ports: ReadPorts,
  surroundings: Surroundings,
): Promise<Document> {
  let completed = document;
  for (const { document: kind, mapping, judgeShape, validate } of pipe.source.related) {
    const id = (completed[kind] as { origin?: { id?: unknown } } | undefined)?.origin?.id;
    if (typeof id !== 'string') continue;
    const connection = connectionOf(ports, pipe.source.connection);
    const full = await ports.memory.recall(`${connection.name} ${kind} ${id}`, async () => {
      const record = await connection.readOne(kind, id, ports.signal);
      if (record === undefined) return undefined;
      assertShape(record.native, judgeShape, kind);
      const related = withOrigin((await mapping.run(record.native, surroundings)) as Document, connection);
      assertValid(related, validate, kind);
      return related;
    });
    if (full !== undefined) completed = { ...completed, [kind]: { ...(completed[kind] as object), ...said(full) } };
  }
  return completed;
}

/** An empty list is what a mapping makes of a record that has nothing to tell. */
const said = (record: Document): Document =>
  Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  ) as Document;

function sourceSurroundings(options: Readonly<Record<string, unknown>>): Surroundings {
  return {
    options,
    needs: {},
    translate: (table, code) => {
      throw new Hold(
        'translation-too-early',
        `"${code}" cannot be translated with "${table}" before the target is known: translate in the target’s mapping`,
      );
    },
    reference: (list) => {
      throw new Hold(
        'reference-too-early',
        `the reference list "${list}" belongs to the target: ask it in the target’s mapping`,
      );
    },
  };
}
