import { type Command, flagArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const functionsCommand: Command = {
  usage: 'functions [name]',
  summary: 'what mappings may call besides JSONata’s own functions; with a name: arguments, result, examples',
  examples: [
    ['$0 functions', 'all of them, by topic'],
    ['$0 functions moneyAllocate', 'everything about one'],
  ],
  options: (argv) =>
    argv
      .positional('name', { type: 'string', describe: 'one function, with or without `$`' })
      .option('json', { type: 'boolean', describe: 'as JSON' }),
  run: async (args, environment) => {
    const [{ SHOWN_FUNCTIONS }, { didYouMean }, { IntegrationError }, render, { painter }] = await Promise.all([
      import('../../map/functions/shown-functions.ts'),
      import('../../check/did-you-mean.ts'),
      import('../../model/integration-error.ts'),
      import('../render/functions.ts'),
      import('../render/colours.ts'),
    ]);
    const { stdout, env } = environment;
    const name = textArgument(args, 'name')?.replace(/^\$/, '');
    const all = SHOWN_FUNCTIONS.flatMap(({ functions }) => functions);
    const one = name === undefined ? undefined : all.find((each) => each.name === name);
    if (name !== undefined && one === undefined) {
      const names = all.map((each) => each.name);
      throw new IntegrationError('USAGE', `there is no function "${name}"; ${didYouMean(name, names)}`, {});
    }
    const paint = painter(stdout, env);
    if (flagArgument(args, 'json')) stdout.write(`${JSON.stringify(one ?? all, null, 2)}\n`);
    else
      stdout.write(
        one === undefined
          ? render.renderFunctions(SHOWN_FUNCTIONS, stdout, paint)
          : render.renderFunction(one, stdout, paint),
      );
    return EXIT.fine;
  },
};
