import type { LookupTable } from '../../map/lookup-table.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import type { ServedTwin } from '../../twin/serve-twins.ts';
import { type Command, flagArgument, listArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const twinCommand: Command = {
  usage: 'twin <system..>',
  summary: 'run local stand-ins of systems, to try pipes and failures without touching a real one',
  examples: [
    ['$0 twin woocommerce business-central', 'both sides, on free ports'],
    ['$0 twin woocommerce --port 8080 --seed 100', 'with sample goods, customers and 100 orders'],
    ['$0 twin woocommerce --fault throttled,match=orders,times=3', 'the first three requests about orders are refused'],
  ],
  options: (argv) =>
    argv
      .positional('system', { type: 'string', array: true, demandOption: true, describe: 'which systems' })
      .option('port', {
        type: 'number',
        default: 0,
        describe: 'port of the first one, the others follow (0: any free one)',
      })
      .option('fault', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'a fault to begin with: kind, then method=, match=, skip=, times=, retry-after=, delay=, bytes=',
      })
      .option('seed', { type: 'number', describe: 'fill with sample records: so many orders' })
      .option('json', { type: 'boolean', describe: 'one JSON object a line' }),
  run: async (args, environment) => {
    const [
      { resolve },
      { serveTwins, twinNamed },
      { faultOf },
      { renderTwins, twinLine },
      { painter },
      { loadLibrary },
    ] = await Promise.all([
      import('node:path'),
      import('../../twin/serve-twins.ts'),
      import('../fault-argument.ts'),
      import('../render/twins.ts'),
      import('../render/colours.ts'),
      import('../../load/load-project.ts'),
    ]);
    const { stdout, env, clock, builtIn, cwd, stopping } = environment;
    const names = listArgument(args, 'system');
    const faults = listArgument(args, 'fault').map(faultOf);
    const { wholeNumber } = await import('../whole-number.ts');
    const port = wholeNumber(args, 'port', 65_535) ?? 0;
    const seed = wholeNumber(args, 'seed', 100_000);
    const { connectors } = loadLibrary({ root: resolve(cwd, textArgument(args, 'project') ?? '.'), builtIn });
    for (const name of names) {
      if (connectors.get(name)?.value.protocol === 'files') throw await standsInForFiles(name);
      twinNamed(name);
    }
    const served = await serveTwins(names, { port, orders: seed, faults, clock });
    try {
      const shown = served.map((twin) => ({ ...twin, connector: connectors.get(twin.name)?.value }));
      if (flagArgument(args, 'json')) for (const twin of shown) stdout.write(twinLine(twin));
      else stdout.write(renderTwins(shown, await lookupsOf(served), painter(stdout, env)));
      await new Promise<void>((resolve) => {
        if (stopping.aborted) resolve();
        else stopping.addEventListener('abort', () => resolve(), { once: true });
      });
    } finally {
      await Promise.all(served.map(({ running }) => running.close()));
    }
    return EXIT.fine;
  },
};

/** What the two call ways of shipping and paying, where it is one shop with one ERP: an ERP refuses the codes of another company. */
async function lookupsOf(served: readonly ServedTwin[]): Promise<readonly LookupTable[]> {
  const [shop, ...shops] = served.filter(({ twin }) => twin.role === 'shop');
  const [erp, ...erps] = served.filter(({ twin }) => twin.role === 'erp');
  if (shop === undefined || erp === undefined || shops.length + erps.length > 0) return [];
  const { pairLookups } = await import('../../qa/scenario/pair-project.ts');
  return pairLookups({ shop: shop.name, erp: erp.name });
}

async function standsInForFiles(name: string): Promise<IntegrationError> {
  const { FOLDERS } = await import('../../twin/file-erp/exchange-folders.ts');
  return new IntegrationError(
    'USAGE',
    `${name} exchanges files and needs no twin: a folder stands in for it, with \`url: file:///…\`, \`auth: folder\` and no \`credentials\` in its connection; make the folders in it by \`mkdir -p ${FOLDERS.join(' ')}\``,
    {},
  );
}
