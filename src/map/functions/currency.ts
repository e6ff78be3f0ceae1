import { createRequire } from 'node:module';
import type { CurrencyCodeRecord } from 'currency-codes';
import { Hold } from '../../model/hold.ts';
import { shown } from './argument.ts';

const require = createRequire(import.meta.url);

let digitsByCode: ReadonlyMap<string, number> | undefined;

/** Decimals of a currency by ISO 4217. Codes that are no money (gold, testing, none) are unknown. */
export function currencyDigits(currency: unknown): number {
  digitsByCode ??= new Map(
    (require('currency-codes/data') as readonly CurrencyCodeRecord[])
      .filter(
        ({ code, countries }) =>
          !countries.some((place) => /^zz/i.test(place)) && !/^X(AU|AG|PT|PD|TS|XX|DR)$/.test(code),
      )
      .map(({ code, digits }) => [code, digits]),
  );
  const digits = typeof currency === 'string' ? digitsByCode.get(currency) : undefined;
  if (digits !== undefined) return digits;
  throw new Hold('currency-unknown', `${shown(currency)} is not a currency code of ISO 4217, such as "EUR"`);
}
