import { type Command, flagArgument, listArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const serveCommand: Command = {
  usage: 'serve [pipe..]',
  summary: 'run pipes as a service: events in over HTTP, the poll behind them, until stopped',
  examples: [
    ['$0 serve --verified', 'every pipe, only as CI has verified it'],
    ['$0 serve orders --host 0.0.0.0 --port 8080', 'one pipe, reachable from outside this machine'],
  ],
  options: (argv) =>
    argv
      .positional('pipe', { type: 'string', array: true, describe: 'pipes to run (default: all)' })
      .option('host', { type: 'string', default: '127.0.0.1', describe: 'address to listen at' })
      .option('port', { type: 'number', default: 8080, describe: 'port to listen at (0: any free one)' })
      .option('verified', {
        type: 'boolean',
        describe: 'refuse to serve unless exactly this configuration was verified (`pipewright verify`)',
      })
      .option('json', { type: 'boolean', describe: 'one JSON object a line' }),
  run: async (args, environment) => {
    const [{ compilePipes, openUsableProject }, { servePipes }, { reportedRun }, { publicUrlOf }, { wholeNumber }] =
      await Promise.all([
        import('../../app.ts'),
        import('../../serve/serve-pipes.ts'),
        import('../reported-run.ts'),
        import('../../load/public-url.ts'),
        import('../whole-number.ts'),
      ]);
    const port = wholeNumber(args, 'port', 65_535) ?? 0;
    const host = textArgument(args, 'host') ?? '127.0.0.1';
    const project = await openUsableProject(environment, {
      root: textArgument(args, 'project'),
      environment: textArgument(args, 'env'),
    });
    if (flagArgument(args, 'verified')) {
      const { requireVerified } = await import('../../qa/verification/require-verified.ts');
      requireVerified(project);
    }
    const pipes = compilePipes(project, listArgument(args, 'pipe'));
    const publicUrl = publicUrlOf(project, environment.env);
    const { stdout, stopping } = environment;
    await reportedRun(args, environment, project, pipes, ({ ports }) =>
      servePipes(pipes, ports, {
        host,
        port,
        publicUrl,
        stopping,
        listening: (url) => stdout.write(startLine(url, publicUrl, flagArgument(args, 'json'))),
      }),
    );
    // Records that need a person are no reason for a supervisor to start the service again.
    return EXIT.fine;
  },
};

function startLine(url: string, publicUrl: string | undefined, json: boolean): string {
  if (json) return `${JSON.stringify({ event: 'listening', url, public_url: publicUrl })}\n`;
  const from =
    publicUrl === undefined ? 'no `public_url`: subscriptions are made by hand' : `from ${publicUrl}/events/…`;
  return `listening at ${url} (${from})\n`;
}
