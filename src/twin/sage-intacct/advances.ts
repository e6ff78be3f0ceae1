import type { Advance, Company } from './company.ts';
import { decimalIn, type Fields, fieldsOf, listIn, objectIn, onlyFields, referenceIn, textIn } from './fields.ts';
import { malformed, refused } from './intacct-error.ts';
import { auditOf, orNull, type RestObject } from './rest-object.ts';

const HEADER = ['customer', 'referenceNumber', 'description', 'paymentInformation', 'glAccount', 'items', 'state'];
const PAYMENT = ['paymentDate', 'receiptDate', 'paymentMethod', 'financialEntity', 'currency'];
const LINE = ['txnAmount', 'memo', 'accountLabel', 'glAccount', 'dimensions'];
const METHODS = ['printedCheck', 'creditCard', 'eft', 'cash', 'ach'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * `accounts-receivable/advance`: money of a customer before there is an invoice (sheet section 3.9). Its fields are those of
 * Sage's OpenAPI document of Accounts Receivable; that payment date and method are needed is told by the XML gateway.
 */
export const ADVANCES: RestObject<Advance> = {
  name: 'accounts-receivable/advance',
  all: ({ advances }) => advances,
  view: (advance) => {
    const { key, customer, amount } = advance;
    return {
      key,
      id: key,
      recordType: 'rr',
      advanceNumber: null,
      referenceNumber: orNull(advance.referenceNumber),
      description: orNull(advance.description),
      state: advance.state,
      totalEntered: amount.toFixed(2),
      txnTotalEntered: amount.toFixed(2),
      customer: { key: customer.key, id: customer.id, name: customer.name },
      paymentInformation: {
        paymentDate: advance.day,
        receiptDate: advance.day,
        paymentMethod: advance.method,
        financialEntity: { entityId: orNull(advance.bankAccount) },
        totalDue: amount.toFixed(2),
      },
      glAccount: { undepositedGLAccountNumber: orNull(advance.undepositedAccount) },
      ...auditOf(advance),
    };
  },
  create: (company, body) => {
    const fields = fieldsOf(body);
    onlyFields(fields, HEADER, []);
    const customer = referenceIn(fields, 'customer', (value, by) =>
      [...company.customers.values()].find((each) => each[by] === value),
    );
    if (customer === undefined) throw malformed('customer is required');
    const payment = objectIn(fields, 'paymentInformation');
    const advance: Advance = {
      ...company.born(),
      customer,
      referenceNumber: textIn(fields, 'referenceNumber', 100),
      description: textIn(fields, 'description'),
      state: 'posted',
      amount: amountOf(company, listIn(fields, 'items')),
      ...paidBy(company, payment, objectIn(fields, 'glAccount')),
    };
    company.advances.push(advance);
    return advance;
  },
};

function paidBy(
  { settings }: Company,
  payment: Fields,
  glAccount: Fields,
): Pick<Advance, 'day' | 'method' | 'bankAccount' | 'undepositedAccount'> {
  onlyFields(payment, PAYMENT, []);
  const day = textIn(payment, 'paymentDate');
  for (const given of [day, textIn(payment, 'receiptDate') || day])
    if (!DAY.test(given)) throw malformed('paymentInformation: a date is required');
  const method = textIn(payment, 'paymentMethod');
  if (!METHODS.includes(method)) throw malformed(`paymentMethod: ${method} is not valid`);
  const bankAccount = textIn(objectIn(payment, 'financialEntity'), 'entityId');
  const undepositedAccount = textIn(glAccount, 'undepositedGLAccountNumber');
  if (bankAccount === '' && undepositedAccount === '')
    throw refused('BL03000130', 'A bank account or an undeposited funds account is required');
  if (bankAccount !== '' && !settings.bankAccounts.includes(bankAccount))
    throw malformed(`financialEntity: there is no bank account ${bankAccount}`);
  if (undepositedAccount !== '' && !settings.accounts.includes(undepositedAccount))
    throw malformed(`glAccount: there is no account ${undepositedAccount}`);
  return { day, method, bankAccount, undepositedAccount };
}

/** What the lines come to. Where the company uses labels each line has one, else an account. */
function amountOf({ settings }: Company, lines: readonly Fields[]): Advance['amount'] {
  const [amount, ...more] = lines.map((line) => {
    onlyFields(line, LINE, []);
    const amount = decimalIn(line, 'txnAmount');
    if (amount === undefined || amount.lte(0)) throw malformed('txnAmount must be more than nothing');
    const label = textIn(objectIn(line, 'accountLabel'), 'id');
    const account = textIn(objectIn(line, 'glAccount'), 'id');
    if (!(settings.accountLabels.includes(label) || (label === '' && settings.accounts.includes(account))))
      throw malformed('items: an account or an account label is required');
    return amount;
  });
  if (amount === undefined) throw malformed('items is required');
  return more.reduce((total, each) => total.plus(each), amount);
}
