import Big from 'big.js';
import { type Company, today } from './company.ts';
import type { Row } from './entity-set.ts';
import { checkFields, checkPhone, date, type FieldRules, flag, guid, number, text } from './field-rules.ts';
import { EMPTY_DATE, EMPTY_GUID } from './identifiers.ts';
import { ODataError } from './odata-error.ts';
import { recalculate } from './order-totals.ts';

/** Sheet section 3.1. */
const ORDER: FieldRules = {
  id: guid('no'),
  number: text(20, 'no'),
  externalDocumentNumber: text(35),
  orderDate: date(),
  postingDate: date(),
  requestedDeliveryDate: date(),
  customerId: guid(),
  customerNumber: text(20),
  customerName: text(100, 'no'),
  billToCustomerId: guid(),
  billToCustomerNumber: text(20),
  billToName: text(100, 'no'),
  ...address('billTo', 'no'),
  ...address('sellTo', 'yes'),
  shipToName: text(100),
  shipToContact: text(100),
  ...address('shipTo', 'yes'),
  shortcutDimension1Code: text(20),
  shortcutDimension2Code: text(20),
  currencyId: guid(),
  currencyCode: text(10),
  pricesIncludeTax: flag(),
  paymentTermsId: guid(),
  shipmentMethodId: guid(),
  salesperson: text(20),
  partialShipping: flag(),
  discountAmount: number(),
  discountAppliedBeforeTax: flag('no'),
  totalAmountExcludingTax: number('no'),
  totalTaxAmount: number('no'),
  totalAmountIncludingTax: number('no'),
  fullyShipped: flag('no'),
  status: text(30, 'no'),
  lastModifiedDateTime: text(40, 'no'),
  phoneNumber: text(30),
  email: text(80),
};

const LINE: FieldRules = {
  id: guid('no'),
  documentId: guid('create'),
  sequence: number('create'),
  lineType: text(30),
  itemId: guid('create'),
  lineObjectNumber: text(20),
  accountId: guid('create'),
  itemVariantId: guid(),
  description: text(100),
  description2: text(50),
  unitOfMeasureId: guid(),
  unitOfMeasureCode: text(10),
  quantity: number(),
  unitPrice: number(),
  discountPercent: number(),
  discountAmount: number(),
  taxCode: text(20),
  shipmentDate: date(),
  shipQuantity: number(),
  invoiceQuantity: number(),
  locationId: guid(),
  ...Object.fromEntries(
    [
      'taxPercent',
      'totalTaxAmount',
      'amountExcludingTax',
      'amountIncludingTax',
      'invoiceDiscountAllocation',
      'netAmount',
      'netTaxAmount',
      'netAmountIncludingTax',
      'shippedQuantity',
      'invoicedQuantity',
    ].map((name) => [name, number('no')]),
  ),
  discountAppliedBeforeTax: flag('no'),
};

const LINE_TYPES = ['Comment', 'Account', 'Item', 'Resource', 'Fixed_x0020_Asset', 'Charge'];

function address(prefix: string, write: 'yes' | 'no'): FieldRules {
  return {
    [`${prefix}AddressLine1`]: text(100, write),
    [`${prefix}AddressLine2`]: text(50, write),
    [`${prefix}City`]: text(30, write),
    [`${prefix}State`]: text(30, write),
    [`${prefix}PostCode`]: text(20, write),
    [`${prefix}Country`]: text(10, write),
  };
}

