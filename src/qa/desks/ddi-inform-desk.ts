import { createDdiInformTwin } from '../../twin/ddi-inform/ddi-inform-twin.ts';
import type { FileErpOptions } from '../../twin/file-erp/settings.ts';
import type { ErpSetUp, OpenErp } from './erp-desk.ts';
import { openFileErp } from './file-erp-desk.ts';

/** DDI Inform behind its folders. */
export const openDdiInform = (setUp: ErpSetUp = {}, settings: Partial<FileErpOptions> = {}): OpenErp =>
  openFileErp(
    {
      system: 'ddi-inform',
      make: createDdiInformTwin,
      options: { default_ship_method: 'PICKUP' },
      paidColumn: 'depositAmount',
    },
    setUp,
    settings,
  );
