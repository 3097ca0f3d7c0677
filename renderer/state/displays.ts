import { displayKey } from "#contract/keys.ts";
import { makeKeyed } from "./keyed.ts";
import { collectionStore } from "./kinds.ts";

export const displays = makeKeyed(displayKey, collectionStore("displays"));
