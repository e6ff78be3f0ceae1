import { type Command, flagArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const explainCommand: Command = {
  usage: 'explain <pipe> <key> [field]',
  summary: 'where each value that the target got came from: expressions, document, record of the source',
  examples: [
    ['$0 explain orders 1042', 'every field of the sales order'],
    ['$0 explain orders 1042 salesOrderLines[0].unitPrice', 'one field'],
  ],
  options: (argv) =>
    argv
      .positional('pipe', { type: 'string', demandOption: true, describe: 'name of the pipe' })
      .positional('key', { type: 'string', demandOption: true, describe: 'key or label (order number) of the record' })
      .positional('field', { type: 'string', describe: 'field of what the target gets, or a part of it' })
      .option('json', { type: 'boolean', describe: 'as JSON' }),
  run: async (args, environment) => {
    const [
      app,
      { explainRecord },
      { offlinePorts },
      { newestDelivery },
      { Hold },
      { IntegrationError },
      { didYouMean },
      render,
      { painter },
    ] = await Promise.all([
      import('../../app.ts'),
      import('../../explain/explain-record.ts'),
      import('../../explain/offline-ports.ts'),
      import('../newest-delivery.ts'),
      import('../../model/hold.ts'),
      import('../../model/integration-error.ts'),
      import('../../check/did-you-mean.ts'),
      import('../render/explanation.ts'),
      import('../render/colours.ts'),
    ]);
    const project = await app.openUsableProject(environment, {
      root: textArgument(args, 'project'),
      environment: textArgument(args, 'env'),
    });
    const [pipe] = app.compilePipes(project, [textArgument(args, 'pipe') ?? '']);
    if (pipe === undefined) throw new IntegrationError('USAGE', 'name a pipe', {});
    const ledger = await app.openLedgerToRead(project);
    const { stdout, env } = environment;
    const json = flagArgument(args, 'json');
    const paint = painter(stdout, env);
    try {
      const delivery = await newestDelivery(ledger, pipe.name, textArgument(args, 'key') ?? '');
      const field = textArgument(args, 'field');
      try {
        const explained = await explainRecord(pipe, delivery, offlinePorts(project, pipe, ledger, environment), field);
        if ('known' in explained) {
          throw new IntegrationError(
            'USAGE',
            `${pipe.name} writes no field "${field}"; ${didYouMean(field ?? '', explained.known)}`,
            {},
          );
        }
        if (json) stdout.write(`${JSON.stringify({ ...render.deliverySummary(delivery), ...explained }, null, 2)}\n`);
        else stdout.write(render.renderExplanation(delivery, explained, stdout, paint));
        return EXIT.fine;
      } catch (error) {
        if (!(error instanceof Hold)) throw error;
        const hold = { code: error.code, text: error.message };
        if (json) stdout.write(`${JSON.stringify({ ...render.deliverySummary(delivery), hold }, null, 2)}\n`);
        else stdout.write(render.renderHeld(delivery, hold, paint));
        return EXIT.findings;
      }
    } finally {
      await ledger.close();
    }
  },
};
