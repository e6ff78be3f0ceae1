import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import yargs from 'yargs';
import { systemClock } from '../model/clock.ts';
import type { Command } from './command.ts';
import { commandsFor } from './commands/index.ts';
import { type Environment, EXIT, type Output } from './environment.ts';

/** The only file that touches `process`. */

// Halves the start of later runs: --help takes about 0.1 s with it.
enableCompileCache();

function outputOf(stream: NodeJS.WriteStream): Output {
  // A reader that goes away (`| head`) ends the command quietly.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.fine);
    throw error;
  });
  return { write: (text) => stream.write(text), isTerminal: stream.isTTY === true, columns: stream.columns ?? 100 };
}

function environmentOf({ endsAtOnce }: Command): Environment {
  const stopping = new AbortController();
  const aborting = new AbortController();
  const interrupt = () => {
    if (endsAtOnce !== true && !stopping.signal.aborted) {
      process.stderr.write('\nstopping: what is under way is finished; once more ends at once\n');
      stopping.abort();
    } else {
      aborting.abort();
      process.exit(130);
    }
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    clock: systemClock,
    builtIn: fileURLToPath(new URL('../..', import.meta.url)),
    stopping: stopping.signal,
    aborting: aborting.signal,
    streams: () => ({ input: process.stdin, output: process.stdout }),
    readStdin: async () => {
      let text = '';
      for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
      return text;
    },
  };
}

async function runCommand(command: Command, args: Record<string, unknown>): Promise<void> {
  const environment = environmentOf(command);
  try {
    process.exitCode = await command.run(args, environment);
  } catch (error) {
    const { reportFailure } = await import('./render/failure.ts');
    process.exitCode = reportFailure(error, environment, args.json === true);
  }
}

const words = process.argv.slice(2);
const parser = yargs(words)
  .scriptName('pipewright')
  .usage('$0 <command>\n\nIntegrations between web shops and ERPs, kept as code and verified before they ship.')
  .option('env', { type: 'string', describe: 'environment of pipewright.yaml to use', global: true })
  .option('project', { type: 'string', describe: 'folder of the project (default: here)', global: true })
  .strict()
  .demandCommand(1, 'Say what to do: one of the commands above.')
  .recommendCommands()
  .completion('completion', 'print a script for shell completion')
  .help()
  .alias('h', 'help')
  .version()
  .wrap(Math.min(process.stdout.columns ?? 100, 110))
  .exitProcess(false)
  .fail((message, error) => {
    // yargs tells one mistake several times, the best text first.
    if (process.exitCode === EXIT.usage) return;
    process.stderr.write(
      `${message ?? (error instanceof Error ? error.message : String(error))}\nSee pipewright --help, or pipewright <command> --help.\n`,
    );
    process.exitCode = EXIT.usage;
  });

for (const command of await commandsFor(words)) {
  parser.command(
    command.usage,
    command.summary,
    (argv) => {
      const built = command.options(argv);
      for (const [line, says] of command.examples ?? []) built.example(line, says);
      return built;
    },
    (args) => (process.exitCode === EXIT.usage ? undefined : runCommand(command, args)),
  );
}

await parser.parseAsync();
