import type { Command } from '../command.ts';

/** Every command, by its name and in the order of a first day with Pipewright. Its file is loaded when it is asked for. */
const LOADERS: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./init.ts')).initCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  check: async () => (await import('./check.ts')).checkCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  plan: async () => (await import('./plan.ts')).planCommand,
  test: async () => (await import('./test.ts')).testCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  steps: async () => (await import('./steps.ts')).stepsCommand,
  'sign-off': async () => (await import('./sign-off.ts')).signOffCommand,
  'can-deploy': async () => (await import('./can-deploy.ts')).canDeployCommand,
  run: async () => (await import('./run.ts')).runCommand,
  serve: async () => (await import('./serve.ts')).serveCommand,
  subscriptions: async () => (await import('./subscriptions.ts')).subscriptionsCommand,
  status: async () => (await import('./status.ts')).statusCommand,
  deliveries: async () => (await import('./deliveries.ts')).deliveriesCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  map: async () => (await import('./map.ts')).mapCommand,
  functions: async () => (await import('./functions.ts')).functionsCommand,
  systems: async () => (await import('./systems.ts')).systemsCommand,
  connector: async () => (await import('./connector.ts')).connectorCommand,
  eject: async () => (await import('./eject.ts')).ejectCommand,
  record: async () => (await import('./record.ts')).recordCommand,
  capture: async () => (await import('./capture.ts')).captureCommand,
  drift: async () => (await import('./drift.ts')).driftCommand,
  twin: async () => (await import('./twin.ts')).twinCommand,
  'language-server': async () => (await import('./language-server.ts')).languageServerCommand,
};

/**
 * The command that a command line names with its first word, and no other: loading them all took a tenth of the time until
 * it runs. All of them for a line that begins otherwise, none for one that asks for the version alone.
 */
export async function commandsFor(words: readonly string[]): Promise<readonly Command[]> {
  const [name = ''] = words;
  if (words.length === 1 && name === '--version') return [];
  const named = Object.hasOwn(LOADERS, name) ? LOADERS[name] : undefined;
  return Promise.all((named === undefined ? Object.values(LOADERS) : [named]).map((load) => load()));
}

export const allCommands = (): Promise<readonly Command[]> => commandsFor([]);
