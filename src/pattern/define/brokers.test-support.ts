import { Expression, definePattern, shape } from 'cdk8s-lockstep';

/** A cluster of brokers that an operator runs. */
export class Brokers extends definePattern(
  'broker',
  {
    /** Number of brokers; odd, so that a majority survives the loss of one. */
    brokers: shape.required(shape.integer({ min: 1 })),
    /** Memory of each broker. Default: 1Gi. */
    memory: shape.quantity,
    /** Volume of each broker. */
    storage: shape.required(shape.map({ size: shape.required(shape.quantity), class: shape.dnsLabel })),
    /** Password of clients. */
    password: shape.required(shape.sealedKey),
    /** Brokers elsewhere to which messages are copied. */
    mirrors: shape.list(shape.endpoint),
    /** Whether a console shows the topics. Default: no. */
    console: shape.flag,
  },
  (pattern, { brokers, memory = '1Gi', storage, password, mirrors = [], console }) => {
    const { name, labels, selector } = pattern;

    if (brokers % 2 === 0)
      pattern.refuse({ path: 'brokers', message: `${brokers} brokers have no majority`, fix: 'Use an odd number.' });

    pattern.addOther(
      'Brokers',
      {
        apiVersion: 'brokers.acme.io/v1',
        kind: 'Brokers',
        metadata: { name, labels },
        spec: { brokers, storage, password: pattern.read(password) },
      },
      {
        tier: 'data',
        pods: { count: brokers, requests: { cpu: '1', memory }, limits: { cpu: '2', memory }, storage: storage.size },
      },
    );
    pattern.add('Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, labels },
      spec: { selector, ports: [{ name: 'broker', port: 9092 }] },
    });
    if (console === true)
      pattern.add(
        'console',
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${name}-console`, labels }, data: { open: 'true' } },
        { because: 'only developers use the console' },
      );
    pattern.pods([{ port: 9092, protocol: 'TCP' }]);
    pattern.call(...mirrors);
    pattern.alert({
      BrokersDown: { expr: `up{job="${name}"} == 0`, severity: 'critical', summary: 'a broker does not respond' },
    });
    return { quorum: Math.floor(brokers / 2) + 1 };
  },
) {
  /** URL of the brokers. Using it in `env` declares the connection. */
  get url(): Expression {
    return new Expression(['brokers://', ...this.host.parts, ':9092']);
  }
}
