import { Big } from 'big.js';
import { type Amount, ZERO } from './amount.ts';

/** A row of the shop's tax table. Empty country, state, postcodes or cities match everywhere. */
export interface TaxRate {
  readonly id: number;
  readonly country: string;
  readonly state: string;
  readonly postcodes: readonly string[];
  readonly cities: readonly string[];
  /** Percent as decimal text with four decimals: `22.0000`. */
  readonly rate: string;
  readonly name: string;
  readonly priority: number;
  readonly compound: boolean;
  readonly shipping: boolean;
  readonly order: number;
  /** `standard` or the slug of another tax class. */
  readonly class: string;
}

export interface TaxLocation {
  readonly country: string;
  readonly state: string;
  readonly postcode: string;
  readonly city: string;
}

/** The rates that apply at a place: the most specific one of each priority. `taxClass` is "" for standard. */
export function ratesAt(rates: readonly TaxRate[], location: TaxLocation, taxClass: string): readonly TaxRate[] {
  const wanted = taxClass === '' ? 'standard' : taxClass;
  const found = rates
    .filter((rate) => rate.class === wanted && matches(rate, location))
    .sort((a, b) => a.priority - b.priority || specificity(b) - specificity(a) || a.order - b.order || a.id - b.id);
  return found.filter((rate, index) => found[index - 1]?.priority !== rate.priority);
}

/** The tax on a net amount, by rate id, unrounded. A compound rate is charged on the taxes before it as well. */
export function taxesOn(net: Amount, rates: readonly TaxRate[]): Map<number, Amount> {
  const taxes = new Map<number, Amount>();
  let simple = ZERO;
  for (const rate of rates.filter((each) => !each.compound)) {
    const tax = net.times(rate.rate).div(100);
    taxes.set(rate.id, tax);
    simple = simple.plus(tax);
  }
  let base = net.plus(simple);
  for (const rate of rates.filter((each) => each.compound)) {
    const tax = base.times(rate.rate).div(100);
    taxes.set(rate.id, tax);
    base = base.plus(tax);
  }
  return taxes;
}

/** What remains of a gross amount without the taxes in it, to six decimals. */
export function netOf(gross: Amount, rates: readonly TaxRate[]): Amount {
  const factor = [...taxesOn(new Big(1), rates).values()].reduce((total, tax) => total.plus(tax), new Big(1));
  return gross.div(factor).round(6, Big.roundHalfUp);
}

/** `IT-IVA 22%-1`, the label that tax lines carry. */
export function rateCode(rate: TaxRate): string {
  return [rate.country, rate.state, rate.name.toUpperCase(), String(rate.priority)]
    .filter((part) => part !== '')
    .join('-');
}

function matches(rate: TaxRate, location: TaxLocation): boolean {
  if (rate.country !== '' && rate.country !== location.country) return false;
  if (rate.state !== '' && rate.state !== location.state) return false;
  if (rate.cities.length > 0 && !rate.cities.includes(location.city.toUpperCase())) return false;
  return rate.postcodes.length === 0 || rate.postcodes.some((pattern) => postcodeMatches(pattern, location.postcode));
}

/** `101*` is a prefix, `10000...10999` a range. */
function postcodeMatches(pattern: string, postcode: string): boolean {
  if (pattern.endsWith('*')) return postcode.startsWith(pattern.slice(0, -1));
  const [from, to] = pattern.split('...');
  if (from !== undefined && to !== undefined) return postcode >= from && postcode <= to;
  return pattern === postcode;
}

function specificity(rate: TaxRate): number {
  return (
    (rate.postcodes.length > 0 ? 4 : 0) +
    (rate.cities.length > 0 ? 4 : 0) +
    (rate.state === '' ? 0 : 2) +
    (rate.country === '' ? 0 : 1)
  );
}
