import { deployment, type Example } from './example';

export const IMAGE_EXAMPLES = {
  LS554: {
    bad: deployment('image: nginx:1.29'),
    good: deployment(`image: "nginx:1.29@sha256:${'0123456789abcdef'.repeat(4)}"`),
    message: 'Image `nginx:1.29` runs the image that the tag `1.29` refers to when a pod starts.',
    fix: 'Pin it by digest: `name:tag@sha256:…`; constructs of the pattern read it from images.lock.yaml.',
  },
} as const satisfies Record<string, Example>;
