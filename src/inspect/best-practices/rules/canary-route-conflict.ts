import { catalogOf } from '../../catalog';
import { plainKind } from '../../kinds/names';
import { madeOf } from '../../kinds';
import { all, object, type Rule } from '../rule';

const canary = object(
  'flagger.app/v1beta1',
  'Canary',
  'api',
  'spec: {provider: istio, targetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, service: {port: 80, hosts: [shop.example]}, analysis: {interval: 1m, threshold: 5, stepWeight: 10}}',
);
const route = (name: string): string =>
  object(
    'networking.istio.io/v1',
    'VirtualService',
    name,
    `spec: {hosts: [${name}.example], http: [{route: [{destination: {host: ${name}}}]}]}`,
  );

export const canaryRouteConflict: Rule = {
  code: 'LS086',
  bad: all(canary, route('api')),
  good: all(canary, route('web')),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    for (const canaryOf of catalog.ofKind('Canary.flagger.app')) {
      if (canaryOf.source === undefined) continue;
      for (const { kind, name } of madeOf(canaryOf.kind, canaryOf.source.json)) {
        // Flagger takes over a Service that is in a file, as it documents.
        const written = kind === 'Service' ? undefined : catalog.find(kind, canaryOf.namespace, name);
        if (written?.origin !== 'file') continue;
        say(written, [])`
          ${{ kind: plainKind(kind) }} \`${{ name }}\` is defined here, but Flagger writes it for Canary \`${{ canaryOf: canaryOf.name }}\`.
          Delete it, and move its settings to \`spec.service\` of the Canary: hosts, match, timeout, retries, headers, traffic policy.`;
      }
    }
  },
};
