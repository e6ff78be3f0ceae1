import type { ConnectorFile } from '../../model/config.generated.ts';

/**
 * The version of a system's API, as the base path of its connector names it: `v3`, `2026-04`, `24.200.001`. Of several
 * the last one, which is nearest to the records. `unversioned` when there is none.
 */
export function apiVersionOf({ base_path: basePath }: Pick<ConnectorFile, 'base_path'>): string {
  const segments = basePath.split('/').filter((segment) => /^v?\d[\w.-]*$/.test(segment));
  return segments.at(-1) ?? 'unversioned';
}