/** POST of an order, with its lines in one transaction: a line that fails leaves nothing behind. */
export function createOrder(company: Company, body: Readonly<Record<string, unknown>>): Row {
  checkFields('salesOrder', ORDER, body, 'create', ['salesOrderLines']);
  const lines = body.salesOrderLines ?? [];
  if (!Array.isArray(lines)) throw new ODataError(400, 'BadRequest', "The property 'salesOrderLines' must be a list.");
  const customer = customerOf(company, body);
  const { clock } = company.settings;
  const order: Row = {
    id: company.identifiers.guid(),
    number: '',
    externalDocumentNumber: '',
    orderDate: today(company.settings),
    postingDate: today(company.settings),
    requestedDeliveryDate: EMPTY_DATE,
    ...ofCustomer(customer, company),
    shortcutDimension1Code: '',
    shortcutDimension2Code: '',
    currencyId: EMPTY_GUID,
    currencyCode: company.settings.localCurrency,
    pricesIncludeTax: false,
    paymentTermsId: customer.paymentTermsId,
    shipmentMethodId: customer.shipmentMethodId,
    salesperson: '',
    partialShipping: true,
    discountAmount: 0,
    discountAppliedBeforeTax: true,
    fullyShipped: false,
    status: 'Draft',
    lastModifiedDateTime: new Date(clock.now()).toISOString(),
    phoneNumber: customer.phoneNumber,
    email: customer.email,
  };
  const { salesOrderLines: _lines, discountAmount: _beforeAnyLine, ...header } = body;
  applyHeader(company, order, header);
  const made = lines.map((line, index) =>
    makeLine(company, order, line as Record<string, unknown>, (index + 1) * 10_000),
  );
  recalculate(company, order, made, customer);
  order.number = company.identifiers.number('S-ORD', 101001);
  company.salesOrders.add(order);
  for (const line of made) company.salesOrderLines.add(line);
  return order;
}

/** PATCH of the header alone. A released order refuses changes. */
export function changeOrder(company: Company, order: Row, body: Readonly<Record<string, unknown>>): Row {
  if ('salesOrderLines' in body)
    throw new ODataError(400, 'BadRequest', 'Deep update is not supported: change each line on its own.');
  checkFields('salesOrder', ORDER, body, 'update');
  refuseReleased(order);
  const changed = { ...order };
  applyHeader(company, changed, body);
  company.salesOrders.change(order, changed);
  recalculate(company, order, linesOf(company, order), customerOf(company, order));
  return order;
}

export function deleteOrder(company: Company, order: Row): void {
  const lines = linesOf(company, order);
  if (lines.some((line) => Number(line.shippedQuantity) > 0 || Number(line.invoicedQuantity) > 0)) {
    throw new ODataError(
      400,
      'Application_DialogException',
      `You cannot delete the order ${String(order.number)}: it is shipped or invoiced in part.`,
    );
  }
  for (const line of lines) company.salesOrderLines.remove(line);
  company.salesOrders.remove(order);
}

export function addLine(company: Company, order: Row, body: Readonly<Record<string, unknown>>): Row {
  refuseReleased(order);
  const last = Math.max(0, ...linesOf(company, order).map((line) => Number(line.sequence)));
  const line = company.salesOrderLines.add(makeLine(company, order, body, last + 10_000));
  afterLineChange(company, order);
  return line;
}

export function changeLine(company: Company, line: Row, body: Readonly<Record<string, unknown>>): Row {
  checkFields('salesOrderLine', LINE, body, 'update');
  const order = company.salesOrders.need(String(line.documentId));
  refuseReleased(order);
  const quantity = Number(body.quantity ?? line.quantity);
  if (quantity < Number(line.shippedQuantity))
    throw new ODataError(
      400,
      'Application_FieldValidationException',
      `Quantity must not be less than ${String(line.shippedQuantity)}.`,
    );
  company.salesOrderLines.change(line, { ...body, ...discounts(body, quantity, body.unitPrice ?? line.unitPrice) });
  afterLineChange(company, order);
  return line;
}

export function removeLine(company: Company, line: Row): void {
  const order = company.salesOrders.need(String(line.documentId));
  refuseReleased(order);
  company.salesOrderLines.remove(line);
  afterLineChange(company, order);
}

export function linesOf(company: Company, order: Row): Row[] {
  return company.salesOrderLines.by('documentId', order.id).sort((a, b) => Number(a.sequence) - Number(b.sequence));
}

/** A line edit recalculates the order: its ETag moves (sheet section 7). */
function afterLineChange(company: Company, order: Row): void {
  recalculate(company, order, linesOf(company, order), customerOf(company, order));
  company.salesOrders.touch(order);
}

