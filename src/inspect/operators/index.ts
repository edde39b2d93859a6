/** What controllers make of an object: the Secret of a SealedSecret, the Services of a database, the claims of a StatefulSet. */
import { text } from '../read';
import type { JsonObject } from '../../model/json';
import { argoCd } from './argo-cd';
import { certManager } from './cert-manager';
import { cloudnativePg } from './cloudnative-pg';
import { elastic } from './elastic';
import { flagger } from './flagger';
import { kubernetes } from './kubernetes';
import { mongodb } from './mongodb';
import { NOTHING, type Operator, type OperatorPods, type ProvidedByOperator } from './operator';
import { prometheusOperator } from './prometheus-operator';
import { secrets } from './secrets';

export type { ProvidedByOperator } from './operator';

const OPERATORS: readonly Operator[] = [
  kubernetes,
  secrets,
  certManager,
  cloudnativePg,
  elastic,
  mongodb,
  flagger,
  prometheusOperator,
  argoCd,
];

const MAKES = Object.assign({}, ...OPERATORS.map(({ makes }) => makes)) as NonNullable<Operator['makes']>;
const STARTS = Object.assign({}, ...OPERATORS.map(({ starts }) => starts)) as NonNullable<Operator['starts']>;
const NO_PODS: readonly OperatorPods[] = [];

/** @returns the objects that controllers create from this one, with the keys and ports that are known */
export function provides(kind: string, json: JsonObject): readonly ProvidedByOperator[] {
  return MAKES[kind]?.(json, text(json, 'metadata', 'name') ?? '') ?? NOTHING;
}

/** Whether the pods of all kinds of its group are known here. */
export function isOperatorKnown(kind: string): boolean {
  const group = kind.slice(kind.indexOf('.'));
  return Object.keys(STARTS).some((known) => known.endsWith(group));
}

/** @returns the pods that an operator starts for a custom resource, by the labels that it documents */
export function podsOfOperators(kind: string, json: JsonObject): readonly OperatorPods[] {
  return STARTS[kind]?.(text(json, 'metadata', 'name') ?? '', json) ?? NO_PODS;
}
