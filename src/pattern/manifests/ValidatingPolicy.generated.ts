// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface AuditAnnotation {
  readonly key: string;
  readonly valueExpression: string;
}

export interface PodControllers {
  readonly controllers?: readonly string[] | undefined;
}

export interface ValidatingAdmissionPolicy {
  readonly enabled?: boolean | undefined;
}

export interface Autogen {
  readonly podControllers?: PodControllers | undefined;
  readonly validatingAdmissionPolicy?: ValidatingAdmissionPolicy | undefined;
}

export interface Evaluation {
  readonly admission?: ValidatingAdmissionPolicy | undefined;
  readonly background?: ValidatingAdmissionPolicy | undefined;
  readonly mode?: string | undefined;
}

export interface MatchCondition {
  readonly expression: string;
  readonly name: string;
}

export interface ExcludeResourceRule {
  readonly apiGroups?: readonly string[] | undefined;
  readonly apiVersions?: readonly string[] | undefined;
  readonly operations?: readonly string[] | undefined;
  readonly resourceNames?: readonly string[] | undefined;
  readonly resources?: readonly string[] | undefined;
  readonly scope?: string | undefined;
}

export interface MatchExpression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[] | undefined;
}

export interface NamespaceSelector {
  readonly matchExpressions?: readonly MatchExpression[] | undefined;
  readonly matchLabels?: Readonly<Record<string, Text>> | undefined;
}

export interface MatchConstraints {
  readonly excludeResourceRules?: readonly ExcludeResourceRule[] | undefined;
  readonly matchPolicy?: string | undefined;
  readonly namespaceSelector?: NamespaceSelector | undefined;
  readonly objectSelector?: NamespaceSelector | undefined;
  readonly resourceRules?: readonly ExcludeResourceRule[] | undefined;
}

export interface Validation {
  readonly expression: string;
  readonly message?: string | undefined;
  readonly messageExpression?: string | undefined;
  readonly reason?: string | undefined;
}

export interface WebhookConfiguration {
  readonly timeoutSeconds?: number | undefined;
}

export interface ValidatingPolicySpec {
  readonly auditAnnotations?: readonly AuditAnnotation[] | undefined;
  readonly autogen?: Autogen | undefined;
  readonly evaluation?: Evaluation | undefined;
  readonly failurePolicy?: 'Ignore' | 'Fail' | undefined;
  readonly matchConditions?: readonly MatchCondition[] | undefined;
  readonly matchConstraints?: MatchConstraints | undefined;
  readonly validationActions?: readonly ('Deny' | 'Audit' | 'Warn')[] | undefined;
  readonly validations?: readonly Validation[] | undefined;
  readonly variables?: readonly MatchCondition[] | undefined;
  readonly webhookConfiguration?: WebhookConfiguration | undefined;
}

/** `policies.kyverno.io/v1` ValidatingPolicy */
export interface ValidatingPolicy {
  readonly apiVersion: 'policies.kyverno.io/v1';
  readonly kind: 'ValidatingPolicy';
  readonly metadata: ObjectMeta;
  readonly spec: ValidatingPolicySpec;
}