function refuseReleased(order: Row): void {
  if (order.status === 'Draft') return;
  throw new ODataError(
    400,
    'Application_DialogException',
    `Status must be equal to 'Open' in Sales Header: Document Type=Order, No.=${String(order.number)}. Current value is 'Released'.`,
  );
}

function customerOf(company: Company, body: Readonly<Record<string, unknown>>): Row {
  const byId =
    typeof body.customerId === 'string' && body.customerId !== EMPTY_GUID
      ? company.customers.get(body.customerId)
      : undefined;
  const [byNumber] = typeof body.customerNumber === 'string' ? company.customers.by('number', body.customerNumber) : [];
  const customer = byId ?? byNumber;
  if (customer === undefined) {
    const given = body.customerId ?? body.customerNumber;
    if (given === undefined)
      throw new ODataError(
        400,
        'BadRequest_RequiredParamNotProvided',
        'You must specify a customerId or a customerNumber.',
      );
    throw new ODataError(
      400,
      'Internal_RecordNotFound',
      `The Customer does not exist. Identification fields and values: No.='${String(given)}'.`,
    );
  }
  if (customer.blocked === 'All' || customer.blocked === 'Invoice') {
    throw new ODataError(
      400,
      'Application_DialogException',
      `You cannot create this type of document when Customer ${String(customer.number)} is blocked with type ${customer.blocked}.`,
    );
  }
  return customer;
}

function ofCustomer(customer: Row, _company: Company): Record<string, unknown> {
  const at = (prefix: string) => ({
    [`${prefix}AddressLine1`]: customer.addressLine1,
    [`${prefix}AddressLine2`]: customer.addressLine2,
    [`${prefix}City`]: customer.city,
    [`${prefix}State`]: customer.state,
    [`${prefix}PostCode`]: customer.postalCode,
    [`${prefix}Country`]: customer.country,
  });
  const { id, number: code, displayName } = customer;
  return {
    customerId: id,
    customerNumber: code,
    customerName: displayName,
    billToName: displayName,
    billToCustomerId: id,
    billToCustomerNumber: code,
    shipToName: displayName,
    shipToContact: '',
    ...at('sellTo'),
    ...at('billTo'),
    ...at('shipTo'),
  };
}

function applyHeader(company: Company, order: Row, body: Readonly<Record<string, unknown>>): void {
  checkPhone(body.phoneNumber);
  for (const prefix of ['sellTo', 'shipTo']) company.checkCountry(body[`${prefix}Country`], `${prefix}Country`);
  company.coded('paymentTerms', body.paymentTermsId, undefined, 'Payment Terms');
  company.coded('shipmentMethods', body.shipmentMethodId, undefined, 'Shipment Method');
  Object.assign(order, body);
  const local = company.settings.localCurrency;
  if ('currencyCode' in body || 'currencyId' in body) {
    const currency =
      body.currencyCode === local || body.currencyCode === ''
        ? undefined
        : company.coded('currencies', body.currencyId, body.currencyCode, 'Currency');
    Object.assign(order, { currencyId: currency?.id ?? EMPTY_GUID, currencyCode: currency?.code ?? local });
  }
  // With one customer for both, the sell-to address is copied to the bill-to address (sheet section 3.1).
  if (order.billToCustomerId === order.customerId) {
    for (const part of ['AddressLine1', 'AddressLine2', 'City', 'State', 'PostCode', 'Country'])
      order[`billTo${part}`] = order[`sellTo${part}`];
  }
}

