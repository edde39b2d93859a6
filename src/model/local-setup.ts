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
  /** What is written there, without any substitution: what everybody who reads the repository knows. */
  readonly literal?: string;
  /** What is written there with the defaults of its substitutions, where it has some. */
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
  /** Whether a file or folder that it mounts may hold configuration. */
  readonly configured: boolean;
  /** TCP ports inside of the container. */
  readonly ports: readonly Placed<number>[];
  readonly variables: ReadonlyMap<string, LocalVariable>;
  /** Whether these are all variables: no file of variables is missing, and nothing is taken from another file. */
  readonly complete: boolean;
  readonly health?: Placed<string>;
}

/** A `.env` file. */
export interface VariableFile {
  readonly file: string;
  /** Whether it shows what to fill in, such as `.env.example`. */
  readonly example: boolean;
  readonly variables: ReadonlyMap<string, LocalVariable>;
}

/** The files of one directory, which are started together. */
export interface LocalSetup {
  /** Empty for the top. */
  readonly folder: string;
  readonly services: readonly LocalService[];
  /** Files of variables that no service names. */
  readonly files: readonly VariableFile[];
  /** Names that compose files substitute. */
  readonly substituted: ReadonlySet<string>;
}
