import type { Company } from './company.ts';
import type { Order } from './order.ts';
import { HEADER_COLUMNS, SHIP_TO_COLUMNS } from './order-elements.ts';
import { jurisdictionsOf, totalsOf } from './order-totals.ts';
import { type Row, textOf } from './row.ts';
import type { Shown } from './window.ts';

/** What the window `Order` shows of an order: everything as text (sheet section 3.1). */
export function orderShown(company: Company, order: Order): Shown {
  const { header } = order;
  const { goods, charges, freight, tax, total } = totalsOf(company, order);
  const amount = (value: { toFixed(digits: number): string }) => value.toFixed(2);
  return {
    'TABPAGE_1.order': [headerShown(order)],
    'TP_SHIPTO.shipto': [{ ship_to_id: textOf(header, 'address_id'), ...renamed(header, SHIP_TO_COLUMNS) }],
    'TP_SHIPINFO.shipinfo': [
      {
        oe_hdr_carrier_id: textOf(header, 'carrier_id'),
        freight_out: amount(freight),
        ...texts(header, ['packing_basis']),
      },
    ],
    'TP_ITEMS.items': order.lines.map((line) => ({
      oe_order_item_id: textOf(company.items.get(line.inv_mast_uid ?? null), 'item_id'),
      ...texts(line, [
        ...['line_no', 'user_line_no', 'unit_quantity', 'unit_of_measure', 'unit_price', 'manual_price_overide'],
        ...['extended_price', 'extended_desc', 'source_loc_id', 'ship_loc_id', 'disposition', 'cancel_flag'],
      ]),
    })),
    'TP_REMITTANCES.remittances': order.remittances.map((row) => texts(row, REMITTANCE_COLUMNS)),
    'HDR_NOTE.hdr_note': order.notes.map((row) => texts(row, Object.keys(row))),
    'TP_TAX.tp_tax': jurisdictionsOf(company, header).map(({ id, percent }) => ({
      jurisdiction_id: id,
      tax_percentage: percent,
    })),
    'TP_TOTALS.tp_totals': [
      {
        sales_sub_total: amount(goods),
        total_freight: amount(freight),
        total_other_charge: amount(charges),
        tax_total: amount(tax),
        sales_total: amount(total),
      },
    ],
    'TP_SHIPMENTS.tp_shipments': company.pickTickets
      .filter((ticket) => ticket.order_no === header.order_no && ticket.ship_date !== null)
      .map((ticket) => ({
        c_tracking_no: textOf(ticket, 'tracking_no'),
        c_carrier: textOf(company.addresses.get(ticket.carrier_id ?? null), 'name'),
        c_ship_date: textOf(ticket, 'ship_date'),
        invoice_no: textOf(ticket, 'invoice_no'),
        c_freight_out: textOf(ticket, 'freight_out'),
      })),
  };
}

const REMITTANCE_COLUMNS = [
  ...['payment_type_id', 'payment_amount', 'payment_desc', 'check_number', 'payment_date'],
  ...['cc_name', 'cc_authorized_number', 'cc_authorized_date'],
];

function headerShown({ header, window }: Order): Record<string, string> {
  return {
    order_no: textOf(header, 'order_no'),
    company_id: textOf(header, 'company_id'),
    customer_id: textOf(header, 'customer_id'),
    ship_to_id: textOf(header, 'address_id'),
    sales_loc_id: textOf(header, 'location_id'),
    source_loc_id: textOf(header, 'source_location_id'),
    contact_id: textOf(header, 'contact_id'),
    oe_hdr_terms: textOf(header, 'terms'),
    oe_hdr_carrier_id: textOf(header, 'carrier_id'),
    ...renamed(header, HEADER_COLUMNS),
    ...texts(window, Object.keys(window)),
  };
}

const texts = (row: Row, columns: readonly string[]): Record<string, string> =>
  Object.fromEntries(columns.map((column) => [column, textOf(row, column)]));

const renamed = (row: Row, names: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(names).map(([shown, column]) => [shown, textOf(row, column)]));
