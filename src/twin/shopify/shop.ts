import type { CompanyLocationRecord, CompanyRecord, CustomerRecord } from './customer-record.ts';
import type { FulfillmentOrderRecord, FulfillmentRecord } from './fulfillment-record.ts';
import { IdSequence } from './global-id.ts';
import type { InventoryItemRecord, InventoryLevelRecord, LocationRecord } from './inventory-record.ts';
import type { MediaRecord } from './media.ts';
import type { MetafieldDefinitionRecord, MetafieldRecord } from './metafield-record.ts';
import type { OrderRecord } from './order-record.ts';
import type { PriceListRecord } from './price-lists.ts';
import type { CollectionRecord, ProductRecord, VariantRecord } from './product-record.ts';
import { type ShopifyTwinOptions, type ShopSettings, shopSettings } from './shop-settings.ts';

export type SearchableRecord =
  | OrderRecord
  | CustomerRecord
  | CompanyRecord
  | CompanyLocationRecord
  | ProductRecord
  | VariantRecord
  | CollectionRecord
  | InventoryItemRecord
  | LocationRecord;

export interface JobRecord {
  readonly id: string;
  readonly dueMs: number;
  /** The work itself, done by whoever looks at the shop first after it is due. */
  run: (() => void) | null;
}

export interface WebhookSubscriptionRecord {
  readonly id: string;
  readonly topic: string;
  readonly uri: string;
  readonly format: string;
  readonly createdAt: string;
}

export interface ShopEvent {
  readonly topic: string;
  readonly resourceId: string;
  readonly at: string;
}

/** The state of one shop: plain maps by global id, and the one clock that stamps every change. */
export class Shop {
  readonly settings: ShopSettings;
  readonly ids = new IdSequence();
  readonly orders = new Map<string, OrderRecord>();
  readonly customers = new Map<string, CustomerRecord>();
  readonly companies = new Map<string, CompanyRecord>();
  readonly companyLocations = new Map<string, CompanyLocationRecord>();
  readonly products = new Map<string, ProductRecord>();
  readonly variants = new Map<string, VariantRecord>();
  readonly collections = new Map<string, CollectionRecord>();
  readonly priceLists = new Map<string, PriceListRecord>();
  readonly inventoryItems = new Map<string, InventoryItemRecord>();
  readonly inventoryLevels = new Map<string, InventoryLevelRecord>();
  readonly locations = new Map<string, LocationRecord>();
  readonly publications = new Map<string, { readonly id: string; readonly name: string }>();
  readonly fulfillmentOrders = new Map<string, FulfillmentOrderRecord>();
  readonly fulfillments = new Map<string, FulfillmentRecord>();
  readonly metafields = new Map<string, MetafieldRecord[]>();
  readonly metafieldDefinitions: MetafieldDefinitionRecord[] = [];
  readonly media = new Map<string, MediaRecord>();
  readonly jobs = new Map<string, JobRecord>();
  readonly productOperations = new Map<
    string,
    { readonly id: string; readonly jobId: string; productId: string | null }
  >();
  readonly webhookSubscriptions = new Map<string, WebhookSubscriptionRecord>();
  readonly idempotentResults = new Map<string, { readonly variables: string; readonly payload: unknown }>();
  /** When each `orderCreate` of the last minute was made, for the limit of development stores. */
  orderCreateTimes: number[] = [];
  readonly events: ShopEvent[] = [];
  /** Moves with every change: what was computed from the state holds as long as it stands still. */
  revision = 0;
  nextOrderNumber = 1001;
  #day = '';

  constructor(options: ShopifyTwinOptions) {
    this.settings = shopSettings(options);
  }

  nowMs(): number {
    return this.settings.clock.now();
  }

  /** The hour as Shopify writes it: whole seconds, `2026-05-04T14:02:11Z`. */
  now(): string {
    return secondsInstant(this.nowMs());
  }

  /** Stamps a record as changed now, and from now hidden from search for the lag. */
  touch(record: { updatedAt: string; touchedMs?: number }): void {
    record.updatedAt = this.now();
    if (record.touchedMs !== undefined) record.touchedMs = this.nowMs();
    this.revision += 1;
  }

  emit(topic: string, resourceId: string): void {
    this.events.push({ topic, resourceId, at: this.now() });
  }

  /** Queues work that counts as done, and takes effect, only when the clock has passed its hour. */
  startJob(run: () => void): JobRecord {
    const job: JobRecord = { id: this.ids.take('Job'), dueMs: this.nowMs() + this.settings.jobMs, run };
    this.jobs.set(job.id, job);
    return job;
  }

  /** Runs what is due. Called before every request, so that no timer is needed. */
  runDueJobs(): void {
    const day = this.now().slice(0, 10);
    // What "older than 60 days" means moves with the date: lists worked out yesterday no longer hold.
    if (day !== this.#day) this.revision += 1;
    this.#day = day;
    for (const job of this.jobs.values()) {
      if (job.run === null || job.dueMs > this.nowMs()) continue;
      const { run } = job;
      job.run = null;
      run();
      this.revision += 1;
    }
  }
}

/** An instant with whole seconds, rounded down. */
export function secondsInstant(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}
