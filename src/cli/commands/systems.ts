import { type Command, flagArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const systemsCommand: Command = {
  usage: 'systems [name]',
  summary: 'what the connected systems can do; with a name: how to sign in, options, limits, gaps, evidence',
  examples: [
    ['$0 systems', 'all systems and their capabilities'],
    ['$0 systems business-central', 'everything about one'],
  ],
  options: (argv) =>
    argv
      .positional('name', { type: 'string', describe: 'one system' })
      .option('json', { type: 'boolean', describe: 'as JSON' }),
  run: async (args, environment) => {
    const [{ resolve }, { loadLibrary }, { didYouMean }, { IntegrationError }, render, { painter }] = await Promise.all(
      [
        import('node:path'),
        import('../../load/load-project.ts'),
        import('../../check/did-you-mean.ts'),
        import('../../model/integration-error.ts'),
        import('../render/systems.ts'),
        import('../render/colours.ts'),
      ],
    );
    const { cwd, builtIn, stdout, env } = environment;
    // No pipewright.yaml is needed: which systems there are is asked before the first project is made.
    const { connectors } = loadLibrary({ root: resolve(cwd, textArgument(args, 'project') ?? '.'), builtIn });
    const files = [...connectors.values()].map(({ value }) => value);
    const name = textArgument(args, 'name');
    const one = name === undefined ? undefined : connectors.get(name)?.value;
    if (name !== undefined && one === undefined) {
      throw new IntegrationError('USAGE', `there is no system "${name}"; ${didYouMean(name, connectors.keys())}`, {});
    }
    const paint = painter(stdout, env);
    if (flagArgument(args, 'json'))
      stdout.write(`${JSON.stringify(one ?? files.map(render.systemSummary), null, 2)}\n`);
    else stdout.write(one === undefined ? render.renderSystems(files, paint) : render.renderSystem(one, stdout, paint));
    return EXIT.fine;
  },
};
