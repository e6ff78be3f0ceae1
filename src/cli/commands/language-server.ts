import type { Command } from '../command.ts';
import { EXIT } from '../environment.ts';

export const languageServerCommand: Command = {
  usage: 'language-server',
  summary: 'for editors: findings, completion and hover in mappings, findings in YAML files',
  examples: [['$0 language-server --stdio', 'what an editor starts; docs/editors.md says how']],
  options: (argv) =>
    argv.option('stdio', {
      type: 'boolean',
      default: true,
      describe: 'speak the Language Server Protocol over standard input and output',
    }),
  run: async (_args, { streams, builtIn, clock }) => {
    const [{ startLanguageServer }, { packageVersion }] = await Promise.all([
      import('../../language/start-language-server.ts'),
      import('../package-version.ts'),
    ]);
    await startLanguageServer({ ...streams(), builtIn, clock, version: packageVersion(builtIn) });
    return EXIT.fine;
  },
};
