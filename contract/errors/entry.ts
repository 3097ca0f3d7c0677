/** What a code carries: words for people in both languages, the exit code where it ends a program, the HTTP status where it answers a call. */
export type Entry = { vi: string; en: string; exit?: number; http?: number };
