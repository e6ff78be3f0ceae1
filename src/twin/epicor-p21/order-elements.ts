import type { Settings } from './settings.ts';
import type { WindowColumn, WindowElement } from './window.ts';

const FLAG: WindowColumn = { type: 'flag' };
const NUMBER: WindowColumn = { type: 'number' };
const DATE: WindowColumn = { type: 'date' };
const TEXT: WindowColumn = {};
const DISABLED: WindowColumn = { disabled: true };
const upTo = (length: number): WindowColumn => ({ length });

/** Columns of `TABPAGE_1.order` that stand in `oe_hdr` under another name, or under the same (sheet sections 3.1 and 3.2). */
export const HEADER_COLUMNS: Readonly<Record<string, string>> = {
  po_no: 'po_no',
  order_date: 'order_date',
  requested_date: 'requested_date',
  taker: 'taker',
  quote: 'projected_order',
  approved: 'approved',
  email_address: 'ship2_email_address',
  job_name: 'job_name',
  delivery_instructions: 'delivery_instructions',
  packing_basis: 'packing_basis',
  ship_to_name: 'ship2_name',
  oe_hdr_ship2_add1: 'ship2_add1',
  oe_hdr_ship2_add2: 'ship2_add2',
  oe_hdr_ship2_city: 'ship2_city',
  oe_hdr_ship2_state: 'ship2_state',
  oe_hdr_ship2_zip: 'ship2_zip',
  cancel_flag: 'cancel_flag',
  oe_hdr_completed: 'completed',
  web_reference_no: 'web_reference_no',
};

/** Columns of `TABPAGE_1.order` that no table of the sheet shows. */
export const WINDOW_COLUMNS = ['order_type', 'ship_route', 'ups_code', 'c_po_no_append', 'supplier_order_no'];

/** `TP_SHIPTO.shipto` over the ship-to snapshot of the order: an assumption, for it could change the ship-to itself. */
export const SHIP_TO_COLUMNS: Readonly<Record<string, string>> = {
  ship_to_name: 'ship2_name',
  phys_address1: 'ship2_add1',
  phys_address2: 'ship2_add2',
  phys_city: 'ship2_city',
  phys_state: 'ship2_state',
  phys_postal_code: 'ship2_zip',
  phys_country: 'ship2_country',
  central_phone_number: 'ship_to_phone',
  email_address: 'ship2_email_address',
};

const FREIGHT = { freight_cd: TEXT, oe_hdr_carrier_id: NUMBER } as const;

/** The elements of the window `Order`, which a tenant may have more of (sheet section 3.1). */
export const orderElements = ({ webReferenceInWindow }: Settings): Readonly<Record<string, WindowElement>> => ({
  'TABPAGE_1.order': {
    type: 'Form',
    columns: {
      order_no: TEXT,
      company_id: DISABLED,
      customer_id: NUMBER,
      ship_to_id: NUMBER,
      sales_loc_id: NUMBER,
      source_loc_id: NUMBER,
      contact_id: upTo(16),
      po_no: upTo(50),
      order_date: DATE,
      requested_date: DATE,
      taker: upTo(30),
      quote: FLAG,
      approved: FLAG,
      email_address: TEXT,
      job_name: upTo(40),
      delivery_instructions: upTo(255),
      oe_hdr_terms: TEXT,
      currency_id: TEXT,
      packing_basis: TEXT,
      ...FREIGHT,
      ...Object.fromEntries(WINDOW_COLUMNS.map((column) => [column, TEXT])),
      ship_to_name: TEXT,
      oe_hdr_ship2_add1: TEXT,
      oe_hdr_ship2_add2: TEXT,
      oe_hdr_ship2_city: TEXT,
      oe_hdr_ship2_state: TEXT,
      oe_hdr_ship2_zip: TEXT,
      cancel_flag: FLAG,
      oe_hdr_completed: FLAG,
      ...(webReferenceInWindow ? { web_reference_no: upTo(255) } : {}),
    },
  },
  'TP_SHIPTO.shipto': {
    columns: { ship_to_id: NUMBER, ...Object.fromEntries(Object.keys(SHIP_TO_COLUMNS).map((name) => [name, TEXT])) },
  },
  'TP_SHIPINFO.shipinfo': {
    columns: {
      ...FREIGHT,
      freight_out: NUMBER,
      packing_basis: TEXT,
      delivery_instructions: upTo(255),
      third_party_billing_flag: TEXT,
    },
  },
  'TP_ITEMS.items': {
    type: 'List',
    columns: {
      oe_order_item_id: upTo(40),
      unit_quantity: NUMBER,
      unit_of_measure: TEXT,
      unit_price: NUMBER,
      manual_price_overide: FLAG,
      user_line_no: upTo(25),
      source_loc_id: NUMBER,
      ship_loc_id: NUMBER,
      disposition: upTo(1),
      extended_desc: upTo(255),
      customer_part_number: upTo(40),
      cancel_flag: FLAG,
    },
  },
  'TP_REMITTANCES.remittances': {
    columns: {
      payment_type_id: TEXT,
      payment_amount: NUMBER,
      payment_desc: upTo(60),
      check_number: upTo(30),
      payment_date: DATE,
      cc_name: upTo(30),
      cc_authorized_number: upTo(30),
      cc_authorized_date: DATE,
    },
  },
  'HDR_NOTE.hdr_note': {
    type: 'List',
    columns: { note_id: NUMBER, topic: TEXT, note: TEXT, notepad_class_desc: TEXT },
  },
  'TP_TAX.tp_tax_dw_2': { columns: { taxable: FLAG } },
  'TP_CLASS.tp_class': {
    columns: Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`oe_hdr_class_${number}id`, upTo(255)])),
  },
});
