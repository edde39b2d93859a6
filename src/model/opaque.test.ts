import { sealed } from '../pattern/secrets/sealed';
import { WebService } from '../pattern/workload/web-service';
import { platform } from '../laws/example.test-support';

const { shop } = platform();
const auth = new WebService(shop, 'auth', { image: 'api', port: 3000 });

it.each<[string, () => unknown]>([
  ['a template literal', () => `${String.raw({ raw: ['', '/v1'] }, auth.url)}`],
  ['addition', () => (auth.url as unknown as string) + '/v1'],
  ['a join', () => [auth.url, 'x'].join(',')],
  ['an endpoint as text', () => String(auth.endpoint)],
  ['a sealed key as text', () => `x${sealed('stripe', 'key') as unknown as string}`],
])('%s is refused where it is written: the connection would be lost', (_, use) => {
  expect(use).toThrow('it carries a connection or a secret. Interpolate it with the `text` tag');
});

it('JSON is refused as well', () => {
  expect(() => JSON.stringify({ url: auth.url })).toThrow('A value of type Expression cannot be turned into JSON');
});
