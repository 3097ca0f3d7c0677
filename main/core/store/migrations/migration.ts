/**
 * A step of the schema. Numbers run from 1 without gaps and become SQLite's user_version; a step that was released is
 * never changed again.
 */
export type Migration = { number: number; name: string; sql: string };
