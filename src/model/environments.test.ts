import { absent, valuesOf } from './varying';
import { defineEnvironments, type Attributes } from './environments';

const dev: Attributes = { stage: 'development', namespace: 'a', domain: 'dev.acme' };
const prod: Attributes = { stage: 'production', namespace: 'b', domain: 'acme' };
const define = (declaration: Record<string, unknown>) => defineEnvironments(declaration as never);

describe('defineEnvironments', () => {
  it.each<[Record<string, unknown>, string]>([
    [{}, '`defineEnvironments` needs at least one environment.'],
    [
      { dev, prod: { stage: 'production', namespace: 'b' } },
      'Environment "prod" lacks the attribute "domain". All environments must declare the same attributes.',
    ],
    [
      { dev: { ...dev, region: 'eu' }, prod },
      'Environment "prod" lacks the attribute "region". All environments must declare the same attributes.',
    ],
    [
      { dev, prod: { ...prod, zone: 'a' } },
      'Environment "dev" lacks the attribute "zone". All environments must declare the same attributes.',
    ],
    [
      { dev: { namespace: 'a' } },
      'Environment "dev" lacks the attribute "stage". All environments must declare the same attributes.',
    ],
    [
      { dev: { stage: 'development' } },
      'Environment "dev" lacks the attribute "namespace". All environments must declare the same attributes.',
    ],
    [
      { dev: { ...dev, domain: ['a'] } },
      'Attribute "domain" of environment "dev" must be a string, a number or a boolean.',
    ],
    [
      { dev: { ...dev, stage: 'developement' } },
      'Environment "dev" has the unknown stage "developement". Did you mean "development"? Valid: "development", "staging", "production".',
    ],
    [
      { dev: { ...dev, namespace: 'Not_A_Label' } },
      'Environment "dev" has the namespace "Not_A_Label", which is not a DNS label.',
    ],
    [
      { 'Dev Env': dev },
      'Invalid environment name "Dev Env". Use at most 63 lowercase letters, digits and hyphens: the name is used for directories and objects.',
    ],
    [
      { '..': dev },
      'Invalid environment name "..". Use at most 63 lowercase letters, digits and hyphens: the name is used for directories and objects.',
    ],
    [{ ['a'.repeat(64)]: dev }, `Invalid environment name "${'a'.repeat(64)}". Use at most 63 lowercase letters`],
  ])('refuses %j', (declaration, message) => {
    expect(() => define(declaration)).toThrow(message);
  });

  it('gives every attribute in each environment', () => {
    const { env, environments } = defineEnvironments({ dev: { ...dev, size: 1 }, prod: { ...prod, size: 2 } });
    expect(valuesOf(env.size)).toEqual([1, 2]);
    expect(valuesOf(env.stage)).toEqual(['development', 'production']);
    expect(() => environments.attribute('sise')).toThrow(
      'Unknown environment attribute "sise". Did you mean "size"? Valid: "stage", "namespace", "domain", "size".',
    );
  });
});

describe('vary and only', () => {
  const { vary, only } = defineEnvironments({ dev, prod });
  const any = vary as unknown as (values: Record<string, unknown>) => { values: readonly unknown[] };

  it('refuse environments that are missing', () => {
    expect(() => any({ dev: 1 })).toThrow(
      '`vary` has no value for "prod". Add a value, or `absent` if the field may be omitted: vary({ dev: …, prod: … }).',
    );
    expect(() => any({ prod: undefined })).toThrow('`vary` has no value for "dev", "prod".');
  });

  it('refuse environments that do not exist', () => {
    expect(() => any({ dev: 1, prod: 2, prd: 3 })).toThrow(
      '`vary` names the unknown environment "prd". Did you mean "prod"? Valid: "dev", "prod".',
    );
    expect(() => only(['pro' as 'prod'], 'r')).toThrow(
      '`only` names the unknown environment "pro". Did you mean "prod"? Valid: "dev", "prod".',
    );
    expect(() => any(JSON.parse('{"dev":1,"prod":2,"__proto__":3}') as never)).toThrow(
      '`vary` names the unknown environment "__proto__".',
    );
  });

  it('take the order of the declaration, not that of the values', () => {
    expect(any({ prod: 'p', dev: 'd' }).values).toEqual(['d', 'p']);
    expect(only(['prod'], 'r').present).toEqual([false, true]);
  });

  it('take null and false as values, and absent as one', () => {
    expect(any({ dev: false, prod: absent }).values).toEqual([false, absent]);
  });

  it('refuse a presence without reason, or nowhere', () => {
    expect(() => only(['dev'], '  ')).toThrow('`only` needs a reason: it explains why environments differ.');
    expect(() => only([], 'r')).toThrow('`only` lists no environment, so the object would not exist anywhere.');
  });
});
