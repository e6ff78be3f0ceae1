import type { CassetteExchange, CassetteFile } from '../../model/config.generated.ts';
import { forPartner } from './partners.ts';

/** An exchange as it is replayed: with what is answered first, when a fault was put in. */
export interface ReplayedExchange extends CassetteExchange {
  readonly before?: readonly Omit<CassetteExchange, 'request'>[];
}

/** What a connection of a scenario is answered from. */
export interface ReplayTape {
  readonly exchanges: readonly ReplayedExchange[];
  /**
   * `strict`: every exchange takes place once. `after-a-fault`: reads may be asked again, and what comes after the fault
   * may not come about at all; writes stay strict.
   */
  readonly tolerance: 'strict' | 'after-a-fault';
}

/** A cassette as it was recorded with one partner. */
export const strictTape = (cassette: CassetteFile, partner: string): ReplayTape => ({
  exchanges: forPartner(cassette.exchanges, partner),
  tolerance: 'strict',
});
