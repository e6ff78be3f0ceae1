/**
 * Every error that Pipewright raises on purpose, by code. Codes are stable: callers match them, people search for them.
 * The text says what to do next; the message of the error itself says what happened.
 */
export const ERROR_CODES = {
  NAME_MALFORMED: 'Correct the name.',
  KEY_MALFORMED: 'Correct the connector’s `key` so that it yields the record’s id.',
  PROJECT_MISSING: 'Run the command in a folder with a pipewright.yaml, or make one with `pipewright init`.',
  PROJECT_INVALID: 'Run `pipewright check` and mend what it lists.',
  FILE_UNREADABLE: 'See whether the file is there and may be read.',
  VARIABLE_MISSING:
    'Set the variable, or change the reference in pipewright.yaml. Of a project that `init` made, `npm run pipewright -- <command>` reads .env.',
  SECRET_UNREADABLE: 'See whether the file or command of the reference works for this user.',
  OPTION_INVALID: 'Correct the option of the connection; `pipewright systems <name>` lists what it takes.',
  LEDGER_LOCKED: 'Wait for the other process, or stop it. Commands that only read work meanwhile.',
  LEDGER_CORRUPT:
    'Keep the file, restore the last good copy of the ledger beside it, and run again: repeats are recognised.',
  LEDGER_FULL: 'Free space on the disk and run again; nothing was lost.',
  LEDGER_UNREADABLE: 'See whether the folder of the ledger exists and may be written.',
  LEDGER_MOVE_REFUSED: 'This is a defect of Pipewright; please report it with the message.',
  LEDGER_NEWER: 'Use the version of Pipewright that wrote the ledger, or a later one.',
  DELIVERY_UNKNOWN: 'List deliveries with `pipewright deliveries list`.',
  CONNECTION_HALTED: 'Correct the credentials or permissions, see `pipewright doctor`, and run again.',
  SYSTEM_UNREACHABLE: 'Nothing to do if the system is down: the next run goes on. Otherwise see `pipewright doctor`.',
  SYSTEM_REFUSED: 'Read the system’s message; correct the record or the mapping, then `pipewright deliveries retry`.',
  ANSWER_MALFORMED: 'See what stands between Pipewright and the system (proxy, plugin, maintenance page).',
  ANSWER_TOO_LARGE: 'Lower the page size, or raise `max_bytes` of the operation.',
  PAGE_REPEATED: 'The system ignores the page parameter; correct the paging of the operation.',
  HOST_REFUSED: 'A record or an answer named another host; correct the connector or the record.',
  HEADER_REFUSED: 'A header value holds a line break; correct the connector or the record.',
  CREDENTIAL_REFUSED: 'Correct the credentials; see `pipewright doctor`.',
  MAPPING_FAILED: 'Correct the mapping or the record, then `pipewright deliveries retry`.',
  CAPABILITY_MISSING: 'Use a system that has the capability; see `pipewright systems`.',
  NOT_VERIFIED: 'Run `pipewright verify`, mend what it lists, and commit verification.json with the change.',
  CASSETTE_REFUSED: 'Record again with `pipewright record`, or correct the file.',
  CAPTURE_REFUSED:
    'Capture with the pipes and mappings by which the record was sent, or another record; what is held for a reason of the target cannot be captured.',
  CASSETTE_MISMATCH: 'Correct what was asked, or record again when the change is meant: `pipewright record`.',
  PORT_IN_USE: 'Choose another port with `--port`, or stop what listens there.',
  USAGE: 'See `--help`.',
  STOPPED: 'The run was stopped; run again to go on.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Names a place without carrying data: never a payload, a header or a credential. */
export interface Where {
  readonly file?: string;
  readonly pipe?: string;
  readonly connection?: string;
  readonly operation?: string;
  readonly key?: string;
}

export class IntegrationError extends Error {
  readonly code: ErrorCode;
  readonly where: Where;

  constructor(code: ErrorCode, message: string, where: Where, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'IntegrationError';
    this.code = code;
    this.where = where;
  }

  /** What to do next. */
  get advice(): string {
    return ERROR_CODES[this.code];
  }
}
