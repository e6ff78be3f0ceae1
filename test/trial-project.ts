import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteLedger } from '../src/ledger/sqlite/open-sqlite-ledger.ts';
import type { Ledger } from '../src/model/ledger.ts';
import { TWIN_CLIENT, TWIN_COMPANY, TWIN_TENANT } from '../src/twin/business-central/settings.ts';
import { TWIN_KEYS } from '../src/twin/woocommerce/site-settings.ts';

/** Folder of what ships with Pipewright: this repository. */
export const BUILT_IN = fileURLToPath(new URL('..', import.meta.url));

/** The variables that the project's connections refer to. */
export const CREDENTIALS = {
  SHOP_KEY: TWIN_KEYS.readWrite.consumerKey,
  SHOP_SECRET: TWIN_KEYS.readWrite.consumerSecret,
  ERP_CLIENT: TWIN_CLIENT.id,
  ERP_SECRET: TWIN_CLIENT.secret,
} as const;

/** A user's project in a folder of its own: a WooCommerce shop, Business Central, and one pipe for orders. */
export interface TrialProject {
  readonly root: string;
  readonly ledgerPath: string;
  readonly env: Readonly<Record<string, string>>;
  readonly write: (path: string, text: string) => void;
  /** Opens the ledger to look at it, beside a run or after it. */
  readonly look: <T>(at: (ledger: Ledger) => Promise<T>) => Promise<T>;
  readonly remove: () => void;
  readonly [Symbol.dispose]: () => void;
}

export interface TrialSettings {
  readonly shopUrl: string;
  readonly erpUrl: string;
  /** Lines of the pipe in place of the usual ones. */
  readonly pipe?: Partial<typeof USUAL>;
}

const USUAL = {
  from: '{ connection: shop, read: order }',
  when: '{ every: 2m }',
  rules: '[money-adds-up]',
  deliver: '{ retry: { attempts: 8, first: 1s, longest: 5s }, concurrency: 4 }',
};

export function trialProject({ shopUrl, erpUrl, pipe = {} }: TrialSettings): TrialProject {
  const root = mkdtempSync(join(tmpdir(), 'pipewright-trial-'));
  const ledgerPath = join(root, '.pipewright/ledger.db');
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('pipewright.yaml', PROJECT);
  write('pipes/orders.yaml', pipeText({ ...USUAL, ...pipe }));
  write('lookups/payment-methods.csv', 'shop,erp\nbacs,BANK\nstripe,CARD\n');
  write('lookups/shipping-methods.csv', 'shop,erp\nflat_rate,STANDARD\n');
  const remove = () => rmSync(root, { recursive: true, force: true });
  return {
    root,
    ledgerPath,
    env: { SHOP_URL: shopUrl, ERP_URL: erpUrl, ...CREDENTIALS },
    write,
    look: async (at) => {
      const ledger = await openSqliteLedger(ledgerPath, { readOnly: true });
      try {
        return await at(ledger);
      } finally {
        await ledger.close();
      }
    },
    remove,
    [Symbol.dispose]: remove,
  };
}

const PROJECT = `project: trial
connections:
  shop:
    connector: woocommerce
    url: \${env:SHOP_URL}
    credentials: { consumer_key: "\${env:SHOP_KEY}", consumer_secret: "\${env:SHOP_SECRET}" }
    options: { currency: EUR, prices_include_tax: false }
  erp:
    connector: business-central
    url: \${env:ERP_URL}
    credentials: { client_id: "\${env:ERP_CLIENT}", client_secret: "\${env:ERP_SECRET}" }
    options:
      tenant: ${TWIN_TENANT}
      environment: Sandbox
      company: ${TWIN_COMPANY}
      local_currency: EUR
      time_zone: Europe/Rome
      shipping_account: "44100"
      fee_account: "44200"
      rounding_account: "44900"
      tax_tolerance: "0.05"
      token_url: /${TWIN_TENANT}/oauth2/v2.0/token
`;

function pipeText({ from, when, rules, deliver }: typeof USUAL): string {
  return `pipe: orders
summary: Web orders become sales orders
from: ${from}
to: { connection: erp, write: order }
when: ${when}
needs: [customer]
rules: ${rules}
deliver: ${deliver}
then:
  - { connection: shop, write: order-reference }
`;
}
