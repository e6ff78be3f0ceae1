import { createRequire } from 'node:module';
import type { iso31662 } from 'iso-3166';
import { Hold } from '../../model/hold.ts';
import { isNothing, maybe, shown, textOf, wordOf } from './argument.ts';
import { countryOf } from './countries.ts';
import type { MappingFunction } from './mapping-function.ts';
import { comparable } from './place-name.ts';
import { oneOf, TEXT } from './value-schema.ts';

const require = createRequire(import.meta.url);

/**
 * Names and codes that are written and are not ISO’s: former provinces of Italy (Sardinia’s of 2001 to 2016, and codes
 * changed since), names in another language, short forms. Left: as compared; right: ISO 3166-2 without the country.
 */
const ALSO: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  IT: {
    ci: 'SU',
    'carbonia iglesias': 'SU',
    vs: 'SU',
    'medio campidano': 'SU',
    ot: 'SS',
    'olbia tempio': 'SS',
    og: 'NU',
    ogliastra: 'NU',
    fo: 'FC',
    forli: 'FC',
    ps: 'PU',
    pesaro: 'PU',
    'monza e della brianza': 'MB',
    'monza brianza': 'MB',
    'reggio nellemilia': 'RE',
    'reggio di calabria': 'RC',
    'massa carrara': 'MS',
    massa: 'MS',
    verbania: 'VB',
    rome: 'RM',
    milan: 'MI',
    turin: 'TO',
    florence: 'FI',
    venice: 'VE',
    naples: 'NA',
    genoa: 'GE',
    padua: 'PD',
    mantua: 'MN',
    syracuse: 'SR',
    'south tyrol': 'BZ',
    sudtirol: 'BZ',
    'alto adige': 'BZ',
    trento: 'TN',
    aosta: '23',
    ao: '23',
  },
  DE: {
    bavaria: 'BY',
    hesse: 'HE',
    'lower saxony': 'NI',
    'north rhine westphalia': 'NW',
    nrw: 'NW',
    'rhineland palatinate': 'RP',
    saxony: 'SN',
    'saxony anhalt': 'ST',
    thuringia: 'TH',
    'mecklenburg western pomerania': 'MV',
  },
  CA: { pq: 'QC', nf: 'NL', newfoundland: 'NL', yukon: 'YT', 'yukon territory': 'YT' },
  US: { 'washington d c': 'DC', 'washington dc': 'DC', 'd c': 'DC' },
};

interface Region {
  readonly code: string;
  readonly name: string;
  /** Whether it lies in another region of the list. */
  readonly inner: boolean;
}

let byCountry: Map<string, Region[]> | undefined;

/** Loads the list (some 20 ms) when the first region is asked for. */
function regionsOf(country: string): readonly Region[] {
  if (byCountry === undefined) {
    byCountry = new Map();
    const { iso31662: all } = require('iso-3166') as { iso31662: typeof iso31662 };
    for (const { code, name, parent } of all) {
      const [land = '', local = ''] = [code.slice(0, 2), code.slice(3)];
      const list = byCountry.get(land) ?? [];
      list.push({ code: local, name, inner: parent.length > 2 });
      byCountry.set(land, list);
    }
  }
  return byCountry.get(country) ?? [];
}

/** Names of one region: `Bolzano, Bozen` are two, `Madrid, Comunidad de` is one written the other way round. */
const namesOf = ({ name }: Region): readonly string[] => {
  const parts = name.split(/, |\s*\[|\]/).filter((part) => part !== '');
  return [name, ...parts, [...parts].reverse().join(' ')].map(comparable);
};

/** The regions of a country that a text may mean: one, none, or several. */
function regionsCalled(land: string, written: unknown): readonly Region[] {
  const text = textOf(written, 'the region').trim();
  const list = regionsOf(land);
  const code = text.toUpperCase().replace(new RegExp(`^${land}[-_ ]`), '');
  const name = comparable(text);
  const also = ALSO[land]?.[name] ?? ALSO[land]?.[code.toLowerCase()];
  const exact = list.find((region) => region.code === code) ?? list.find((region) => region.code === also);
  if (exact !== undefined) return [exact];
  const whole = list.filter((region) => comparable(region.name) === name);
  const named = whole.length > 0 ? whole : list.filter((region) => namesOf(region).includes(name));
  // A province that is named like the region around it is what stands in an address.
  const inner = named.filter((region) => region.inner);
  return inner.length > 0 ? inner : named;
}

function regionOf(country: unknown, written: unknown): { readonly land: string; readonly region: Region } {
  const land = countryOf(country);
  const [first, second] = regionsCalled(land, written);
  if (first === undefined) throw new Hold('region-unknown', `${shown(written)} is not a region of ${land} known here`);
  if (second !== undefined)
    throw new Hold('region-ambiguous', `${shown(written)} may be ${land}-${first.code} or ${land}-${second.code}`);
  return { land, region: first };
}

/** What becomes of a region that is none, or may be two. */
const UNCLEAR = ['hold', 'nothing'] as const;

const COUNTRY = { name: 'country', takes: TEXT };
const REGION = maybe('region');

export const regionFunctions: readonly MappingFunction[] = [
  {
    name: 'regionCode',
    parameters: [REGION, COUNTRY, { name: 'unclear', takes: oneOf(UNCLEAR), optional: true }],
    returns: { gives: { ...TEXT, pattern: '^[A-Z0-9]{1,3}$' }, nothingForNothing: true },
    description:
      'The code (ISO 3166-2 without the country) of a state, province or county, from its code or name, also names and codes of former provinces. What is none, or may be two, holds the record, or with "nothing" yields nothing. No region yields nothing.',
    examples: [
      {
        expression: '[$regionCode("Georgia", "US"), $regionCode("US-TX", "US"), $regionCode("québec", "CA")]',
        result: ['GA', 'TX', 'QC'],
      },
      { expression: '$regionCode("Carbonia-Iglesias", "IT") & " " & $regionCode("FO", "IT")', result: 'SU FC' },
      { expression: '$regionCode("Georgia", "DE")', holds: 'region-unknown' },
      { expression: '$exists($regionCode("Georgia", "DE", "nothing"))', result: false },
    ],
    call: (region, country, unclear) => {
      if (isNothing(region)) return undefined;
      if (isNothing(unclear) || wordOf(unclear, 'what is unclear', UNCLEAR) === 'hold')
        return regionOf(country, region).region.code;
      const [first, second] = regionsCalled(countryOf(country), region);
      return second === undefined ? first?.code : undefined;
    },
  },
  {
    name: 'regionName',
    parameters: [REGION, COUNTRY],
    returns: { gives: TEXT, nothingForNothing: true },
    description: 'The name of a state, province or county, from its code or name. No region yields nothing.',
    examples: [{ expression: '$regionName("GA", "US")', result: 'Georgia' }],
    call: (region, country) => (isNothing(region) ? undefined : regionOf(country, region).region.name),
  },
];
