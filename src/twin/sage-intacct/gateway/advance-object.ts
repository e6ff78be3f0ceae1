import { ADVANCES } from '../advances.ts';
import type { Advance } from '../company.ts';
import { instantText } from '../rest-object.ts';
import { businessError } from './gateway-error.ts';
import type { GatewayObject } from './gateway-object.ts';
import { audit, comparable, day, dayText, number, text } from './object-fields.ts';
import { made, needs } from './party-objects.ts';
import { childIn, textOr, type XmlElement } from './xml-element.ts';

/** Methods of payment by what the REST API calls them. */
const METHODS: Readonly<Record<string, string>> = {
  'Printed Check': 'printedCheck',
  Cash: 'cash',
  EFT: 'eft',
  'Credit Card': 'creditCard',
};
const methodShown = ({ method }: Advance): string =>
  Object.entries(METHODS).find(([, name]) => name === method)?.[0] ?? method;

const HEADER = [
  ...['CUSTOMERID', 'PAYMENTMETHOD', 'PAYMENTDATE', 'RECEIPTDATE', 'FINANCIALENTITY', 'UNDEPOSITEDACCOUNTNO'],
  ...['DOCNUMBER', 'DESCRIPTION', 'CURRENCY', 'BASECURR', 'ARADVANCEITEMS'],
];
const LINE = ['ACCOUNTNO', 'ACCOUNTLABEL', 'TRX_AMOUNT', 'ENTRYDESCRIPTION', 'LOCATIONID', 'CUSTOMERID'];

/** Money of a customer before there is an invoice: the records of the REST object, with its rules. */
export const ARADVANCE: GatewayObject<Advance> = {
  name: 'ARADVANCE',
  id: 'RECORDNO',
  all: ADVANCES.all,
  fields: {
    RECORDNO: number(({ key }) => key),
    STATE: text(({ state }) => (state === 'posted' ? 'Posted' : 'Reversed'), { stored: { Posted: 'A' } }),
    CUSTOMERID: text(({ customer }) => customer.id),
    CUSTOMERNAME: text(({ customer }) => customer.name),
    DOCNUMBER: text(({ referenceNumber }) => referenceNumber),
    DESCRIPTION: text(({ description }) => description),
    PAYMENTMETHOD: text(methodShown),
    PAYMENTDATE: day((advance) => dayText(advance.day)),
    RECEIPTDATE: day((advance) => dayText(advance.day)),
    FINANCIALENTITY: text(({ bankAccount }) => bankAccount),
    UNDEPOSITEDACCOUNTNO: text(({ undepositedAccount }) => undepositedAccount),
    CURRENCY: text((_, { settings }) => settings.currency),
    TOTALENTERED: number(({ amount }) => amount.toFixed(2)),
    TRX_TOTALENTERED: number(({ amount }) => amount.toFixed(2)),
    ...audit<Advance>('AUWHENCREATED'),
  },
  create: (company, element) => {
    needs(element, ['CUSTOMERID', 'PAYMENTMETHOD', 'PAYMENTDATE', 'RECEIPTDATE', 'ARADVANCEITEMS']);
    keepsOnly(element, HEADER);
    const method = METHODS[textOr(element, 'PAYMENTMETHOD')];
    if (method === undefined) throw businessError(`PAYMENTMETHOD: ${textOr(element, 'PAYMENTMETHOD')} is not valid`);
    const account = textOr(element, 'UNDEPOSITEDACCOUNTNO');
    return made(ADVANCES, company, {
      customer: { id: textOr(element, 'CUSTOMERID') },
      referenceNumber: textOr(element, 'DOCNUMBER'),
      description: textOr(element, 'DESCRIPTION'),
      paymentInformation: {
        paymentDate: isoDay(textOr(element, 'PAYMENTDATE')),
        receiptDate: isoDay(textOr(element, 'RECEIPTDATE')),
        paymentMethod: method,
        financialEntity: { entityId: textOr(element, 'FINANCIALENTITY') },
      },
      glAccount: { undepositedGLAccountNumber: account },
      items: (childIn(element, 'ARADVANCEITEMS')?.children ?? []).map(lineBody),
    });
  },
};

function lineBody(line: XmlElement) {
  keepsOnly(line, LINE);
  return {
    txnAmount: textOr(line, 'TRX_AMOUNT'),
    memo: textOr(line, 'ENTRYDESCRIPTION'),
    accountLabel: { id: textOr(line, 'ACCOUNTLABEL') },
    glAccount: { id: textOr(line, 'ACCOUNTNO') },
  };
}

/** `03/02/2026` as the REST objects have it. Throws GatewayError. */
export const isoDay = (shown: string): string => instantText(Number(comparable('day', shown))).slice(0, 10);

/** Throws an Error for what the real object has and this one does not keep. */
export function keepsOnly({ name: object, children }: XmlElement, names: readonly string[]): void {
  for (const { name } of children) if (!names.includes(name)) throw new Error(`the twin keeps no ${name} of ${object}`);
}
