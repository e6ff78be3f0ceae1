import type { CapturedFile } from '../../model/config.generated.ts';

export const capturedFeaturePath = (slug: string): string => `features/captured/${slug}.feature`;

/** The scenario that holds a pipe to a captured record. Names and tags may be changed as one likes. */
export function capturedFeature(title: string, { pipe, held }: CapturedFile, path: string): string {
  return `Feature: Records that were captured from what ${pipe} carried

  Scenario: ${title}
    Given the captured record "${path}"
    Then the pipe ${held === undefined ? 'sends what it sent then' : 'holds it as it did then'}
`;
}
