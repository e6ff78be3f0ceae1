import { isDeepStrictEqual } from 'node:util';
import type { PipePlan } from '../compile/pipe-plan.ts';
import { pathText } from '../validate/schema-registry.ts';
import type { DocumentField, ModifiedBy, NamedValue } from './explanation.ts';
import { type GivenValues, joinedMaking, makingOf, NOT_MADE, named } from './field-making.ts';
import { type ExactPath, valueAtPath } from './field-values.ts';
import { trialOf } from './narrow-by-trial.ts';
import type { ModifierRun, OfflineRun } from './run-offline.ts';
import { TracedMapping } from './traced-mapping.ts';

/** The way of a document’s fields back to the record: through the modifiers of the pipe, then through the mapping. */
export class DocumentTrace {
  readonly #run: OfflineRun;
  readonly #given: GivenValues;
  readonly #from: TracedMapping;
  readonly #modifiers: readonly { readonly run: ModifierRun; readonly traced: TracedMapping }[];
  readonly #known = new Map<string, DocumentField>();

  constructor({ source }: PipePlan, run: OfflineRun, given: GivenValues) {
    this.#run = run;
    this.#given = given;
    this.#from = new TracedMapping(source.mapping, run.native, run.mapped, trialOf(run.trials.native));
    this.#modifiers = run.modifiers
      .map((each) => ({
        run: each,
        traced: new TracedMapping(each.mapping, each.before, each.after, trialOf(each.trial)),
      }))
      .reverse();
  }

  async fieldAt(path: ExactPath): Promise<DocumentField> {
    const name = pathText(path);
    const known = this.#known.get(name) ?? (await this.#field(name, path));
    this.#known.set(name, known);
    return known;
  }

  async #field(name: string, path: ExactPath): Promise<DocumentField> {
    const { modifiedBy, before } = await this.#beforeModifiers(path);
    const native = new Map<string, NamedValue>();
    const makings = [];
    for (const each of before) {
      if (each.join('.') === 'origin.connection') {
        makings.push({ ...NOT_MADE, notes: ['set by the engine: the connection of the pipe’s source'] });
        continue;
      }
      const origin = await this.#from.originOf(each);
      for (const read of origin.reads.map(named)) native.set(read.path, read);
      makings.push(makingOf(origin, this.#given));
    }
    return {
      path: name,
      role: 'content',
      value: valueAtPath(this.#run.document, path),
      modifiedBy,
      native: [...native.values()],
      ...joinedMaking(makings),
    };
  }

  /** Which fields of the document, as the mapping made it, a field comes from, and the modifiers on the way. */
  async #beforeModifiers(path: ExactPath): Promise<{ modifiedBy: ModifiedBy[]; before: readonly ExactPath[] }> {
    const modifiedBy: ModifiedBy[] = [];
    let before: readonly ExactPath[] = [path];
    for (const { run, traced } of this.#modifiers) {
      const next: ExactPath[] = [];
      for (const each of before) {
        const was = valueAtPath(run.before, each);
        if (isDeepStrictEqual(was, valueAtPath(run.after, each))) {
          next.push(each);
          continue;
        }
        const origin = await traced.originOf(each);
        const reads = origin.reads.map(named);
        modifiedBy.push({ file: run.mapping.file, before: was, reads, ...makingOf(origin, {}) });
        next.push(...origin.reads.map(({ path: read }) => read));
      }
      before = next;
    }
    return { modifiedBy, before };
  }
}
