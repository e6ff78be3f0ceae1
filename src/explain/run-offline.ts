import type { PipePlan } from '../compile/pipe-plan.ts';
import { modify } from '../engine/modify.ts';
import { anchorsOf, linkKeyOf, needLink } from '../engine/resolve.ts';
import type { Surroundings } from '../map/mapping.ts';
import type { Delivery, TargetReference } from '../model/delivery.ts';
import type { Document } from '../model/document.ts';
import { connectionOf, type Ports } from '../model/ports.ts';
import { readDocument } from '../receive/read-document.ts';

/** One question to a lookup table or a reference list, as the mapping put it. */
export interface Question {
  readonly what: 'lookup' | 'reference';
  readonly list: string;
  readonly code: string;
  /** Undefined when only the target system knows. */
  readonly answer: string | undefined;
}

/** A record taken through its stages again, up to the payload, without asking any system. */
export interface OfflineRun {
  readonly native: unknown;
  /** As the mapping made it, before the engine and the modifiers. */
  readonly mapped: unknown;
  readonly document: Document;
  readonly payload: unknown;
  readonly needs: Readonly<Record<string, TargetReference | undefined>>;
  readonly questions: readonly Question[];
  /** Whether anything in the payload stands for what only the target knows. */
  readonly exact: boolean;
  readonly trials: {
    readonly native: (native: unknown) => Promise<unknown>;
    readonly document: (document: unknown) => Promise<unknown>;
  };
}

/** Stands in a payload for what only the target system knows. */
export const unknownHere = (what: string): string => `‹${what}›`;

/** Rejects with the Hold that a stage raises. */
export async function runOffline(pipe: PipePlan, delivery: Delivery, ports: Ports): Promise<OfflineRun> {
  const native: unknown = JSON.parse(delivery.record);
  const document = await modify(pipe, delivery, await readDocument(pipe, delivery, ports));
  const needs = await needsOf(pipe, document, ports);
  const target = await ports.ledger.link(linkKeyOf(pipe, pipe.target, delivery));
  const questions: Question[] = [];
  const surroundings = targetSurroundings(pipe, needs, target, questions, ports);
  const payload = await pipe.target.mapping.run(document, surroundings);
  const source = sourceSurroundings(connectionOf(ports, pipe.source.connection).options);
  return {
    native,
    mapped: await pipe.source.mapping.run(native, source),
    document,
    payload,
    needs,
    questions: [...questions],
    exact:
      Object.values(needs).every((need) => need !== undefined) && questions.every(({ answer }) => answer !== undefined),
    trials: {
      native: async (changed) => pipe.source.mapping.run(changed, source),
      document: async (changed) => pipe.target.mapping.run(changed, targetSurroundings(pipe, needs, target, [], ports)),
    },
  };
}

async function needsOf(pipe: PipePlan, document: Document, ports: Ports): Promise<OfflineRun['needs']> {
  const needs: Record<string, TargetReference | undefined> = {};
  for (const need of pipe.needs) {
    const part = (document[need.document] ?? {}) as Parameters<typeof anchorsOf>[0];
    let linked: TargetReference | undefined;
    for (const anchor of anchorsOf(part)) linked ??= await ports.ledger.link(needLink(need, pipe, anchor));
    needs[need.document] = linked;
  }
  return needs;
}

function targetSurroundings(
  pipe: PipePlan,
  needs: OfflineRun['needs'],
  target: TargetReference | undefined,
  questions: Question[],
  ports: Ports,
): Surroundings {
  const known = Object.entries(needs).map(([name, need]) => [
    name,
    need ?? { id: unknownHere(`id of the ${name}`), number: unknownHere(`number of the ${name}`) },
  ]);
  return {
    options: connectionOf(ports, pipe.target.connection).options,
    needs: Object.fromEntries(known),
    ...(target === undefined ? {} : { target }),
    translate: (list, code) => {
      const answer = pipe.target.translate(list, code);
      questions.push({ what: 'lookup', list, code, answer });
      return answer;
    },
    reference: (list, code) => {
      questions.push({ what: 'reference', list, code, answer: undefined });
      return unknownHere(`${list} ${code}`);
    },
  };
}

function sourceSurroundings(options: Readonly<Record<string, unknown>>): Surroundings {
  const refuse = () => '';
  return { options, needs: {}, translate: refuse, reference: refuse };
}
