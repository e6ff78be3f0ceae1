/**
 * Pipewright as a library: what the commands call. A program opens a project, checks it, compiles its pipes, opens a
 * runtime and runs them; the package’s schemas, connectors, mappings and pipes come with it.
 */
export {
  type AppOptions,
  compilePipes,
  openConnections,
  openLedgerToRead,
  openPlanning,
  openProject,
  openRuntime,
  openUsableProject,
  type Runtime,
  type World,
} from './app.ts';
export { checkProject } from './check/check-project.ts';
export type { PipePlan } from './compile/pipe-plan.ts';
export { type PlannedRecord, planPipe } from './engine/plan-pipe.ts';
export { type RunOptions, runPipe } from './engine/run-pipe.ts';
export { runFollowing, runOnce } from './engine/run-pipes.ts';
export { explainPayload, type SampleOptions } from './explain/explain-record.ts';
export type { ExplainedField, Explanation, UnknownField } from './explain/explanation.ts';
export type { LoadedProject } from './load/load-project.ts';
export { ProjectRefused } from './load/project-refused.ts';
export { type Clock, systemClock } from './model/clock.ts';
export type { Delivery, DeliveryState } from './model/delivery.ts';
export type { Finding } from './model/finding.ts';
export { IntegrationError } from './model/integration-error.ts';
export type { Ledger } from './model/ledger.ts';
export type { EngineEvent, Ports } from './model/ports.ts';
