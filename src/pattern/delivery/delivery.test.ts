import { parse } from 'yaml';
import { findingsOf, platform, result, told, vary } from '../../laws/example.test-support';
import { absent } from '../../model/varying';
import type { PlatformInput } from '../platform/platform';

const declare = (more: object) =>
  platform({}, {
    delivery: { repository: 'https://git.acme/shop.git', revision: 'main', ...more },
  } as unknown as Partial<PlatformInput>);
const write = (more: object) => {
  const { files, findings } = result(declare(more).app);
  expect(told(findings)).toEqual([]);
  return <T>(file: string) => parse(files.get(`shop/${file}`) ?? 'null') as T;
};
interface Application {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: { readonly syncPolicy: { readonly automated?: object } };
}

test('an environment that somebody approves is synced by hand; what brings its Application is not', () => {
  const read = write({ automated: vary({ dev: true, staging: true, prod: false }) });
  expect(read<Application>('staging/argocd/Application-application.yaml').spec.syncPolicy.automated).toEqual({
    prune: true,
    selfHeal: true,
  });
  expect(read<Application>('prod/argocd/Application-application.yaml').spec.syncPolicy).not.toHaveProperty('automated');
  expect(read<Application>('prod/argocd/Application-bootstrap.yaml').spec.syncPolicy.automated).toEqual({
    prune: true,
    selfHeal: true,
  });
});

test('windows are those of the project, and may differ between environments', () => {
  const read = write({
    windows: vary({
      dev: {},
      staging: {},
      prod: {
        nights: { kind: 'allow', schedule: '0 22 * * 1-4', duration: '6h', manual: true, timeZone: 'Europe/Bucharest' },
      },
    }),
  });
  const windows = (environment: string) =>
    read<{ spec: { syncWindows?: object[] } }>(`${environment}/argocd/AppProject-project.yaml`).spec.syncWindows ?? [];
  expect(windows('dev')).toEqual([]);
  expect(windows('prod')).toEqual([
    {
      kind: 'allow',
      schedule: '0 22 * * 1-4',
      duration: '6h',
      applications: ['*'],
      manualSync: true,
      timeZone: 'Europe/Bucharest',
    },
  ]);
});

describe('notifications', () => {
  it('subscribe the Application, and nobody is paged for what went well', () => {
    const read = write({
      notifications: {
        slack: vary({ dev: 'shop-dev', staging: 'shop-dev', prod: 'shop' }),
        pagerDuty: vary({ dev: absent, staging: absent, prod: 'shop-oncall' }),
      },
    });
    const annotations = (environment: string) =>
      read<Application>(`${environment}/argocd/Application-application.yaml`).metadata.annotations;
    const subscribed = (event: string, service: string) => `notifications.argoproj.io/subscribe.${event}.${service}`;
    expect(annotations('dev')).toEqual(
      Object.fromEntries(
        ['deployed', 'sync-failed', 'degraded'].map((event) => [subscribed(event, 'slack'), 'shop-dev']),
      ),
    );
    expect(annotations('prod')).toMatchObject({
      [subscribed('degraded', 'pagerdutyv2')]: 'shop-oncall',
      [subscribed('sync-failed', 'pagerdutyv2')]: 'shop-oncall',
    });
    expect(annotations('prod')).not.toHaveProperty([subscribed('deployed', 'pagerdutyv2')]);
  });

  it('have triggers and templates that are YAML, once where one Argo CD serves all, with the names of keys and no key', () => {
    const read = write({
      notifications: { slack: 'shop', pagerDuty: vary({ dev: absent, staging: 'later', prod: 'shop-oncall' }) },
    });
    const { data } = read<{ data: Record<string, string> }>('dev/argocd/ConfigMap-argocd-notifications-cm.yaml');
    for (const event of ['deployed', 'sync-failed', 'degraded']) {
      expect(parse(data[`trigger.${event}`]!)).toEqual([
        expect.objectContaining({ send: [event], when: expect.stringContaining('app.status') as string }),
      ]);
      expect(parse(data[`template.${event}`]!)).toMatchObject({
        message: expect.stringContaining('{{.app.metadata.name}}') as string,
      });
    }
    expect(parse(data['service.slack']!)).toEqual({ token: '$slack-token' });
    expect(parse(data['service.pagerdutyv2']!)).toEqual({
      serviceKeys: { later: '$pagerduty-key-later', 'shop-oncall': '$pagerduty-key-shop-oncall' },
    });
    expect(read('prod/argocd/ConfigMap-argocd-notifications-cm.yaml')).toBeNull();
  });
});

describe('settings of Argo CD', () => {
  const notifications = { slack: 'shop', pagerDuty: vary({ dev: 'night', staging: 'later', prod: 'shop-oncall' }) };
  const NOTIFICATIONS = 'argocd/ConfigMap-argocd-notifications-cm.yaml';
  const calls = (read: ReturnType<typeof write>, environment: string) => {
    const map = read<{ data: Record<string, string> } | null>(`${environment}/${NOTIFICATIONS}`);
    return map && Object.keys((parse(map.data['service.pagerdutyv2']!) as { serviceKeys: object }).serviceKeys);
  };

  it('name whom the environment calls, where each has an Argo CD', () => {
    const read = write({ argocdPerEnvironment: true, notifications });
    expect(calls(read, 'dev')).toEqual(['night']);
    expect(calls(read, 'prod')).toEqual(['shop-oncall']);
  });

  it('are those of all that share one, in the first of them', () => {
    const read = write({ argocdPerEnvironment: vary({ dev: true, staging: false, prod: false }), notifications });
    expect(calls(read, 'dev')).toEqual(['night']);
    expect(calls(read, 'staging')).toEqual(['later', 'shop-oncall']);
    expect(calls(read, 'prod')).toBeNull();
  });
});

it.each<[string, object, string]>([
  [
    'a schedule that is none',
    { windows: { a: { kind: 'allow', schedule: '0 22 * *', duration: '1h' } } },
    'LS102 shop delivery.windows.a.schedule: "0 22 * *" is not a schedule in five fields',
  ],
  [
    'a duration that is none',
    { windows: { a: { kind: 'deny', schedule: '0 22 * * *', duration: '1d' } } },
    'LS102 shop delivery.windows.a.duration: "1d" is not a duration in hours or minutes',
  ],
  [
    'an event that is none',
    { notifications: { slack: 'a', on: ['deploy'] } },
    'LS102 shop delivery.notifications.on[0]: "deploy" is not a valid choice → Did you mean "deployed"? Valid: "deployed", "sync-failed", "degraded".',
  ],
])('refuses %s', (_, more, finding) => {
  expect(told(findingsOf(declare(more).app))[0]).toContain(finding);
});
