import { targetVerb } from '../../compile/mapping-files.ts';
import { followingPipes } from '../../load/following-pipes.ts';
import type { Loaded, LoadedProject } from '../../load/load-project.ts';
import type { PipeFile } from '../../model/config.generated.ts';
import { FLOWS, type Flow } from '../steps/parameter-types.ts';
import { NotAsExpected } from './not-as-expected.ts';

/** What a scenario writes into the pipe of a flow, as somebody would who has ejected it. */
export interface PipeChange {
  readonly flow: Flow;
  readonly where?: string;
  /** One more modifier, behind those that are there. */
  readonly modifier?: string;
  /** Under this name beside the pipe, which stays as it is. */
  readonly copy?: string;
  /** Connections in place of those that the pipe names. */
  readonly instead?: Readonly<Record<string, string>>;
  /** Nothing before it, and nothing after. */
  readonly alone?: boolean;
  /** The project does without it. */
  readonly removed?: boolean;
}

/** The pipes of a project with what a scenario changes. Throws where no pipe carries the flow. */
export function changedPipes(pipes: LoadedProject['pipes'], changes: readonly PipeChange[]): LoadedProject['pipes'] {
  const changed = new Map(pipes);
  for (const change of changes) {
    // What a copy does is said by the change that makes it: another change is about the pipe itself.
    const found = [...pipes.keys()].flatMap((name): [string, Loaded<PipeFile>][] => {
      const pipe = changed.get(name);
      return pipe !== undefined && carries(pipe.value, change.flow) ? [[name, pipe]] : [];
    });
    if (change.removed === true) {
      for (const [name] of found) changed.delete(name);
      continue;
    }
    if (found.length === 0) throw new NotAsExpected(`the project has no pipe that carries ${change.flow}`);
    for (const [name, loaded] of found)
      changed.set(change.copy ?? name, { ...loaded, value: withChange(loaded.value, change) });
  }
  // What is changed of a pipe is so for the one that comes after it as well.
  return followingPipes(changed);
}

function carries({ from, to }: PipeFile, flow: Flow): boolean {
  const { reads, writes } = FLOWS[flow];
  const { document, verb } = targetVerb(to);
  return reads === `${from.read}.read` && writes === `${document}.${verb}`;
}

function withChange(pipe: PipeFile, { where, modifier, copy, instead = {}, alone = false }: PipeChange): PipeFile {
  const at = <T extends { readonly connection: string }>(end: T): T => ({
    ...end,
    connection: instead[end.connection] ?? end.connection,
  });
  return {
    ...pipe,
    pipe: copy ?? pipe.pipe,
    from: { ...at(pipe.from), ...(where === undefined ? {} : { where }) },
    to: at(pipe.to),
    needs: alone ? [] : pipe.needs,
    // biome-ignore lint/suspicious/noThenProperty: the format of pipes calls it so, and nobody awaits one
    then: alone ? [] : pipe.then.map(at),
    modify: modifier === undefined ? pipe.modify : [...pipe.modify, modifier],
  };
}
