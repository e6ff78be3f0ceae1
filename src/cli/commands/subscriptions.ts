import { type Command, flagArgument, listArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const subscriptionsCommand: Command = {
  usage: 'subscriptions <action> [connection..]',
  summary: 'see, make or remove the subscriptions by which systems tell of changes',
  examples: [
    ['$0 subscriptions list', 'what each system is asked to send, and where to'],
    ['$0 subscriptions sync', 'make what the pipes need, one of each; switch on what was switched off'],
    ['$0 subscriptions sync shop --renew', 'give all of them the secret as it is now'],
    ['$0 subscriptions remove shop', 'take ours away, before this project is taken out of service'],
  ],
  options: (argv) =>
    argv
      .positional('action', {
        choices: ['list', 'sync', 'remove'] as const,
        demandOption: true,
        describe: 'what to do',
      })
      .positional('connection', { type: 'string', array: true, describe: 'which connections (default: all)' })
      .option('renew', { type: 'boolean', describe: 'with sync: also those that are in order' })
      .option('json', { type: 'boolean', describe: 'as JSON' }),
  run: async (args, environment) => {
    const [
      { compilePipes, openConnections, openUsableProject },
      work,
      { publicUrlOf },
      { painter },
      { IntegrationError },
    ] = await Promise.all([
      import('../../app.ts'),
      import('../subscription-work.ts'),
      import('../../load/public-url.ts'),
      import('../render/colours.ts'),
      import('../../model/integration-error.ts'),
    ]);
    const project = await openUsableProject(environment, {
      root: textArgument(args, 'project'),
      environment: textArgument(args, 'env'),
    });
    const publicUrl = publicUrlOf(project, environment.env);
    const action = textArgument(args, 'action');
    if (publicUrl === undefined && action !== 'list')
      throw new IntegrationError(
        'USAGE',
        'the project says no `public_url`, so nobody knows where systems are to send; add it to pipewright.yaml',
        {},
      );
    const named = listArgument(args, 'connection');
    const unknown = named.find((name) => !project.connections.has(name));
    if (unknown !== undefined) throw new IntegrationError('USAGE', `there is no connection "${unknown}"`, {});
    const pipes = compilePipes(project, []);
    const names = named.length > 0 ? named : [...project.connections.keys()];
    const connections = openConnections(project, names, environment);
    try {
      const rows = await work.subscriptionWork([...connections.values()], pipes, {
        action: action === 'sync' || action === 'remove' ? action : 'list',
        publicUrl,
        nowMs: environment.clock.now(),
        renewAll: flagArgument(args, 'renew'),
        signal: environment.aborting,
      });
      const { stdout } = environment;
      if (flagArgument(args, 'json')) stdout.write(`${JSON.stringify(rows)}\n`);
      else stdout.write(work.renderSubscriptions(rows, painter(stdout, environment.env)));
      return rows.some(({ problem }) => problem !== undefined) ? EXIT.findings : EXIT.fine;
    } finally {
      await Promise.all([...connections.values()].map((connection) => connection.close()));
    }
  },
};
