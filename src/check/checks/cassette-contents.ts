import type { Check } from '../check.ts';
import { TOKENS } from './plain-secret.ts';

type Form = readonly [what: string, form: RegExp, isReal: (match: string) => boolean];

const always = (): boolean => true;

/** What looks like a secret, or like a person who exists. Stand-ins and test data keep to ranges that nobody has. */
const FORMS: readonly Form[] = [
  ...TOKENS.map(([what, form]): Form => [what, new RegExp(form, 'g'), always]),
  ['a bearer token', /\bBearer\s+[A-Za-z0-9._~+/-]{16,}/g, always],
  [
    'a token or password',
    /"?(?:access_token|refresh_token|client_secret|password|api_key)"?\s*:\s*"?[A-Za-z0-9._~+/-]{12,}/gi,
    always,
  ],
  ['an e-mail address that may be somebody’s', /[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g, isRealMail],
  ['a phone number that may be somebody’s', /(?<![\w.])\+\d[\d ()/-]{6,18}\d(?!\w)/g, isRealPhone],
  ['a card number', /(?<![\w/.-])(?:\d[ -]?){14,15}\d(?![\w.-])/g, isCard],
  ['a bank account (IBAN)', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, isIban],
];

const CASSETTE = (email: string) => `format: 1
system: woocommerce
api_version: v3
recorded_at: 2026-03-02T09:00:00.000Z
from: hand
redaction: none
clock: 2026-03-02T09:00:00.000Z
partners: [ business-central ]
exchanges:
  - request: { method: GET, path: /customers }
    response: { status: 200, json: [ { id: 1, email: ${email} } ] }
...
`;

export const cassetteContents: Check = {
  code: 'SECRET003',
  severity: 'error',
  summary: 'No cassette holds a secret, or personal data that looks real.',
  bad: { 'features/cassettes/woocommerce/a-customer.yaml': CASSETTE('giulia.dangelo@gmail.com') },
  good: { 'features/cassettes/woocommerce/a-customer.yaml': CASSETTE('giulia.dangelo@example.com') },
  *look({ layers }) {
    for (const file of layers.list('features/cassettes/**/*.{yaml,yml,json}', 'project')) {
      for (const [index, line] of layers.read(file).split('\n').entries())
        for (const [what, form, isReal] of FORMS)
          for (const match of line.matchAll(form)) {
            if (!isReal(match[0])) continue;
            yield {
              at: { file: file.path, line: index + 1, column: match.index + 1, length: match[0].length },
              message: `${what} stands in the cassette`,
              hint: 'record it again with `pipewright record`, which puts stand-ins in the place of personal data; a secret must be replaced where it was issued as well',
              secret: true,
            };
          }
    }
  },
};

/** Domains that nobody can have (RFC 2606, RFC 6761). */
function isRealMail(address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return !/(^|\.)(example(\.(com|org|net))?|test|invalid|localhost)$|(^|\.)example\.[a-z]{2,3}$/.test(domain);
}

/** 555 before the last two to five digits is given to nobody in the numbering plans of the demo; the rest is Ofcom’s for drama. */
function isRealPhone(written: string): boolean {
  const digits = written.replace(/\D/g, '');
  return !/555\d{2,5}$|0{5}|7700900\d{3}$|2079460\d{3}$/.test(digits);
}

/** Of a card scheme’s form, with the check digit of ISO/IEC 7812 (Luhn). */
function isCard(written: string): boolean {
  const digits = written.replace(/\D/g, '');
  if (!/^(4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(011|5\d\d)\d{12})$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** With the check digits of ISO 13616. */
function isIban(written: string): boolean {
  const plain = written.replaceAll(' ', '');
  if (plain.length < 15 || plain.length > 34) return false;
  const numbers = [...`${plain.slice(4)}${plain.slice(0, 4)}`].map((each) => Number.parseInt(each, 36)).join('');
  return BigInt(numbers) % 97n === 1n;
}
