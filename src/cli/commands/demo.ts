import type { Command } from '../command.ts';
import { EXIT } from '../environment.ts';

export const demoCommand: Command = {
  usage: 'demo',
  summary: 'a shop and an ERP on this machine, 200 orders, and both sides set against each other',
  options: (argv) => argv.option('json', { type: 'boolean', describe: 'the comparison as JSON' }),
  run: async (args, environment) => {
    const { runDemo } = await import('../run-demo.ts');
    await runDemo(environment, args.json === true);
    return EXIT.fine;
  },
};
