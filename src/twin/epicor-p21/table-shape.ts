export type ColumnType = 'text' | 'number' | 'time';

/** A table or view that OData publishes. */
export interface TableShape {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
}

interface ByType {
  readonly text?: string;
  readonly number?: string;
  readonly time?: string;
}

function shape(name: string, columns: ByType): TableShape {
  const typed = (['text', 'number', 'time'] as const).flatMap((type) =>
    (columns[type] ?? '')
      .split(/\s+/)
      .filter((column) => column !== '')
      .map((column) => [column, type] as const),
  );
  return { name, columns: Object.fromEntries(typed) };
}

/** Sheet section 3.2. */
export const OE_HDR = shape('oe_hdr', {
  text: `order_no company_id contact_id po_no job_name taker placed_by_name ship2_name ship2_add1 ship2_add2 ship2_city
    ship2_state ship2_zip ship2_country ship_to_phone ship2_email_address packing_basis delivery_instructions will_call
    front_counter terms payment_method credit_card_hold validation_status class_1id class_2id class_3id class_4id class_5id
    projected_order approved completed cancel_flag delete_flag taxable rma_flag web_reference_no web_shopper_email
    import_source invoice_no`,
  number: `oe_hdr_uid customer_id address_id location_id source_location_id carrier_id freight_code_uid freight_out
    quoted_freight_out freight_out_estimate order_disc_type order_disc_factor web_shopper_id`,
  time: 'order_date requested_date promise_date date_order_completed date_created date_last_modified',
});

export const OE_LINE = shape('oe_line', {
  text: `order_no unit_of_measure pricing_unit tax_item manual_price_overide disposition complete cancel_flag delete_flag
    other_charge extended_desc customer_part_number user_line_no cust_po_no`,
  number: `line_no oe_line_uid inv_mast_uid qty_ordered unit_quantity unit_size unit_price extended_price sales_tax
    base_ut_price qty_allocated qty_on_pick_tickets qty_invoiced qty_canceled source_loc_id ship_loc_id`,
  time: 'date_last_modified',
});

/** Sheet section 3.3. Column names of exemptions are those of the entity, as the database writes names: an assumption. */
export const CUSTOMER = shape('customer', {
  text: `company_id customer_name salesrep_id terms_id credit_status po_no_required taxable state_sales_tax_exemption_no
    federal_exemption_number other_exemption_number web_enabled_flag legacy_id class_1id class_2id class_3id class_4id
    class_5id default_branch_id delete_flag`,
  number: 'customer_id credit_limit',
  time: 'date_created date_last_modified',
});

export const SHIP_TO = shape('ship_to', {
  text: 'company_id name delete_flag',
  number: 'ship_to_id customer_id',
  time: 'date_last_modified',
});

export const ADDRESS = shape('address', {
  text: `name mail_address1 mail_address2 mail_address3 mail_city mail_state mail_postal_code mail_country phys_address1
    phys_address2 phys_address3 phys_city phys_state phys_postal_code phys_country email_address central_phone_number
    delete_flag`,
  number: 'id',
  time: 'date_last_modified',
});

export const CONTACTS = shape('contacts', {
  text: 'id first_name last_name email_address direct_phone delete_flag',
  number: 'address_id',
  time: 'date_last_modified',
});

export const OE_CONTACTS_CUSTOMER = shape('oe_contacts_customer', {
  text: 'company_id contact_id delete_flag',
  number: 'customer_id',
  time: 'date_last_modified',
});

/** Sheet section 3.4. */
export const INV_MAST = shape('inv_mast', {
  text: `item_id item_desc extended_desc keywords short_code default_selling_unit base_unit class_id1 class_id2 class_id3
    class_id4 class_id5 serialized track_lots other_charge delete_flag`,
  number:
    'inv_mast_uid weight price1 price2 price3 price4 price5 price6 price7 price8 price9 price10 purchasing_weight',
  time: 'date_created date_last_modified',
});

export const ITEM_UOM = shape('item_uom', {
  text: 'unit_of_measure delete_flag',
  number: 'inv_mast_uid unit_size',
  time: 'date_last_modified',
});

export const ALTERNATE_CODE = shape('alternate_code', {
  text: 'alternate_code delete_flag',
  number: 'inv_mast_uid',
  time: 'date_last_modified',
});

/** The column of the description is an assumption (sheet section 3.4). */
export const PRODUCT_GROUP = shape('product_group', {
  text: 'company_id product_group_id product_group_desc delete_flag',
  time: 'date_last_modified',
});

/** Sheet section 3.5. */
export const INV_LOC = shape('inv_loc', {
  text: 'company_id product_group_id sellable stockable primary_bin delete_flag',
  number: `location_id inv_mast_uid qty_on_hand qty_allocated qty_backordered qty_in_transit order_quantity price1 price2
    price3 price4 price5 price6 price7 price8 price9 price10`,
  time: 'date_last_modified',
});

/** Sheet section 3.6; `order_no` is an assumption. */
export const INVOICE_HDR = shape('invoice_hdr', {
  text: `invoice_no company_no order_no bill2_name bill2_address1 bill2_city bill2_state bill2_postal_code bill2_country
    ship2_name ship2_address1 ship2_address2 ship2_city ship2_state ship2_postal_code ship2_country po_no terms_desc
    paid_in_full_flag approved consolidated disputed_flag`,
  number: `customer_id ship_to_id total_amount amount_paid freight other_charge_amount tax_amount terms_taken allowed
    memo_amount`,
  time: 'invoice_date order_date net_due_date date_created date_last_modified',
});

export const INVOICE_LINE = shape('invoice_line', {
  text: 'invoice_no item_id item_desc customer_part_number',
  number: 'line_no qty_shipped unit_price extended_price',
  time: 'date_last_modified',
});

export const INVOICE_LINE_TAXES = shape('invoice_line_taxes', {
  text: 'invoice_no jurisdiction_id taxable',
  number: 'line_no tax_percentage tax_charged taxable_sales_amt',
  time: 'date_last_modified',
});

/** Sheet section 3.7. */
export const OE_PICK_TICKET = shape('oe_pick_ticket', {
  text: 'order_no company_id tracking_no printed_flag direct_shipment delete_flag',
  number: 'pick_ticket_no location_id carrier_id freight_out freight_in invoice_no total_tax',
  time: 'ship_date print_date date_created date_last_modified',
});

/** Columns for quantity and order line are assumptions: the sheet has not seen them. */
export const OE_PICK_TICKET_DETAIL = shape('oe_pick_ticket_detail', {
  text: 'company_id unit_of_measure',
  number: 'pick_ticket_no line_number oe_line_no inv_mast_uid print_quantity ship_quantity unit_size',
  time: 'date_last_modified',
});

/** A table of user-defined fields beside its record (sheet section 10). */
export const customerFields = (columns: readonly string[]): TableShape =>
  shape('customer_ud', { text: `company_id ${columns.join(' ')}`, number: 'customer_id', time: 'date_last_modified' });

/** Payments of orders, and which order each is of. Columns: a published data model of the database. */
export const REMITTANCES = shape('remittances', {
  text: 'order_no company_id delete_flag',
  number: 'remittance_number payment_number',
  time: 'date_created date_last_modified',
});

export const AR_PAYMENT_DETAILS = shape('ar_payment_details', {
  text: 'payment_desc check_number cc_name cc_authorized_number delete_flag',
  number: 'payment_number payment_amount',
  time: 'payment_date cc_authorized_date date_created date_last_modified',
});
