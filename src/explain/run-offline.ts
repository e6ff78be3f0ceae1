import type { PipePlan } from '../compile/pipe-plan.ts';
import { MODIFIER_SURROUNDINGS, modify } from '../engine/modify.ts';
import { anchorsOf, needLink } from '../engine/resolve.ts';
import type { Mapping, Surroundings } from '../map/mapping.ts';
import type { TargetReference } from '../model/delivery.ts';
import type { Document } from '../model/document.ts';
import type { RecordKey } from '../model/names.ts';
import { connectionOf } from '../model/ports.ts';
import { withoutAgain } from '../receive/again-record.ts';
import { readDocument } from '../receive/read-document.ts';
import type { OfflineWorld } from './offline-world.ts';

/** One question to a lookup table or a reference list, as the mapping put it. */
export interface Question {
  readonly what: 'lookup' | 'reference';
  readonly list: string;
  readonly code: string;
  /** Undefined when only the target system knows. */
  readonly answer: unknown;
  /** The row of the table that answered. */
  readonly at?: { readonly file: string; readonly line: number };
}

/** A modifier of the pipe, with the document before and after it. */
export interface ModifierRun {
  readonly mapping: Mapping;
  readonly before: unknown;
  readonly after: unknown;
  readonly trial: (document: unknown) => Promise<unknown>;
}

/** A record taken through its stages again, up to the payload, without asking any system. */
export interface OfflineRun {
  readonly native: unknown;
  /** As the mapping made it, before the engine and the modifiers. */
  readonly mapped: unknown;
  readonly modifiers: readonly ModifierRun[];
  readonly document: Document;
  readonly payload: unknown;
  readonly needs: Readonly<Record<string, TargetReference | undefined>>;
  readonly target: TargetReference | undefined;
  readonly questions: readonly Question[];
  /** Whether nothing in the payload stands for what only the target knows. */
  readonly exact: boolean;
  readonly trials: {
    /** From the record to the payload. */
    readonly whole: (native: unknown) => Promise<unknown>;
    readonly native: (native: unknown) => Promise<unknown>;
    readonly document: (document: unknown) => Promise<unknown>;
  };
}

/** Stands in a payload for what only the target system knows. */
export const unknownHere = (what: string): string => `‹${what}›`;

/** Rejects with the Hold that a stage raises. `key` is that of the record at its source, where it is known. */
export async function runOffline(
  pipe: PipePlan,
  record: string,
  key: RecordKey | undefined,
  world: OfflineWorld,
): Promise<OfflineRun> {
  const native: unknown = JSON.parse(withoutAgain(record));
  const read = await readDocument(pipe, { part: 'to', record }, world.ports);
  const modifiers = await modifierRuns(pipe, read);
  const document = modify(pipe, { part: 'to' }, read);
  const needs = await needsOf(pipe, document, world);
  const target = await world.link({
    document: pipe.target.document,
    from: pipe.source.connection,
    fromId: key ?? '',
    to: pipe.target.connection,
  });
  const questions: Question[] = [];
  const payload = await pipe.target.mapping.run(document, targetSurroundings(pipe, needs, target, questions, world));
  const source = sourceSurroundings(connectionOf(world.ports, pipe.source.connection).options);
  return {
    native,
    mapped: await pipe.source.mapping.run(native, source),
    modifiers,
    document,
    payload,
    needs,
    target,
    questions: [...questions],
    exact:
      Object.values(needs).every((need) => need !== undefined) && questions.every(({ answer }) => answer !== undefined),
    trials: {
      whole: async (changed) => {
        const again = await readDocument(pipe, { part: 'to', record: JSON.stringify(changed) }, world.ports);
        const surroundings = targetSurroundings(pipe, needs, target, [], world);
        return pipe.target.mapping.run(modify(pipe, { part: 'to' }, again), surroundings);
      },
      native: async (changed) => pipe.source.mapping.run(changed, source),
      document: async (changed) => pipe.target.mapping.run(changed, targetSurroundings(pipe, needs, target, [], world)),
    },
  };
}

async function modifierRuns(pipe: PipePlan, document: unknown): Promise<ModifierRun[]> {
  const runs: ModifierRun[] = [];
  let before = document;
  for (const mapping of pipe.modify) {
    const trial = async (changed: unknown) => mapping.run(changed, MODIFIER_SURROUNDINGS);
    const after = await trial(before);
    runs.push({ mapping, before, after, trial });
    before = after;
  }
  return runs;
}

async function needsOf(pipe: PipePlan, document: Document, world: OfflineWorld): Promise<OfflineRun['needs']> {
  const needs: Record<string, TargetReference | undefined> = {};
  for (const need of pipe.needs) {
    const part = (document[need.document] ?? {}) as Parameters<typeof anchorsOf>[0];
    let linked: TargetReference | undefined;
    for (const anchor of anchorsOf(part)) linked ??= await world.link(needLink(need, pipe, anchor));
    needs[need.document] = linked;
  }
  return needs;
}

function targetSurroundings(
  pipe: PipePlan,
  needs: OfflineRun['needs'],
  target: TargetReference | undefined,
  questions: Question[],
  world: OfflineWorld,
): Surroundings {
  const known = Object.entries(needs).map(([name, need]) => [
    name,
    need ?? { id: unknownHere(`id of the ${name}`), number: unknownHere(`number of the ${name}`) },
  ]);
  return {
    options: connectionOf(world.ports, pipe.target.connection).options,
    needs: Object.fromEntries(known),
    ...(target === undefined ? {} : { target }),
    translate: (list, code) => {
      const { answer, at } = world.translate(list, code);
      questions.push({ what: 'lookup', list, code, answer, ...(at === undefined ? {} : { at }) });
      return answer;
    },
    reference: (list, code) => {
      const answer = world.reference(list, code);
      questions.push({ what: 'reference', list, code, answer });
      return answer ?? unknownHere(`${list} ${code}`);
    },
  };
}

function sourceSurroundings(options: Readonly<Record<string, unknown>>): Surroundings {
  const refuse = () => '';
  return { options, needs: {}, translate: refuse, reference: refuse };
}
