import { imageName } from '../../image-reference';
import { api, get, list, text, type Rule } from '../rule';

/** Images that do not start without a directory to write to, with the directories: one of them, or one above, must be a volume. */
const WRITES: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  Object.entries({
    nginx: [['/var/cache/nginx'], ['/var/run', '/run']],
    httpd: [['/usr/local/apache2/logs']],
    postgres: [['/var/lib/postgresql'], ['/var/run/postgresql', '/run/postgresql', '/var/run', '/run']],
    mysql: [['/var/lib/mysql'], ['/var/run/mysqld', '/run/mysqld', '/var/run', '/run'], ['/tmp']],
    mariadb: [['/var/lib/mysql'], ['/run/mysqld', '/var/run/mysqld', '/run', '/var/run'], ['/tmp']],
    mongo: [['/data/db'], ['/tmp']],
    rabbitmq: [['/var/lib/rabbitmq']],
    elasticsearch: [['/usr/share/elasticsearch/data'], ['/usr/share/elasticsearch/logs'], ['/tmp']],
    grafana: [['/var/lib/grafana']],
    prometheus: [['/prometheus']],
  }),
);

export const readOnlyWithoutScratch: Rule = {
  code: 'LS014',
  bad: api(
    'image: nginx, securityContext: {readOnlyRootFilesystem: true}, volumeMounts: [{name: tmp, mountPath: /var/cache/nginx}]',
  ),
  good: api(
    'image: nginx, securityContext: {readOnlyRootFilesystem: true}, volumeMounts: [{name: tmp, mountPath: /var/cache/nginx}, {name: tmp, mountPath: /var/run, subPath: run}]',
  ),
  on: 'container',
  judge({ container, name, init }, say) {
    if (init || get(container, 'securityContext', 'readOnlyRootFilesystem') !== true) return;
    const image = imageName(text(container, 'image') ?? '');
    const needed = WRITES.get(image);
    // Bitnami's images of the same names write elsewhere.
    if (
      needed === undefined ||
      list(container, 'command').length > 0 ||
      /\bbitnami/.test(text(container, 'image') ?? '')
    )
      return;
    const mounts = list(container, 'volumeMounts').map((mount) => text(mount, 'mountPath') ?? '');
    const missing = needed.filter(
      (choices) => !choices.some((directory) => mounts.some((mount) => covers(mount, directory))),
    );
    if (missing.length === 0) return;
    say(['volumeMounts'])`
      Container \`${{ name }}\` has a read-only root file system, but \`${{ image }}\` writes to ${{ missing: missing.map(([first]) => `\`${first!}\``).join(' and ') }}, where no volume is mounted: it does not start.
      Mount an emptyDir with a \`sizeLimit\` there, or a PersistentVolumeClaim if the data must persist.`;
  },
};

function covers(mount: string, directory: string): boolean {
  const root = mount.replace(/\/+$/, '');
  return directory === root || directory.startsWith(`${root}/`) || root.startsWith(`${directory}/`);
}
