import { compileExpression, ExpressionError } from '../../map/expression.ts';
import { pathText } from '../../validate/schema-registry.ts';
import { judged, type LawResult, leftOut } from './connector-law.ts';
import { documentsRead, type LawSubject, type ReadThrough, readThrough } from './law-subject.ts';

const ENDS = 'reading pages through and ends';
const IDS = 'ids are text, and each record has one of its own';
const SHAPE = 'records are as the read schema says';
const TIMES = 'times of change are instants that have passed';
const PATHS = 'checklist paths can be followed in a record';
const ONE = 'a record is found again by its id';
const ON = 'reading goes on from where it ended';

/** A system’s clock may be some minutes off; hours are a time zone that is read wrong. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;
const MOST_TOLD = 5;

/** The laws of reading, for every document that the connector reads. A read that rejects breaks the first one. */
export async function readLaws(subject: LawSubject): Promise<LawResult[]> {
  const results: LawResult[] = [];
  for (const document of documentsRead(subject.connector)) results.push(...(await lawsOf(subject, document)));
  return results;
}

async function lawsOf(subject: LawSubject, document: string): Promise<LawResult[]> {
  const about = `${document}.read`;
  let through: ReadThrough;
  try {
    through = await readThrough(subject, document);
  } catch (error) {
    return [judged(ENDS, about, [messageOf(error)])];
  }
  const { records, pages, whole } = through;
  const seen = `${records.length} records on ${pages} pages`;
  const ends = whole ? judged(ENDS, about, [], seen) : leftOut(ENDS, about, `${seen}, and there are more`);
  if (records.length === 0)
    return [ends, leftOut(IDS, about, 'the system has no record of this kind: make one and test again')];
  return [
    ends,
    judged(IDS, about, ids(through)),
    shapes(subject, document, through),
    judged(TIMES, about, times(subject, through)),
    await paths(subject, document, through),
    await one(subject, document, through),
    await readOn(subject, document, through),
  ];
}

function ids({ records }: ReadThrough): string[] {
  const broken = records
    .filter(({ key, label }) => typeof key !== 'string' || key === '' || typeof label !== 'string' || label === '')
    .map(({ key, label }) => `${JSON.stringify(key)} with the label ${JSON.stringify(label)}`);
  const several = Object.entries(Object.groupBy(records, ({ key }) => key))
    .filter(([, same]) => new Set(same?.map(({ native }) => JSON.stringify(native))).size > 1)
    .map(([key]) => `several records have the id ${key}`);
  return most([...broken, ...several]);
}

function shapes({ judge }: LawSubject, document: string, { records }: ReadThrough): LawResult {
  const validate = judge(document);
  if (validate === undefined) return leftOut(SHAPE, `${document}.read`, 'it has no read_schema');
  const broken = records.flatMap(({ label, native }) =>
    validate(native).map(({ path, message }) => `${label}, ${pathText(path)}: ${message}`),
  );
  return judged(SHAPE, `${document}.read`, most(broken));
}

function times({ clock }: LawSubject, { records }: ReadThrough): string[] {
  const latest = clock.now() + CLOCK_TOLERANCE_MS;
  return most(
    records.flatMap(({ label, observedAt }) => {
      if (observedAt === undefined) return [];
      const at = Date.parse(observedAt);
      if (!Number.isNaN(at) && observedAt.endsWith('Z') && at <= latest) return [];
      return [`${label} changed at ${observedAt}; now it is ${new Date(clock.now()).toISOString()}`];
    }),
  );
}

async function paths({ connector }: LawSubject, document: string, { records }: ReadThrough): Promise<LawResult> {
  const about = `${document}.read`;
  const stated = Object.entries(connector.checklist[document] ?? {});
  if (stated.length === 0) return leftOut(PATHS, about, `the checklist has no paths for ${document}`);
  const broken: string[] = [];
  const empty: string[] = [];
  for (const [item, path] of stated) {
    try {
      const expression = compileExpression(path);
      const values = await Promise.all(records.map(({ native }) => expression.evaluate(native)));
      if (values.every((value) => value === undefined)) empty.push(item);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      broken.push(`${item}: ${error.message}`);
    }
  }
  return judged(PATHS, about, broken, ...(empty.length === 0 ? [] : [`in no record here: ${empty.join(', ')}`]));
}

async function one({ connection, connector, signal }: LawSubject, document: string, { records }: ReadThrough) {
  const about = `${document}.read`;
  const capability = connector.capabilities[about];
  if (capability === undefined || !('one' in capability) || capability.one === undefined)
    return leftOut(ONE, about, 'it has no `one`: single records cannot be read');
  const { key = '' } = records[0] ?? {};
  try {
    const again = await connection.readOne(document, key, signal);
    return judged(ONE, about, again?.key === key ? [] : [`asked for ${key}, got ${again?.key ?? 'nothing'}`]);
  } catch (error) {
    return judged(ONE, about, [`asked for ${key}: ${messageOf(error)}`]);
  }
}

async function readOn(subject: LawSubject, document: string, { whole, watermark, records }: ReadThrough) {
  const about = `${document}.read`;
  if (!whole || watermark === undefined) return leftOut(ON, about, 'every run reads all there is');
  try {
    const more = await readThrough(subject, document, watermark);
    return judged(
      ON,
      about,
      more.records.length <= records.length ? [] : [`${more.records.length} records after ${records.length}`],
      `${more.records.length} of ${records.length} records again`,
    );
  } catch (error) {
    return judged(ON, about, [messageOf(error)]);
  }
}

function most(lines: readonly string[]): string[] {
  const more = lines.length - MOST_TOLD;
  return [...lines.slice(0, MOST_TOLD), ...(more > 0 ? [`and ${more} more`] : [])];
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
