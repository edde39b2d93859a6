import { ListTemplate, MapTemplate, Optional, Slot } from '../model/template';
import { instantiate, instantiateAll } from './instantiate';

const template = new MapTemplate([
  ['kind', 'Deployment'],
  [
    'metadata',
    new MapTemplate([
      ['name', 'api'],
      ['namespace', new Slot(['a', 'b', 'c'])],
    ]),
  ],
  [
    'spec',
    new MapTemplate([
      [
        'limits',
        new MapTemplate([
          ['cpu', '1'],
          ['memory', new Slot(['1Gi', '1Gi', '2Gi'])],
        ]),
      ],
      [
        'list',
        new ListTemplate(['always', new Optional([true, false, false], 'sometimes'), new Slot(['x', 'y', 'y'])]),
      ],
      ['volume', new Optional([false, true, true], { size: '1Gi' })],
    ]),
  ],
]);

it('makes of all environments at once what it makes of each by itself', () => {
  expect(instantiateAll(template, 3)).toEqual([0, 1, 2].map((environment) => instantiate(template, environment)));
});

it('makes one object of what is equal in several environments', () => {
  const [a, b, c] = instantiateAll(template, 3) as { spec: { limits: object; list: object; volume?: object } }[];
  expect(b!.spec.limits).toBe(a!.spec.limits);
  expect(c!.spec.limits).not.toBe(a!.spec.limits);
  expect(c!.spec.list).toBe(b!.spec.list);
  expect(c!.spec.volume).toBe(b!.spec.volume);
});

it('lacks an object where all of it is absent', () => {
  expect(instantiateAll(new Optional([true, false], 'there'), 2)).toEqual(['there', undefined]);
});
