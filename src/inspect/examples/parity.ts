import { deployment, documents, type Example } from './example';

/** What stands before the documents of each environment. */
const DEV = '# dev';
const PROD = '# prod';
const both = (dev: string, prod: string): string => `${DEV}\n${dev}${PROD}\n${prod}`;
const service = `apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
`;
const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api}
spec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress, Egress]}
`;
const LOOK = (having: string, lacking: string) =>
  `Add it to ${lacking}, or remove it from ${having}; if the difference is intended, accept the finding with a reason.`;

/** One for each code of differences between environments of which nobody declared how they are to differ. */
export const PARITY_EXAMPLES = {
  LS861: {
    bad: both(documents(deployment(), service, policy), documents(deployment(), service)),
    good: both(documents(deployment(), service, policy), documents(deployment(), service, policy)),
    message: 'NetworkPolicy `api` is in dev, but not in prod.',
    fix: 'Add it to prod, or accept the finding with the reason that it is not needed there.',
  },
  LS862: {
    bad: both(
      deployment('env: [{name: LOG_LEVEL, value: debug}, {name: REGION, value: eu}]'),
      deployment('env: [{name: LOG_LEVEL, value: info}]'),
    ),
    good: both(
      deployment('env: [{name: LOG_LEVEL, value: debug}, {name: REGION, value: eu}]'),
      deployment('env: [{name: REGION, value: us}, {name: LOG_LEVEL, value: info}]'),
    ),
    message: 'Variable `REGION` is in dev, but not in prod.',
    fix: LOOK('dev', 'prod'),
  },
  LS863: {
    bad: both(
      deployment('securityContext: {readOnlyRootFilesystem: true}'),
      deployment('securityContext: {readOnlyRootFilesystem: false}'),
    ),
    good: both(
      deployment('securityContext: {readOnlyRootFilesystem: true}'),
      deployment('securityContext: {readOnlyRootFilesystem: true}'),
    ),
    message: '`readOnlyRootFilesystem` is `false` in prod, but `true` in dev.',
    fix: 'Use the same protection in each environment; if the difference is intended, accept the finding with a reason.',
  },
  LS864: {
    bad: both(deployment('image: registry.example/api:2'), deployment('image: registry.example/api-legacy:1')),
    good: both(deployment('image: dev.registry.example/api:2'), deployment('image: registry.example/mirror/api:1')),
    message:
      'prod runs image `registry.example/api-legacy:1`, but dev runs `registry.example/api:2`, from a different repository.',
    fix: 'Run the image that was tested in the preceding environment: the same repository and digest.',
  },
  LS865: {
    bad: both(service, service.replace('{app: api}', '{app: api-v1}')),
    good: both(
      service.replace('{app: api}', '{app: api, env: dev}'),
      service.replace('{app: api}', '{app: api, env: prod}'),
    ),
    message: '`spec.selector.app` is "api-v1" in prod and "api" in dev.',
    fix: 'Use the same selector in each environment; the namespace separates the environments.',
  },
  LS866: {
    bad: both(deployment('resources: {limits: {memory: 1Gi}}'), deployment('resources: {limits: {memory: 512Mi}}')),
    good: both(deployment('resources: {limits: {memory: 512Mi}}'), deployment('resources: {limits: {memory: 0.5Gi}}')),
    message:
      '`spec.template.spec.containers[name=api].resources.limits.memory` is 512Mi in prod, less than 1Gi in dev.',
    fix: 'Raise it in prod to at least the value in dev, or accept the finding with a reason.',
  },
  LS880: {
    bad: both(service, service.replace('targetPort: 8080', 'targetPort: 8081')),
    good: both(service, service),
    message: '`spec.ports[port=80].targetPort` is 8081 in prod, but 8080 in dev.',
    fix: 'Use the same structure in each environment; if the difference is intended, accept the finding with a reason.',
  },
} as const satisfies Record<string, Example>;
