/* Generated from schemas/documents by scripts/generate-types.ts. Change the schema, then run `npm run generate`. */

/**
 * A category of the catalogue. Deleting a category never deletes its products. A deleted category needs no more than its origin.
 */
export interface Category {
/**
 * The record in the system that owns the category.
 */
origin: Origin
/**
 * The same category in other systems, as stored on the origin.
 */
references?: Reference[]
/**
 * Its code; what links and lookups go by.
 */
code?: string
/**
 * What people read.
 */
name?: string
/**
 * The category above. Left out for a root, and where the origin knows no tree.
 */
parent?: NamedReference
/**
 * Names from the root down to this category, itself included.
 * 
 * Items: Text with at least one visible character. What is not known is left out; it is never an empty text.
 */
path?: string[]
/**
 * Plain text.
 */
description?: string
/**
 * HTML as the origin writes it.
 */
description_html?: string
/**
 * Where the shop shows it.
 */
url?: string
/**
 * Whether the shop shows it. Left out when the origin does not say.
 */
visible?: boolean
/**
 * Order among its siblings; the lowest comes first.
 */
position?: number
/**
 * Picture of the category, by reference.
 */
image?: Image
/**
 * True when the origin reports that the category is gone.
 */
deleted: boolean
/**
 * What the origin was extended with.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
/**
 * Where a document comes from: the record in the system that owns it.
 */
export interface Origin {
/**
 * The system the record was read from.
 */
system: string
/**
 * The configured connection it was read through; tells two stores of one system apart.
 */
connection?: string
/**
 * The id by which that system addresses the record in its API.
 */
id: string
/**
 * What people call the record there, when it differs from the id.
 */
number?: string
/**
 * Where a person can open the record.
 */
url?: string
/**
 * When the record was created in its system.
 */
created_at?: string
/**
 * When the record last changed in its system. Left out where the system keeps no such time: that never means "long ago".
 */
updated_at?: string
}
/**
 * The same record under its id in another system, as stored on the origin (for instance the ERP order number kept on the shop order).
 */
export interface Reference {
/**
 * The other system.
 */
system: string
/**
 * The configured connection to it, when known.
 */
connection?: string
/**
 * What the record is there, when it is something else than here.
 */
kind?: string
/**
 * What identifies the record there; its number where the system has nothing else.
 */
id: string
/**
 * What people call it there, when it differs from the id.
 */
number?: string
}
/**
 * Something small that a document points to (a group, a price list, a warehouse, a brand) by id, code or name: whichever its system has.
 */
export interface NamedReference {
/**
 * Its id in the origin system.
 */
id?: string
/**
 * Its short code, as used in lookups and in ERPs.
 */
code?: string
/**
 * What people call it.
 */
name?: string
}
/**
 * A picture, by reference: the picture itself does not travel in a document.
 */
export interface Image {
/**
 * Id of the picture in the origin.
 */
id?: string
/**
 * Where the picture is.
 */
url: string
/**
 * What the picture shows, in words.
 */
alt?: string
/**
 * Order among the pictures; the lowest comes first and is the main one.
 */
position?: number
}
/**
 * A person or company that buys. The same shape stands inside an order, where a guest has no record of its own and therefore no `origin`. What is not known is left out.
 */
export interface Customer {
/**
 * The customer's record in the system that owns it. Left out only for a guest, who has none.
 */
origin?: Origin
/**
 * The same customer in other systems, as stored on the origin.
 */
references?: Reference[]
/**
 * True when the buyer has no account: the customer exists only through an order.
 */
guest: boolean
/**
 * Who the customer is in the books. `person`: a private person. `company`: a company; the person named is its contact.
 */
kind: ("person" | "company")
/**
 * What to call the customer in the books: the company's name for a company, the full name for a person.
 */
name: string
/**
 * Form of address or title of the person.
 */
prefix?: string
/**
 * Given name of the person.
 */
first_name?: string
/**
 * Middle name of the person.
 */
middle_name?: string
/**
 * Family name of the person.
 */
last_name?: string
/**
 * The company, when the customer is one or buys for one.
 */
company?: Company
/**
 * The customer record above this one, where the origin has such.
 */
parent?: NamedReference
/**
 * E-mail as the origin writes it. Compare without regard to case.
 */
email?: string
/**
 * Phone number as the origin writes it.
 */
phone?: string
/**
 * Website as the origin writes it.
 */
website?: string
/**
 * Language for messages.
 */
language?: string
/**
 * Currency in which the customer buys.
 */
currency?: string
/**
 * Whether the customer may buy. `active`: yes. `invited`: has not confirmed the account yet. `disabled`: may not log in. `blocked`: may not buy; see `blocked_reason`. `deleted`: the record was removed in its system.
 */
status?: ("active" | "invited" | "disabled" | "blocked" | "deleted")
/**
 * Why, or what exactly is blocked, as the origin states it.
 */
blocked_reason?: string
/**
 * The address book. At most one default for bills and one for goods. Empty when there is none.
 */
addresses: Address[]
/**
 * The group or role that decides on prices and taxes.
 */
group?: NamedReference
/**
 * The price list that applies.
 */
price_list?: NamedReference
/**
 * Who looks after the customer.
 */
salesperson?: NamedReference
/**
 * Exemption or application for it. Left out when the origin does not say.
 */
tax_exemption?: TaxExemption
/**
 * True when each order of this customer needs the customer's own order number; an order without one is held.
 */
po_number_required?: boolean
/**
 * Application for credit and what was granted. Left out when the origin does not say.
 */
credit?: CreditApplication
/**
 * When this customer pays. Terms count only when credit was approved.
 */
payment_terms?: PaymentTerms
/**
 * Method normally used; the key of the lookup.
 */
payment_method?: string
/**
 * Method normally used; the key of the lookup.
 */
shipping_method?: string
/**
 * Whether the customer agreed. `subscribed`: agreed. `unsubscribed`: did not, or not any more. `pending`: not confirmed yet. `unknown`: the origin does not say.
 */
email_marketing?: ("subscribed" | "unsubscribed" | "pending" | "unknown")
/**
 * Whether the customer agreed. `subscribed`: agreed. `unsubscribed`: did not, or not any more. `pending`: not confirmed yet. `unknown`: the origin does not say.
 */
sms_marketing?: ("subscribed" | "unsubscribed" | "pending" | "unknown")
/**
 * What staff noted about the customer.
 */
note?: string
/**
 * Labels of the origin.
 * 
 * Items: Text with at least one visible character. What is not known is left out; it is never an empty text.
 */
tags?: string[]
/**
 * What the origin was extended with. Fields that mean one of the properties above belong there instead.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
/**
 * The company that a customer is or buys for.
 */
export interface Company {
/**
 * The id of the company in the origin, where companies are records of their own.
 */
id?: string
/**
 * Name of the company.
 */
name: string
/**
 * VAT or tax number; matches a company exactly.
 */
tax_id?: string
/**
 * Number in the trade register.
 */
registration_number?: string
/**
 * The id of the company in the other side's books, when the origin stores one (an ERP customer number on a shop company).
 */
external_id?: string
/**
 * The branch of the company that buys, where the origin knows branches.
 */
location?: NamedReference
/**
 * The id of that branch in the other side's books, when the origin stores one.
 */
location_external_id?: string
/**
 * What the person is in the company.
 */
contact_role?: string
}
/**
 * A postal address. Region is the code where the origin knows it, and the name where it says it. An address without a country is not an address: leave it out.
 */
export interface Address {
/**
 * The id of the address in the customer's address book, where it has one.
 */
id?: string
/**
 * What the customer calls it.
 */
label?: string
/**
 * The person or department addressed, in full.
 */
name?: string
/**
 * Given name of the person addressed.
 */
first_name?: string
/**
 * Family name of the person addressed.
 */
last_name?: string
/**
 * Company at this address.
 */
company?: string
/**
 * Street and house number.
 */
line1?: string
/**
 * Flat, floor, dock and the like.
 */
line2?: string
/**
 * Whatever the origin has beyond two lines.
 */
line3?: string
/**
 * City or town.
 */
city?: string
/**
 * ISO 3166-2 subdivision without the country: "TX", not "US-TX" and not "Texas".
 */
region_code?: string
/**
 * State, province or county in words, as the origin says it.
 */
region?: string
/**
 * Postal code as text, leading zeros kept.
 */
postcode?: string
/**
 * Country of the address.
 */
country: string
/**
 * Phone number as the origin writes it.
 */
phone?: string
/**
 * E-mail for this address, where it has its own.
 */
email?: string
/**
 * VAT or tax number stated with this address.
 */
tax_id?: string
/**
 * True for a home, false for a business; left out when the origin does not say.
 */
residential?: boolean
/**
 * In a customer's address book: bills go here unless an order says otherwise.
 */
default_billing?: boolean
/**
 * In a customer's address book: goods go here unless an order says otherwise.
 */
default_shipping?: boolean
}
/**
 * Whether no tax is charged, why, and what proves it.
 */
export interface TaxExemption {
/**
 * True when no tax is to be charged now. An application alone does not make exempt.
 */
exempt: boolean
/**
 * Where the application stands. `requested`: applied for, nobody decided yet. `approved`: granted. `declined`: refused. `expired`: was granted, is over.
 */
status?: ("requested" | "approved" | "declined" | "expired")
/**
 * Why, as the origin states it.
 */
reason?: string
/**
 * Code of the exemption; the key of the lookup.
 */
reason_code?: string
/**
 * Number of the certificate.
 */
certificate_number?: string
/**
 * Where the certificate can be read.
 */
certificate_url?: string
/**
 * Where it holds, as ISO 3166-2 codes with the country. Left out when not limited or not stated.
 */
regions?: string[]
/**
 * Last day on which it holds.
 */
expires_on?: string
}
/**
 * Buying on credit: what the customer applied for and what was granted.
 */
export interface CreditApplication {
/**
 * True when the customer ticked "apply for credit".
 */
requested: boolean
/**
 * Where the application stands. `none`: no application. `requested`: applied for, nobody decided yet. `approved`: granted. `declined`: refused.
 */
status: ("none" | "requested" | "approved" | "declined")
/**
 * When the customer applied.
 */
requested_at?: string
/**
 * The limit the customer asked for, in `currency`.
 */
requested_limit?: string
/**
 * The limit granted, in `currency`. Left out when none is known: that never means no limit, and never means zero.
 */
limit?: string
/**
 * What is left of the limit, in `currency`; negative when it is exceeded.
 */
available?: string
/**
 * Currency of the amounts here.
 */
currency?: string
}
/**
 * When a bill is to be paid.
 */
export interface PaymentTerms {
/**
 * Code of the terms in the origin; the key of the lookup.
 */
code?: string
/**
 * What people read.
 */
name?: string
/**
 * Days from the invoice date.
 */
due_in_days?: number
/**
 * The day itself, where the origin states one.
 */
due_on?: string
}
/**
 * A bill of the ERP. Shipping, fees and invoice-wide discounts are lines of their own kind.
 * 
 * The money equation, where lines are stated: Σ lines.total, plus tax_total when prices_include_tax is false, = total.
 * Signs: amounts are positive; a line that takes something off is negative.
 */
export interface Invoice {
/**
 * The record in the system that bills.
 */
origin: Origin
/**
 * The same invoice in other systems, as stored on the origin.
 */
references?: Reference[]
/**
 * As people see it.
 */
number: string
/**
 * The orders it bills; several for a consolidated invoice.
 */
orders: OrderReference[]
/**
 * Numbers of the shipments it bills, where stated.
 * 
 * Items: An id, number or code exactly as its system writes it: always text, leading zeros kept, no surrounding spaces.
 */
shipments?: string[]
/**
 * Date of the invoice.
 */
date: string
/**
 * Day on which it is to be paid.
 */
due_on?: string
/**
 * Where it stands. `draft`: not issued. `open`: issued, not paid. `partially_paid`: paid in part. `paid`: paid. `cancelled`: taken back. `credited`: given back by a credit memo. `unknown`: the origin does not say.
 */
status: ("draft" | "open" | "partially_paid" | "paid" | "cancelled" | "credited" | "unknown")
/**
 * Who is billed, as the ERP names the customer.
 */
customer?: NamedReference
/**
 * The buyer's own order number.
 */
po_number?: string
/**
 * When it is to be paid.
 */
payment_terms?: PaymentTerms
/**
 * Where the bill goes.
 */
billing_address?: Address
/**
 * The currency of every amount in this document.
 */
currency: string
/**
 * True when unit prices and line totals contain tax.
 */
prices_include_tax: boolean
/**
 * What is billed. Left out when the origin gives only the totals.
 */
lines?: InvoiceLine[]
/**
 * All tax of the invoice. Contained in `total` in either case.
 */
tax_total: string
/**
 * What the invoice asks for, with tax.
 */
total: string
/**
 * What was received of it, where stated.
 */
amount_paid?: string
/**
 * What is still to be paid; negative when too much was received.
 */
amount_due?: string
/**
 * Where a person can read it.
 */
url?: string
/**
 * Where the PDF is.
 */
pdf_url?: string
/**
 * What the origin was extended with.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
/**
 * The order that a shipment, invoice or refund belongs to, by what is known of it on either side.
 */
export interface OrderReference {
/**
 * The id of the order in the shop API.
 */
shop_id?: string
/**
 * The order number as the shop shows it.
 */
shop_number?: string
/**
 * The id of the sales order in the ERP API.
 */
erp_id?: string
/**
 * The sales order number as the ERP shows it.
 */
erp_number?: string
}
/**
 * One line of an invoice. Shipping, fees and invoice-wide discounts are lines too.
 */
export interface InvoiceLine {
/**
 * Id of the line in the origin.
 */
id?: string
/**
 * Id of the line in the shop's order, where known.
 */
order_line_id?: string
/**
 * What is billed. `item`: goods or a service. `shipping`: shipping. `fee`: another charge. `discount`: something taken off the invoice; its total is negative. `comment`: words only, without money.
 */
kind: ("item" | "shipping" | "fee" | "discount" | "comment")
/**
 * Article number.
 */
sku?: string
/**
 * What is billed, in words.
 */
name?: string
/**
 * How many are billed, in `unit`.
 */
quantity?: string
/**
 * The unit that `quantity` counts.
 */
unit?: UnitOfMeasure
/**
 * Price of one `unit` before discount. Includes tax exactly when the prices of the invoice do.
 */
unit_price?: string
/**
 * What is taken off this line, positive; already taken off `total`.
 */
discount?: string
/**
 * The line after discount; negative for a discount line. Includes tax exactly when the prices of the invoice do.
 */
total: string
/**
 * Tax on `total`, with the same sign; left out when the ERP states tax only for the whole invoice.
 */
tax_total?: string
}
/**
 * The unit in which a quantity counts.
 */
export interface UnitOfMeasure {
/**
 * Code of the unit; the key of the lookup.
 */
code: string
/**
 * What people read.
 */
name?: string
/**
 * Code of the unit in which stock is kept.
 */
base_code?: string
/**
 * How many base units one of this unit holds.
 */
base_factor?: string
/**
 * In a product: this is the unit in which it is normally sold.
 */
default_for_sale?: boolean
}
/**
 * Where an order of the shop stands in the ERP. It says nothing of goods or money: shipments and invoices are documents of their own. `order.shop_number` is left out when the ERP's order does not come from this shop.
 */
export interface OrderStatus {
/**
 * The sales order in the ERP.
 */
origin: Origin
/**
 * The same record in other systems, as stored on the origin.
 */
references?: Reference[]
/**
 * The order on both sides.
 */
order: OrderReference
/**
 * Where it stands. `pending`: waits for approval or payment. `accepted`: to be shipped. `on_hold`: stopped until someone decides; see `reason`. `partly_shipped`: some of it is shipped. `shipped`: all of it is shipped, not all is invoiced. `invoiced`: all of it is invoiced. `closed`: nothing more will be shipped, though not all was. `cancelled`: called off.
 */
status: ("pending" | "accepted" | "on_hold" | "partly_shipped" | "shipped" | "invoiced" | "closed" | "cancelled")
/**
 * Why it is on hold, waits, was closed or cancelled, as the ERP states it.
 */
reason?: string
/**
 * The ERP's own word for it.
 */
origin_status?: string
}
/**
 * An order as it stands when it is read: after edits, removals and refunded lines. Amounts are what the shop stated; they are not calculated anew from prices and rates. What is not known is left out.
 * 
 * The money equation: Σ lines.total + Σ shipping_lines.total + Σ fees.total, plus tax_total when prices_include_tax is false, = total. It holds to the minor unit of the currency.
 * What is left to pay: total − Σ credits.amount = amount_payable.
 * Within a line and a shipping line: subtotal − Σ discounts.amount = total. Only these allocations reduce; the discounts of the order explain them.
 * Tax: Σ tax_total of lines, shipping lines and fees = tax_total, but for at most half a minor unit for each of them, because some shops round tax once for the whole order.
 * Signs: every amount is positive, and its property says whether it adds or reduces; only a fee (and its tax) may be negative.
 */
export interface Order {
/**
 * The record in the system where the order was placed. It stays that system, even when the order was pushed on to others.
 */
origin: Origin
/**
 * The same order in other systems, as stored on the origin.
 */
references?: Reference[]
/**
 * The number as the buyer sees it: text, unchanged, with its signs and leading zeros. The ERP carries it and finds by it.
 */
number: string
/**
 * The store or site of the shop; its code tells equal numbers of several stores apart.
 */
store?: NamedReference
/**
 * Where it was placed: web, point of sale, a marketplace; as the origin says it. `pipewright` where Pipewright pushed it there.
 */
channel?: string
/**
 * Where the order stands. `draft`: not placed yet; never carried over. `pending`: placed, waits for payment or confirmation. `open`: accepted, to be fulfilled. `on_hold`: placed, stopped until someone decides; see `hold_reason`. `completed`: done. `cancelled`: called off. `refunded`: all money was given back. `failed`: payment was refused. `deleted`: in the bin or removed.
 */
status: ("draft" | "pending" | "open" | "on_hold" | "completed" | "cancelled" | "refunded" | "failed" | "deleted")
/**
 * The origin's own word for it.
 */
origin_status?: string
/**
 * Whether it is paid, as a whole. `pending`: not paid. `authorized`: reserved, not taken. `partially_paid`: paid in part. `paid`: paid. `partially_refunded`: paid, given back in part. `refunded`: given back. `voided`: reservation given up. `failed`: refused. `not_required`: nothing was to be paid. `unknown`: the origin does not say; never treated as paid.
 */
payment_status: ("pending" | "authorized" | "partially_paid" | "paid" | "partially_refunded" | "refunded" | "voided" | "failed" | "not_required" | "unknown")
/**
 * Whether it is shipped, as a whole. `unfulfilled`: nothing is shipped. `partially_fulfilled`: some is shipped. `fulfilled`: all is shipped or handed over. `on_hold`: shipping is stopped. `returned`: came back. `not_required`: nothing to ship. `unknown`: the origin does not say.
 */
fulfillment_status?: ("unfulfilled" | "partially_fulfilled" | "fulfilled" | "on_hold" | "returned" | "not_required" | "unknown")
/**
 * When the buyer placed the order.
 */
placed_at: string
/**
 * When it was called off.
 */
cancelled_at?: string
/**
 * Why, as stated.
 */
cancel_reason?: string
/**
 * True when lines or amounts were changed after the order was placed.
 */
edited?: boolean
/**
 * Id of the order that this one replaces, where a shop edits by making a new one.
 */
replaces?: string
/**
 * Id of the order that replaces this one.
 */
replaced_by?: string
/**
 * True for an order made to try things out; never carried over.
 */
test?: boolean
/**
 * What the shop thinks of fraud. `low`: no concern. `medium`: look at it. `high`: stop it. `unknown`: not judged.
 */
risk?: ("low" | "medium" | "high" | "unknown")
/**
 * Why it is stopped, as stated.
 */
hold_reason?: string
/**
 * The currency of every amount in this document.
 */
currency: string
/**
 * What the buyer saw and paid, when it was another currency.
 */
buyer_currency?: BuyerCurrency
/**
 * True when unit prices, subtotals, discounts, line, shipping and fee totals of THIS document contain tax. It says nothing of how the catalogue is kept: a shop with gross prices may state net orders.
 */
prices_include_tax: boolean
/**
 * Who buys. Enough to create the customer in the ERP.
 */
customer: Customer
/**
 * E-mail for messages about this order.
 */
email?: string
/**
 * Phone number for this order.
 */
phone?: string
/**
 * Where the bill goes. Left out when the shop has none.
 */
billing_address?: Address
/**
 * Where the goods go. Left out for pick-up and downloads. It belongs to this order and changes nobody's address book.
 */
shipping_address?: Address
/**
 * True when the buyer fetches the goods.
 */
pickup?: boolean
/**
 * Where.
 */
pickup_location?: NamedReference
/**
 * The buyer's own order number, exactly as typed. Left out when none was given.
 */
po_number?: string
/**
 * What the buyer wrote.
 */
customer_note?: string
/**
 * What staff wrote; not for the buyer.
 */
internal_note?: string
/**
 * The day for which the buyer wants the goods.
 */
requested_delivery_on?: string
/**
 * Terms under which the order was placed.
 */
payment_terms?: PaymentTerms
/**
 * Exemption that applied to this order.
 */
tax_exemption?: TaxExemption
/**
 * What was bought. Removed lines stay, with quantity "0".
 */
lines: OrderLine[]
/**
 * Why the buyer paid less. Explains the allocations on lines and shipping lines; is never subtracted itself. Empty when there is none.
 */
discounts: Discount[]
/**
 * Ways of shipping and their cost. Empty when there is none.
 */
shipping_lines: ShippingLine[]
/**
 * Charges that are neither goods nor shipping, tips included. Empty when there is none.
 */
fees: Fee[]
/**
 * Sum for each tax over the whole order, where the shop states it. It repeats the taxes of the lines; never add both.
 */
taxes?: TaxLine[]
/**
 * Σ lines.total as the shop states it, for comparison. Includes tax exactly when `prices_include_tax` is true.
 */
items_total?: string
/**
 * All discounts as the shop states their sum, positive, for comparison. Includes tax exactly when `prices_include_tax` is true.
 */
discount_total?: string
/**
 * Σ shipping_lines.total as the shop states it, for comparison. Includes tax exactly when `prices_include_tax` is true.
 */
shipping_total?: string
/**
 * All tax of the order as the shop states it. Contained in `total` in either case.
 */
tax_total: string
/**
 * What the order costs as it stands, as the shop states it: after discounts, with shipping, fees and tax, before gift cards and store credit.
 */
total: string
/**
 * Total when the order was placed, where it changed since.
 */
original_total?: string
/**
 * Gift cards, store credit and points used to pay. Empty when there is none.
 */
credits: CreditUsed[]
/**
 * `total` less `credits`: what payment methods have to pay, where the shop states it.
 */
amount_payable?: string
/**
 * How it was or will be paid, without credits. Empty when nothing is known of it.
 */
payments: OrderPayment[]
/**
 * Refunds that exist when the order is read. Empty when there is none.
 */
refunds: OrderRefund[]
/**
 * Invoices that the ERP made of it.
 */
invoices?: InvoiceReference[]
/**
 * Labels of the origin.
 * 
 * Items: Text with at least one visible character. What is not known is left out; it is never an empty text.
 */
tags?: string[]
/**
 * What the origin was extended with. Fields that mean one of the properties above belong there instead.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
/**
 * The other currency: what the buyer saw and paid, when that is not the currency of the document.
 */
export interface BuyerCurrency {
/**
 * The currency the buyer saw.
 */
currency: string
/**
 * Units of the buyer's currency for one unit of the currency of the document.
 */
exchange_rate?: string
/**
 * Total of the order in the buyer's currency.
 */
total: string
}
/**
 * One line of an order. `quantity`, `subtotal`, `discounts`, `total` and the taxes all speak of the same goods: those that are still sold when the order is read. A line that was removed stays with quantity "0" and amounts "0.00", so that it is seen to be gone.
 */
export interface OrderLine {
/**
 * Id of the line in the origin.
 */
id: string
/**
 * What is sold. `item`: goods or a service from the catalogue. `gift_card`: a gift card (a debt, not a turnover). `bundle`: a set whose parts are lines of kind `component`. `component`: a part of the bundle in `parent_line_id`; its money is either here or on the bundle, "0.00" on the other. `custom`: something typed by hand, without a product.
 */
kind: ("item" | "gift_card" | "bundle" | "component" | "custom")
/**
 * The `id` of the bundle line that a component belongs to.
 */
parent_line_id?: string
/**
 * Article number as sold; of the variant where there is one. Left out when the shop has none: such a line cannot be matched and is held.
 */
sku?: string
/**
 * GTIN, EAN or UPC.
 */
barcode?: string
/**
 * Id of the product in the origin. Left out when the product is gone.
 */
product_id?: string
/**
 * Id of the variant in the origin, where there is one.
 */
variant_id?: string
/**
 * Name as the buyer read it, variant included.
 */
name: string
/**
 * What tells the variant from its siblings.
 */
options?: {
[k: string]: string
}
/**
 * What is really sold, in `unit`: ordered, less what edits removed and what was refunded before the order was read. What was shipped already is still counted.
 */
quantity: string
/**
 * What the buyer ordered at first.
 */
quantity_ordered?: string
/**
 * How much of it was refunded or removed since. Already taken off `quantity`.
 */
quantity_refunded?: string
/**
 * How much of `quantity` was shipped already.
 */
quantity_fulfilled?: string
/**
 * The unit that `quantity` counts and `unit_price` prices. Left out when the shop knows none.
 */
unit?: UnitOfMeasure
/**
 * Price of one `unit` before any discount. Includes tax exactly when the prices of the order do. Where it was derived from a line amount it may be rounded: `subtotal` and `total` rule.
 */
unit_price: string
/**
 * Price of `quantity` before any discount. Includes tax exactly when the prices of the order do.
 */
subtotal: string
/**
 * All that reduces this line, shares of order-wide discounts included. Empty when nothing does.
 */
discounts: DiscountAllocation[]
/**
 * `subtotal` less `discounts`. Includes tax exactly when the prices of the order do.
 */
total: string
/**
 * The taxes on `total`, one by one. Left out when the origin states only their sum.
 */
taxes?: TaxLine[]
/**
 * Sum of the taxes on `total`.
 */
tax_total: string
/**
 * Whether the goods are subject to tax at all.
 */
taxable?: boolean
/**
 * Tax class or product tax code of the goods; the key of the lookup.
 */
tax_class?: string
/**
 * False for downloads, services and gift cards sent by e-mail.
 */
requires_shipping?: boolean
/**
 * Where the goods should come from, when the shop says so.
 */
location?: NamedReference
/**
 * The third party that ships this line by itself. Left out for own goods.
 */
fulfillment_service?: string
/**
 * The day for which the buyer wants this line.
 */
requested_on?: string
/**
 * What the buyer or staff wrote to this line.
 */
note?: string
/**
 * What the origin was extended with; engravings and the like.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
/**
 * The part of a discount that reduces this line or shipping line. Only allocations reduce.
 */
export interface DiscountAllocation {
/**
 * The `id` of the discount in the order. Left out when the shop says how much was taken off but not by which discount.
 */
discount_id?: string
/**
 * What is taken off here, for the whole quantity, as a positive sum. Includes tax exactly when the prices of the order do.
 */
amount: string
}
/**
 * One tax on one line, shipping line or fee, or its sum on the whole order.
 */
export interface TaxLine {
/**
 * Code of the tax in the origin; the key of the tax lookup.
 */
code?: string
/**
 * What the buyer reads.
 */
title?: string
/**
 * Percentage. Left out when the origin does not state it: that never means 0 %.
 */
rate?: string
/**
 * The tax, in the currency of the document. It is contained in the amounts when prices include tax, and comes on top of them otherwise. Negative only on a fee that is negative itself.
 */
amount: string
/**
 * The authority or region it is owed to, when stated.
 */
jurisdiction?: string
/**
 * True when a marketplace collects and pays this tax itself.
 */
paid_by_channel?: boolean
}
/**
 * Why the buyer paid less: one coupon, promotion or manual discount of an order. It explains; what reduces an amount are the allocations on lines and shipping lines. Never subtract both.
 */
export interface Discount {
/**
 * Tells the discounts of one order apart; allocations point to it.
 */
id: string
/**
 * How it came about. `coupon`: the buyer entered a code. `automatic`: a rule of the shop applied by itself. `manual`: staff gave it. `other`: anything else.
 */
source: ("coupon" | "automatic" | "manual" | "other")
/**
 * The coupon code as the shop states it.
 */
code?: string
/**
 * What the buyer reads.
 */
title?: string
/**
 * How it is calculated. `percentage`: a share of the price; `value` is the percentage. `fixed_amount`: a sum of money; `value` is the sum. `fixed_price`: a price instead of another; `value` is the price. `free_shipping`: shipping costs nothing. `buy_x_get_y`: goods for goods. `other`: anything else or not stated.
 */
kind: ("percentage" | "fixed_amount" | "fixed_price" | "free_shipping" | "buy_x_get_y" | "other")
/**
 * The percentage or the sum that the discount promises, according to `kind`.
 */
value?: string
/**
 * What it reduces. `line`: certain lines. `order`: the order as a whole, spread over its lines. `shipping`: shipping.
 */
target: ("line" | "order" | "shipping")
/**
 * What it took off in all, as a positive sum. Includes tax exactly when the prices of the order do.
 */
amount: string
}
/**
 * One way of shipping and what it costs.
 */
export interface ShippingLine {
/**
 * Id of the shipping line in the origin.
 */
id: string
/**
 * Code of the shipping method; the key of the lookup to the ERP's ship-via.
 */
method?: string
/**
 * What the buyer reads.
 */
title: string
/**
 * Who carries it, where stated.
 */
carrier?: string
/**
 * Level of service at the carrier, where stated.
 */
service?: string
/**
 * Shipping cost before its discounts. Includes tax exactly when the prices of the order do.
 */
subtotal: string
/**
 * What reduces the cost of shipping. Empty when nothing does.
 */
discounts: DiscountAllocation[]
/**
 * `subtotal` less `discounts`: what is charged. Includes tax exactly when the prices of the order do.
 */
total: string
/**
 * The taxes on `total`, one by one. Left out when the origin states only their sum.
 */
taxes?: TaxLine[]
/**
 * Sum of the taxes on `total`.
 */
tax_total: string
/**
 * What the origin was extended with.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
/**
 * A charge that is neither goods nor shipping; also a tip, a duty or a rounding difference. Negative when it takes something off.
 */
export interface Fee {
/**
 * Id of the fee in the origin.
 */
id: string
/**
 * What it is for. `handling`: packing, gift wrap, small order. `payment`: the way of paying. `tip`: a tip. `duty`: customs. `deposit`: a returnable deposit. `rounding`: rounding of cash. `discount`: something taken off in the form of a fee; negative. `other`: anything else or not stated.
 */
kind: ("handling" | "payment" | "tip" | "duty" | "deposit" | "rounding" | "discount" | "other")
/**
 * Code of the fee; the key of the lookup to a charge or account of the ERP.
 */
code?: string
/**
 * What the buyer reads.
 */
title: string
/**
 * What is charged; negative when it takes something off. Includes tax exactly when the prices of the order do.
 */
total: string
/**
 * The taxes on `total`, one by one. Negative when the fee is. Left out when the origin states only their sum.
 */
taxes?: TaxLine[]
/**
 * Sum of the taxes on `total`; negative when the fee is.
 */
tax_total: string
/**
 * What the origin was extended with.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
/**
 * A gift card, store credit or points with which the buyer paid. It does not lower the total; it lowers what remains to be paid. Never repeat it among the payments.
 */
export interface CreditUsed {
/**
 * Id of the use in the origin.
 */
id?: string
/**
 * What was used. `gift_card`: a gift card or voucher that was bought. `store_credit`: money the shop owes the buyer. `reward_points`: points.
 */
kind: ("gift_card" | "store_credit" | "reward_points")
/**
 * The end of the gift card's code or its masked form; never the full code, which is money.
 */
code?: string
/**
 * What it paid, as a positive sum.
 */
amount: string
}
/**
 * One sum of money paid, or to be paid, by one method. An authorisation and its capture are one payment, not two.
 */
export interface OrderPayment {
/**
 * Id of the payment in the origin, where payments are records.
 */
id?: string
/**
 * Code of the payment method; the key of the lookup.
 */
method: string
/**
 * What the buyer reads.
 */
title?: string
/**
 * Who handles the money, where stated and different from the method.
 */
gateway?: string
/**
 * How far it is. `pending`: expected, nothing received. `authorized`: reserved, not taken. `paid`: received. `failed`: refused or broken off. `voided`: reservation given up. `unknown`: the origin does not say; never treated as paid.
 */
status: ("pending" | "authorized" | "paid" | "failed" | "voided" | "unknown")
/**
 * The sum, positive, in the currency of the document.
 */
amount: string
/**
 * Reference of the payment at the gateway.
 */
transaction_id?: string
/**
 * When it was received.
 */
paid_at?: string
}
/**
 * A refund that exists at the time the order is read. The refund document tells all of it.
 */
export interface OrderRefund {
/**
 * Id of the refund in the origin.
 */
id: string
/**
 * When it was made.
 */
refunded_at?: string
/**
 * What was given back in all including tax, as a positive sum.
 */
amount: string
/**
 * Why, as stated.
 */
reason?: string
/**
 * True when the quantities and amounts of this order are already without it, so that no credit may be booked for it; false when they still contain it (a sum given back as a courtesy), so that a credit is due.
 */
deducted: boolean
/**
 * What it took of each line. Empty for a refund of money alone.
 */
lines: OrderRefundLine[]
}
/**
 * What an earlier refund took of one line.
 */
export interface OrderRefundLine {
/**
 * Id of the refund line in the origin.
 */
id?: string
/**
 * The `id` of the line of the order.
 */
line_id: string
/**
 * How many were refunded.
 */
quantity: string
/**
 * What was given back for them including tax, as a positive sum, where stated.
 */
amount?: string
}
/**
 * An invoice of an order, as it comes back to the shop.
 */
export interface InvoiceReference {
/**
 * Number of the invoice.
 */
number: string
/**
 * Date of the invoice.
 */
date?: string
/**
 * Day on which it is to be paid.
 */
due_on?: string
/**
 * Total of the invoice including tax, in the currency of the order.
 */
amount?: string
/**
 * What is still to be paid of it.
 */
amount_due?: string
/**
 * Where it stands. `draft`: not issued. `open`: issued, not paid. `partially_paid`: paid in part. `paid`: paid. `cancelled`: taken back. `credited`: given back by a credit memo.
 */
status?: ("draft" | "open" | "partially_paid" | "paid" | "cancelled" | "credited")
/**
 * Where a person can read it.
 */
url?: string
}
/**
 * A category that a product is in.
 */
export interface CategoryReference {
/**
 * Its id in the origin.
 */
id?: string
/**
 * Its code; what category links and lookups go by.
 */
code?: string
/**
 * What people read.
 */
name?: string
/**
 * Names from the root down to this category.
 * 
 * Items: Text with at least one visible character. What is not known is left out; it is never an empty text.
 */
path?: string[]
}
/**
 * Outer measures with their unit.
 */
export interface Dimensions {
/**
 * Length in `unit`.
 */
length?: string
/**
 * Width in `unit`.
 */
width?: string
/**
 * Height in `unit`.
 */
height?: string
/**
 * Unit of the measures. `m`: metre. `cm`: centimetre. `mm`: millimetre. `in`: inch. `ft`: foot. `yd`: yard.
 */
unit: ("m" | "cm" | "mm" | "in" | "ft" | "yd")
}
/**
 * What is given back of one line of the order.
 */
export interface RefundLine {
/**
 * Id of the refund line in the origin. Two refunds of one order line are told apart by it.
 */
id: string
/**
 * Id of the line in the shop's order.
 */
order_line_id?: string
/**
 * Article number.
 */
sku?: string
/**
 * Name of the goods.
 */
name?: string
/**
 * How many are given back, positive, in `unit`. "0" when only money of this line is.
 */
quantity: string
/**
 * The unit that `quantity` counts.
 */
unit?: UnitOfMeasure
/**
 * What becomes of the goods. `return`: they came back and are put into stock at `location`. `cancel`: they never left; stock is freed. `no_restock`: they do not come back into stock. `unknown`: the origin does not say; stock is not touched.
 */
restock: ("return" | "cancel" | "no_restock" | "unknown")
/**
 * Where they are put into stock.
 */
location?: NamedReference
/**
 * Why this line, as stated.
 */
reason?: string
/**
 * What is given back for the goods of this line, positive. Includes tax exactly when the amounts of the refund do.
 */
total: string
/**
 * Tax given back for this line, positive.
 */
tax_total: string
}
/**
 * Money on its way back to the buyer.
 */
export interface RefundTransaction {
/**
 * Id of the transaction in the origin.
 */
id?: string
/**
 * Code of the payment method; the key of the lookup.
 */
method?: string
/**
 * Who handles the money.
 */
gateway?: string
/**
 * How far it is. `pending`: under way: nothing is booked yet. `success`: the buyer has it. `failed`: it did not happen. `unknown`: the origin does not say; treated as pending.
 */
status: ("pending" | "success" | "failed" | "unknown")
/**
 * The sum, positive.
 */
amount: string
/**
 * Reference at the gateway.
 */
transaction_id?: string
/**
 * When it reached this status.
 */
processed_at?: string
}
/**
 * What a shipment holds of one line of the order.
 */
export interface ShipmentLine {
/**
 * Id of the shipment line in the origin.
 */
id?: string
/**
 * Id of the line in the shop's order, where known; else SKU and quantity have to tell.
 */
order_line_id?: string
/**
 * Id of the line in the ERP's sales order, where known.
 */
erp_line_id?: string
/**
 * Article number.
 */
sku?: string
/**
 * Name of the goods.
 */
name?: string
/**
 * How many are in this shipment, in `unit`; not how many were ordered.
 */
quantity: string
/**
 * The unit that `quantity` counts.
 */
unit?: UnitOfMeasure
/**
 * Serial or lot numbers of what was shipped.
 * 
 * Items: An id, number or code exactly as its system writes it: always text, leading zeros kept, no surrounding spaces.
 */
serial_numbers?: string[]
}
/**
 * A price that applies from a quantity on, for certain customers, or for a time. All conditions stated must hold; one that is left out does not limit.
 */
export interface SpecialPrice {
/**
 * Price of one `unit`. Includes tax exactly when the list price does.
 */
price: string
/**
 * It applies from this quantity of `unit` on.
 */
min_quantity?: string
/**
 * The unit priced, when it is not the one of the document.
 */
unit?: UnitOfMeasure
/**
 * Only for this group.
 */
customer_group?: NamedReference
/**
 * Only for this customer.
 */
customer?: NamedReference
/**
 * The list it stands in.
 */
price_list?: NamedReference
/**
 * It applies from this moment on.
 */
valid_from?: string
/**
 * It applies until just before this moment.
 */
valid_until?: string
}
/**
 * Quantities of one item at one location, all in the unit of the document. A figure that the origin does not state is left out: never zero.
 */
export interface StockLocation {
/**
 * Id of the location in the origin.
 */
id?: string
/**
 * Code of the location; the key of the lookup.
 */
code?: string
/**
 * What people call it.
 */
name?: string
/**
 * What physically lies there, promised goods included.
 */
on_hand?: string
/**
 * What of it is promised to open orders.
 */
committed?: string
/**
 * What may still be sold: on hand less committed less what the system holds back.
 */
available?: string
/**
 * What is on its way to the location.
 */
incoming?: string
/**
 * Day on which the next of it is expected.
 */
incoming_on?: string
}
/**
 * One parcel or consignment that can be followed.
 */
export interface Tracking {
/**
 * Code or name of the carrier; the key of the lookup.
 */
carrier?: string
/**
 * As text, exactly as the carrier writes it.
 */
number: string
/**
 * Where it can be followed.
 */
url?: string
}
/**
 * One form of a product that is sold under its own SKU.
 */
export interface Variant {
/**
 * Id of the variant in the origin.
 */
id?: string
/**
 * Article number of the variant.
 */
sku?: string
/**
 * Name of the variant; the product's name need not be repeated.
 */
name?: string
/**
 * What tells it from its siblings.
 */
options: {
[k: string]: string
}
/**
 * GTIN, EAN or UPC.
 */
barcode?: string
/**
 * Part number of the manufacturer.
 */
manufacturer_part_number?: string
/**
 * False when this variant is not sold though the product is. Left out when the origin does not say.
 */
active?: boolean
/**
 * Normal price of one base unit, in the currency of the product; with tax exactly when its prices include tax. Left out when not known: never zero.
 */
list_price?: string
/**
 * Weight of one unit.
 */
weight?: Weight
/**
 * Measures of one unit.
 */
dimensions?: Dimensions
/**
 * Pictures of the variant.
 */
images?: Image[]
/**
 * What the origin was extended with.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
/**
 * A weight with its unit.
 */
export interface Weight {
/**
 * The weight in `unit`.
 */
value: string
/**
 * Unit of the weight. `kg`: kilogram. `g`: gram. `lb`: pound. `oz`: ounce.
 */
unit: ("kg" | "g" | "lb" | "oz")
}
/**
 * Money that moved for an order of the shop, one document for each capture. What it is paid by, how much and how far it is says `payment`, as on the order. An authorisation is no document until something of it is taken.
 */
export interface Payment {
/**
 * The transaction in the system that took the money.
 */
origin: Origin
/**
 * The same payment in other systems, as stored on the origin.
 */
references?: Reference[]
/**
 * `payment`: money taken, or to be taken, by a payment method. `credit`: a gift card, store credit or points used, which is no payment. `refund`: given back; the refund flow's. `reversed`: money that was taken and whose order was given up without a refund; for a person.
 */
kind: ("payment" | "credit" | "refund" | "reversed")
/**
 * The order that it pays.
 */
order: OrderReference
/**
 * The store or site of the shop; its code tells equal numbers of several stores apart.
 */
store?: NamedReference
/**
 * The currency of the amount.
 */
currency: string
/**
 * Method, amount and state.
 */
payment: OrderPayment
}
/**
 * What one item costs, true at `observed_at`. An older observation never wins. A price that is not known is left out and the record is held; "0.00" means free of charge and nothing else.
 */
export interface Price {
/**
 * The price record, or the item it belongs to, in the system that owns the prices.
 */
origin: Origin
/**
 * The same item in other systems, as stored on the origin.
 */
references?: Reference[]
/**
 * Article number of what is priced; of the variant where there is one.
 */
sku: string
/**
 * Id of the product in the origin.
 */
product_id?: string
/**
 * Id of the variant in the origin.
 */
variant_id?: string
/**
 * The currency of every amount in this document.
 */
currency: string
/**
 * Whether the amounts here contain tax.
 */
prices_include_tax: boolean
/**
 * One of this unit costs the price. Left out when the origin knows only one.
 */
unit?: UnitOfMeasure
/**
 * When the prices were true in the origin; not when they were carried over.
 */
observed_at: string
/**
 * The normal price of one unit, without quantity breaks, for everybody.
 */
list_price: string
/**
 * The reduced price for everybody. null when the origin says that there is none, so that one still in the shop is taken away; left out when the origin does not say.
 */
sale_price?: (string | null)
/**
 * The sale price applies from this moment on. Left out: at once.
 */
sale_from?: string
/**
 * The sale price applies until just before this moment. Left out: without end.
 */
sale_until?: string
/**
 * A higher price shown crossed out, such as the manufacturer's. null when the origin says that there is none; left out when it does not say. Never "0.00" for none.
 */
compare_at_price?: (string | null)
/**
 * Quantity breaks and prices for groups, customers and price lists. Left out when the origin does not say; empty when there are none.
 */
special_prices?: SpecialPrice[]
/**
 * What the origin was extended with.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
/**
 * An article of the catalogue with its variants. What is not known is left out: an empty description never wipes a full one. A deleted product needs no more than its origin and status.
 */
export interface Product {
/**
 * The record in the system that owns the product.
 */
origin: Origin
/**
 * The same product in other systems, as stored on the origin.
 */
references?: Reference[]
/**
 * Article number. On a product with variants the number of the whole, where it has one.
 */
sku?: string
/**
 * GTIN, EAN or UPC.
 */
barcode?: string
/**
 * Part number of the manufacturer.
 */
manufacturer_part_number?: string
/**
 * Name of the product.
 */
name?: string
/**
 * Long description as HTML, as the origin writes it.
 */
description_html?: string
/**
 * Long description as plain text.
 */
description?: string
/**
 * One or two sentences of plain text.
 */
short_description?: string
/**
 * Whether it is sold. `active`: sold. `draft`: being prepared, not shown. `inactive`: not sold at present. `discontinued`: sold off, not bought any more. `archived`: kept for the record only. `deleted`: removed in its system; only the origin is reliable.
 */
status: ("active" | "draft" | "inactive" | "discontinued" | "archived" | "deleted")
/**
 * What it is. `simple`: one article. `variable`: an article in variants; only the variants are sold. `bundle`: a set of other articles. `service`: a service. `digital`: a download. `gift_card`: a gift card.
 */
kind?: ("simple" | "variable" | "bundle" | "service" | "digital" | "gift_card")
/**
 * False when this product is excluded from synchronisation, however it was started. Left out when the origin has no such switch.
 */
sync?: boolean
/**
 * Whether the shop shows it in lists and search, where the origin says so.
 */
visible?: boolean
/**
 * The properties in which variants differ, in order.
 * 
 * Items: Text with at least one visible character. What is not known is left out; it is never an empty text.
 */
options?: string[]
/**
 * The variants. Empty when there are none.
 */
variants?: Variant[]
/**
 * The categories it is in, all of those that the origin owns. Left out when the origin does not say; empty when it is in none.
 */
categories?: CategoryReference[]
/**
 * Brand or manufacturer.
 */
brand?: NamedReference
/**
 * Whom it is bought from.
 */
vendor?: NamedReference
/**
 * Pictures, by reference.
 */
images?: Image[]
/**
 * Where the shop shows it.
 */
url?: string
/**
 * The unit in which stock is kept.
 */
unit?: UnitOfMeasure
/**
 * Other units in which it is sold, with their factors.
 */
units?: UnitOfMeasure[]
/**
 * Weight of one base unit.
 */
weight?: Weight
/**
 * Measures of one base unit.
 */
dimensions?: Dimensions
/**
 * False for downloads and services.
 */
requires_shipping?: boolean
/**
 * Whether it is subject to tax at all.
 */
taxable?: boolean
/**
 * Tax class or product tax code; the key of the lookup.
 */
tax_class?: string
/**
 * Currency of the prices here; required with any of them.
 */
currency?: string
/**
 * Whether the prices here contain tax; required with any of them.
 */
prices_include_tax?: boolean
/**
 * Normal price of one base unit, where the origin gives it with the product. Left out when not known: never zero. The price document tells more.
 */
list_price?: string
/**
 * Technical data and the like: name → value.
 */
attributes?: {
[k: string]: string | number | boolean
}
/**
 * Harmonised System code, digits only.
 */
hs_code?: string
/**
 * Where the goods were made.
 */
origin_country?: string
/**
 * Labels of the origin.
 * 
 * Items: Text with at least one visible character. What is not known is left out; it is never an empty text.
 */
tags?: string[]
/**
 * What the origin was extended with.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
/**
 * Money, and maybe goods, given back for one order.
 * 
 * The money equation: items_total + shipping_total + adjustment_total, plus tax_total when prices_include_tax is false, = total; and Σ lines.total = items_total.
 * Signs: what is given back is positive; only adjustment_total may be negative, when something is kept back.
 */
export interface Refund {
/**
 * The record in the system that refunds.
 */
origin: Origin
/**
 * The same refund in other systems, as stored on the origin.
 */
references?: Reference[]
/**
 * As people see it; the number of the credit memo in an ERP.
 */
number?: string
/**
 * The order it belongs to.
 */
order: OrderReference
/**
 * When it was made.
 */
refunded_at?: string
/**
 * Whether money went back. `pending`: under way: nothing is booked yet. `completed`: done. `failed`: it did not happen. `cancelled`: taken back. `unknown`: the origin does not say; treated as pending.
 */
status: ("pending" | "completed" | "failed" | "cancelled" | "unknown")
/**
 * True when the order was carried over without the refunded goods and money already, so that no credit may be booked; false when a credit is due. Left out when that is decided by comparing `refunded_at` with the time of the import.
 */
deducted?: boolean
/**
 * Why, as stated.
 */
reason?: string
/**
 * What staff noted.
 */
note?: string
/**
 * The currency of every amount in this document.
 */
currency: string
/**
 * True when line totals, shipping and adjustment contain tax.
 */
prices_include_tax: boolean
/**
 * What is given back of each line. Empty for a refund of money alone.
 */
lines: RefundLine[]
/**
 * What is given back for goods: Σ lines.total. Includes tax exactly when `prices_include_tax` is true.
 */
items_total: string
/**
 * What is given back for shipping. Includes tax exactly when `prices_include_tax` is true.
 */
shipping_total: string
/**
 * What is given back besides, as a courtesy; negative when something is kept back, such as a restocking fee. Includes tax exactly when `prices_include_tax` is true.
 */
adjustment_total: string
/**
 * The tax given back, for each tax, where stated.
 */
taxes?: TaxLine[]
/**
 * All tax given back. Contained in `total` in either case.
 */
tax_total: string
/**
 * What is given back in all, with tax.
 */
total: string
/**
 * The money on its way back. Empty when nothing is known of it.
 */
transactions: RefundTransaction[]
/**
 * Exemption that applied to the order.
 */
tax_exemption?: TaxExemption
/**
 * What the origin was extended with.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
/**
 * Goods that left, or are about to leave, for one order. Several shipments of one order add up; each counts only what it holds itself.
 */
export interface Shipment {
/**
 * The record in the system that ships.
 */
origin: Origin
/**
 * The same shipment in other systems, as stored on the origin.
 */
references?: Reference[]
/**
 * As people see it.
 */
number?: string
/**
 * The order it belongs to.
 */
order: OrderReference
/**
 * Where the goods are. `pending`: being prepared. `ready_for_pickup`: the buyer can fetch them. `shipped`: left the house. `delivered`: arrived. `failed`: could not be delivered. `cancelled`: taken back before it left.
 */
status: ("pending" | "ready_for_pickup" | "shipped" | "delivered" | "failed" | "cancelled")
/**
 * When the goods left, where the origin knows the time.
 */
shipped_at?: string
/**
 * The day they left, where the origin knows only the day.
 */
shipped_on?: string
/**
 * When they arrived.
 */
delivered_at?: string
/**
 * Code of the shipping method (ship-via); the key of the lookup.
 */
method?: string
/**
 * Level of service at the carrier.
 */
service?: string
/**
 * Where they left from.
 */
location?: NamedReference
/**
 * One entry for each parcel. Empty when there is none.
 */
tracking: Tracking[]
/**
 * What it holds. Empty when the origin does not say.
 */
lines: ShipmentLine[]
/**
 * True when the origin says that nothing more will be shipped.
 */
completes_order?: boolean
/**
 * Where the goods go, where the origin states it.
 */
shipping_address?: Address
/**
 * Words to the buyer.
 */
note?: string
/**
 * What the origin was extended with.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
/**
 * How much there is of one item, true at `observed_at`. An observation that is older than the one already delivered never wins, however late it comes. A figure that the origin does not state is left out: never zero.
 */
export interface Stock {
/**
 * The stock record, or the item it belongs to, in the system that owns the stock.
 */
origin: Origin
/**
 * The same item in other systems, as stored on the origin.
 */
references?: Reference[]
/**
 * Article number of what is counted; of the variant where there is one.
 */
sku: string
/**
 * Id of the product in the origin.
 */
product_id?: string
/**
 * Id of the variant in the origin.
 */
variant_id?: string
/**
 * The unit in which every quantity here counts. Left out when the origin knows only one.
 */
unit?: UnitOfMeasure
/**
 * When the quantities were true in the origin; not when they were carried over.
 */
observed_at: string
/**
 * What physically lies there over all locations, promised goods included.
 */
on_hand?: string
/**
 * What of it is promised to open orders.
 */
committed?: string
/**
 * What may still be sold over all locations. When `committed` was already taken off here, it is not taken off again.
 */
available?: string
/**
 * What is on its way.
 */
incoming?: string
/**
 * The quantities by location. Left out when the origin knows only totals; the totals then stand alone.
 */
locations?: StockLocation[]
/**
 * False when the origin does not count this item and it can always be sold.
 */
tracked?: boolean
/**
 * Whether it may be sold when nothing is available. Left out when the origin does not say.
 */
backorders_allowed?: boolean
/**
 * True when it will not be bought again.
 */
discontinued?: boolean
/**
 * The origin's own verdict, where it has one beside or instead of figures. `in_stock`: can be bought. `out_of_stock`: cannot be bought. `backorder`: can be bought, comes later. `preorder`: can be ordered before it exists.
 */
availability?: ("in_stock" | "out_of_stock" | "backorder" | "preorder")
/**
 * What the origin was extended with.
 */
custom_fields?: {
[k: string]: string | number | boolean
}
}
