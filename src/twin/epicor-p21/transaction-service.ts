import type { TwinReply } from '../kit/twin-server.ts';
import { businessRule, notFound } from './rest-error.ts';
import { listOf, parsed, readTransactions, type TransactionRequest } from './transaction-request.ts';
import { checkedEdits, type Shown, WindowError, type WindowService } from './window.ts';

/** What a request came to; HTTP says 200 whatever it is (sheet section 3.1). */
interface Result {
  readonly Messages: readonly string[];
  readonly Results: unknown;
  readonly Summary: { readonly Succeeded: number; readonly Failed: number; readonly Other: number };
}

interface Pending {
  readonly result: Result;
  polls: number;
}

/** A dialog that an earlier call left open stops a later one, which has nothing to do with it (sheet section 12). */
export const OPEN_DIALOG = 'Unexpected response window: the window could not be opened.';

/** The Transaction API: windows that are opened, filled and saved within one request. */
export class TransactionService {
  readonly #services: ReadonlyMap<string, WindowService>;
  readonly #pollsUntilDone: number;
  readonly #pending = new Map<string, Pending>();
  #openDialogs = 0;

  constructor(services: readonly WindowService[], pollsUntilDone: number) {
    this.#services = new Map(services.map((service) => [service.name, service]));
    this.#pollsUntilDone = pollsUntilDone;
  }

  /** A failed call has left a dialog open in the pool: the next transaction meets it. */
  leaveDialogOpen(): void {
    this.#openDialogs += 1;
  }

  /** `POST …/transaction` */
  run(text: string): TwinReply {
    return { status: 200, body: this.#result(text) };
  }

  /** `POST …/transaction/async` */
  begin(text: string): TwinReply {
    const id = `6c1e0000-0000-4000-8000-${String(this.#pending.size + 1).padStart(12, '0')}`;
    this.#pending.set(id, { result: this.#result(text), polls: 0 });
    return { status: 200, body: { RequestId: id, Status: 'Active' } };
  }

  /** `GET …/transaction/async?id=` */
  state(id: string): TwinReply {
    const pending = this.#pending.get(id);
    if (pending === undefined) throw notFound(`Request ${id}`);
    pending.polls += 1;
    if (pending.polls <= this.#pollsUntilDone) return { status: 200, body: { RequestId: id, Status: 'Active' } };
    const Status = pending.result.Summary.Failed > 0 ? 'Failed' : 'Complete';
    return { status: 200, body: { RequestId: id, Status, ...pending.result } };
  }

  /** `POST …/transaction/get`: what the window shows of each record that is asked for. */
  read(text: string): TwinReply {
    const body = parsed(text);
    const service = this.#service(String(body.ServiceName ?? ''));
    const transactions = listOf(body, 'TransactionStates').map((state) => {
      const [key] = listOf(state, 'Keys');
      const shown = service.show(String(key?.Value ?? ''));
      if (shown === undefined) throw notFound(`${service.name} ${String(key?.Value ?? '')}`);
      return { DataElements: elementsOf(shown), Status: 'Passed' };
    });
    return { status: 200, body: { Name: service.name, Transactions: transactions } };
  }

  /** `GET …/services` */
  names(): TwinReply {
    return { status: 200, body: [...this.#services.keys()] };
  }

  /** `GET …/definition/{service}`: elements with their columns. */
  definition(name: string): TwinReply {
    const service = this.#service(name);
    const DataElements = Object.entries(service.elements).map(([element, { type = 'Form', columns }]) => ({
      Name: element,
      Type: type,
      Columns: Object.entries(columns).map(([column, { length = null, disabled = false }]) => ({
        Name: column,
        Length: length,
        Enabled: !disabled,
      })),
    }));
    return { status: 200, body: { Name: name, DataElements } };
  }

  #result(text: string): Result {
    const request = readTransactions(text);
    const service = this.#service(request.service);
    const outcomes = request.transactions.map((_, index) => this.#save(service, request, index));
    const failed = outcomes.filter(({ shown }) => shown === undefined).length;
    return {
      Messages: outcomes.map(({ message }, index) => `Transaction ${index + 1}:: ${message}`),
      // Several orders are saved each by itself: there is no rollback over all of them (sheet section 8).
      Results:
        failed === outcomes.length
          ? null
          : {
              Name: service.name,
              Transactions: outcomes.map(({ shown }) => ({
                DataElements: shown === undefined ? [] : elementsOf(shown),
                Status: shown === undefined ? 'Failed' : 'Passed',
              })),
            },
      Summary: { Succeeded: outcomes.length - failed, Failed: failed, Other: 0 },
    };
  }

  #save(
    service: WindowService,
    request: TransactionRequest,
    index: number,
  ): { readonly message: string; readonly shown?: Shown } {
    if (this.#openDialogs > 0) {
      this.#openDialogs -= 1;
      return { message: OPEN_DIALOG };
    }
    try {
      const window = service.open();
      for (const element of request.transactions[index] ?? []) {
        const known = Object.hasOwn(service.elements, element.name) ? service.elements[element.name] : undefined;
        if (known === undefined) throw new WindowError(`Data element ${element.name} was not found.`);
        if (known.type !== undefined && known.type !== element.type)
          throw new WindowError(`Data element ${element.name} is a ${known.type}.`);
        for (const row of element.rows) window.edit(element, checkedEdits(known, row, request));
      }
      return { message: '', shown: window.save() };
    } catch (error) {
      if (error instanceof WindowError) return { message: error.message };
      throw error;
    }
  }

  #service(name: string): WindowService {
    const service = this.#services.get(name);
    if (service === undefined) throw businessRule(`Service ${name} was not found.`);
    return service;
  }
}

function elementsOf(shown: Shown) {
  return Object.entries(shown).map(([Name, rows]) => ({
    Name,
    Rows: rows.map((row) => ({ Edits: Object.entries(row).map(([column, Value]) => ({ Name: column, Value })) })),
  }));
}
