import { object } from './manifests';

export const cron = (spec: string, job = ''): string =>
  object(
    'batch/v1',
    'CronJob',
    'report',
    `spec: {schedule: "0 3 * * *", ${spec}jobTemplate: {spec: {${job}template: {spec: {restartPolicy: Never, containers: [{name: report}]}}}}}`,
  );
