import { parse } from 'yaml';
import { environments, findingsOf, platform, result, told, vary } from '../../laws/example.test-support';
import { CronTask } from '../jobs/cron-task';
import type { Platform, PlatformInput } from '../platform/platform';
import { WebService } from '../workload/web-service';
import { podField } from '../workload/env-value';
import { text } from '../../model/text';
import type { Tracing } from './tracing-props';
import { Worker } from '../workload/worker';

interface Variable {
  readonly name: string;
  readonly value?: string;
}
interface Workload {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly env: readonly Variable[] }[] } };
  };
}

function variablesOf(files: ReadonlyMap<string, string>, file: string): Readonly<Record<string, string | undefined>> {
  const { spec } = parse(files.get(file) ?? `missing: ${file}`) as Workload;
  return Object.fromEntries(spec.template.spec.containers[0]!.env.map(({ name, value }) => [name, value]));
}

const FACTS = { apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 } };
const DELIVERY = { repository: 'https://git.acme/shop.git', revision: 'main', argocdPerEnvironment: true };

function write(declare: (shop: Platform) => unknown, props?: object): ReadonlyMap<string, string> {
  const { app, shop } = platform({}, props as Partial<PlatformInput>);
  declare(shop);
  expect(told(findingsOf(app))).toEqual([]);
  return result(app).files;
}

function refusals(declare: (shop: Platform) => unknown, props?: object): readonly string[] {
  const { app, shop } = platform({}, props as Partial<PlatformInput>);
  declare(shop);
  return told(findingsOf(app));
}

const api = (props: object) => (shop: Platform) => new WebService(shop, 'api', { image: 'api', port: 3000, ...props });

describe('a process that sends traces', () => {
  it('is told where to, as what, and how many of them', () => {
    const files = write(api({ tracing: true, env: { LOG_LEVEL: 'info' } }));
    expect(variablesOf(files, 'shop/prod/api/Deployment-api.yaml')).toEqual({
      LOG_LEVEL: 'info',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.telemetry.svc:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_RESOURCE_ATTRIBUTES:
        'service.namespace=shop,deployment.environment.name=prod,k8s.namespace.name=shop-prod,k8s.pod.name=$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME)',
      OTEL_RESOURCE_ATTRIBUTES_POD_NAME: undefined,
      OTEL_SERVICE_NAME: 'api',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '1',
      PORT: '3000',
    });
  });

  it('has the name of the pod before the attributes that contain it, beside a ConfigMap as well', () => {
    const files = write(api({ tracing: true, configMap: 'api-config' }));
    const names = Object.keys(variablesOf(files, 'shop/prod/api/Deployment-api.yaml'));
    expect(names).toEqual(['OTEL_RESOURCE_ATTRIBUTES_POD_NAME', 'OTEL_RESOURCE_ATTRIBUTES']);
    const { data } = parse(files.get('shop/prod/api/ConfigMap-api-config.yaml')!) as { data: Record<string, string> };
    expect(data).toMatchObject({
      OTEL_SERVICE_NAME: 'api',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.telemetry.svc:4318',
    });
    expect(data).not.toHaveProperty('OTEL_RESOURCE_ATTRIBUTES');
  });

  it('samples as each environment says', () => {
    const files = write(
      api({ tracing: vary<true | Tracing>({ dev: true, staging: { sampling: 0.5 }, prod: { sampling: 0.1 } }) }),
    );
    expect(
      environments.names.map(
        (name) => variablesOf(files, `shop/${name}/api/Deployment-api.yaml`)['OTEL_TRACES_SAMPLER_ARG'],
      ),
    ).toEqual(['1', '0.5', '0.1']);
    const inside = write(api({ tracing: { sampling: vary({ dev: 1, staging: 0.5, prod: 0.1 }) } }));
    expect([...inside]).toEqual([...files]);
  });

  it('may reach the collector, and nothing else may that sends none', () => {
    const files = write((shop) => {
      api({ tracing: true })(shop);
      new Worker(shop, 'mailer', {
        image: 'mailer',
        probes: { liveness: { exec: ['/bin/alive'] }, readiness: { exec: ['/bin/ready'] } },
      });
      new CronTask(shop, 'export', { image: 'api', schedule: '@daily', tracing: true });
    });
    const target = {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'telemetry' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'collector' } },
        },
      ],
      ports: [{ port: 4318, protocol: 'TCP' }],
    };
    const egress = (name: string) =>
      (parse(files.get(`shop/prod/${name}/NetworkPolicy-${name}.yaml`)!) as { spec: { egress: unknown[] } }).spec
        .egress;
    expect(egress('api')).toContainEqual(target);
    expect(egress('export')).toContainEqual(target);
    expect(egress('mailer')).not.toContainEqual(target);
  });
});

