import { type Arguments, type Command, flagArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const explainCommand: Command = {
  usage: 'explain <pipe> [key] [field]',
  summary: 'where each value that the target gets came from: expressions, tables, document, record of the source',
  examples: [
    ['$0 explain orders 1042', 'every field of the sales order'],
    ['$0 explain orders 1042 salesOrderLines[0].unitPrice', 'one field'],
    ['$0 explain orders 1042 --item ORD-05', 'the fields that carry one item of the tester’s checklist'],
    ['$0 explain orders --sample order.json', 'a record from a file; nothing needs to have run'],
  ],
  options: (argv) =>
    argv
      .positional('pipe', { type: 'string', demandOption: true, describe: 'name of the pipe' })
      .positional('key', { type: 'string', describe: 'key or label (order number) of the record' })
      .positional('field', { type: 'string', describe: 'field of what the target gets, or a part of it' })
      .option('item', { type: 'string', describe: 'checklist item, or a part of one: ORD-05, ORD-05.method' })
      .option('sample', {
        type: 'string',
        describe: 'JSON file with a record as the source writes it, or `-`, in place of a key',
      })
      .option('with', {
        type: 'string',
        describe: 'with --sample: YAML or JSON file with `needs`, `target`, `lookups`, `references`, as in cases',
      })
      .option('json', { type: 'boolean', describe: 'as JSON' }),
  run: async (args, environment) => {
    const [app, { chosenRecord }, { Hold }, { IntegrationError }, { didYouMean }, render, { painter }] =
      await Promise.all([
        import('../../app.ts'),
        import('../explained-record.ts'),
        import('../../model/hold.ts'),
        import('../../model/integration-error.ts'),
        import('../../check/did-you-mean.ts'),
        import('../render/explanation.ts'),
        import('../render/colours.ts'),
      ]);
    const asked = askedOf(args);
    const project = await app.openUsableProject(environment, {
      root: textArgument(args, 'project'),
      environment: textArgument(args, 'env'),
    });
    const record = await chosenRecord(project, asked, environment);
    const { stdout, env } = environment;
    const json = flagArgument(args, 'json');
    const paint = painter(stdout, env);
    const { delivery } = record;
    const summary = delivery === undefined ? { pipe: asked.pipe } : render.deliverySummary(delivery);
    try {
      const explained = await record.explain();
      if ('known' in explained) {
        const what =
          asked.item === undefined
            ? `${asked.pipe} writes no field "${asked.field ?? ''}"`
            : `neither side of ${asked.pipe} has the checklist item "${asked.item}"`;
        throw new IntegrationError(
          'USAGE',
          `${what}; ${didYouMean(asked.item ?? asked.field ?? '', explained.known)}`,
          {},
        );
      }
      if (json) stdout.write(`${JSON.stringify({ ...summary, ...explained }, null, 2)}\n`);
      else stdout.write(render.renderExplanation(delivery, explained, stdout, paint));
      return EXIT.fine;
    } catch (error) {
      if (!(error instanceof Hold)) throw error;
      const hold = { code: error.code, text: error.message };
      if (json) stdout.write(`${JSON.stringify({ ...summary, hold }, null, 2)}\n`);
      else stdout.write(render.renderHeld(delivery, hold, paint));
      return EXIT.findings;
    } finally {
      await record.close();
    }
  },
};

/** With a sample there is no key: what stands in its place is the field. */
function askedOf(args: Arguments) {
  const sample = textArgument(args, 'sample');
  const [key, field] = [textArgument(args, 'key'), textArgument(args, 'field')];
  return {
    pipe: textArgument(args, 'pipe') ?? '',
    sample,
    given: textArgument(args, 'with'),
    key: sample === undefined ? key : undefined,
    field: sample === undefined ? field : (field ?? key),
    item: textArgument(args, 'item'),
  };
}
