import type { Command } from '../command.ts';
import { canDeployCommand } from './can-deploy.ts';
import { captureCommand } from './capture.ts';
import { checkCommand } from './check.ts';
import { connectorCommand } from './connector.ts';
import { deliveriesCommand } from './deliveries.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { driftCommand } from './drift.ts';
import { ejectCommand } from './eject.ts';
import { explainCommand } from './explain.ts';
import { functionsCommand } from './functions.ts';
import { initCommand } from './init.ts';
import { languageServerCommand } from './language-server.ts';
import { mapCommand } from './map.ts';
import { planCommand } from './plan.ts';
import { recordCommand } from './record.ts';
import { runCommand } from './run.ts';
import { serveCommand } from './serve.ts';
import { signOffCommand } from './sign-off.ts';
import { statusCommand } from './status.ts';
import { stepsCommand } from './steps.ts';
import { subscriptionsCommand } from './subscriptions.ts';
import { systemsCommand } from './systems.ts';
import { testCommand } from './test.ts';
import { twinCommand } from './twin.ts';
import { verifyCommand } from './verify.ts';

/** Every command, in the order of a first day with Pipewright. */
export const COMMANDS: readonly Command[] = [
  initCommand,
  demoCommand,
  checkCommand,
  doctorCommand,
  planCommand,
  testCommand,
  verifyCommand,
  stepsCommand,
  signOffCommand,
  canDeployCommand,
  runCommand,
  serveCommand,
  subscriptionsCommand,
  statusCommand,
  deliveriesCommand,
  explainCommand,
  mapCommand,
  functionsCommand,
  systemsCommand,
  connectorCommand,
  ejectCommand,
  recordCommand,
  captureCommand,
  driftCommand,
  twinCommand,
  languageServerCommand,
];