describe('where traces go', () => {
  const endpoint = (props: object) =>
    variablesOf(write(api({ tracing: true }), props), 'shop/prod/api/Deployment-api.yaml')[
      'OTEL_EXPORTER_OTLP_ENDPOINT'
    ];
  const stack = { delivery: DELIVERY };

  it('is what the add-ons bring, the collector before the store', () => {
    expect(endpoint({ ...stack, cluster: FACTS, addOns: { tempo: {} } })).toBe('http://tempo.tempo.svc:4318');
    expect(
      endpoint({ ...stack, cluster: FACTS, addOns: { tempo: {}, openTelemetryCollector: { namespace: 'traces' } } }),
    ).toBe('http://opentelemetry-collector.traces.svc:4318');
  });

  it('is what the platform says, whatever the add-ons bring', () => {
    const tracing = { namespace: 'apm', service: 'agent', protocol: 'grpc' };
    expect(endpoint({ ...stack, cluster: { ...FACTS, tracing }, addOns: { tempo: {} } })).toBe(
      'http://agent.apm.svc:4317',
    );
  });

  it('is a service of the platform that takes traces itself', () => {
    const files = write(
      (shop) => {
        const collector = new WebService(shop, 'jaeger', { image: 'api', port: 14268, ports: { 'otlp-http': 4318 } });
        api({ tracing: { endpoint: collector.urlOf('otlp-http'), sampling: 0.1 } })(shop);
      },
      { cluster: FACTS },
    );
    expect(variablesOf(files, 'shop/prod/api/Deployment-api.yaml')).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://jaeger:4318',
      OTEL_TRACES_SAMPLER_ARG: '0.1',
    });
    const { spec } = parse(files.get('shop/prod/jaeger/NetworkPolicy-jaeger.yaml')!) as {
      spec: { ingress: { ports: { port: number }[] }[] };
    };
    expect(spec.ingress.map(({ ports }) => ports.map(({ port }) => port))).toEqual([[4318]]);
  });

  it('is known, else nothing is sent', () => {
    expect(refusals(api({ tracing: true }), { cluster: FACTS })).toEqual([
      expect.stringContaining('LS116 shop/api tracing'),
    ]);
  });
});

it('refuses what would be two answers, or none', () => {
  expect(refusals(api({ tracing: true, env: { OTEL_SERVICE_NAME: 'other' } }))).toEqual([
    expect.stringContaining('LS107'),
  ]);
  expect(refusals(api({ tracing: false }))).toEqual([expect.stringContaining('tracing')]);
  expect(refusals(api({ tracing: { sampling: 10 } }))).toEqual([expect.stringContaining('tracing.sampling')]);
  expect(refusals(api({ tracing: { endpoint: 'http://jaeger:4318' } }))).toEqual([
    expect.stringContaining('tracing.endpoint: "http://jaeger:4318" is not the URL of a service'),
  ]);
  const collector = (shop: Platform) =>
    new WebService(shop, 'jaeger', { image: 'api', port: 14268, ports: { 'otlp-http': 4318 } });
  expect(refusals((shop) => api({ tracing: { endpoint: collector(shop).urlOf('otlp') } })(shop))).toEqual([
    expect.stringContaining(
      'LS103 shop/jaeger ports: the URL of the port "otlp" is used, but the port is not declared',
    ),
  ]);
  expect(
    refusals((shop) =>
      api({
        tracing: vary({ dev: true, staging: true, prod: { endpoint: collector(shop).urlOf('otlp-http') } } as never),
      })(shop),
    ),
  ).toEqual([expect.stringContaining('tracing.endpoint [prod]')]);
  expect(refusals(api({ env: { ID: text`api-${podField('metadata.uid')}` } }))).toEqual([
    expect.stringContaining('LS735'),
  ]);
  const files = write(api({ env: { UID: podField('metadata.uid'), ID: text`api-${podField('metadata.uid')}` } }));
  expect(variablesOf(files, 'shop/prod/api/Deployment-api.yaml')['ID']).toBe('api-$(UID)');
});
