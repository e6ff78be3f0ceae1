import { type Command, flagArgument, listArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const runCommand: Command = {
  usage: 'run [pipe..]',
  summary: 'run pipes: once, or following their sources until stopped',
  examples: [
    ['$0 run', 'run every pipe once'],
    ['$0 run orders inventory --follow', 'keep two pipes running'],
    ['$0 run --follow --verified', 'as a service: only what CI has verified'],
    ['$0 run orders --since 2026-03-01 --dry-run', 'show what would be written, write nothing'],
  ],
  options: (argv) =>
    argv
      .positional('pipe', { type: 'string', array: true, describe: 'pipes to run (default: all)' })
      .option('once', { type: 'boolean', describe: 'one run of each pipe, then end (default)' })
      .option('follow', { type: 'boolean', describe: 'poll at each pipe’s pace until interrupted', conflicts: 'once' })
      .option('since', {
        type: 'string',
        describe: 'read changes since this instant (UTC) instead of since the last run',
      })
      .option('dry-run', {
        type: 'boolean',
        describe: 'read and map, write nothing: neither to a system nor to the ledger',
      })
      .option('patience', {
        type: 'number',
        default: 10,
        describe: 'with --once: seconds to wait for retries that become due',
      })
      .option('verified', {
        type: 'boolean',
        describe: 'refuse to run unless exactly this configuration was verified (`pipewright verify`)',
      })
      .option('json', { type: 'boolean', describe: 'one JSON object a line' }),
  run: async (args, environment) => {
    const [{ compilePipes, openUsableProject }, { runFollowing, runOnce }, { reportedRun }, { sinceOf }] =
      await Promise.all([
        import('../../app.ts'),
        import('../../engine/run-pipes.ts'),
        import('../reported-run.ts'),
        import('../since.ts'),
      ]);
    if (flagArgument(args, 'dry-run')) {
      const { planCommand } = await import('./plan.ts');
      return planCommand.run(args, environment);
    }
    const since = sinceOf(textArgument(args, 'since'));
    const project = await openUsableProject(environment, {
      root: textArgument(args, 'project'),
      environment: textArgument(args, 'env'),
    });
    if (flagArgument(args, 'verified')) {
      const { requireVerified } = await import('../../qa/verification/require-verified.ts');
      requireVerified(project);
    }
    const pipes = compilePipes(project, listArgument(args, 'pipe'));
    const needsAPerson = await reportedRun(args, environment, project, pipes, async ({ ports }) => {
      const options = { since, stopping: environment.stopping };
      if (flagArgument(args, 'follow')) await runFollowing(pipes, ports, options);
      else await runOnce(pipes, ports, { ...options, patienceMs: Number(args.patience) * 1000 });
    });
    return needsAPerson ? EXIT.findings : EXIT.fine;
  },
};
