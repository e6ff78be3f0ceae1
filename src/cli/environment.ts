import type { Clock } from '../model/clock.ts';

/** All that a command may touch of the world. Only main.ts makes it from `process`; tests make their own. */
export interface Environment {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly clock: Clock;
  /** Folder of what ships with Pipewright. */
  readonly builtIn: string;
  /** Aborted by the first interrupt: finish what is under way, begin nothing new. */
  readonly stopping: AbortSignal;
  /** Aborted by the second interrupt: end at once. */
  readonly aborting: AbortSignal;
  readonly readStdin: () => Promise<string>;
  /** Standard input and output as they are, for a protocol that speaks over them. */
  readonly streams: () => { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };
}

export interface Output {
  readonly write: (text: string) => void;
  /** Whether a person looks at it: progress bars and colours go to terminals only. */
  readonly isTerminal: boolean;
  readonly columns: number;
}

/** What a command tells its caller. 0: fine. 1: something needs a person. 2: Pipewright itself failed. 3: called wrongly. */
export const EXIT = { fine: 0, findings: 1, crash: 2, usage: 3 } as const;
