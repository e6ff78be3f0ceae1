import { isDeepStrictEqual } from 'node:util';
import type { PipePlan } from '../compile/pipe-plan.ts';
import { contentHash } from '../model/content-hash.ts';
import type { Delivery } from '../model/delivery.ts';
import { Hold } from '../model/hold.ts';
import { connectionOf, type Ports } from '../model/ports.ts';
import { pathText } from '../validate/schema-registry.ts';
import { type ExactPath, fieldValues, leavesOf, parsePath, valueAtPath } from './field-values.ts';
import type { Trial } from './narrow-by-trial.ts';
import { type OfflineRun, type Question, runOffline } from './run-offline.ts';
import { type ExpressionPlace, type FieldOrigin, TracedMapping } from './traced-mapping.ts';

/** A value with the path under which it stands. */
export interface NamedValue {
  readonly path: string;
  readonly value: unknown;
}

/** A field of the document that went into a field of the target, and where the document has it from. */
export interface DocumentField extends NamedValue {
  readonly expressions: readonly ExpressionPlace[];
  /** Fields of the record as the source system wrote it. */
  readonly native: readonly NamedValue[];
  readonly boundTo: readonly NamedValue[];
  readonly decidedBy: readonly NamedValue[];
  readonly absent: readonly string[];
  readonly notes: readonly string[];
}

/** One field of what the target gets, back to where it began. */
export interface ExplainedField extends NamedValue {
  readonly expressions: readonly ExpressionPlace[];
  readonly document: readonly DocumentField[];
  /** Fields of the document that go into it as well; changed alone they would hold the record. */
  readonly boundTo: readonly NamedValue[];
  readonly decidedBy: readonly NamedValue[];
  /** Fields that are asked and that this document does not have. */
  readonly absent: readonly string[];
  /** `options.x`, `needs.customer.id`, `target.id` */
  readonly given: readonly NamedValue[];
  readonly questions: readonly Question[];
  readonly notes: readonly string[];
}

export interface Explanation {
  /** Whether the payload, made again now, is what was sent. Undefined: nothing was sent, or only the target could tell. */
  readonly asSent: boolean | undefined;
  readonly notes: readonly string[];
  readonly fields: readonly ExplainedField[];
}

/** What was asked for is no field of the target; `known` are those that are. */
export interface UnknownField {
  readonly known: readonly string[];
}

/** Where the fields of a record’s payload come from: one of them, or all. Rejects with the Hold of a stage that cannot make it. */
export async function explainRecord(
  pipe: PipePlan,
  delivery: Delivery,
  ports: Ports,
  field: string | undefined,
): Promise<Explanation | UnknownField> {
  const run = await runOffline(pipe, delivery, ports);
  const to = new TracedMapping(pipe.target.mapping, run.document, run.payload, trialOf(run.trials.document));
  const paths = asked(run.payload, field, to);
  if (paths === undefined) return { known: knownPaths(run.payload) };
  const from = new TracedMapping(pipe.source.mapping, run.native, run.mapped, trialOf(run.trials.native));
  const given = { options: connectionOf(ports, pipe.target.connection).options, needs: run.needs };
  const fields: ExplainedField[] = [];
  for (const path of paths) {
    const origin = await to.originOf(path);
    const document: DocumentField[] = [];
    for (const read of origin.reads) document.push(await documentField(read.path, run, pipe, from));
    const handedIn = origin.given.flatMap((each) => givenValue(each, given));
    fields.push({
      path: pathText(path),
      value: valueAtPath(run.payload, path),
      expressions: origin.expressions,
      document,
      boundTo: origin.bound.map(named),
      decidedBy: origin.decides.map(named),
      absent: origin.absent.map((path) => path.join('.')),
      given: handedIn,
      questions: questionsOf(origin, handedIn, run),
      notes: origin.notes,
    });
  }
  return { asSent: asSent(pipe, delivery, run), notes: notesOf(pipe), fields };
}

const trialOf =
  (run: (input: unknown) => Promise<unknown>): Trial =>
  async (input) => {
    try {
      return { output: await run(input) };
    } catch (error) {
      if (error instanceof Hold) return 'held';
      throw error;
    }
  };