function makeLine(company: Company, order: Row, body: Readonly<Record<string, unknown>>, sequence: number): Row {
  checkFields('salesOrderLine', LINE, body, 'create');
  const lineType = String(
    body.lineType ?? (body.itemId !== undefined ? 'Item' : body.accountId !== undefined ? 'Account' : 'Comment'),
  );
  if (!LINE_TYPES.includes(lineType))
    throw new ODataError(400, 'Unknown', `The value '${lineType}' is not a member of the enum lineType.`);
  const base: Row = {
    id: company.identifiers.guid(),
    documentId: order.id,
    sequence,
    itemId: EMPTY_GUID,
    accountId: EMPTY_GUID,
    lineType,
    lineObjectNumber: '',
    itemVariantId: EMPTY_GUID,
    description: '',
    description2: '',
    unitOfMeasureId: EMPTY_GUID,
    unitOfMeasureCode: '',
    quantity: 0,
    unitPrice: 0,
    discountAmount: 0,
    discountPercent: 0,
    discountAppliedBeforeTax: true,
    taxCode: '',
    shipmentDate: order.orderDate,
    shippedQuantity: 0,
    invoicedQuantity: 0,
    locationId: company.list('locations').all()[0]?.id ?? EMPTY_GUID,
  };
  const line: Row = {
    ...base,
    ...lineDefaults(company, lineType, body),
    ...body,
    id: base.id,
    documentId: order.id,
    sequence: body.sequence ?? sequence,
    lineType,
  };
  if (lineType === 'Comment' && (Number(line.quantity) !== 0 || Number(line.unitPrice) !== 0)) {
    throw new ODataError(400, 'Application_DialogException', 'A comment line can have neither quantity nor price.');
  }
  Object.assign(line, discounts(body, line.quantity, line.unitPrice));
  line.shipQuantity ??= line.quantity;
  line.invoiceQuantity ??= line.quantity;
  return line;
}

/** What a line takes from its item or account. */
function lineDefaults(
  company: Company,
  lineType: string,
  body: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const named = String(body.lineObjectNumber ?? '');
  if (lineType === 'Item') {
    const item =
      typeof body.itemId === 'string' ? company.items.get(body.itemId) : company.items.by('number', named)[0];
    if (item === undefined)
      throw new ODataError(
        400,
        'Internal_RecordNotFound',
        `The Item does not exist. Identification fields and values: No.='${named || String(body.itemId)}'.`,
      );
    if (item.blocked === true)
      throw new ODataError(
        400,
        'Application_DialogException',
        `Blocked must be equal to 'No' in Item: No.=${String(item.number)}. Current value is 'Yes'.`,
      );
    const unit = company.coded(
      'unitsOfMeasure',
      body.unitOfMeasureId,
      body.unitOfMeasureCode ?? item.baseUnitOfMeasureCode,
      'Unit of Measure',
    );
    return {
      itemId: item.id,
      lineObjectNumber: item.number,
      description: item.displayName,
      unitPrice: item.unitPrice,
      taxCode: item.taxGroupCode,
      unitOfMeasureId: unit?.id ?? EMPTY_GUID,
      unitOfMeasureCode: unit?.code ?? '',
    };
  }
  if (lineType === 'Account') {
    const account =
      typeof body.accountId === 'string'
        ? company.accounts.get(body.accountId)
        : company.accounts.by('number', named)[0];
    if (account === undefined)
      throw new ODataError(
        400,
        'Internal_RecordNotFound',
        `The G/L Account does not exist. Identification fields and values: No.='${named}'.`,
      );
    return {
      accountId: account.id,
      lineObjectNumber: account.number,
      description: account.displayName,
      taxCode: account.taxGroup,
    };
  }
  return {};
}

/** Percent and amount of a line discount follow from one another; the amount wins when both are sent. */
function discounts(
  body: Readonly<Record<string, unknown>>,
  quantity: unknown,
  unitPrice: unknown,
): Record<string, unknown> {
  const full = new Big(String(quantity ?? 0)).times(String(unitPrice ?? 0)).round(2, Big.roundHalfUp);
  if (typeof body.discountAmount === 'number') {
    if (new Big(body.discountAmount).gt(full.abs()))
      throw new ODataError(
        400,
        'Application_FieldValidationException',
        'The line discount must not be greater than the line amount.',
      );
    return {
      discountPercent: full.eq(0) ? 0 : Number(new Big(body.discountAmount).div(full).times(100).round(5).toString()),
    };
  }
  if (typeof body.discountPercent === 'number')
    return { discountAmount: Number(full.times(body.discountPercent).div(100).round(2, Big.roundHalfUp).toString()) };
  return {};
}
