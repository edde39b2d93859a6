import { phrase } from '../../model/phrase';

export const SECRET_ADVICE = phrase`Move it to a sealed Secret and read it with \`secretKeyRef\`. It is in the history of the repository: rotate it.`;
