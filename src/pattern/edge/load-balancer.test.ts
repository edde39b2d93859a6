import { only, vary } from '../../laws/example.test-support';
import { absent } from '../../model/varying';
import { files, kinds, object, said, service, type Shop } from './shop.test-support';

const entered = (loadBalancer: object, more: object = {}): Shop => ({
  cluster: {},
  declare: (shop) => service(shop, 'api', { entry: { loadBalancer }, ...more }),
});
const from = (shop: Shop, environment?: string) =>
  (object(shop, 'api/NetworkPolicy-api.yaml', environment) as { spec: { ingress?: { from: object[] }[] } }).spec
    .ingress;

it('leads from 443 to the pods, for the addresses that may come', () => {
  const aws = 'service.beta.kubernetes.io/aws-load-balancer';
  const shop = entered({
    sources: ['10.20.0.0/16'],
    class: 'service.k8s.aws/nlb',
    annotations: {
      [`${aws}-type`]: 'nlb',
      [`${aws}-ssl-cert`]: vary({ dev: 'arn:dev', staging: 'arn:staging', prod: 'arn:prod' }),
    },
  });
  expect(kinds(shop, 'Service', 'NetworkPolicy')).toMatchSnapshot();
});

it('by default any public address may come, and no private one', () => {
  expect(from(entered({}))).toMatchObject([
    { from: [{ ipBlock: { cidr: '0.0.0.0/0', except: expect.arrayContaining(['10.0.0.0/8']) } }] },
  ]);
});

it('an environment has the one or the other way in', () => {
  const shop = entered({ only: only(['prod'], 'the other environments are private') });
  expect(files(shop, 'dev').has('api/Service-api-entry.yaml')).toBe(false);
  expect(from(shop, 'dev')).toBeUndefined();
  expect(files(shop, 'prod').has('api/Service-api-entry.yaml')).toBe(true);
  expect(from(shop, 'prod')).toHaveLength(1);
});

it('addresses vary one by one', () => {
  expect(
    said(entered({ sources: vary<unknown>({ dev: absent, staging: ['10.0.0.0/8'], prod: ['10.0.0.0/8'] }) })),
  ).toEqual(['LS102 shop/api entry.loadBalancer.sources: an entire list cannot vary → Vary its elements instead.']);
});
