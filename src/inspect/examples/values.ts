import { IMAGE, deployment, type Example } from './example';

const configMap = (metadata: string, data = 'LEVEL: info'): string => `apiVersion: v1
kind: ConfigMap
metadata: {${metadata}}
data: {${data}}
`;
const mounted = (volumes: string, mounts: string): string =>
  deployment(`volumeMounts: [${mounts}]`, `volumes: [${volumes}]`);
const cron = (schedule: string): string => `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "${schedule}"
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: report, image: ${IMAGE}}]}}}}
`;
const route = (host: string, timeout: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: api}
spec:
  hostnames: ["${host}"]
  rules: [{timeouts: {request: ${timeout}}}]
`;
const egress = (to: string, ports = '{port: 443}', types = 'Egress'): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api}
spec:
  podSelector: {}
  policyTypes: [${types}]
  egress:
    - to: [${to}]
      ports: [${ports}]
`;
const pods = (name: string): string =>
  `---\n{apiVersion: v1, kind: Pod, metadata: {name: ${name}, labels: {app: ${name}}}, spec: {containers: [{name: ${name}, image: ${IMAGE}}]}}\n`;
const EVERYWHERE = '{ipBlock: {cidr: 0.0.0.0/0}}';

export const VALUE_EXAMPLES = {
  LS650: {
    bad: egress('{podSelector: {matchLabels: {app: db}}}, {podSelector: {matchLabels: {app: db}}}') + pods('db'),
    good:
      egress('{podSelector: {matchLabels: {app: db}}}, {podSelector: {matchLabels: {app: cache}}}') +
      pods('db') +
      pods('cache'),
    message: '{"podSelector":{"matchLabels":{"app":"db"}}} is duplicated in `to`.',
    fix: 'Remove one of the two, or correct it.',
  },
  LS651: {
    bad: configMap('name: Settings_1'),
    good: configMap('name: settings-1'),
    message:
      'Name `Settings_1` of the ConfigMap must consist of lowercase letters, digits, `-` and `.`, and each part must start and end with a letter or digit.',
    fix: 'Use a valid name.',
  },
  LS652: {
    bad: configMap('name: settings, labels: {owner: "team shop"}'),
    good: configMap('name: settings, labels: {owner: team-shop}'),
    message:
      'Value `team shop` of label `owner` must consist of letters, digits, `-`, `_` and `.`, and start and end with a letter or digit.',
    fix: 'Use a valid value, or make it an annotation.',
  },
  LS653: {
    bad: configMap('name: settings, annotations: {reviewed: true}'),
    good: configMap('name: settings, annotations: {reviewed: "true"}'),
    message: 'Annotation `reviewed` is true, not a string.',
    fix: 'Quote it: `"true"`.',
  },
  LS654: {
    bad: deployment().replace('labels: {app: api}', 'labels: {app: web}'),
    good: deployment(),
    message: 'The Deployment selects `app=api`, but its pods have `app=web`.',
    fix: 'Add the labels of the selector to the pod template.',
  },
  LS655: {
    bad: deployment('env: [{name: LEVEL, value: info}, {name: LEVEL, value: debug}]'),
    good: deployment('env: [{name: LEVEL, value: info}, {name: DEPTH, value: debug}]'),
    message: 'Variable `LEVEL` is declared twice; only the last one applies.',
    fix: 'Remove one of the two.',
  },
  LS656: {
    bad: deployment('ports: [{name: http-application, containerPort: 3000}]'),
    good: deployment('ports: [{name: http-app, containerPort: 3000}]'),
    message: 'Port name `http-application` has 16 characters; the limit is 15.',
    fix: 'Use a valid name.',
  },
  LS657: {
    bad: mounted('{name: tmp, emptyDir: {}}', '{name: temp, mountPath: /tmp}'),
    good: mounted('{name: tmp, emptyDir: {}}', '{name: tmp, mountPath: /tmp}'),
    message: 'The container mounts volume `temp`, which the pod does not have.',
    fix: 'Declare it, or use `tmp`.',
  },
  LS658: {
    bad: mounted('{name: tmp}', '{name: tmp, mountPath: /tmp}'),
    good: mounted('{name: tmp, emptyDir: {}}', '{name: tmp, mountPath: /tmp}'),
    message: 'Volume `tmp` has no source.',
    fix: 'Set exactly one, such as `emptyDir`, `configMap`, `secret` or `persistentVolumeClaim`.',
  },
  LS659: {
    bad: deployment('livenessProbe: {tcpSocket: {port: 3000}, successThreshold: 2}'),
    good: deployment('readinessProbe: {tcpSocket: {port: 3000}, successThreshold: 2}'),
    message: '`successThreshold` of livenessProbe is 2.',
    fix: 'Use 1; only a readiness probe allows more.',
  },
  LS660: {
    bad: deployment('lifecycle: {preStop: {sleep: {seconds: 60}}}'),
    good: deployment('lifecycle: {preStop: {sleep: {seconds: 10}}}'),
    message: '`preStop` sleeps 60 s, but the grace period of the pod is 30 s.',
    fix: 'Raise `terminationGracePeriodSeconds` above the sleep plus the time that the process needs to stop, or shorten the sleep.',
  },
  LS661: {
    bad: deployment('env: [{name: POD, value: api, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]'),
    good: deployment('env: [{name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]'),
    message: 'Variable `POD` has both `value` and `valueFrom`.',
    fix: 'Keep one of the two.',
  },
  LS662: {
    bad: cron('0 3 31 2 *'),
    good: cron('0 3 28 2 *'),
    message: 'Schedule `0 3 31 2 *` is not valid: day 31 does not exist in Feb, so it never runs.',
    fix: 'Use the form `minute hour day-of-month month day-of-week`.',
  },
  LS663: {
    bad: route('api.shop.example', '30'),
    good: route('api.shop.example', '30s'),
    message: '`30` is not a duration.',
    fix: 'Use the form `30s`, `6h` or `250ms`, without fractions.',
  },
  LS664: {
    bad: egress('{ipBlock: {cidr: 203.0.113.7}}'),
    good: egress('{ipBlock: {cidr: 203.0.113.7/32}}'),
    message: '`203.0.113.7` is not an address range.',
    fix: 'Use CIDR notation, such as `10.0.0.0/8`, `203.0.113.7/32` or `fd00::/8`.',
  },
  LS665: {
    bad: route('https://api.shop.example', '30s'),
    good: route('api.shop.example', '30s'),
    message: 'Host `https://api.shop.example` must be a name without a scheme.',
    fix: 'Use a lowercase DNS name, such as `api.shop.example`.',
  },
  LS666: {
    bad: deployment('env: [{name: 2FA_KEY, value: x}]'),
    good: deployment('env: [{name: KEY_2FA, value: x}]'),
    message: 'Variable name `2FA_KEY` must consist of letters, digits, `_`, `-` and `.`, and not start with a digit.',
    fix: 'Use a valid name.',
  },
  LS667: {
    bad: deployment('resources: {requests: {memory: 2Gi}, limits: {memory: 1Gi}}'),
    good: deployment('resources: {requests: {memory: 1Gi}, limits: {memory: 2Gi}}'),
    message: 'The request of 2Gi memory exceeds the limit of 1Gi.',
    fix: 'Raise the limit or lower the request.',
  },
  LS668: {
    bad: configMap('name: settings', '"log level": info'),
    good: configMap('name: settings', 'log-level: info'),
    message: 'Key `log level` must consist of letters, digits, `-`, `_` and `.`, and not start with `..`.',
    fix: 'Use a valid key.',
  },
  LS669: {
    bad: configMap('name: settings', `data: ${'x'.repeat(1024 * 1024)}`),
    good: configMap('name: settings', `data: ${'x'.repeat(1024)}`),
    message: 'It has 1048580 bytes; the limit is 1048576.',
    fix: 'Split it, or mount the data from an image or a volume.',
  },
  LS311: {
    bad: deployment('resources: {requests: {memory: 512MB}}'),
    good: deployment('resources: {requests: {memory: 512Mi}}'),
    message: '`512MB` is not a quantity.',
    fix: 'Use a number with an optional suffix, such as `250m`, `2`, `512Mi` or `10Gi`.',
  },
  LS671: {
    bad: deployment('', 'restartPolicy: OnFailure'),
    good: deployment('', 'restartPolicy: Always'),
    message: 'A Deployment cannot have restart policy `OnFailure`.',
    fix: 'Use `Always`.',
  },
  LS672: {
    bad: mounted(
      '{name: a, emptyDir: {}}, {name: b, emptyDir: {}}',
      '{name: a, mountPath: /tmp}, {name: b, mountPath: /tmp}',
    ),
    good: mounted(
      '{name: a, emptyDir: {}}, {name: b, emptyDir: {}}',
      '{name: a, mountPath: /tmp}, {name: b, mountPath: /data}',
    ),
    message: 'Two volumes are mounted at `/tmp`.',
    fix: 'Mount one of them elsewhere.',
  },
  LS685: {
    bad: deployment(
      '',
      'topologySpreadConstraints: [{maxSkew: 0, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]',
    ),
    good: deployment(
      '',
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]',
    ),
    message: '`maxSkew` is 0.',
    fix: 'Use at least 1.',
  },
  LS701: {
    bad: egress('{}'),
    good: egress('{podSelector: {}}'),
    message: 'The peer is empty.',
    fix: 'Set a `podSelector`, a `namespaceSelector` or an `ipBlock`; to allow everything, remove the entire list.',
  },
  LS702: {
    bad: egress(EVERYWHERE, '{port: 8000, endPort: 7000}'),
    good: egress(EVERYWHERE, '{port: 7000, endPort: 8000}'),
    message: 'The port range goes from 8000 to 7000.',
    fix: 'Use an `endPort` from the `port` up to 65535.',
  },
  LS703: {
    bad: egress('{ipBlock: {cidr: 10.0.0.0/8, except: [192.168.0.0/16]}}'),
    good: egress('{ipBlock: {cidr: 10.0.0.0/8, except: [10.96.0.0/12]}}'),
    message: '`192.168.0.0/16` is not within `10.0.0.0/8`.',
    fix: 'Remove the exception, or widen the range.',
  },
  LS704: {
    bad: egress(EVERYWHERE, '{port: 443}', 'Ingress'),
    good: egress(EVERYWHERE, '{port: 443}', 'Ingress, Egress'),
    message: 'The policy has egress rules, but `policyTypes` does not include `Egress`.',
    fix: 'Add `Egress` to `policyTypes`, or remove the rules.',
  },
} as const satisfies Record<string, Example>;
