import type { HttpClient } from '../../http/http-message.ts';
import type { CassetteExchange } from '../../model/config.generated.ts';

/** One exchange that took place in a scenario, as a cassette writes it. */
export interface SeenExchange {
  readonly exchange: CassetteExchange;
  /** It was meant to change something in the system. */
  readonly write: boolean;
}

/** What stands between the connections of a scenario and their systems: a recorder, or a replay. */
export interface Tape {
  /** The client for a connection, for `World.http` of the app. */
  http(connection: string): HttpClient;
  /** What a connection asked so far and what became of it, in order. */
  seen(connection: string): readonly SeenExchange[];
}
