import { createHttpClient } from '../http/http-client.ts';
import type { LoadedProject } from '../load/load-project.ts';
import { resolveSecret } from '../load/secrets.ts';
import type { Clock } from '../model/clock.ts';
import type { AlertSettings } from '../model/config.generated.ts';
import type { EngineEvent } from '../model/ports.ts';

/** What an alert’s receiver gets: the form that chat webhooks take, with the facts beside the text. */
interface AlertMessage {
  readonly text: string;
  readonly project: string;
  /** Absent where it is about a connection and all of its pipes. */
  readonly pipe?: string;
  readonly key?: string;
  readonly label?: string;
  readonly connection?: string;
  readonly state: string;
  readonly reason: string;
  readonly next: string;
}

/** Alerts of one run. */
export interface Alerts {
  readonly event: (event: EngineEvent) => void;
  /** Waits for what is being posted; yields what could not be. */
  readonly finish: () => Promise<readonly string[]>;
}

/** Notices about events that a person should act on. They recur, and are told each time. */
const EVENT_ALERTS: ReadonlySet<string> = new Set(['event-missed', 'events-refused']);

/** A receiver that is down must not hold up a run. */
const POST_TIMEOUT_MS = 10_000;

/** What posting needs of the world. */
export interface AlertWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly aborting: AbortSignal;
}

/** Tells the project’s receivers when a person must act: each record once a run, each halted connection once. */
export function alertOn(project: LoadedProject, world: AlertWorld): Alerts {
  const overlay =
    project.environment === undefined ? undefined : project.project.value.environments[project.environment]?.alerts;
  const receivers = overlay ?? project.project.value.alerts;
  const http = createHttpClient({ clock: world.clock });
  const told = new Set<string>();
  const posts: Promise<string | undefined>[] = [];
  return {
    event: (event) => {
      const message = messageOf(event, project.project.value.project);
      if (message === undefined) return;
      const id = `${message.pipe} ${message.key ?? message.connection} ${message.state}`;
      if (told.has(id) && !EVENT_ALERTS.has(message.state)) return;
      told.add(id);
      for (const receiver of receivers) {
        if (receiver.on.includes(message.state as AlertSettings['on'][number])) posts.push(post(receiver, message));
      }
    },
    finish: async () => (await Promise.all(posts)).filter((failure) => failure !== undefined),
  };

  async function post({ post: target }: AlertSettings, message: AlertMessage): Promise<string | undefined> {
    try {
      const url = new URL(target.startsWith('${') ? resolveSecret(target, project.layers.root, world.env) : target);
      const answer = await http.send({
        method: 'POST',
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
        timeoutMs: POST_TIMEOUT_MS,
        maxBytes: 65_536,
        signal: world.aborting,
      });
      return answer.status < 300 ? undefined : `an alert was refused with status ${answer.status}: ${message.text}`;
    } catch (error) {
      // The URL of a webhook is a secret itself: only the kind of failure is told.
      return `an alert could not be sent (${error instanceof Error ? error.name : 'failed'}): ${message.text}`;
    }
  }
}

function messageOf(event: EngineEvent, project: string): AlertMessage | undefined {
  if (event.kind === 'halted') {
    const { pipe, connection, reason } = event;
    return {
      text: `${project}: the connection ${connection} is halted: ${reason.text}`,
      project,
      pipe,
      connection,
      state: 'halted',
      reason: reason.text,
      next: 'correct the credentials or permissions (`pipewright doctor`), then run again',
    };
  }
  if (event.kind === 'notice' && EVENT_ALERTS.has(event.code)) {
    const { pipe, connection, code, text } = event;
    return {
      text: `${project}: ${connection}: ${text}`,
      project,
      ...(pipe === undefined ? {} : { pipe }),
      connection,
      state: code,
      reason: text,
      next: 'pipewright subscriptions list',
    };
  }
  if (event.kind !== 'settled' || !['held', 'rejected', 'parked'].includes(event.state)) return undefined;
  const { pipe, delivery, state, reason } = event;
  return {
    text: `${project}: ${pipe} ${delivery.label} is ${state}: ${reason?.text ?? ''}`,
    project,
    pipe,
    key: delivery.key,
    label: delivery.label,
    state,
    reason: reason?.text ?? '',
    next: `pipewright deliveries show ${delivery.id}`,
  };
}
