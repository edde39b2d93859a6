import type { Code } from '../../src/model/codes';
import type { SessionExample } from './session-example';

const AGAIN = 'npx lockstep synth\nnpx lockstep check';
const changed = (line: string): SessionExample => ({ bad: `${line}\nnpx lockstep check`, good: AGAIN });
const ACCOUNT = 'dist/shop/prod/api/ServiceAccount-api.yaml';
const seal = (bad: string, good: string): SessionExample => ({ bad, good });
const FETCH = 'kubeseal --controller-namespace kube-system --fetch-cert > certs/shop/prod.pem';
const GENERATE = 'npx lockstep seal shop/prod jwt key --generate';

/** Examples of codes that are about commands, and about files that commands wrote. */
export const SESSIONS = {
  LS513: seal(
    'iconv -f utf-8 -t utf-16 images.lock.yaml > lock.txt && mv lock.txt images.lock.yaml\nnpx lockstep synth',
    'iconv -f utf-16 -t utf-8 images.lock.yaml > lock.txt && mv lock.txt images.lock.yaml\nnpx lockstep synth',
  ),
  LS530: seal(`rm certs/shop/prod.pem\n${GENERATE}`, `${FETCH}\n${GENERATE}`),
  LS531: seal(`echo "-----BEGIN CERTIFICATE-----" > certs/shop/prod.pem\n${GENERATE}`, `${FETCH}\n${GENERATE}`),
  LS532: seal(`echo "-----BEGIN RSA PRIVATE KEY-----" >> certs/shop/prod.pem\n${GENERATE}`, `${FETCH}\n${GENERATE}`),
  LS810: changed(`rm ${ACCOUNT}`),
  LS811: changed(`cp ${ACCOUNT} dist/shop/prod/api/ServiceAccount-old.yaml`),
  LS812: changed(`perl -pi -e 's/name: api$/name: backend/' ${ACCOUNT}`),
  LS813: changed(`echo "# checked by hand" >> ${ACCOUNT}`),
  LS814: changed(`printf "\\377" > ${ACCOUNT}`),
  LS815: changed(`echo 'kind: "ServiceAccount' > ${ACCOUNT}`),
  LS816: changed(`ln -sf ../../dev/api/ServiceAccount-api.yaml ${ACCOUNT}`),
  LS817: changed('rm -r dist'),
  LS825: {
    bad: 'git init -q && echo "password: hunter2" > db.secret.yaml && git add db.secret.yaml\nnpx lockstep check',
    good: 'git rm -q --cached db.secret.yaml\nnpx lockstep check',
  },
  LS850: seal('ln -s gone.yaml k8s/old.yaml\nnpx lockstep audit k8s', 'rm k8s/old.yaml\nnpx lockstep audit k8s'),
  LS851: seal(
    'iconv -f utf-8 -t utf-16 k8s/settings.yaml > new.txt && mv new.txt k8s/settings.yaml\nnpx lockstep audit k8s',
    'iconv -f utf-16 -t utf-8 k8s/settings.yaml > new.txt && mv new.txt k8s/settings.yaml\nnpx lockstep audit k8s',
  ),
  LS857: seal('ln -s . k8s/circle\nnpx lockstep audit k8s', 'rm k8s/circle\nnpx lockstep audit k8s'),
  LS859: seal(
    `awk '{ printf "%s\\r\\n", $0 }' k8s/settings.yaml > new.txt && mv new.txt k8s/settings.yaml\nnpx lockstep audit k8s`,
    `tr -d '\\r' < k8s/settings.yaml > new.txt && mv new.txt k8s/settings.yaml\nnpx lockstep audit k8s`,
  ),
  LS901: seal('npx lockstep sael shop/prod jwt key --generate', GENERATE),
  LS902: seal('npx lockstep seal shop/prod db password hunter2', 'npx lockstep seal shop/prod db password --generate'),
  LS903: seal(
    'cp certs/shop/prod.pem certs/shop/staging.pem\nnpx lockstep seal shop/staging jwt key --generate',
    'npx lockstep seal shop/staging jwt key --generate --namespace shop-staging',
  ),
  LS904: seal('npx lockstep seal shop/prd jwt key --generate', GENERATE),
  LS905: seal('npx lockstep seal shop/prod JWT key --generate', GENERATE),
  LS906: seal(
    'printf "" | npx lockstep seal shop/prod jwt key',
    'openssl rand -hex 32 | npx lockstep seal shop/prod jwt key',
  ),
  LS907: seal(
    'echo "shop:password" | npx lockstep seal shop/prod registry .dockerconfigjson',
    `echo '{"auths": {"ghcr.io": {"auth": "c2hvcDpwYXNzd29yZA=="}}}' | npx lockstep seal shop/prod registry .dockerconfigjson`,
  ),
  LS908: seal(
    'echo "the same" | npx lockstep seal shop/dev,prod jwt key',
    'npx lockstep seal shop/dev,prod jwt key --generate',
  ),
  LS909: seal(
    'npx lockstep seal shop/prod db password --generate --scope cluster-wide',
    'npx lockstep seal shop/prod db password --generate',
  ),
  LS910: seal(
    'echo "PASSWORD" > db.env\nnpx lockstep seal shop/prod db PASSWORD --from-env-file db.env',
    'echo "PASSWORD=kd83hfQz1nBv0x" > db.env\nnpx lockstep seal shop/prod db PASSWORD --from-env-file db.env',
  ),
  LS911: seal(
    'npx lockstep seal shop/prod db ca.crt --from-file ca.pem',
    'cp certs/shop/prod.pem ca.pem\nnpx lockstep seal shop/prod db ca.crt --from-file ca.pem',
  ),
  LS912: seal(
    'npx lockstep promote shop backend --from dev --to prod',
    'npx lockstep promote shop api --from dev --to prod',
  ),
} as const satisfies Partial<Record<Code, SessionExample>>;
