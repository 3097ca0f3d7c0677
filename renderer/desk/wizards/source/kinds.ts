/** How somebody is known to a platform. */
export type LoginKind = "none" | "basic" | "bearer" | "header";

/** What is asked of a kind of source, and how files write it. */
export type SourceKind = {
  /** By an address, by a folder, or its platform calls the core. */
  reachedBy: "url" | "folder" | "call";
  /** What an address begins with. */
  host?: RegExp;
  /** In a field that is empty. */
  example: string;
  /** Those that it may have, the first one to begin with; none: there is no account. */
  logins: readonly LoginKind[];
  /** How files write an account: http: `basic`, `bearer`, `headers` · plain: `username`, `password` · secret: of whoever calls. */
  account: "http" | "plain" | "secret" | "none";
  /** It is asked every so often, and does not tell by itself. */
  isPaced?: true;
  /** What is to be said beside the address. */
  asks?: "topics" | "query";
  /** Whether its line is encrypted is said apart from its address. */
  saysTls?: true;
};

/** The kinds of sources that are set up here; others stand in files and can be switched on and off. One more is an entry, and its words. */
export const sourceKinds = {
  rest: {
    ...{ reachedBy: "url", host: /^https?:\/\/[^\s/]+/, example: "https://motcua.langson.gov.vn/api/ho-so" },
    ...{ logins: ["none", "basic", "bearer", "header"], account: "http", isPaced: true },
  },
  postgresql: {
    ...{ reachedBy: "url", host: /^postgres(?:ql)?:\/\/[^@/?#\s]+\/[^@/?#\s]+$/ },
    ...{ example: "postgresql://10.0.0.5:5432/motcua", logins: ["basic"], account: "plain" },
    ...{ isPaced: true, asks: "query", saysTls: true },
  },
  mqtt: {
    ...{ reachedBy: "url", host: /^(?:mqtts?|tcp|ssl|wss?):\/\/[^\s/]+/, example: "mqtts://10.0.0.5:8883" },
    ...{ logins: ["none", "basic"], account: "plain", asks: "topics" },
  },
  webhook: { reachedBy: "call", example: "", logins: [], account: "secret" },
  folder: { reachedBy: "folder", example: "/srv/so-lieu", logins: [], account: "none" },
} as const satisfies Record<string, SourceKind>;

export type WizardSourceType = keyof typeof sourceKinds;
export const sourceTypes = Object.keys(sourceKinds) as WizardSourceType[];
/** Those that have an address; their words are told apart by it. */
export type AddressedType = {
  [Type in WizardSourceType]: (typeof sourceKinds)[Type]["reachedBy"] extends "url" ? Type : never;
}[WizardSourceType];

export const kindOf = (type: WizardSourceType): SourceKind => sourceKinds[type];
export const isAddressed = (type: WizardSourceType): type is AddressedType => kindOf(type).reachedBy === "url";
