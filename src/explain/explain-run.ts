import type { PipePlan } from '../compile/pipe-plan.ts';
import type { LoadedProject } from '../load/load-project.ts';
import { connectionOf } from '../model/ports.ts';
import { pathText } from '../validate/schema-registry.ts';
import { type ChecklistSide, checklistItem, checklistItems, isOfItem } from './checklist-item.ts';
import { chosenPaths, knownPaths } from './chosen-fields.ts';
import { DocumentTrace } from './document-trace.ts';
import type { DocumentField, ExplainedField, Explanation, FieldChoice, UnknownField } from './explanation.ts';
import { makingOf, sourceOf } from './field-making.ts';
import { type ExactPath, type FieldValue, parsePath, valueAtPath } from './field-values.ts';
import { NarrowByTrial, trialOf } from './narrow-by-trial.ts';
import type { OfflineWorld } from './offline-world.ts';
import { questionsOf } from './questions-of.ts';
import type { OfflineRun } from './run-offline.ts';
import { TracedMapping } from './traced-mapping.ts';

/** Where the fields of a payload come from: one of them, those of a checklist item, or all. */
export async function explainRun(
  project: LoadedProject,
  pipe: PipePlan,
  run: OfflineRun,
  world: OfflineWorld,
  { field, item }: FieldChoice,
): Promise<Explanation | UnknownField> {
  const { source, target } = pipe;
  const from: ChecklistSide = { connector: connectorOf(project, source.connection), document: source.document };
  const to: ChecklistSide = { connector: connectorOf(project, target.connection), document: target.document };
  const wanted = item === undefined ? undefined : checklistItem(item, from, to);
  if (item !== undefined && wanted === undefined) return { known: checklistItems(from, to) };
  const traced = new TracedMapping(target.mapping, run.document, run.payload, trialOf(run.trials.document));
  const paths = chosenPaths(run.payload, field, traced);
  if (paths === undefined) return { known: knownPaths(run.payload) };
  const whole = new NarrowByTrial(trialOf(run.trials.whole), run.native, run.payload);
  const optionsOf = (name: PipePlan['source']['connection']) => connectionOf(world.ports, name).options;
  const document = new DocumentTrace(pipe, run, { options: optionsOf(source.connection) });
  const given = { options: optionsOf(target.connection), needs: run.needs, target: run.target };
  const explain = async (path: ExactPath): Promise<ExplainedField> => {
    const origin = await traced.originOf(path);
    const sources: DocumentField[] = [];
    const sourceAt = async (read: FieldValue) => withSay(await document.fieldAt(read.path), path, whole);
    for (const read of origin.reads) sources.push(await sourceAt(read));
    if (sources.length === 0)
      for (const read of origin.decides) sources.push({ ...(await sourceAt(read)), role: 'decision' });
    const making = makingOf(origin, given);
    return {
      path: pathText(path),
      value: valueAtPath(run.payload, path),
      source: sourceOf(making, sources.length > 0),
      ...making,
      document: sources,
      questions: questionsOf(origin, making.given, run),
    };
  };
  const fields: ExplainedField[] = [];
  for (const path of paths) {
    const explained = await explain(path);
    if (wanted === undefined || isOfItem(explained, wanted)) fields.push(explained);
  }
  return {
    pipe: pipe.name,
    from: { connection: source.connection, document: source.document },
    to: { connection: target.connection, document: target.document },
    asSent: undefined,
    notes: notesOf(pipe),
    fields,
  };
}

/**
 * Of the record’s fields those that have a say all the way to the target come first: what one mapping does may undo what
 * the other did, as when it writes a name only where it differs from another one.
 */
async function withSay(field: DocumentField, target: ExactPath, whole: NarrowByTrial): Promise<DocumentField> {
  const candidates = field.native.flatMap(({ path, value }) => {
    const exact = parsePath(path);
    return exact === undefined ? [] : [{ path: exact, value }];
  });
  const { idle } = await whole.narrow(candidates, target);
  const names = new Set(idle.map(({ path }) => pathText(path)));
  if (names.size === 0 || names.size === field.native.length) return field;
  return {
    ...field,
    native: field.native.filter(({ path }) => !names.has(path)),
    boundTo: [...field.boundTo, ...field.native.filter(({ path }) => names.has(path))],
  };
}

const connectorOf = (project: LoadedProject, connection: string) =>
  project.connectors.get(project.connections.get(connection)?.connector ?? '')?.value;

function notesOf({ source }: PipePlan): string[] {
  return source.related.map(
    ({ document }) =>
      `\`${document}\` is completed from the ${document}’s own record when the pipe runs; here it is as the ${source.document} itself says`,
  );
}
