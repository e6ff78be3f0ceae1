import yargs from 'yargs';
import { allCommands } from '../src/cli/commands/index.ts';
import type { Environment } from '../src/cli/environment.ts';
import { reportFailure } from '../src/cli/render/failure.ts';
import type { Clock } from '../src/model/clock.ts';
import { BUILT_IN, type TrialProject } from './trial-project.ts';

/** What a shell would see of a command. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, for messages that may stand in either. */
  readonly said: string;
}

export interface CommandSettings {
  readonly clock: Clock;
  /** Laid over the project's own variables; undefined removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stopping?: AbortSignal;
}

/** Runs a command line of the real CLI in this process, on the test's clock, as src/cli/main.ts does in its own. */
export async function runCommand(
  project: Pick<TrialProject, 'root' | 'env'>,
  argv: readonly string[],
  { clock, env = {}, stopping = new AbortController().signal }: CommandSettings,
): Promise<CommandResult> {
  let stdout = '';
  let stderr = '';
  const environment: Environment = {
    cwd: project.root,
    env: { ...project.env, ...env },
    stdout: output((text) => {
      stdout += text;
    }),
    stderr: output((text) => {
      stderr += text;
    }),
    clock,
    builtIn: BUILT_IN,
    stopping,
    aborting: new AbortController().signal,
    streams: () => {
      throw new Error('no command of this test speaks a protocol');
    },
    readStdin: () => Promise.resolve(''),
  };
  let code: number | undefined;
  const parser = yargs([...argv])
    .option('env', { type: 'string' })
    .option('project', { type: 'string' })
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new Error(message);
    });
  for (const command of await allCommands()) {
    parser.command(command.usage, command.summary, command.options, async (args) => {
      code = await command
        .run(args, environment)
        .catch((error: unknown) => reportFailure(error, environment, args.json === true));
    });
  }
  await parser.parseAsync();
  if (code === undefined) throw new Error(`no command took ${argv.join(' ')}`);
  return { code, stdout, stderr, said: `${stdout}${stderr}` };
}

const output = (write: (text: string) => void) => ({ write, isTerminal: false, columns: 120 });
