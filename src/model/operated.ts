/** Pods that an operator creates from an object, each with the same requests and limits. */
export interface OperatedPods {
  /** Labels by which policies and Services find them. Default: those by which the construct's are found. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly count: number;
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
  /** Size of the volume of each. Default: none. */
  readonly storage?: string;
}
