import { refuse } from '#kernel';
import { problemOf } from '#platform';
import type { Caller } from '../../service-users/caller.js';

/** Student information systems store HOKSes here; people do it by hand elsewhere, where the pen is asked for. */
export function onlyServiceUsers(actor: Caller): void {
  if (actor.isServiceUser !== true) throw problemOf(refuse('hoks/service-user-required'));
}

/** The user interface of officials is for people. */
export function onlyPeople(actor: Caller): void {
  if (actor.isServiceUser === true) throw problemOf(refuse('hoks/service-user-refused'));
}
