/** The forms of what the first screen asks for, with zod: a file of its own, so that the frame paints before it is there. */
export { OwnRights } from "#contract/access/own-rights.ts";
