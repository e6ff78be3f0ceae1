import type { Company } from './company.ts';
import { type Row, textOf } from './row.ts';
import type { DataElement, Edit } from './transaction-request.ts';
import { keyValues, type Shown, type Window, WindowError, type WindowService } from './window.ts';

const ELEMENT = 'TABPAGE_1.tp_1_dw_1';

/** The service `Shipping`: a tracking number, as long as the pick ticket is not invoiced (sheet section 3.7). */
export const shippingService = (company: Company): WindowService => ({
  name: 'Shipping',
  elements: {
    [ELEMENT]: { type: 'Form', columns: { pick_ticket_no: { type: 'number' }, tracking_no: { length: 40 } } },
  },
  open: () => new ShippingWindow(company),
  show: (key) => {
    const ticket = company.pickTickets.get(Number(key));
    return ticket === undefined ? undefined : shown(ticket);
  },
});

class ShippingWindow implements Window {
  readonly #company: Company;
  #ticket: Row | undefined;
  #tracking: string | undefined;

  constructor(company: Company) {
    this.#company = company;
  }

  edit({ keys }: DataElement, row: readonly Edit[]): void {
    const [number = ''] = keyValues(keys, row);
    this.#ticket = this.#company.pickTickets.get(Number(number));
    if (!keys.includes('pick_ticket_no') || this.#ticket === undefined)
      throw new WindowError(`Pick Ticket '${number}' was not found.`);
    this.#tracking = row.find(({ name }) => name === 'tracking_no')?.value;
  }

  save(): Shown {
    if (this.#ticket === undefined) throw new WindowError('pick_ticket_no: This column is required.');
    if (this.#ticket.invoice_no !== null) throw new WindowError('The pick ticket is invoiced and cannot be changed.');
    return shown(this.#company.pickTickets.save({ ...this.#ticket, tracking_no: this.#tracking ?? null }));
  }
}

const shown = (ticket: Row): Shown => ({
  [ELEMENT]: [{ pick_ticket_no: textOf(ticket, 'pick_ticket_no'), tracking_no: textOf(ticket, 'tracking_no') }],
});
