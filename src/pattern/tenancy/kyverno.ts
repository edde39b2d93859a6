/** The laws of the platform once more, as policies that Kyverno holds in the cluster: for what does not come out of this repository. */
import { object, oneOf, required, type PropsOf } from '../../model/shape';
import type { Subject } from '../engine/build';
import type { Facts } from '../engine/facts';
import type { Everything } from '../engine/parts';
import type { NamespacedValidatingPolicy } from '../manifests';

/** What admission does with an object that breaks a policy: refuse it, or report it. */
export interface Policies extends PropsOf<typeof policiesProps> {}
const policiesProps = { kyverno: required(oneOf('Enforce', 'Audit')) };
export const policiesShape = object<Policies>(policiesProps);

/** Labels by which operators identify the pods that they create; the operators are responsible for those. */
const OF_OPERATORS = ['cnpg.io/cluster', 'common.k8s.elastic.co/type', 'acme.cert-manager.io/http01-solver'];

const LABELS = 'object.metadata.?labels.orValue({})';

type Spec = NamespacedValidatingPolicy['spec'];

/**
 * Policies in CEL, of the namespace alone (`NamespacedValidatingPolicy`), so that two environments of one cluster do not overwrite
 * each other. What the API server would fill in is written out: Argo CD would show it as a difference.
 */
export function addPolicies({ facts, labels, parts }: Subject, { kyverno }: Policies): void {
  const policy = (
    name: string,
    verdict: NonNullable<Spec['validationActions']>[number],
    spec: (everything: Everything) => Spec,
  ) =>
    parts.addWhenDeclared<NamespacedValidatingPolicy>(
      `policy:${name}`,
      'configuration',
      {
        apiVersion: 'policies.kyverno.io/v1',
        kind: 'NamespacedValidatingPolicy',
        metadata: { name, labels },
      },
      (everything) => ({
        validationActions: [verdict],
        evaluation: { admission: { enabled: true }, background: { enabled: true } },
        matchConstraints: {
          resourceRules: [
            { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: [name] },
          ],
        },
        ...spec(everything),
      }),
    );
  policy('pods', kyverno === 'Enforce' ? 'Deny' : 'Audit', (everything) => ({
    matchConditions: [
      {
        name: 'not-made-by-an-operator',
        expression: `!${JSON.stringify(OF_OPERATORS)}.exists(key, key in ${LABELS})`,
      },
    ],
    variables: [
      {
        name: 'running',
        expression: ours('object.spec.containers + object.spec.?initContainers.orValue([])', facts),
      },
      {
        name: 'all',
        expression: ours(
          'object.spec.containers + object.spec.?initContainers.orValue([]) + object.spec.?ephemeralContainers.orValue([])',
          facts,
        ),
      },
    ],
    validations: podRules(facts.platform, everything),
  }));
  // Operators may make Secrets without saying so: such a one is reported, never refused.
  policy('secrets', 'Audit', () => ({
    validations: [
      {
        message: 'Secrets must be created by a controller, from a sealed value or a secret store.',
        expression:
          "object.?type.orValue('Opaque') != 'Opaque' || object.metadata.?ownerReferences.orValue([]).size() > 0",
      },
    ],
  }));
}

function podRules(platform: string, { access, images }: Everything): Spec['validations'] {
  const accounts = JSON.stringify([...new Set(access.flatMap(({ account }) => account ?? []))].sort());
  return [
    {
      message: 'Images must be pinned by digest and come from the registry paths of the platform.',
      expression: `variables.all.all(c, c.image.matches('${patternOf(images)}'))`,
    },
    {
      message:
        'Containers must drop all capabilities, run as non-root without privilege escalation, and set a seccomp profile.',
      expression:
        "variables.all.all(c, c.?securityContext.?allowPrivilegeEscalation.orValue(true) == false && 'ALL' in c.?securityContext.?capabilities.?drop.orValue([]) && " +
        'c.?securityContext.?runAsNonRoot.orValue(object.spec.?securityContext.?runAsNonRoot.orValue(false)) && ' +
        "c.?securityContext.?seccompProfile.?type.orValue(object.spec.?securityContext.?seccompProfile.?type.orValue('Unconfined')) != 'Unconfined')",
    },
    {
      message: 'The root filesystem of every container must be read-only.',
      expression: 'variables.all.all(c, c.?securityContext.?readOnlyRootFilesystem.orValue(false))',
    },
    {
      message: 'Containers must request CPU and memory, and have a memory limit.',
      expression:
        "variables.running.all(c, 'cpu' in c.?resources.?requests.orValue({}) && 'memory' in c.?resources.?requests.orValue({}) && 'memory' in c.?resources.?limits.orValue({}))",
    },
    {
      message: `Pods must have the labels app.kubernetes.io/name, app.kubernetes.io/part-of: ${platform} and lockstep.dev/owner.`,
      expression: `'app.kubernetes.io/name' in ${LABELS} && 'lockstep.dev/owner' in ${LABELS} && ${LABELS}[?'app.kubernetes.io/part-of'].orValue('') == '${platform}'`,
    },
    {
      message: 'Only pods of services with declared permissions may mount an API server token.',
      expression: `object.spec.?automountServiceAccountToken.orValue(true) == false || ${LABELS}[?'app.kubernetes.io/name'].orValue('') in ${accounts}`,
    },
  ];
}

/** The mesh is responsible for the containers that it injects into pods. */
function ours(containers: string, { cluster }: Facts): string {
  return cluster.mesh === 'sidecar' ? `(${containers}).filter(c, !c.name.startsWith('istio-'))` : containers;
}

/** A regular expression for images: the folders that they are pinned from, with a digest behind. */
function patternOf(images: Everything['images']): string {
  const folders = new Set(images.map(({ repository }) => repository.replace(/[^/]+$/, '')));
  const escaped = [...folders].sort().map((folder) => folder.replace(/\./g, '[.]'));
  return `^(${escaped.join('|')})[^/@]+@sha256:[0-9a-f]{64}$`;
}
