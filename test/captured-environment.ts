import type { Command } from '../src/cli/command.ts';
import type { Environment, Output } from '../src/cli/environment.ts';
import { reportFailure } from '../src/cli/render/failure.ts';
import { type Clock, ManualClock } from '../src/model/clock.ts';
import { BUILT_IN } from './sample-project.ts';

/** What a command has said and returned. */
export interface CommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CapturedOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly clock?: Clock;
  readonly stopping?: AbortSignal;
  readonly terminal?: boolean;
  /** Called with everything that is written to standard output. */
  readonly heard?: (text: string) => void;
}

/** Runs a command as main.ts does, in an environment that keeps what is written. */
export async function runCommand(
  command: Command,
  args: Readonly<Record<string, unknown>>,
  { cwd, env = {}, stdin = '', clock = new ManualClock(), stopping, terminal = false, heard }: CapturedOptions,
): Promise<CommandOutcome> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Output => ({
    write: (text) => {
      written[name] += text;
      if (name === 'stdout') heard?.(text);
    },
    isTerminal: terminal,
    columns: 100,
  });
  const never = new AbortController().signal;
  const environment: Environment = {
    cwd,
    env,
    stdout: output('stdout'),
    stderr: output('stderr'),
    clock,
    builtIn: BUILT_IN,
    stopping: stopping ?? never,
    aborting: never,
    streams: () => {
      throw new Error('no command of this test speaks a protocol');
    },
    readStdin: async () => stdin,
  };
  const code = await command
    .run(args, environment)
    .catch((error: unknown) => reportFailure(error, environment, args.json === true));
  return { code, ...written };
}
