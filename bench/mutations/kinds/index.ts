/** All kinds of mutations. One that is not here is not made. */
import {
  breakSchedule,
  breakWave,
  changeImage,
  changeInOne,
  changePort,
  changeProbe,
  changeQuantity,
  changeReplicas,
} from './amounts';
import { anotherType, deleteElement, deleteKey, dropInOne, duplicate, misspell, takeObject } from './fields';
import {
  changeLabel,
  changeSelector,
  emptySelector,
  portInText,
  renameHost,
  renameKeyRead,
  renameKeyThere,
  renameObject,
  renamePart,
  renameReference,
  retarget,
} from './references';
import { WEAKENINGS } from './security';
import type { Kind } from '../kind';

/** Kinds of one group are as frequent, together, as a kind that is a group of its own. */
export const GROUPS: readonly (readonly Kind[])[] = [
  [deleteKey],
  [deleteElement],
  [dropInOne],
  [changeInOne],
  [takeObject],
  [misspell],
  [anotherType],
  [duplicate],
  [renameReference],
  [renameHost],
  [portInText],
  [renameKeyRead],
  [renameKeyThere],
  [renameObject],
  [renamePart],
  [changeSelector],
  [changeLabel],
  [emptySelector],
  [retarget],
  [changePort],
  [changeProbe],
  [changeQuantity],
  [changeReplicas],
  [changeImage],
  [breakSchedule],
  [breakWave],
  // a third of all is about security
  ...Array.from({ length: 6 }, () => WEAKENINGS),
];
