import { createRequire } from 'node:module';
import type * as Phones from 'libphonenumber-js/max';
import { Hold } from '../../model/hold.ts';
import { isNothing, maybe, shown, textOf } from './argument.ts';
import { countryOf } from './countries.ts';
import type { FunctionParameter, MappingFunction } from './mapping-function.ts';
import { BOOLEAN, TEXT } from './value-schema.ts';

const require = createRequire(import.meta.url);

/** Loads the numbering plans (some 30 ms) when the first number is asked for. */
function numberOf(written: unknown, country: unknown): Phones.PhoneNumber | undefined {
  const { parsePhoneNumberFromString } = require('libphonenumber-js/max') as typeof Phones;
  const text = textOf(written, 'the phone number').trim();
  const found = isNothing(country)
    ? parsePhoneNumberFromString(text, { extract: false })
    : parsePhoneNumberFromString(text, { defaultCountry: countryOf(country) as Phones.CountryCode, extract: false });
  return found?.isValid() ? found : undefined;
}

function validNumber(written: unknown, country: unknown): Phones.PhoneNumber {
  const found = numberOf(written, country);
  if (found !== undefined) return found;
  const where = isNothing(country) ? 'with its country code' : `in ${String(country)}`;
  throw new Hold('phone-unknown', `${shown(written)} is not a phone number that exists ${where}`);
}

const PHONE = maybe('phone');
const COUNTRY: FunctionParameter = { ...maybe('country'), optional: true };

export const phoneFunctions: readonly MappingFunction[] = [
  {
    name: 'phoneE164',
    parameters: [PHONE, COUNTRY],
    returns: { gives: { ...TEXT, pattern: '^\\+[0-9]{4,15}$' }, nothingForNothing: true },
    description:
      'A phone number as `+` and digits (E.164), without extension. One without `+` is read as of `country`. One that cannot exist there holds the record; ask $isPhone first where the number may be left out. Nothing yields nothing.',
    examples: [
      {
        expression: '$phoneE164("+45 4545 4545") & " " & $phoneE164("(512) 555-0100", "US")',
        result: '+4545454545 +15125550100',
      },
      { expression: '$phoneE164("+45 1", "DK")', holds: 'phone-unknown' },
    ],
    call: (phone, country) => (isNothing(phone) ? undefined : validNumber(phone, country).number),
  },
  {
    name: 'isPhone',
    parameters: [PHONE, COUNTRY],
    returns: { gives: BOOLEAN },
    description: 'Whether it is a phone number that can exist, by the numbering plan of its country.',
    examples: [{ expression: '[$isPhone("06 12345678", "NL"), $isPhone("call me", "NL")]', result: [true, false] }],
    call: (phone, country) => !isNothing(phone) && numberOf(phone, country) !== undefined,
  },
  {
    name: 'phoneNational',
    parameters: [PHONE, COUNTRY],
    returns: { gives: TEXT, nothingForNothing: true },
    description: 'A phone number as it is written in its own country. Nothing yields nothing.',
    examples: [{ expression: '$phoneNational("+15125550100")', result: '(512) 555-0100' }],
    call: (phone, country) => {
      if (isNothing(phone)) return undefined;
      const found = validNumber(phone, country);
      found.setExt('');
      return found.formatNational();
    },
  },
  {
    name: 'phoneExtension',
    parameters: [PHONE, COUNTRY],
    returns: { gives: TEXT, nothingForNothing: true, maybeNothing: true },
    description: 'The extension that is written behind a phone number, if any.',
    examples: [{ expression: '$phoneExtension("(512) 555-0100 ext. 12", "US")', result: '12' }],
    call: (phone, country) => (isNothing(phone) ? undefined : validNumber(phone, country).ext),
  },
];
