import { createRequire } from 'node:module';
import type * as Countries from 'i18n-iso-countries';
import { Hold } from '../../model/hold.ts';
import { isNothing, maybe, shown } from './argument.ts';
import type { MappingFunction } from './mapping-function.ts';
import { comparable } from './place-name.ts';
import { oneOf, TEXT, TEXT_OR_NUMBER } from './value-schema.ts';

const require = createRequire(import.meta.url);

/** Languages in which a country may be named. */
const LANGUAGES = ['en', 'de', 'fr', 'it', 'es', 'nl', 'pt', 'da', 'sv', 'nb', 'fi', 'pl', 'cs'] as const;

/** What people write and no list has. */
const ALSO: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'u s': 'US',
  'u s a': 'US',
  america: 'US',
  holland: 'NL',
  'the netherlands': 'NL',
  czechia: 'CZ',
  'ivory coast': 'CI',
  'south korea': 'KR',
  'north korea': 'KP',
  russia: 'RU',
  vietnam: 'VN',
  turkey: 'TR',
  'hong kong': 'HK',
  macau: 'MO',
  vatican: 'VA',
};

interface Known {
  readonly list: typeof Countries;
  readonly byName: ReadonlyMap<string, string>;
}

let known: Known | undefined;

/** Loads the lists (some 10 ms) when the first country is asked for. */
function countries(): Known {
  if (known !== undefined) return known;
  const list = require('i18n-iso-countries/index') as typeof Countries;
  const byName = new Map<string, string>();
  for (const language of LANGUAGES) {
    list.registerLocale(require(`i18n-iso-countries/langs/${language}.json`) as Countries.LocaleData);
    for (const [code, names] of Object.entries(list.getNames(language, { select: 'all' })))
      for (const name of names) if (!byName.has(comparable(name))) byName.set(comparable(name), code);
  }
  for (const [name, code] of Object.entries(ALSO)) byName.set(name, code);
  known = { list, byName };
  return known;
}

/** The alpha-2 code of a country, from what a system writes for it. Holds what is none. */
export function countryOf(written: unknown): string {
  const { list, byName } = countries();
  const text = typeof written === 'number' ? String(written) : typeof written === 'string' ? written.trim() : '';
  const upper = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(upper) && list.isValid(upper)) return upper;
  const found =
    (/^[A-Z]{3}$/.test(upper) ? list.alpha3ToAlpha2(upper) : undefined) ??
    (/^\d{1,3}$/.test(text) ? list.numericToAlpha2(text.padStart(3, '0')) : undefined) ??
    byName.get(comparable(text));
  if (found !== undefined) return found;
  throw new Hold('country-unknown', `${shown(written)} is not a country known here`);
}

const COUNTRY = maybe('country', TEXT_OR_NUMBER);
const GIVES_CODE = { gives: { ...TEXT, pattern: '^[A-Z]{2}$' }, nothingForNothing: true } as const;

export const countryFunctions: readonly MappingFunction[] = [
  {
    name: 'country',
    parameters: [COUNTRY],
    returns: GIVES_CODE,
    description:
      'The two-letter code (ISO 3166-1 alpha-2) of a country written as two letters, three letters, number, or name in a language of Europe. What is none holds the record. Nothing yields nothing.',
    examples: [
      {
        expression: '[$country("usa"), $country("276"), $country("Côte d’Ivoire"), $country("Italia")]',
        result: ['US', 'DE', 'CI', 'IT'],
      },
      { expression: '$country("Utopia")', holds: 'country-unknown' },
    ],
    call: (country) => (isNothing(country) ? undefined : countryOf(country)),
  },
  {
    name: 'countryCode3',
    parameters: [COUNTRY],
    returns: { gives: { ...TEXT, pattern: '^[A-Z]{3}$' }, nothingForNothing: true },
    description: 'The three-letter code (alpha-3) of a country, however it is written.',
    examples: [{ expression: '$countryCode3("DE")', result: 'DEU' }],
    call: (country) => (isNothing(country) ? undefined : countries().list.alpha2ToAlpha3(countryOf(country))),
  },
  {
    name: 'countryNumber',
    parameters: [COUNTRY],
    returns: { gives: { ...TEXT, pattern: '^[0-9]{3}$' }, nothingForNothing: true },
    description: 'The number of a country as three digits, however it is written.',
    examples: [{ expression: '$countryNumber("AT")', result: '040' }],
    call: (country) => (isNothing(country) ? undefined : countries().list.alpha2ToNumeric(countryOf(country))),
  },
  {
    name: 'countryName',
    parameters: [COUNTRY, { name: 'language', takes: oneOf(LANGUAGES), optional: true }],
    returns: { gives: TEXT, nothingForNothing: true },
    description: 'The name of a country, in English or in the given language.',
    examples: [{ expression: '$countryName("DE") & ", " & $countryName("DE", "it")', result: 'Germany, Germania' }],
    call: (country, language) => {
      if (isNothing(country)) return undefined;
      const code = countryOf(country);
      const name = countries().list.getName(code, language === undefined ? 'en' : String(language));
      if (name !== undefined) return name;
      throw new Hold('language-unknown', `the name of ${code} is not known in ${shown(language)}`);
    },
  },
];
