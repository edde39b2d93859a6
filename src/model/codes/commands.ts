/** Codes LS9: the command line. */
import type { CodesOf } from './entry';

export const COMMAND_CODES = {
  LS901: { title: 'wrong use of a command', severity: 'error', why: 'The command line does not say what to do.' },
  LS902: {
    title: 'secret value on the command line',
    severity: 'error',
    why: 'It stays in the history of the shell and shows in the list of processes.',
  },
  LS903: {
    title: 'namespace unknown',
    severity: 'error',
    why: 'A value is sealed for one namespace; guessed wrong, it stays sealed.',
  },
  LS904: {
    title: 'unknown platform or environment',
    severity: 'error',
    why: 'A value under a mistyped name is read by nobody.',
  },
  LS905: { title: 'invalid name', severity: 'error', why: 'Kubernetes refuses objects and keys with such a name.' },
  LS906: { title: 'no value', severity: 'error', why: 'An empty credential opens the door, or fails far from here.' },
  LS907: { title: 'unusable value', severity: 'error', why: 'Kubernetes refuses the Secret, or nobody can use it.' },
  LS908: {
    title: 'equal values in two environments',
    severity: 'error',
    why: 'Whoever gets the credential of the one environment has that of the other.',
  },
  LS909: {
    title: 'at odds with the existing secret',
    severity: 'error',
    why: 'One secret has one name, namespace, scope and type: its other keys would stay sealed.',
  },
  LS910: { title: 'broken .env file', severity: 'error', why: 'A value would be sealed other than it was meant.' },
  LS911: { title: 'file cannot be read or written', severity: 'error', why: 'Nothing was changed.' },
  LS912: { title: 'nothing to promote', severity: 'error', why: 'There is no pin that could be copied.' },
  LS913: { title: 'no app to run', severity: 'error', why: 'The verb runs the app that cdk8s.yaml names.' },
  LS914: {
    title: 'app that does not get as far as synth',
    severity: 'error',
    why: 'What the source yields is not known, so nothing can be compared.',
  },
  LS929: { title: 'fault of lockstep itself', severity: 'error', why: 'An assumption of the program did not hold.' },
} as const satisfies CodesOf<9>;
