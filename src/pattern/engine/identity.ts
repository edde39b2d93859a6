import type { Construct } from 'constructs';
import { declarations, report } from '../../model/declarations';
import { isDnsLabel } from '../../model/syntax';
import { Presence } from '../../model/presence';
import type { Party } from '../network/connections';
import { scopeOf, type PlatformScope } from '../platform/scope';

/** Who something is: its name, its labels, and the labels by which its pods are found. */
export interface Identity {
  readonly construct: Construct;
  readonly platform: PlatformScope;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Never changes: the selector of a Deployment is immutable. */
  readonly selector: Readonly<Record<string, string>>;
  readonly pods: Extract<Party, { kind: 'pods' }>;
}

/**
 * @param name of its objects; default: the id of the construct
 * @param only where it exists, when not everywhere
 */
export function identify(
  construct: Construct,
  component: string,
  name: string | undefined,
  only: Presence | undefined,
): Identity {
  const platform = scopeOf(construct);
  // A name that was given is checked with the other props: here it may be anything.
  const own = typeof name === 'string' ? name : construct.node.id;
  if (name === undefined && !isDnsLabel(own)) {
    const reason =
      own.length > 63 ? `has ${own.length} characters` : 'may contain only lowercase letters, digits and hyphens';
    report(construct, {
      code: 'LS106',
      path: 'name',
      message: `the name "${own}" ${reason}`,
      fix: 'Use a DNS label of at most 63 characters: it is used as the name of a Service.',
    });
  }
  if (construct.node.scope === platform) refuseReserved(construct);
  platform.names.add(own);
  if (only instanceof Presence) declarations(construct).presence = only;
  const selector = { 'app.kubernetes.io/name': own, 'app.kubernetes.io/part-of': platform.node.id };
  return {
    construct,
    platform,
    name: own,
    labels: { ...platform.commonLabels, 'app.kubernetes.io/name': own, 'app.kubernetes.io/component': component },
    selector,
    pods: { kind: 'pods', name: own, labels: selector, presence: only },
  };
}

/** Who something is that has no pods, such as the receivers of alerts. @param labels in addition to those of the platform */
export function withoutPods(
  construct: Construct,
  name: string,
  labels: Readonly<Record<string, string>> = {},
  only?: Presence,
): Identity {
  const platform = scopeOf(construct);
  return {
    construct,
    platform,
    name,
    labels: { ...platform.commonLabels, ...labels },
    selector: {},
    pods: { kind: 'pods', name, labels: {}, presence: only },
  };
}

/** Ids of the platform's own folders, which nothing else may take. */
const RESERVED_IDS: readonly string[] = ['platform', 'secrets', 'argocd', 'add-ons'];

function refuseReserved(construct: Construct): void {
  const { id } = construct.node;
  if (RESERVED_IDS.includes(id))
    report(construct, {
      code: 'LS115',
      message: `the id "${id}" is reserved for a folder of the platform`,
      fix: 'Choose another id.',
    });
}

/** Refuses an id that cannot name the one object of a construct. @param kind of the object */
export function refuseObjectId(construct: Construct, kind: string): void {
  const { id } = construct.node;
  if (!isDnsLabel(id))
    report(construct, {
      code: 'LS106',
      path: 'id',
      message: `the id "${id}" is not a valid DNS label`,
      fix: `Use lowercase letters, digits and hyphens: it is used as the name of the ${kind}.`,
    });
  refuseReserved(construct);
}

/** Kubernetes labels the pods of a StatefulSet with `<name>-<hash of 10>`, and a label takes 63 characters. */
export const LABELLED_BY_REVISION = [52, 'Kubernetes appends 11 to label the pods of each revision'] as const;

/**
 * Refuses a name that leaves no room for what is appended to it. Names over 63 characters are refused with those of all constructs.
 * @param why what is appended, and by whom
 */
export function refuseLongName({ construct, name }: Identity, longest: number, why: string): void {
  if (name.length <= longest || name.length > 63) return;
  report(construct, {
    code: 'LS106',
    path: 'name',
    message: `the name "${name}" has ${name.length} characters`,
    fix: `Use at most ${longest}: ${why}.`,
  });
}
