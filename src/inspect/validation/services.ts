/** Services, after `ValidateService`: ports, and fields that belong to another type. */
import { get, list, number, text } from '../read';
import { dnsLabel, portName } from './grammar';
import { isPort, unique } from './containers';
import { phrase } from '../../model/phrase';
import type { Check } from './report';

export const checkService: Check = (kind, json, report) => {
  if (kind !== 'Service') return;
  const ports = list(json, 'spec', 'ports');
  const type = text(json, 'spec', 'type') ?? 'ClusterIP';
  ports.forEach((item, index) => {
    const at = ['spec', 'ports', index];
    const port = number(item, 'port');
    if (port !== undefined && !isPort(port))
      report('LS656', [...at, 'port'], phrase`\`port\` is ${{ port }}.`, phrase`Use a number from 1 to 65535.`);
    const target = get(item, 'targetPort');
    if (typeof target === 'number' && !isPort(target))
      report(
        'LS656',
        [...at, 'targetPort'],
        phrase`\`targetPort\` is ${{ target }}.`,
        phrase`Use a number from 1 to 65535.`,
      );
    const wrongTarget = typeof target === 'string' ? portName(target) : undefined;
    if (wrongTarget !== undefined)
      report(
        'LS656',
        [...at, 'targetPort'],
        phrase`\`targetPort\` \`${{ target: String(target as string) }}\` ${{ wrongTarget }}.`,
        phrase`Use the name of a container port.`,
      );
    const name = text(item, 'name');
    const wrong = name === undefined ? undefined : dnsLabel(name);
    if (wrong !== undefined)
      report('LS656', [...at, 'name'], phrase`Port name \`${{ name }}\` ${{ wrong }}.`, phrase`Use a valid name.`);
    if (name === undefined && ports.length > 1)
      report(
        'LS656',
        at,
        phrase`Port ${{ port: port ?? '' }} has no name although the Service has several ports.`,
        phrase`Name every port.`,
      );
    if (type === 'ClusterIP' && number(item, 'nodePort') !== undefined) {
      report(
        'LS661',
        [...at, 'nodePort'],
        phrase`A Service of type ClusterIP cannot have a node port.`,
        phrase`Remove \`nodePort\`, or change the type.`,
      );
    }
  });
  unique(
    ports.map((item) => text(item, 'name')),
    (index, name) =>
      report(
        'LS655',
        ['spec', 'ports', index, 'name'],
        phrase`Two ports of the Service are named \`${{ name }}\`.`,
        phrase`Rename one of them.`,
      ),
  );
  unique(
    ports.map((item) => `${number(item, 'port') ?? 0}/${text(item, 'protocol') ?? 'TCP'}`),
    (index, port) =>
      report(
        'LS655',
        ['spec', 'ports', index],
        phrase`Port ${{ port }} is declared twice.`,
        phrase`Remove one of the two.`,
        { reason: 'port-twice' },
      ),
  );
  if (type === 'ExternalName' && text(json, 'spec', 'externalName') === undefined) {
    report(
      'LS661',
      ['spec', 'externalName'],
      phrase`A Service of type ExternalName has no \`externalName\`.`,
      phrase`Set \`externalName\`, or change the type.`,
    );
  }
};
