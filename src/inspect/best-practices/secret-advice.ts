import { phrase } from '../../model/phrase';

export const SECRET_ADVICE = phrase`Move it into a Secret from a sealed source and read it with \`secretKeyRef\`. It is in the history of the repository: change it where it is used.`;
