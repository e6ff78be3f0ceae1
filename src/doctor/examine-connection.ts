import type { LoadedProject } from '../load/load-project.ts';
import { isSecretReference, resolveSecret } from '../load/secrets.ts';
import type { Clock } from '../model/clock.ts';
import type { Connection } from '../model/connection.ts';
import { IntegrationError } from '../model/integration-error.ts';

/** One thing that was looked at. `bad` fails the examination, `doubtful` does not. */
export interface Observation {
  readonly what: 'secret' | 'system' | 'clock';
  readonly state: 'good' | 'doubtful' | 'bad';
  readonly says: string;
  /** What to do about it. */
  readonly next?: string;
}

export interface Examination {
  readonly connection: string;
  readonly system: string;
  readonly healthy: boolean;
  readonly observations: readonly Observation[];
}

/** What an examination works with. */
export interface ExaminationPorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Opens a connection of the project. Throws an IntegrationError. */
  readonly open: (name: string) => Connection;
  /** Milliseconds that the clock of the server at an address is ahead; undefined when it does not say. */
  readonly skewMs: (url: string, signal: AbortSignal) => Promise<number | undefined>;
}

/** Signatures of requests and cursors by change time bear a little; OAuth 1.0a and tokens fail at some minutes. */
const MOST_SKEW_MS = 30_000;

/** Looks at one connection: its secrets, whether the system really answers to them, and its clock. Never throws for what it finds. */
export async function examineConnection(
  project: LoadedProject,
  name: string,
  ports: ExaminationPorts,
  signal: AbortSignal,
): Promise<Examination> {
  const settings = project.connections.get(name);
  const observations: Observation[] = [];
  const { url = '', credentials = {} } = settings ?? {};
  const references = Object.entries({ ...credentials, ...(url.startsWith('${') ? { url } : {}) });
  for (const [what, reference] of references) observations.push(secretFinding(what, reference, project, ports));
  if (observations.every(({ state }) => state !== 'bad')) {
    observations.push(await reached(name, ports, signal));
    const address = url.startsWith('${') ? resolveSecret(url, project.layers.root, ports.env) : url;
    observations.push(...(await clockFindings(address, ports, signal)));
  }
  return {
    connection: name,
    system: settings?.connector ?? '',
    healthy: observations.every(({ state }) => state !== 'bad'),
    observations,
  };
}

function secretFinding(what: string, reference: string, project: LoadedProject, ports: ExaminationPorts): Observation {
  // A reference names a variable, a file or a command: that may be shown. Anything else may be the secret itself.
  const from = isSecretReference(reference) ? reference : 'what is written';
  try {
    resolveSecret(reference, project.layers.root, ports.env);
    return { what: 'secret', state: 'good', says: `${what} is there, from ${from}` };
  } catch (error) {
    return failure('secret', `${what}: `, error);
  }
}

async function reached(name: string, ports: ExaminationPorts, signal: AbortSignal): Promise<Observation> {
  const startedAt = ports.clock.now();
  try {
    const connection = ports.open(name);
    try {
      const says = await connection.probe(signal);
      return { what: 'system', state: 'good', says: `reached ${says} in ${ports.clock.now() - startedAt} ms` };
    } finally {
      await connection.close();
    }
  } catch (error) {
    return failure('system', '', error);
  }
}

async function clockFindings(url: string, ports: ExaminationPorts, signal: AbortSignal): Promise<Observation[]> {
  const skewMs = await ports.skewMs(url, signal);
  if (skewMs === undefined) return [];
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (Math.abs(skewMs) <= MOST_SKEW_MS)
    return [{ what: 'clock', state: 'good', says: `the clocks are ${seconds} s apart` }];
  return [
    {
      what: 'clock',
      state: 'doubtful',
      says: `the clock here is ${seconds} s ${skewMs > 0 ? 'behind' : 'ahead of'} the system’s`,
      next: 'Let the clock of this machine be set by NTP: signatures and change times depend on it.',
    },
  ];
}

function failure(what: Observation['what'], before: string, error: unknown): Observation {
  if (!(error instanceof IntegrationError)) throw error;
  return { what, state: 'bad', says: `${before}${error.message}`, next: nextStep(error) };
}

/** `doctor` must not send people to `doctor`. */
function nextStep({ code, advice }: IntegrationError): string {
  switch (code) {
    case 'CONNECTION_HALTED':
    case 'CREDENTIAL_REFUSED':
      return 'Compare the credentials with those of the system, and what they are allowed to do there; then run `pipewright doctor` again.';
    case 'SYSTEM_UNREACHABLE':
      return 'See whether the URL is right and whether this machine may reach it (DNS, proxy, firewall).';
    default:
      return advice;
  }
}
