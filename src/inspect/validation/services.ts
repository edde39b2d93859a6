/** Services, after `ValidateService`: ports, and fields that belong to another type. */
import { dnsLabel, portName } from './grammar';
import { isPort, unique } from './containers';
import { get, list, number, text, type Check } from './report';

export const checkService: Check = (kind, json, report) => {
  if (kind !== 'Service') return;
  const ports = list(json, 'spec', 'ports');
  const type = text(json, 'spec', 'type') ?? 'ClusterIP';
  ports.forEach((item, index) => {
    const at = ['spec', 'ports', index];
    const port = number(item, 'port');
    if (port !== undefined && !isPort(port))
      report('LS656', [...at, 'port'])`
        \`port\` is ${{ port }}.
        Use a number from 1 to 65535.`;
    const target = get(item, 'targetPort');
    if (typeof target === 'number' && !isPort(target))
      report('LS656', [...at, 'targetPort'])`
        \`targetPort\` is ${{ target }}.
        Use a number from 1 to 65535.`;
    const wrongTarget = typeof target === 'string' ? portName(target) : undefined;
    if (wrongTarget !== undefined)
      report('LS656', [...at, 'targetPort'])`
        \`targetPort\` \`${{ target: String(target as string) }}\` ${{ wrongTarget }}.
        Use the name of a container port.`;
    const name = text(item, 'name');
    const wrong = name === undefined ? undefined : dnsLabel(name);
    if (wrong !== undefined)
      report('LS656', [...at, 'name'])`
        Port name \`${{ name }}\` ${{ wrong }}.
        Use a valid name.`;
    if (name === undefined && ports.length > 1)
      report('LS656', at)`
        Port ${{ port: port ?? '' }} has no name although the Service has several ports.
        Name every port.`;
    if (type === 'ClusterIP' && number(item, 'nodePort') !== undefined) {
      report('LS661', [...at, 'nodePort'])`
        A Service of type ClusterIP cannot have a node port.
        Remove \`nodePort\`, or change the type.`;
    }
  });
  unique(
    ports.map((item) => text(item, 'name')),
    (index, name) =>
      report('LS655', ['spec', 'ports', index, 'name'])`
        Two ports of the Service are named \`${{ name }}\`.
        Rename one of them.`,
  );
  unique(
    ports.map((item) => `${number(item, 'port') ?? 0}/${text(item, 'protocol') ?? 'TCP'}`),
    (index, port) =>
      report('LS655', ['spec', 'ports', index], { reason: 'port-twice' })`
        Port ${{ port }} is declared twice.
        Remove one of the two.`,
  );
  if (type === 'ExternalName' && text(json, 'spec', 'externalName') === undefined) {
    report('LS661', ['spec', 'externalName'])`
      A Service of type ExternalName has no \`externalName\`.
      Set \`externalName\`, or change the type.`;
  }
};
