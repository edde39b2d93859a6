/** What protects, taken away or turned off. */
import { isMap } from '../../../src/inspect/read';
import type { Json } from '../../../src/model/json';
import { at, edited, places, type Trail } from '../edit';
import { shown, type Kind } from '../kind';
import type { Loaded } from '../world';

type Places = (object: Loaded) => readonly Trail[];

const matching =
  (pattern: RegExp, kinds?: RegExp): Places =>
  ({ audited: { json }, kind }) =>
    kinds !== undefined && !kinds.test(kind) ? [] : places(json).filter((trail) => pattern.test(trail.join('.')));

const containers: Places = ({ audited: { json } }) =>
  places(json).filter(
    (trail) => /(?:^|\.)(?:containers|initContainers)\.\d+$/.test(trail.join('.')) && isMap(at(json, trail)),
  );
const containerField =
  (...path: string[]): Places =>
  (object) =>
    containers(object).map((trail) => [...trail, ...path]);
const podSpecs: Places = (object) => [
  ...new Map(containers(object).map((trail) => [trail.slice(0, -2).join('.'), trail.slice(0, -2)])).values(),
];
const podField =
  (...path: string[]): Places =>
  (object) =>
    podSpecs(object).map((trail) => [...trail, ...path]);

function weaken(
  name: string,
  sites: Places,
  value: (before: Json | undefined) => Json | undefined,
  undecidable?: string,
): Kind {
  return {
    name: `weaken: ${name}`,
    sites,
    change({ audited: { json } }, trail) {
      const before = at(json, trail);
      const after = value(before);
      if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
      return {
        json: edited(json, trail, () => after),
        what: `${shown(before)} → ${shown(after)}`,
        ...(undecidable !== undefined && { undecidable }),
      };
    },
  };
}

const POLICY = /^NetworkPolicy/;
const gone = () => undefined;

export const WEAKENINGS: readonly Kind[] = [
  weaken('privileged', containerField('securityContext', 'privileged'), () => true),
  weaken('privilege escalation', containerField('securityContext', 'allowPrivilegeEscalation'), () => true),
  weaken('privilege escalation left open', matching(/allowPrivilegeEscalation$/), gone),
  weaken('runs as root', podField('securityContext', 'runAsUser'), () => 0),
  weaken('may run as root', matching(/runAsNonRoot$/), () => false),
  weaken('capabilities kept', matching(/capabilities\.drop$/), gone),
  weaken('capability added', containerField('securityContext', 'capabilities', 'add'), () => ['SYS_ADMIN']),
  weaken('writable root', matching(/readOnlyRootFilesystem$/), () => false),
  weaken('no seccomp', matching(/seccompProfile$/), gone),
  weaken('seccomp off', matching(/seccompProfile\.type$/), () => 'Unconfined'),
  weaken('no security context', matching(/containers\.\d+\.securityContext$/i), gone),
  weaken('no security context of the pod', podField('securityContext'), gone),
  weaken('token mounted', matching(/automountServiceAccountToken$/), () => true),
  weaken('host network', podField('hostNetwork'), () => true),
  weaken('host processes', podField('hostPID'), () => true),
  weaken('path of the node', podField('volumes'), (before) => [
    ...((before as readonly Json[] | undefined) ?? []),
    { name: 'node', hostPath: { path: '/' } },
  ]),
  weaken(
    'Pod Security of the namespace',
    matching(/labels\.pod-security\.kubernetes\.io\/enforce$/, /^Namespace$/),
    () => 'privileged',
  ),
  weaken(
    'Pod Security of the namespace gone',
    matching(/labels\.pod-security\.kubernetes\.io\/enforce$/, /^Namespace$/),
    gone,
  ),
  weaken('policy: rule without peers', matching(/(?:ingress\.\d+\.from|egress\.\d+\.to)$/, POLICY), gone),
  weaken('policy: rule without ports', matching(/(?:ingress|egress)\.\d+\.ports$/, POLICY), gone),
  weaken('policy: peer of everybody', matching(/(?:from|to)\.\d+$/, POLICY), () => ({ namespaceSelector: {} })),
  weaken('policy: peer in any namespace', matching(/(?:from|to)\.\d+\.podSelector$/, POLICY), () => ({})),
  weaken('policy: any address', matching(/ipBlock\.cidr$/, POLICY), () => '0.0.0.0/0'),
  weaken('policy: type dropped', matching(/policyTypes\.\d+$/, POLICY), gone),
  weaken('policy: range of ports', matching(/(?:ingress|egress)\.\d+\.ports\.\d+$/, POLICY), (before) => ({
    ...(before as object),
    port: 1,
    endPort: 65535,
  })),
  weaken('role: every verb', matching(/rules\.\d+\.verbs$/, /^(?:Cluster)?Role\./), () => ['*']),
  weaken('role: every resource', matching(/rules\.\d+\.resources$/, /^(?:Cluster)?Role\./), () => ['*']),
  weaken('role: no names', matching(/rules\.\d+\.resourceNames$/, /^(?:Cluster)?Role\./), gone),
  weaken('mesh: mTLS', matching(/mtls\.mode$/), () => 'PERMISSIVE'),
  weaken('route: no TLS', matching(/^spec\.tls(?:\.\d+)?$/, /^(?:Ingress|Gateway)/), gone),
  weaken('route: no redirect', matching(/ssl-redirect$/), () => 'false'),
  weaken(
    'route: certificate for another host',
    matching(/^spec\.tls\.\d+\.hosts\.\d+$/, /^Ingress/),
    () => 'elsewhere.example',
  ),
  weaken('database: plain text allowed', matching(/pg_hba\.\d+$/), (before) =>
    String(before as string).replace(/^hostssl/, 'host'),
  ),
  weaken('database: TLS not verified', matching(/\.value$/), (before) =>
    typeof before === 'string' && /sslmode=(?:verify-full|verify-ca|require)/.test(before)
      ? before.replace(/sslmode=[a-z-]+/, 'sslmode=disable')
      : before,
  ),
  weaken('store: TLS off', matching(/security\.tls\.enabled$/), () => false),
  weaken('admission: audit only', matching(/validationActions(?:\.\d+)?$/), (before) =>
    Array.isArray(before) ? ['Audit'] : 'Audit',
  ),
  weaken('secret: any namespace', matching(/^metadata\.annotations$/, /^SealedSecret/), (before) => ({
    ...(before as object),
    'sealedsecrets.bitnami.com/cluster-wide': 'true',
  })),
  weaken('secret: value in plain text', matching(/env\.\d+\.valueFrom\.secretKeyRef$/), gone),
];
