export interface FulfillmentOrderLineRecord {
  readonly id: string;
  readonly lineId: string;
  totalQuantity: number;
  remainingQuantity: number;
}

/** The work of one location on one order: ids and quantities of its own, not those of the order's lines. */
export interface FulfillmentOrderRecord {
  readonly id: string;
  readonly orderId: string;
  readonly locationId: string;
  status: 'OPEN' | 'IN_PROGRESS' | 'CANCELLED' | 'INCOMPLETE' | 'CLOSED' | 'SCHEDULED' | 'ON_HOLD';
  readonly requestStatus: 'UNSUBMITTED';
  readonly lines: FulfillmentOrderLineRecord[];
  readonly createdAt: string;
  updatedAt: string;
}

export interface TrackingInfo {
  readonly company: string | null;
  readonly number: string | null;
  readonly url: string | null;
}

export interface FulfillmentRecord {
  readonly id: string;
  readonly legacyResourceId: string;
  readonly orderId: string;
  readonly name: string;
  readonly locationId: string;
  status: 'SUCCESS' | 'CANCELLED' | 'ERROR' | 'FAILURE';
  trackingInfo: readonly TrackingInfo[];
  readonly lines: readonly {
    readonly id: string;
    readonly lineId: string;
    readonly fulfillmentOrderLineId: string;
    readonly quantity: number;
  }[];
  readonly createdAt: string;
  updatedAt: string;
}
