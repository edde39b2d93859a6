/** What runs a system without a cluster: services of compose files and variables of `.env` files, each with its place. */

export interface Placed<T> {
  readonly value: T;
  /** `compose.yaml:12:5` */
  readonly place: string;
}

export interface LocalVariable {
  readonly place: string;
  /** The value that the program receives; `undefined` if it is not in the files. */
  readonly value?: string;
  /** The literal text, without substitutions: everyone who can read the repository knows it. */
  readonly literal?: string;
  /** The text with the defaults of its substitutions, if it has any. */
  readonly fallback?: string;
}

/** A service of a compose file. */
export interface LocalService {
  readonly name: string;
  readonly file: string;
  readonly place: string;
  readonly image?: Placed<string>;
  /** Entrypoint and command. */
  readonly words: readonly string[];
  /** Whether it mounts a file or directory that may contain configuration. */
  readonly configured: boolean;
  /** TCP ports inside of the container. */
  readonly ports: readonly Placed<number>[];
  readonly variables: ReadonlyMap<string, LocalVariable>;
  /** Whether these are all variables: no variable file is missing, and nothing is taken from another file. */
  readonly complete: boolean;
  readonly health?: Placed<string>;
}

/** A `.env` file. */
export interface VariableFile {
  readonly file: string;
  /** Whether it is an example to fill in, such as `.env.example`. */
  readonly example: boolean;
  readonly variables: ReadonlyMap<string, LocalVariable>;
}

/** The files of one directory, which are started together. */
export interface LocalSetup {
  /** Empty for the top. */
  readonly folder: string;
  readonly services: readonly LocalService[];
  /** Variable files that no service references. */
  readonly files: readonly VariableFile[];
  /** Names that compose files substitute. */
  readonly substituted: ReadonlySet<string>;
}
