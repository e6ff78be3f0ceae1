import type { RecordedPlay } from './replay-recorded.ts';

export const recordedFeaturePath = (slug: string): string => `features/recorded/${slug}.feature`;

/** The scenario by which a recording of one record is played again. Names and tags may be changed as one likes. */
export const recordedFeature = (
  title: string,
  { pipe, key, slug, readOnly }: RecordedPlay,
): string => `Feature: Records that were recorded

  Scenario: ${title}
    When the pipe "${pipe}" ${readOnly ? 'reads' : 'carries'} "${key}" from the cassettes "${slug}"
    Then everything is asked as it was recorded
`;
