/**
 * One session of a web-service user. Lines of documents are known to it by ids of its own, which another session does not
 * understand (sheet sections 3.0 and 12).
 */
export class Session {
  readonly number: number;
  /** Milliseconds; a session that nobody uses gives its seat back after ten minutes (sheet section 2). */
  lastUsed: number;
  readonly #shown = new Map<string, string>();
  readonly #own = new Map<string, string>();

  constructor(number: number, now: number) {
    this.number = number;
    this.lastUsed = now;
  }

  shownId(own: string): string {
    const known = this.#shown.get(own);
    if (known !== undefined) return known;
    const part = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
    const shown = `5e551011-${part(this.number % 65_536, 4)}-4000-8000-${part(this.#shown.size + 1, 12)}`;
    this.#shown.set(own, shown);
    this.#own.set(shown, own);
    return shown;
  }

  /** What the twin itself knows a line by; undefined when this session was never shown it. */
  ownId(shown: string): string | undefined {
    return this.#own.get(shown.toLowerCase());
  }
}
