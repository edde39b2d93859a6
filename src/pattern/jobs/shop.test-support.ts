/** A platform with a database and a service, for jobs to work on. */
import { sealedKeys } from '../secrets/sealed';
import { WebService } from '../workload/web-service';
import type { Platform } from '../platform/platform';
import { Postgres } from '../stores/postgres/postgres';

const backup = {
  destination: 's3://backups/shop',
  credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
};

export function database(shop: Platform): Postgres {
  return new Postgres(shop, 'db', {
    image: 'postgresql',
    version: 18,
    instances: 2,
    storage: { size: '10Gi' },
    backup,
    pooler: {},
  });
}

export function service(shop: Platform): WebService {
  return new WebService(shop, 'api', { image: 'api', port: 3000 });
}
