/** What an operator or a controller makes of the objects that it watches. */
import { list, map, number, text, type Node } from '../read';
import type { JsonObject } from '../../model/json';
import type { PodPort, Pods, ServicePort } from '../entries';

/** An object that appears in the cluster without standing in a file. */
export interface ProvidedByOperator {
  readonly kind: string;
  readonly name: string;
  /** Defaults to the namespace of the object that it is made from. */
  readonly namespace?: string;
  readonly keys?: readonly string[];
  readonly ports?: readonly ServicePort[];
}

/** Pods that an operator starts, by the labels that it documents. */
export type OperatorPods = Pick<Pods, 'labels' | 'ports' | 'part'> & { readonly ends?: true };

export interface Operator {
  /** Objects made from one of a kind, which is written with its group. */
  readonly makes?: Readonly<Record<string, (json: JsonObject, name: string) => readonly ProvidedByOperator[]>>;
  /** Pods started for one of a kind. */
  readonly starts?: Readonly<Record<string, (name: string, json: JsonObject) => readonly OperatorPods[]>>;
}

export const NOTHING: readonly ProvidedByOperator[] = [];

export const tcp = (name: string, port: number): PodPort => ({ name, port, protocol: 'TCP' });

export function labelsOf(template: Node): Record<string, string> {
  return map(template, 'metadata', 'labels') as Record<string, string>;
}

/** The ports that the operator opens, and those of containers that a pod template adds. */
export function withPorts(own: readonly PodPort[], template: Node): readonly PodPort[] {
  const declared = list(template, 'spec', 'containers').flatMap((container) =>
    list(container, 'ports').map((port): PodPort => ({
      name: text(port, 'name'),
      port: number(port, 'containerPort') ?? 0,
      protocol: text(port, 'protocol') ?? 'TCP',
    })),
  );
  return [...own, ...declared.filter(({ port }) => !own.some((other) => other.port === port))];
}
