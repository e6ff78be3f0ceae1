import type Big from 'big.js';
import { cents, decimal, plain, sum, ZERO } from '../kit/decimal.ts';
import { allocateLines, openQuantity } from './allocation.ts';
import type { Company } from './company.ts';
import { isCancelled, isCharge, type Order } from './order.ts';
import { freightTax, jurisdictionsOf } from './order-totals.ts';
import { itemIdOf, move, ticketLines, touch } from './pick-tickets.ts';
import { type Row, textOf } from './row.ts';

interface Billed {
  readonly line: Row;
  /** In the sales unit; below zero it is credited. */
  readonly quantity: Big;
}

/** Invoices a shipped pick ticket: its pieces, and with the first one the order's charges and freight (sheet section 3.6). */
export function invoiceTicket(company: Company, order: Order, ticket: Row): Row {
  const first = order.lines.every((line) => decimal(line.qty_invoiced).eq(0));
  const shipped = ticketLines(company, ticket).map((each) => {
    const line = order.lines.find(({ line_no }) => line_no === each.oe_line_no);
    if (line === undefined) throw new Error(`pick ticket ${textOf(ticket, 'pick_ticket_no')} has a line of no order`);
    return { line, pieces: Number(each.ship_quantity ?? 0) };
  });
  const goods = shipped.map(({ line, pieces }) => ({
    line,
    quantity: decimal(pieces).div(decimal(line.unit_size)),
  }));
  const charges = first ? order.lines.filter((line) => isCharge(line) && !isCancelled(line)) : [];
  const billed = [...goods, ...charges.map((line) => ({ line, quantity: decimal(line.unit_quantity) }))];
  for (const { line, pieces } of shipped) {
    line.qty_invoiced = plain(decimal(line.qty_invoiced).plus(pieces));
    line.qty_on_pick_tickets = plain(decimal(line.qty_on_pick_tickets).minus(pieces));
    move(company, line, -pieces);
  }
  for (const line of charges) line.qty_invoiced = line.qty_ordered ?? 0;
  const invoice = writeInvoice(company, order, billed, cents(decimal(ticket.freight_out)));
  company.pickTickets.save({ ...ticket, invoice_no: Number(invoice.invoice_no), total_tax: invoice.tax_amount ?? 0 });
  settle(company, order, invoice);
  return invoice;
}

/** Credits pieces that came back with a return order (sheet section 3.8): an invoice below zero. */
export function creditReturn(company: Company, order: Order): Row {
  const billed = order.lines.map((line) => ({ line, quantity: decimal(line.unit_quantity).times(-1) }));
  for (const line of order.lines) line.qty_invoiced = line.qty_ordered ?? 0;
  const invoice = writeInvoice(company, order, billed, ZERO);
  settle(company, order, invoice);
  return invoice;
}

function settle(company: Company, order: Order, invoice: Row): void {
  for (const line of order.lines) {
    if (openQuantity(line).lte(0)) line.complete = 'Y';
    touch(company, line);
  }
  order.header.invoice_no = invoice.invoice_no ?? null;
  if (order.lines.every((line) => line.complete === 'Y' || isCancelled(line))) {
    order.header.completed = 'Y';
    order.header.date_order_completed = company.now();
  }
  touch(company, order.header);
  allocateLines(company, order.lines);
}

function writeInvoice(company: Company, order: Order, billed: readonly Billed[], freight: Big): Row {
  const { header } = order;
  const number = String(company.next('invoice', 3_000_001));
  const taxes = jurisdictionsOf(company, header);
  const rows = billed.map(({ line, quantity }, index) => ({
    line,
    quantity,
    number: index + 1,
    extended: cents(quantity.times(decimal(line.unit_price))),
  }));
  for (const { line, quantity, number: line_no, extended } of rows) {
    const item = company.items.get(line.inv_mast_uid ?? null);
    company.invoiceLines.save({
      invoice_no: number,
      line_no,
      item_id: itemIdOf(company, line),
      item_desc: line.extended_desc ?? item?.item_desc ?? null,
      qty_shipped: plain(quantity),
      unit_price: line.unit_price ?? 0,
      extended_price: plain(extended),
      customer_part_number: line.customer_part_number ?? null,
    });
    for (const { id, percent } of line.tax_item === 'Y' ? taxes : [])
      company.invoiceTaxes.save({
        invoice_no: number,
        line_no,
        jurisdiction_id: id,
        tax_percentage: Number(percent),
        taxable: 'Y',
        tax_charged: plain(extended.times(percent).div(100).round(4)),
        taxable_sales_amt: plain(extended),
      });
  }
  const charged = company.invoiceTaxes
    .filter((row) => row.invoice_no === number)
    .map((row) => decimal(row.tax_charged));
  const tax = cents(sum([...charged, freightTax(company, header, freight)]));
  const amount = (charges: boolean) =>
    sum(rows.filter(({ line }) => isCharge(line) === charges).map(({ extended }) => extended));
  const total = amount(false).plus(amount(true)).plus(freight).plus(tax);
  const paid = paidOf(company, order, total);
  const bill = company.addresses.get(header.customer_id ?? null);
  return company.invoices.save({
    invoice_no: number,
    company_no: header.company_id ?? null,
    order_no: header.order_no ?? null,
    customer_id: header.customer_id ?? null,
    ship_to_id: header.address_id ?? null,
    bill2_name: company.customer(header.customer_id ?? null)?.customer_name ?? null,
    bill2_address1: bill?.mail_address1 ?? null,
    bill2_city: bill?.mail_city ?? null,
    bill2_state: bill?.mail_state ?? null,
    bill2_postal_code: bill?.mail_postal_code ?? null,
    bill2_country: bill?.mail_country ?? null,
    ship2_name: header.ship2_name ?? null,
    ship2_address1: header.ship2_add1 ?? null,
    ship2_address2: header.ship2_add2 ?? null,
    ship2_city: header.ship2_city ?? null,
    ship2_state: header.ship2_state ?? null,
    ship2_postal_code: header.ship2_zip ?? null,
    ship2_country: header.ship2_country ?? null,
    po_no: header.po_no ?? null,
    invoice_date: company.today(),
    order_date: header.order_date ?? null,
    net_due_date: dueDate(company.today(), textOf(header, 'terms')),
    terms_desc: header.terms ?? null,
    total_amount: plain(total),
    amount_paid: plain(paid),
    freight: plain(freight),
    other_charge_amount: plain(amount(true)),
    tax_amount: plain(tax),
    terms_taken: 0,
    allowed: 0,
    memo_amount: 0,
    paid_in_full_flag: paid.gte(total) && total.gt(0) ? 'Y' : 'N',
    approved: 'Y',
    consolidated: 'N',
    disputed_flag: 'N',
    date_created: company.now(),
  });
}

/** Terms that are a number are days net; others are due at once. */
function dueDate(today: string, terms: string): string {
  const day = new Date(`${today}Z`);
  day.setUTCDate(day.getUTCDate() + (/^\d+$/.test(terms) ? Number(terms) : 0));
  return day.toISOString().slice(0, 19);
}

/** What the order's deposits still pay, after the invoices before. */
function paidOf(company: Company, { header, remittances }: Order, total: Big): Big {
  if (total.lte(0)) return ZERO;
  const given = sum(remittances.map((row) => decimal(row.payment_amount)));
  const used = company.invoices
    .filter((row) => row.order_no === header.order_no)
    .map((row) => decimal(row.amount_paid));
  const left = given.minus(sum(used));
  return left.lt(total) ? left : total;
}
