import { createDistributionOneTwin } from '../../twin/distribution-one/distribution-one-twin.ts';
import type { FileErpOptions } from '../../twin/file-erp/settings.ts';
import type { ErpSetUp, OpenErp } from './erp-desk.ts';
import { openFileErp } from './file-erp-desk.ts';

/** Distribution One behind its folders. */
export const openDistributionOne = (setUp: ErpSetUp = {}, settings: Partial<FileErpOptions> = {}): OpenErp =>
  openFileErp(
    {
      system: 'distribution-one',
      make: createDistributionOneTwin,
      options: { default_ship_method: 'PICKUP' },
      paidColumn: 'paidAmount',
    },
    setUp,
    settings,
  );
