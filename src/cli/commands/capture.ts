import { type Command, flagArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const captureCommand: Command = {
  usage: 'capture <pipe> <key>',
  summary: 'make a scenario of a record that a pipe has carried: the pipe has to make the same of it from now on',
  examples: [
    ['$0 capture orders 1001', 'the newest record of this key or order number, with stand-ins for personal data'],
    ['$0 capture orders 1001 --as "The order with three coupons"', 'under a name of its own'],
  ],
  options: (argv) =>
    argv
      .positional('pipe', { type: 'string', demandOption: true, describe: 'the pipe' })
      .positional('key', { type: 'string', demandOption: true, describe: 'key or label (order number) of the record' })
      .option('as', { type: 'string', requiresArg: true, describe: 'name of the scenario (default: pipe and label)' })
      .option('offline', {
        type: 'boolean',
        describe: 'do not ask the target for its reference lists; what only it knows stands as ‹…›',
      })
      .option('twin', { type: 'boolean', describe: 'the data came from a twin: it is fictional and stays as it is' }),
  run: async (args, environment) => {
    const [app, { newestDelivery }, { captureDelivery }, files, features, salts, paths, { writeNewFiles }] =
      await Promise.all([
        import('../../app.ts'),
        import('../newest-delivery.ts'),
        import('../../qa/captured/capture-delivery.ts'),
        import('../../qa/captured/captured-file.ts'),
        import('../../qa/captured/captured-feature.ts'),
        import('../../qa/cassettes/redaction/redaction-salt.ts'),
        import('../../qa/cassettes/cassette-path.ts'),
        import('../../qa/captured/write-new-files.ts'),
      ]);
    const { stdout, env, clock, aborting } = environment;
    const project = await app.openUsableProject(environment, {
      root: textArgument(args, 'project'),
      environment: textArgument(args, 'env'),
    });
    const { root } = project.layers;
    const [plan] = app.compilePipes(project, [textArgument(args, 'pipe') ?? '']);
    if (plan === undefined) return EXIT.findings;
    const target = plan.target.connection;
    const connection = flagArgument(args, 'offline')
      ? undefined
      : app.openConnections(project, [target], environment).get(target);
    const ledger = await app.openLedgerToRead(project);
    try {
      const delivery = await newestDelivery(ledger, plan.name, textArgument(args, 'key') ?? '');
      const { file: captured, proven } = await captureDelivery(project, plan, delivery, ledger, {
        salt: flagArgument(args, 'twin') ? undefined : salts.redactionSalt(root, env),
        at: new Date(clock.now()).toISOString(),
        entriesOf: connection && ((list) => connection.reference(list, false, aborting)),
        signal: aborting,
      });
      const title = textArgument(args, 'as') ?? `${plan.name} ${captured.label}`;
      const slug = paths.slugOf(title);
      const [path, feature] = [files.capturedPath(slug), features.capturedFeaturePath(slug)];
      writeNewFiles(root, {
        [path]: files.capturedText(captured),
        [feature]: features.capturedFeature(title, captured, path),
      });
      stdout.write(`${feature}\n${path}\n`);
      if (!proven && captured.held === undefined)
        stdout.write('Whether this is what was sent cannot be told: something in it only the target knows.\n');
      return EXIT.fine;
    } finally {
      await Promise.all([ledger.close(), connection?.close()]);
    }
  },
};
