const US =
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming';
const CA =
  'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NT Northwest Territories|NS Nova Scotia|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon';

function table(text: string): ReadonlyMap<string, string> {
  return new Map(text.split('|').map((entry) => [entry.slice(0, 2), entry.slice(3)]));
}

/** Countries whose provinces the twin knows; in others any province code passes and is its own name. */
const PROVINCES: Readonly<Record<string, ReadonlyMap<string, string>>> = { US: table(US), CA: table(CA) };

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

export function countryName(code: string): string {
  return countryNames.of(code) ?? code;
}

/** The province's name; undefined when the country has provinces and this is none of them. */
export function provinceName(countryCode: string | null, provinceCode: string): string | undefined {
  const known = countryCode === null ? undefined : PROVINCES[countryCode];
  return known === undefined ? provinceCode : known.get(provinceCode);
}