function asked(payload: unknown, field: string | undefined, to: TracedMapping): ExactPath[] | undefined {
  if (field === undefined) return leavesOf(payload).map(({ path }) => path);
  const exact = parsePath(field);
  if (exact === undefined) return undefined;
  const there = exact.some((part) => typeof part === 'number')
    ? valueAtPath(payload, exact) === undefined
      ? []
      : [{ path: exact, value: valueAtPath(payload, exact) }]
    : fieldValues(payload, exact.map(String));
  if (there.length > 0) return there.flatMap(({ path, value }) => leavesOf(value, path).map((leaf) => leaf.path));
  // A field that the mapping knows, and that this record does not have.
  return to.knows(exact) ? [exact] : undefined;
}

/** Fields as a person may have meant them: with and without positions. */
function knownPaths(payload: unknown): string[] {
  const leaves = leavesOf(payload).map(({ path }) => path);
  return [
    ...new Set(leaves.flatMap((path) => [pathText(path), pathText(path.filter((part) => typeof part === 'string'))])),
  ];
}

async function documentField(
  path: ExactPath,
  run: OfflineRun,
  pipe: PipePlan,
  from: TracedMapping,
): Promise<DocumentField> {
  const value = valueAtPath(run.document, path);
  const base = { path: pathText(path), value };
  if (path.join('.') === 'origin.connection')
    return {
      ...base,
      expressions: [],
      native: [],
      boundTo: [],
      decidedBy: [],
      absent: [],
      notes: ['set by the engine: the connection of the pipe’s source'],
    };
  const origin = await from.originOf(path);
  const changed = !isDeepStrictEqual(value, valueAtPath(run.mapped, path));
  return {
    ...base,
    expressions: origin.expressions,
    native: origin.reads.map(named),
    boundTo: origin.bound.map(named),
    decidedBy: origin.decides.map(named),
    absent: origin.absent.map((path) => path.join('.')),
    notes: [
      ...origin.notes,
      ...(changed
        ? [
            `changed by a modifier of the pipe (${pipe.modify.map(({ file }) => file).join(', ')}); the mapping made ${JSON.stringify(valueAtPath(run.mapped, path)) ?? 'nothing'}`,
          ]
        : []),
    ],
  };
}

const named = ({ path, value }: { readonly path: ExactPath; readonly value: unknown }): NamedValue => ({
  path: pathText(path),
  value,
});

function givenValue(path: readonly string[], given: Readonly<Record<string, unknown>>): NamedValue[] {
  const value = valueAtPath(given, path);
  // Options that are not set say nothing; a need that is not known says that it is not.
  if (value === undefined && path[0] === 'options') return [];
  return [{ path: path.join('.'), value }];
}

/** The questions that belong to a field: those to its lists with a code that its own values make up. */
function questionsOf(origin: FieldOrigin, given: readonly NamedValue[], run: OfflineRun): Question[] {
  const values = [...origin.reads, ...origin.bound, ...given]
    .map(({ value }) => value)
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String)
    .filter((value) => value !== '');
  const isOwn = (code: string) => values.some((value) => value === code || (value.length > 1 && code.includes(value)));
  const own = run.questions.filter(({ code }) => isOwn(code));
  const translated = new Set(own.map(({ answer }) => answer));
  const asked = run.questions.filter(
    (question) =>
      origin.asked.some(({ what, list }) => what === question.what && list === question.list) &&
      (own.includes(question) || translated.has(question.code)),
  );
  return [
    ...new Map(asked.map((question) => [`${question.what} ${question.list} ${question.code}`, question])).values(),
  ];
}

function asSent(pipe: PipePlan, { payloadHash }: Delivery, { exact, payload }: OfflineRun): boolean | undefined {
  if (payloadHash === undefined || !exact) return undefined;
  return payloadHash === contentHash(`${pipe.target.capability} ${JSON.stringify(payload)}`);
}

function notesOf(pipe: PipePlan): string[] {
  return pipe.source.related.map(
    ({ document }) =>
      `when it ran, \`${document}\` was completed from the ${document}’s own record, which the ledger does not keep: here it is as the ${pipe.source.document} itself says`,
  );
}
