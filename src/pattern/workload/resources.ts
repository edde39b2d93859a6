/** What a container gets, and what it may write to. */
import { object, record, type PropsOf } from '../../model/shape';
import { absolutePath, quantity } from '../../model/syntax';

export interface Amounts extends PropsOf<typeof amountsProps> {}
const amountsProps = { cpu: quantity, memory: quantity, 'ephemeral-storage': quantity };
const amountsShape = object<Amounts>(amountsProps);

/** Requests and limits of a container, under the names of Kubernetes. */
export interface Resources extends PropsOf<typeof resourcesProps> {}
const resourcesProps = { requests: amountsShape, limits: amountsShape };
export const resourcesShape = object<Resources>(resourcesProps);

/** Directories that the process may write to, by path, each with its size: `{ '/tmp': '64Mi' }`. Emptied with the pod. */
export type Writable = Record<string, string>;
export const writableShape = record(quantity, absolutePath);
