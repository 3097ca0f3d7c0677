/*
 * By which things are known. Free of zod: stores need them before a wall window has read a schema.
 */

export const idOf = ({ id }: { id: string }): string => id;
/** Numbers are the wall's; two machines can name the same one while their plans differ. */
export const displayKey = ({ machine, number }: { machine: string; number: number }): string => `${machine}/${number}`;
