/** A file as a listing shows it. */
export interface StoredFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Epoch ms, by the clock of the place where the files are. */
  readonly changedMs: number;
}

/**
 * Why a place of files did not do what it was asked.
 *
 * - missing: there is no such folder or file
 * - denied: it is there and may not be touched by this user
 * - refused: the user is not let in
 * - stranger: the server is not the one whose fingerprint the project has
 * - unreachable: no connection, or it broke
 * - broken: the place says that something failed and not what
 */
export type StoreFailureKind = 'missing' | 'denied' | 'refused' | 'stranger' | 'unreachable' | 'broken';

export class StoreFailure extends Error {
  readonly kind: StoreFailureKind;

  constructor(kind: StoreFailureKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreFailure';
    this.kind = kind;
  }
}

/**
 * Where the files of an exchange lie: a folder or an SFTP server. Paths are relative to the exchange's own root, joined
 * by `/`, and are made of names that `safeName` has accepted. All calls reject with a StoreFailure. The laws of an
 * implementation are in file-store-laws.ts.
 */
export interface FileStore {
  /** The files of a folder, without its folders. */
  list(folder: string): Promise<readonly StoredFile[]>;
  /** Whether a file is there. A folder that is not there is a failure and no answer. */
  has(path: string): Promise<boolean>;
  /** The whole file, at most `maxBytes`; undefined when it is larger. */
  read(path: string, maxBytes: number): Promise<Buffer | undefined>;
  /**
   * Writes a whole file under a name that nobody reads and then gives it its own, so that no one ever sees half of it.
   * `began` is called right before the last step: until then nothing has happened that another could notice.
   */
  write(path: string, content: Buffer, began: () => void): Promise<void>;
  /** Takes the place of a file of the same name. The folder is made when it is not there. */
  move(from: string, to: string): Promise<void>;
  close(): Promise<void>;
}

/** What a file is called while it is being written: no pattern of ours ever takes it for a finished one. */
export const UNFINISHED = '.tmp';
