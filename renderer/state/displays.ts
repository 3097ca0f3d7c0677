import { collectionStore } from "./kinds.ts";

export const displays = collectionStore("displays");
