import type { PlanAction, PlannedRecord } from '../../engine/plan-pipe.ts';
import { type Command, flagArgument, listArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const planCommand: Command = {
  usage: 'plan [pipe..]',
  summary: 'show what a run would create, change and skip, and why; writes nothing',
  examples: [['$0 plan orders --since 2026-03-01', 'orders changed since March']],
  options: (argv) =>
    argv
      .positional('pipe', { type: 'string', array: true, describe: 'pipes to plan (default: all)' })
      .option('since', {
        type: 'string',
        describe: 'read changes since this instant (UTC) instead of since the last run',
      })
      .option('payload', { type: 'boolean', describe: 'with --json: the payload of each record as well' })
      .option('json', { type: 'boolean', describe: 'one JSON object a line' }),
  run: async (args, environment) => {
    const [
      { compilePipes, openPlanning, openUsableProject },
      { planPipe },
      { renderPlan, renderPlanCounts },
      { painter },
      { sinceOf },
    ] = await Promise.all([
      import('../../app.ts'),
      import('../../engine/plan-pipe.ts'),
      import('../render/plan.ts'),
      import('../render/colours.ts'),
      import('../since.ts'),
    ]);
    const since = sinceOf(textArgument(args, 'since'));
    const project = await openUsableProject(environment, {
      root: textArgument(args, 'project'),
      environment: textArgument(args, 'env'),
    });
    const pipes = compilePipes(project, listArgument(args, 'pipe'));
    const { stdout } = environment;
    const paint = painter(stdout, environment.env);
    const json = flagArgument(args, 'json');
    const counts = new Map<PlanAction, number>();
    const planning = await openPlanning(project, pipes, environment);
    try {
      for (const pipe of pipes) {
        const rows: PlannedRecord[] = [];
        for await (const record of planPipe(pipe, planning.ports, { since, signal: environment.stopping })) {
          counts.set(record.action, (counts.get(record.action) ?? 0) + 1);
          const { payload, ...rest } = record;
          if (json) stdout.write(`${JSON.stringify(flagArgument(args, 'payload') ? record : rest)}\n`);
          else rows.push(rest);
        }
        if (!json) stdout.write(renderPlan(pipe, rows, stdout, paint));
      }
    } finally {
      await planning.close();
    }
    if (!json) stdout.write(renderPlanCounts(counts, paint));
    return (counts.get('hold') ?? 0) > 0 ? EXIT.findings : EXIT.fine;
  },
};
