/**
 * Props, by example, of which an absent value still has another effect than none. The list may only become shorter: a prop that
 * is right must be removed.
 */
export const KNOWN: Readonly<Record<string, readonly string[]>> = {
  Postgres: ['backup.destination'],
  'Redis that keeps its data': ['persistence.snapshots'],
  'Redis that fails over': ['persistence.snapshots', 'replicas'],
  RabbitMq: ['probes', 'probes.startup.exec', 'replicas'],
  NatsJetStream: ['probes', 'probes.startup.exec', 'replicas'],
  StatefulService: [
    'backup.destination',
    'backup.dump as a whole',
    'backup.verify as a whole',
    'volumes as a whole',
  ],
  'StatefulService with an exporter': ['volumes as a whole'],
  Platform: [
    'cluster.dns.labels.app',
    'cluster.gateway.namespace',
    'cluster.operators.elastic',
    'cluster.operators.flagger',
    'cluster.operators.keda',
    'cluster.operators.mongoDb',
    'cluster.provides',
    'cluster.storageClass',
    'pullSecrets.registry.acme',
  ],
  'Platform with a Gateway of Istio': ['cluster.gateway.namespace'],
  'Platform with ingress-nginx': ['cluster.gateway.namespace'],
  'Platform in a mesh': [
    'cluster.apiServer.cidrs[0]',
    'cluster.gateway.namespace',
    'cluster.operators.elastic',
    'cluster.operators.flagger',
    'cluster.operators.keda',
    'cluster.operators.mongoDb',
    'cluster.provides',
    'cluster.storageClass',
  ],
  'Platform with add-on istioGateway': ['addOns.istio'],
  'Platform with add-on prometheusAdapter': ['addOns.kubePrometheusStack'],
  'Platform with add-on fluentBit': [
    'addOns.fluentBit.labels',
    'addOns.fluentBit.labels.env',
    'addOns.fluentBit.labels.team',
    'addOns.loki',
  ],
  'Platform with add-on openTelemetryCollector': ['addOns.tempo'],
  'Platform with add-on flagger': ['addOns.kubePrometheusStack'],
};
