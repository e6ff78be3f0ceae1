import { Hold } from '../../model/hold.ts';

interface Form {
  readonly is: RegExp;
  /** How the parts are written. */
  readonly as: string;
  readonly example: string;
}

const digits = (count: number): Form => ({
  is: new RegExp(`^(\\d{${count}})$`),
  as: '$1',
  example: '12345'.slice(0, count),
});

/** Forms by the addressing guidelines of the Universal Postal Union; letters and digits only, blanks and hyphens taken out. */
const FORMS: Readonly<Record<string, Form>> = {
  US: { is: /^(\d{5})(\d{4})?$/, as: '$1-$2', example: '78701 or 78701-1234' },
  CA: { is: /^([A-Z]\d[A-Z])(\d[A-Z]\d)$/, as: '$1 $2', example: 'K1A 0B1' },
  GB: { is: /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/, as: '$1 $2', example: 'SW1A 1AA' },
  NL: { is: /^(\d{4})([A-Z]{2})$/, as: '$1 $2', example: '1011 AB' },
  SE: { is: /^(\d{3})(\d{2})$/, as: '$1 $2', example: '111 22' },
  CZ: { is: /^(\d{3})(\d{2})$/, as: '$1 $2', example: '110 00' },
  SK: { is: /^(\d{3})(\d{2})$/, as: '$1 $2', example: '811 01' },
  GR: { is: /^(\d{3})(\d{2})$/, as: '$1 $2', example: '104 31' },
  PL: { is: /^(\d{2})(\d{3})$/, as: '$1-$2', example: '00-001' },
  PT: { is: /^(\d{4})(\d{3})$/, as: '$1-$2', example: '1000-001' },
  JP: { is: /^(\d{3})(\d{4})$/, as: '$1-$2', example: '100-0001' },
  BR: { is: /^(\d{5})(\d{3})$/, as: '$1-$2', example: '01310-100' },
  IE: { is: /^([A-Z]\d[\dW])([A-Z\d]{4})$/, as: '$1 $2', example: 'D02 X285' },
  LU: { is: /^(?:L)?(\d{4})$/, as: '$1', example: '1009' },
  ...Object.fromEntries(['AT', 'AU', 'BE', 'CH', 'DK', 'HU', 'NO', 'NZ', 'SI', 'BG'].map((land) => [land, digits(4)])),
  ...Object.fromEntries(['DE', 'ES', 'FI', 'FR', 'IT', 'HR', 'EE', 'MX', 'TR', 'MY'].map((land) => [land, digits(5)])),
  ...Object.fromEntries(['CN', 'IN', 'RO', 'SG'].map((land) => [land, digits(6)])),
};

/** D-10115, CH-8001: the country before the digits, by its code or its sign on cars. */
const BEFORE = /^[A-Z]{1,2}[- ](?=\d)/;
const LETTERS_FIRST = ['CA', 'GB', 'IE'];

/** The postcode as its country writes it; of a country whose form is not known here, as it is. */
export function postcodeOf(line: string, country: string): string {
  const form = FORMS[country];
  if (form === undefined) return line.toUpperCase();
  const bare = (LETTERS_FIRST.includes(country) ? line.toUpperCase() : line.toUpperCase().replace(BEFORE, '')).replace(
    /[\s-]/g,
    '',
  );
  const match = form.is.exec(bare);
  if (match !== null) return bare.replace(form.is, form.as).replace(/-$/, '');
  throw new Hold('postcode-unknown', `"${line}" is not a postcode of ${country}, such as ${form.example}`);
}
