export const READY = 'readinessProbe: {httpGet: {path: /ready, port: 3000}}';

export const LIVE = 'livenessProbe: {httpGet: {path: /live, port: 3000}}';
