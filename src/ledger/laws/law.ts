import { test } from 'node:test';
import type { Ledger } from '../../model/ledger.ts';

/** Gives a new, empty ledger. */
export type OpenLedger = () => Promise<Ledger>;

/** A family of laws, to be registered as tests. */
export type Laws = (name: string, open: OpenLedger) => void;

export type Law = (title: string, body: (ledger: Ledger) => Promise<void>) => void;

/** Registers one test a law, each with a ledger of its own. */
export function lawsOf(name: string, open: OpenLedger): Law {
  return (title, body) => {
    test(`${name}: ${title}`, async () => {
      const ledger = await open();
      try {
        await body(ledger);
      } finally {
        await ledger.close();
      }
    });
  };
}
