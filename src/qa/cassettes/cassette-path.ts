/** Where cassettes lie, from the project's root. */
export const CASSETTE_FOLDER = 'features/cassettes';

const LONGEST_SLUG = 80;

/** `features/cassettes/woocommerce/a-coupon-of-ten-percent.yaml` */
export const cassettePath = (system: string, slug: string): string => `${CASSETTE_FOLDER}/${system}/${slug}.yaml`;

/** A scenario's title as the name of a file: lower-case words joined by `-`, letters without their accents. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .match(/[a-z0-9]+/g);
  const slug = (words ?? ['untitled']).join('-');
  return slug.length <= LONGEST_SLUG ? slug : slug.slice(0, LONGEST_SLUG).replace(/-[^-]*$/, '');
}

/** Where a system is reached in a replay: at an address that no network has (RFC 6761), answered by its cassette. */
export const replayUrl = (system: string): string => `http://${system}.test`;
