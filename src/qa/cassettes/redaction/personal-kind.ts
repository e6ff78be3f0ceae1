/** What a value tells about a person, and so by what it is replaced. */
export type PersonalKind =
  | 'email'
  | 'phone'
  | 'first-name'
  | 'last-name'
  | 'name'
  | 'company'
  | 'street'
  | 'postcode'
  | 'tax-id'
  | 'ip-address'
  | 'birthday'
  | 'free-text';

/** Field names without case, `_`, `-` and blanks, as shops and ERPs call them; what stands before tells whose field it is. */
const BY_NAME: readonly (readonly [RegExp, PersonalKind])[] = [
  [/e?mail(address)?$|^username$|^login$/, 'email'],
  [/(phone|mobile|telephone|fax)(number|no)?\d?$/, 'phone'],
  [/(first|given)name$|^fname$/, 'first-name'],
  [/(last|family|sur|middle)name$|^lname$/, 'last-name'],
  [/company(name)?$|^organi[sz]ation(name)?$/, 'company'],
  [/(address|addressline|street|streetline|addr)\d?$/, 'street'],
  [/(postcode|zip|zipcode|postalcode)$/, 'postcode'],
  [
    /(vat|tax|fiscal)(id|no|number|code|registrationnumber|registrationno|regno)$|^ssn$|vatnumber$|taxexemptionnumber$/,
    'tax-id',
  ],
  [/ip(address)?$|^browserip$/, 'ip-address'],
  [/birth(day|date)?$|dateofbirth$|^dob$/, 'birthday'],
  [/note$|notes$|comment(s)?$|instructions$|giftmessage$|useragent$|(lat|long)itude$/, 'free-text'],
];

/** Names of things are no one's business; names of people stand beside an address, a customer, a contact. */
const NAME =
  /^(fullname|displayname|name|contact|contactname|attention|recipient|.*customername|.*(shipto|billto|sellto)(name|contact).*)$/;
const OF_A_PERSON =
  /customer|billing|shipping|address|buyer|contact|recipient|guest|person|attention|(ship|bill|sell)to/i;

/**
 * What a field tells by its name. `context` is the way to it: the path of the request and the fields above it. Undefined
 * when nothing personal is expected there.
 */
export function kindOfField(name: string, context: string): PersonalKind | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const known = BY_NAME.find(([pattern]) => pattern.test(plain));
  if (known !== undefined) return known[1];
  return NAME.test(plain) && OF_A_PERSON.test(`${context} ${name}`) ? 'name' : undefined;
}
