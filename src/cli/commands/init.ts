import { type Command, flagArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const initCommand: Command = {
  usage: 'init [folder]',
  summary: 'make a new project that passes `check` at once',
  examples: [['$0 init acme --shop woocommerce --erp business-central', 'a project in the folder acme']],
  options: (argv) =>
    argv
      .positional('folder', { type: 'string', default: '.', describe: 'where to make it' })
      .option('shop', {
        choices: ['woocommerce', 'shopify', 'magento', 'bigcommerce', 'salesforce-commerce', 'sap-commerce'],
        default: 'woocommerce',
        describe: 'the web shop',
      })
      .option('erp', {
        choices: [
          'business-central',
          'acumatica',
          'netsuite',
          'epicor-eclipse',
          'epicor-p21',
          'sap-business-one',
          'infor',
          'sage-intacct',
          'sage-intacct-xml',
          'distribution-one',
          'ddi-inform',
        ],
        default: 'business-central',
        describe: 'the ERP',
      })
      .option('ci', {
        choices: ['github', 'gitlab', 'none'] as const,
        default: 'github' as const,
        describe: 'the pipeline file: verifies each push, deploys only what was verified',
      })
      .option('force', { type: 'boolean', describe: 'overwrite files that are there' }),
  run: async (args, environment) => {
    const [
      { basename, relative, resolve },
      { planScaffold },
      { scaffold },
      { writeFiles },
      { painter },
      { renderTable },
    ] = await Promise.all([
      import('node:path'),
      import('../../init/plan-scaffold.ts'),
      import('../../init/scaffold.ts'),
      import('../../init/write-files.ts'),
      import('../render/colours.ts'),
      import('../render/table.ts'),
    ]);
    const { cwd, builtIn, stdout, env } = environment;
    const folder = resolve(cwd, textArgument(args, 'project') ?? '.', textArgument(args, 'folder') ?? '.');
    const plan = planScaffold({
      project: projectName(basename(folder)),
      shop: textArgument(args, 'shop') ?? 'woocommerce',
      erp: textArgument(args, 'erp') ?? 'business-central',
      builtIn,
    });
    const ci = args.ci === 'gitlab' || args.ci === 'none' ? args.ci : 'github';
    const files = scaffold(plan, ci);
    writeFiles(folder, files, flagArgument(args, 'force'));
    const paint = painter(stdout, env);
    const shown = relative(cwd, folder) || '.';
    stdout.write(`${paint.green('made')} ${plan.shop.connector.title} ↔ ${plan.erp.connector.title} in ${shown}\n`);
    for (const path of files.keys()) stdout.write(`  ${path}\n`);
    const steps: [string, string][] = [
      ['1', `fill in .env (from .env.example), pipewright.yaml and lookups/`],
      ['2', 'npm install && npm run check && npm run doctor'],
      ['3', 'npm test plays the scenarios of features/ against local twins, also before anything is filled in'],
      ['4', 'npx pipewright eject features && npx pipewright verify tells what a release still lacks'],
      ['5', 'npm run plan shows what would be written; npm run once writes it'],
    ];
    stdout.write(`\n${paint.dim('next')}${shown === '.' ? '' : `  cd ${shown}`}\n`);
    stdout.write(renderTable(steps.map(([number, text]) => [`  ${number}`, text])));
    return EXIT.fine;
  },
};

/** A name that npm takes, from the folder’s. */
function projectName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'web-orders' : name;
}
