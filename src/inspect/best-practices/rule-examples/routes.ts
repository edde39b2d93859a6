import { object } from './manifests';

export const backend =
  'rules: [{host: shop.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: api, port: {number: 80}}}}]}}]';

export const ingress = (fields: string): string =>
  object('networking.k8s.io/v1', 'Ingress', 'api', `spec: {ingressClassName: nginx, ${fields}${backend}}`);

export const annotated = (annotation: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: api, annotations: {${annotation}}}\nspec: {ingressClassName: nginx, tls: [{hosts: [shop.example], secretName: shop-tls}], ${backend}}\n`;
