import { type Command, flagArgument, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const stepsCommand: Command = {
  usage: 'steps [word]',
  summary: 'the steps that scenarios are written with, each with an example',
  examples: [
    ['$0 steps', 'all of them'],
    ['$0 steps coupon', 'those that speak of coupons'],
  ],
  options: (argv) =>
    argv
      .positional('word', { type: 'string', describe: 'only steps with this word' })
      .option('json', { type: 'boolean', describe: 'as JSON' }),
  run: async (args, { stdout, stderr, env }) => {
    const [{ STEP_CHAPTERS }, { PARAMETER_TYPES }, { painter }] = await Promise.all([
      import('../../qa/steps/all-steps.ts'),
      import('../../qa/steps/parameter-types.ts'),
      import('../render/colours.ts'),
    ]);
    const word = textArgument(args, 'word')?.toLowerCase() ?? '';
    const chapters = STEP_CHAPTERS.map(([title, steps]) => ({
      title,
      steps: steps
        .map(({ expression, describes, example }) => ({ expression, describes, example }))
        .filter((step) => Object.values(step).some((text) => text.toLowerCase().includes(word))),
    })).filter(({ steps }) => steps.length > 0);
    if (flagArgument(args, 'json')) stdout.write(`${JSON.stringify(chapters, null, 2)}\n`);
    else {
      const paint = painter(stdout, env);
      for (const { title, steps } of chapters) {
        stdout.write(`${paint.bold(title)}\n\n`);
        for (const { describes, example } of steps)
          stdout.write(`${paint.green(example.replaceAll(/^/gm, '  '))}\n  ${paint.dim(describes)}\n\n`);
      }
      if (word === '')
        for (const { name, describes, examples } of PARAMETER_TYPES)
          stdout.write(`  {${name}} ${describes}: ${examples.join(', ')}\n`);
    }
    if (chapters.length > 0) return EXIT.fine;
    stderr.write(`no step speaks of "${word}"\n`);
    return EXIT.findings;
  },
};
