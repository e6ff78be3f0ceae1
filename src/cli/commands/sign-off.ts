import { type Command, textArgument } from '../command.ts';
import { EXIT } from '../environment.ts';

export const signOffCommand: Command = {
  usage: 'sign-off',
  summary: 'sign the verified configuration off, by name; `can-deploy --signed` asks for it',
  examples: [['$0 sign-off --name "Jo Doe" --remarks "coupons looked at by hand"', 'after reading the report']],
  options: (argv) =>
    argv
      .option('name', { type: 'string', demandOption: true, describe: 'who signs' })
      .option('remarks', { type: 'string', default: '', describe: 'what else there is to say' }),
  run: async (args, environment) => {
    const [{ openProjectFiles }, { signOff, SIGN_OFFS_FILE }, { IntegrationError }] = await Promise.all([
      import('../open-project.ts'),
      import('../../qa/verification/sign-offs.ts'),
      import('../../model/integration-error.ts'),
    ]);
    const name = (textArgument(args, 'name') ?? '').trim();
    if (name === '') throw new IntegrationError('USAGE', 'say who signs: --name "…"', {});
    const at = new Date(environment.clock.now()).toISOString();
    const remarks = textArgument(args, 'remarks') ?? '';
    const { hash } = signOff(openProjectFiles(args, environment), { name, at, remarks });
    environment.stdout.write(
      `${name} signed ${hash.slice(0, 12)} off; commit ${SIGN_OFFS_FILE} with verification.json: \`can-deploy --signed\` asks for both\n`,
    );
    return EXIT.fine;
  },
};
